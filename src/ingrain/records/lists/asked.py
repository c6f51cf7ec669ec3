"""What somebody asks of a list: whose records, which filters, in which order, with which columns.

It is what stands in the address of a list and in a saved view, and back. What it means is in narrowing.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ingrain.people.models import Colleague, Role
from ingrain.records.fields import CUSTOMERS, Field, Kind, Type

MINE, TEAM, ALL, NOBODY = "mine", "team", "all", "nobody"
ANY = "any"
STILL_OPEN = "still open"
"""Not at its end: what a list shows where nothing else is asked."""

"""Of a choice: not narrowed, where a list is narrowed by itself."""

EMPTY, FILLED = "-", "*"
WHOSE = ("who", "words", "state", "manual", "pick")
PLACES = ("after", "before", "list")
"""Where in a list somebody is; no part of what they ask for."""

CREATED = Field("created", _("Made"), Type.MOMENT, written=False)
CHANGED = Field("changed", _("Changed"), Type.MOMENT, written=False)


@dataclass(frozen=True)
class Order:
    """A way to sort. column: of the row, of an index. nullable: rows without a value come last."""

    column: str
    label: str | Promise
    nullable: bool = False
    of: str = ""

    @property
    def field(self) -> str:
        """The field whose heading sorts so."""
        return self.of or self.column


BY_NAME, BY_CHANGED, BY_CREATED = (
    Order("sort", _("Name"), of="name"),
    Order("changed", _("Changed")),
    Order("created", _("Made")),
)
SORTS: Mapping[str, tuple[Order, ...]] = {
    "account": (BY_NAME, BY_CHANGED, BY_CREATED),
    "contact": (BY_NAME, BY_CHANGED, BY_CREATED),
    "lead": (BY_CREATED, BY_NAME, BY_CHANGED),
    "opportunity": (
        Order("close_date", _("Close date"), nullable=True),
        BY_NAME,
        Order("worth", _("Amount"), nullable=True, of="amount"),
        Order("next_step", _("Next step on"), nullable=True),
        BY_CHANGED,
        BY_CREATED,
    ),
}
FIRST_DOWN = {"lead"}
"""Where the usual order is the newest first."""

SHOWN: Mapping[str, tuple[str, ...]] = {
    "account": ("name", "type", "city", "phone", "owner", "changed"),
    "contact": ("name", "account", "position", "phone", "email", "owner"),
    "lead": ("name", "company", "state", "phone", "source", "owner", "created"),
    "opportunity": ("name", "account", "stage", "amount", "close_date", "what_next", "next_step", "owner"),
}
USUALLY_OPEN = {"lead": ("open", "qualified"), "opportunity": ("open",)}
"""Of kinds that come to an end, the states in which they haven't."""


@dataclass(frozen=True)
class Asked:
    """said: what was said, by the name under which it stands in an address; a name may be said several times."""

    kind: Kind
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: str, said: Mapping[str, Any]) -> "Asked":
        """From an address (name -> values) or a saved view. What isn't known is left out."""
        known = _names(CUSTOMERS[kind])
        found: dict[str, tuple[str, ...]] = {}
        for name, values in said.items():
            kept = tuple(v for v in ([values] if isinstance(values, str) else values) if isinstance(v, str) and v)
            if name in known and kept:
                found[name] = kept
        return cls(CUSTOMERS[kind], found)

    def one(self, name: str) -> str:
        """What was said once, without white space; "" where nothing was."""
        return self.said.get(name, ("",))[0].strip()

    def with_(self, **said: str | Sequence[str] | None) -> "Asked":
        """The same with something else said; None or nothing unsays it. "__" stands for a dot in a name."""
        found = dict(self.said)
        for name, values in said.items():
            at = name.replace("__", ".")
            found.pop(at, None)
            if values:
                found[at] = (values,) if isinstance(values, str) else tuple(values)
        return replace(self, said=found)

    @cached_property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode(self.spelt)

    @property
    def spelt(self) -> list[tuple[str, str]]:
        """The same as pairs, for the fields of a form that nobody sees."""
        return [(name, value) for name, values in sorted(self.said.items()) for value in values]

    @property
    def as_kept(self) -> dict[str, list[str]]:
        """As a saved view keeps it: what was picked by hand is not for a second time."""
        return {name: list(values) for name, values in sorted(self.said.items()) if name != "pick"}

    def whose(self, viewer: Colleague) -> str:
        """Mine, unless they say otherwise; who leads and doesn't sell sees their team's."""
        return self.one("who") or (MINE if viewer.holds(Role.SELLER) else TEAM if viewer.team_id else ALL)

    @property
    def state(self) -> str:
        """What is chosen of the states: one of them, ANY, or STILL_OPEN where nothing else is said and a kind ends."""
        said = self.one("state") if "state" in self.said else STILL_OPEN
        return said if self.kind.name in USUALLY_OPEN else ANY if said in (STILL_OPEN, "") else said

    @property
    def states(self) -> tuple[str, ...]:
        """The states that are shown; none: all."""
        if self.state == STILL_OPEN:
            return USUALLY_OPEN[self.kind.name]
        return tuple(state for state in self.said.get("state", ()) if state not in (ANY, STILL_OPEN, ""))

    @cached_property
    def order(self) -> Order:
        wanted = self.one("sort").removeprefix("-")
        orders = SORTS[self.kind.name]
        return next((order for order in orders if order.field == wanted), orders[0])

    @property
    def down(self) -> bool:
        """From the greatest to the smallest."""
        said = self.one("sort")
        return said.startswith("-") if said else self.kind.name in FIRST_DOWN

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """What is shown, the name first."""
        known = columns_of(self.kind)
        said = [name for value in self.said.get("show", ()) for name in value.split(",")]
        chosen = [name for name in dict.fromkeys(said) if name in known and name != "name"]
        return tuple(known[name] for name in (("name", *chosen) if chosen else SHOWN[self.kind.name]))

    @cached_property
    def filtered(self) -> tuple[Field, ...]:
        """The fields that are narrowed by what was said."""
        said = {name.partition(".")[0] for name in self.said}
        return tuple(one for at, one in filters_of(self.kind).items() if at in said)

    @property
    def narrowed(self) -> bool:
        """Whether anything but whose they are was asked for."""
        return bool(self.filtered) or any(self.one(name) for name in ("words", "manual", "pick", "state"))


def columns_of(kind: Kind) -> dict[str, Field]:
    """The fields that can be shown, by the name under which an address knows them."""
    return {one.at: one for one in (*kind.fields, CREATED, CHANGED)}


def filters_of(kind: Kind) -> dict[str, Field]:
    """The fields that can narrow a list; whose it is and how it stands are asked apart."""
    return {at: one for at, one in columns_of(kind).items() if at not in ("owner", "state")}


def _names(kind: Kind) -> set[str]:
    fields: Iterable[str] = filters_of(kind)
    ranges = {f"{at}.{end}" for at in fields for end in ("from", "to")}
    return {*WHOSE, "sort", "show", *fields, *ranges}
