"""What lies around a record: an account's contacts, sales and companies, an opportunity's people, names of records.

Everything asks the desk; what may not be read isn't there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import cast

from django.db.models import Case, Q, QuerySet, When

from ingrain.records.access import Desk
from ingrain.records.fields import CUSTOMERS
from ingrain.records.folding import as_sorted
from ingrain.records.models import Account, Contact, Found, Kept, Lead, Named, Opportunity

SHOWN = 12
DEEPEST = 10
"""So many companies above one another are followed, at most."""


@dataclass(frozen=True)
class Around:
    """What a record's page shows beside it. more: there are more than are shown."""

    above: list[Account] = field(default_factory=list)
    below: list[Account] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    opportunities: list[Opportunity] = field(default_factory=list)
    more: frozenset[str] = frozenset()


def around(row: Kept, desk: Desk) -> Around:
    """The records around one."""
    match row:
        case Account():
            return _around_account(row, desk)
        case Contact():
            found = _some(Opportunity, Q(parts__contact=row), desk)
            return Around(_above(row.account, desk), opportunities=found[:SHOWN])
        case Opportunity():
            return Around(_above(row.account, desk), contacts=_some(Contact, Q(account=row.account_id), desk)[:SHOWN])
        case Lead() if row.closed:
            return Around(opportunities=_some(Opportunity, Q(lead=row), desk)[:SHOWN])
        case _:
            return Around()


def _around_account(row: Account, desk: Desk) -> Around:
    contacts = _some(Contact, Q(account=row), desk)
    opportunities = _some(Opportunity, Q(account=row), desk)
    below = _some(Account, Q(parent=row), desk)
    lists: dict[str, Sequence[Kept]] = {"contacts": contacts, "opportunities": opportunities, "below": below}
    more = frozenset(name for name, found in lists.items() if len(found) > SHOWN)
    above = _above(row.parent, desk) if row.parent_id else []
    return Around(above, below[:SHOWN], contacts[:SHOWN], opportunities[:SHOWN], more)


def _some[T: (Account, Contact, Opportunity)](model: type[T], which: Q, desk: Desk) -> list[T]:
    """The first of them by name, of opportunities the open ones first; one more than is shown."""
    asked = model.objects.filter(desk.readable(model.KIND), which, deleted=None)
    if model is Opportunity:
        # Sorted, not asked for by state: SQLite would look for the few of one account through all that are open.
        open_first = Case(When(state="open", then=0), default=1)
        asked = asked.select_related("stage", "owner").order_by(open_first, "-state", "sort", "pk")
        return list(asked[: SHOWN + 1])
    return list(asked.order_by("sort", "pk")[: SHOWN + 1])


def _above(account: Account | None, desk: Desk) -> list[Account]:
    """An account with the companies that it belongs to, the topmost first."""
    found: list[Account] = []
    while account is not None and account not in found and len(found) < DEEPEST:
        if account.deleted is None and desk.may_read(account):
            found.insert(0, account)
        account = account.parent
    return found


def names(records: Iterable[str], desk: Desk) -> dict[str, str]:
    """What records are called, of those that may be read."""
    wanted = set(records)
    if not wanted:
        return {}
    found = Found.objects.filter(desk.findable(), record__in=wanted)
    return dict(found.values_list("record", "title"))


def total(opportunities: Iterable[Opportunity]) -> int:
    """What the open ones of these are worth, in hundredths of the firm's currency."""
    return reduce(lambda so_far, one: so_far + (one.worth or 0), (o for o in opportunities if not o.closed), 0)


def offered(kind: str, text: str, desk: Desk) -> list[tuple[str, str]]:
    """Records of a kind whose name begins like this: (what to type, what is shown). Those of one name by number."""
    start = as_sorted(text)
    if not start:
        return []
    model = CUSTOMERS[kind].model
    asked = cast(QuerySet[Named], model._default_manager).filter(
        desk.readable(kind), deleted=None, sort__gte=start, sort__lt=f"{start}\uffff"
    )
    rows = list(asked.order_by("sort", "pk")[:10])
    names = [str(row).casefold() for row in rows]
    return [(row.record if names.count(str(row).casefold()) > 1 else str(row), _shown(row)) for row in rows]


def _shown(row: Kept) -> str:
    return ", ".join(filter(None, (str(row), getattr(row, "city", ""))))
