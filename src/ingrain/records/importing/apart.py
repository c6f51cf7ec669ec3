"""What is called the same told apart, where somebody has to say which one is meant: by owner, telephone or number."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from ingrain.records.models import Account

type Choice = tuple[str, str]
"""A record or a person, and as what it is shown."""


def told_apart(choices: Sequence[Choice]) -> list[Choice]:
    """The same choices; of those that are shown alike, each with what it alone has."""
    times = Counter(label for _value, label in choices)
    alike = {label for label, n in times.items() if n > 1}
    accounts = _accounts(value for value, label in choices if label in alike)
    found = list(choices)
    for label in alike:
        group = [value for value, shown in choices if shown == label]
        more = dict(zip(group, _apart([accounts.get(value) for value in group], group), strict=True))
        found = [(value, f"{shown} ({more[value]})" if shown == label else shown) for value, shown in found]
    return found


def _accounts(records: Iterable[str]) -> dict[str, Account]:
    numbers = [int(one.partition("/")[2]) for one in records if one.startswith("account/")]
    return {row.record: row for row in Account.objects.select_related("owner").filter(pk__in=numbers)}


SAYS: tuple[Callable[[Account], str], ...] = (
    lambda row: row.owner.name if row.owner else "",
    lambda row: row.phone,
)


def _apart(rows: Sequence[Account | None], values: Sequence[str]) -> list[str]:
    """The first that each has for itself alone; otherwise the number, or the name in the journal."""
    for says in SAYS:
        told = [says(row) if row else "" for row in rows]
        if all(told) and len(set(told)) == len(told):
            return told
    return [_("number %(n)s") % {"n": value.partition("/")[2]} if "/" in value else value for value in values]
