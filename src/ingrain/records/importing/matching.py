"""Which record a row is about: by our own number, by the number where it came from, by e-mail, by name.

Here lives finding it among those that the person may read: what they may not read isn't there for them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from ingrain.method.events import Value
from ingrain.records.access import Desk
from ingrain.records.fields import CUSTOMERS
from ingrain.records.folding import PEOPLE, as_person_sorted, as_sorted
from ingrain.records.importing.names import New
from ingrain.records.models import Contact, Elsewhere, Kept, Lead, Opportunity, Reach

AT_ONCE = 500
NONE: frozenset[int] = frozenset()
BY_FOREIGN, BY_MAIL = later("the number where it came from"), later("this e-mail address")
BY_NAME = {
    "account": later("this name"),
    "lead": later("this name and company"),
    "contact": later("this name in the account"),
}


@dataclass
class Draft:
    """A row as read. own, foreign: numbers; kept: lines for the description; faults: why it can't come in."""

    number: int
    values: dict[str, "Value | New"] = field(default_factory=dict)
    own: str = ""
    foreign: str = ""
    created: str = ""
    kept: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value.name if isinstance(value, New) else str(value or "")


@dataclass(frozen=True)
class Match:
    """The record of a row, and by what it was known; or why that can't be said."""

    row: Kept | None = None
    by: str | Promise = ""
    fault: str = ""


NOBODY = Match()


class Matching:
    """Holds the rows of a spreadsheet against the records of its kind."""

    def __init__(self, kind: str, desk: Desk) -> None:
        self.kind, self.desk = CUSTOMERS[kind], desk
        self.rows: dict[int, Kept] = {}
        self.by_foreign: dict[str, set[int]] = {}
        self.by_mail: dict[str, set[int]] = {}
        self.by_name: dict[tuple[str, str], set[int]] = {}

    def learn(self, drafts: Sequence[Draft]) -> None:
        """Ask for everything that any row could be about, once."""
        numbers = {int(d.own) for d in drafts if d.own.isdecimal() and len(d.own) < 18}
        for some in _parts({d.foreign for d in drafts if d.foreign}):
            for foreign, record in Elsewhere.objects.filter(kind=self.kind.name, number__in=some).values_list(
                "number", "record"
            ):
                self.by_foreign.setdefault(foreign, set()).add(_number(record))
        for some in _parts({d.text("email address").casefold() for d in drafts if d.text("email address")}):
            found = Reach.objects.filter(normal__in=some, record__startswith=f"{self.kind.name}/")
            for mail, record in found.values_list("normal", "record"):
                self.by_mail.setdefault(mail, set()).add(_number(record))
        wanted = numbers.union(*self.by_foreign.values(), *self.by_mail.values())
        for some in _parts({self.sort_of(d.text("name")) for d in drafts if d.text("name")}):
            self._keep(self._standing().filter(Q(sort__in=some)))
        for part in batched(sorted(wanted - self.rows.keys()), AT_ONCE):
            self._keep(self._standing().filter(pk__in=part))
        for number, row in self.rows.items():
            self.by_name.setdefault((getattr(row, "sort", ""), _place_of(row)), set()).add(number)

    def of(self, draft: Draft) -> Match:
        """The record that a row is about."""
        if draft.own:
            row = self.rows.get(int(draft.own)) if draft.own.isdecimal() else None
            if row is None:
                told = _("There is no %(kind)s %(number)s, or it isn't for you.")
                return Match(fault=told % {"kind": str(self.kind.label).lower(), "number": draft.own[:20]})
            return Match(row, _("its own number"))
        for numbers, by in self._tried(draft):
            there = [self.rows[number] for number in sorted(numbers) if number in self.rows]
            if len(there) == 1:
                return Match(there[0], by)
            if there:
                told = _("%(n)d %(kinds)s have %(by)s. Write our own number into a column to say which one is meant.")
                return Match(fault=told % {"n": len(there), "kinds": str(self.kind.plural).lower(), "by": by})
        return NOBODY

    def _tried(self, draft: Draft) -> Iterator[tuple[Collection[int], str | Promise]]:
        if draft.foreign:
            yield self.by_foreign.get(draft.foreign, NONE), BY_FOREIGN
        if mail := draft.text("email address").casefold():
            yield self.by_mail.get(mail, NONE), BY_MAIL
        if (key := self.named(draft)) is not None:
            yield self.by_name.get(key, NONE), self.by_what

    @property
    def by_what(self) -> str | Promise:
        return BY_NAME.get(self.kind.name, BY_NAME["contact"])

    def named(self, draft: Draft) -> tuple[str, str] | None:
        """What a name is compared by; None where it says too little."""
        name = self.sort_of(draft.text("name"))
        match self.kind.name:
            case "account":
                return (name, "") if name else None
            case "lead":
                company = as_sorted(draft.text("company"))
                return (name, company) if name and company else None
            case "opportunity" if draft.foreign:
                return None
            case _:
                account = draft.values.get("account")
                place = f"new {account.key}" if isinstance(account, New) else str(account or "")
                return (name, place) if name and place else None

    def sort_of(self, name: str) -> str:
        return as_person_sorted(name) if self.kind.name in PEOPLE else as_sorted(name)

    def _standing(self) -> QuerySet[Kept]:
        more = ("owner", "stage") if self.kind.model is Opportunity else ("owner",)
        return self.kind.model._default_manager.filter(self.desk.readable(self.kind.name), deleted=None).select_related(
            *more
        )

    def _keep(self, rows: Iterable[Kept]) -> None:
        for row in rows:
            self.rows[row.pk] = row


def _place_of(row: Kept) -> str:
    if isinstance(row, Contact | Opportunity):
        return f"account/{row.account_id}" if row.account_id else ""
    return as_sorted(row.company) if isinstance(row, Lead) else ""


def _number(record: str) -> int:
    return int(record.partition("/")[2])


def _parts(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    return batched(sorted(texts), AT_ONCE)
