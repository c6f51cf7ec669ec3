"""A record's fields as a page shows and takes them: each with what it holds, as text that can be typed back."""

from dataclasses import dataclass
from functools import cached_property

from babel.numbers import format_decimal
from django.urls import reverse

from ingrain.people.models import Colleague
from ingrain.records.fields import CUSTOMERS, Field, Kind, Type, kind_of
from ingrain.records.keep import Clash
from ingrain.records.models import Activity, Kept
from ingrain.records.surroundings import Surroundings
from ingrain.web import showing
from ingrain.web.signposts import address_of

FIRST = {
    "lead": ("phone", "email address", "company", "position", "source", "product", "budget", "owner"),
    "account": ("phone", "website", "city", "industry", "type", "parent", "owner"),
    "contact": ("phone", "email address", "position", "account", "owner"),
    "opportunity": (
        "amount", "currency", "close date", "what next", "next step", "account", "forecast", "budget",
        "decision maker", "product", "owner",
    ),
}  # fmt: skip
"""What is asked for first; the rest stands below."""

INPUTS = {Type.EMAIL: "email", Type.PHONE: "tel", Type.DAY: "date", Type.MOMENT: "datetime-local"}
MANY_LINES = (Type.LONG, Type.LINES)


@dataclass(frozen=True)
class Fact:
    """One field of a record, ready to be edited. typed, error, clash: of a save that couldn't be."""

    row: Kept
    field: Field
    around: Surroundings
    editable: bool
    typed: str | None = None
    error: str = ""
    clash: Clash | None = None

    @property
    def slug(self) -> str:
        return self.field.name.replace(" ", "-")

    @property
    def address(self) -> str:
        if isinstance(self.row, Activity):
            return reverse("activity-field", args=[self.row.pk])
        return reverse("one-field", args=[kind_of(self.row).name, self.row.pk])

    @property
    def input(self) -> str:
        return box(self.field)

    @cached_property
    def value(self) -> str:
        """What stands in the box: what was typed, else what the row holds."""
        return self.typed if self.typed is not None else self.held

    @cached_property
    def held(self) -> str:
        return as_typed(self.row, self.field, self.around)

    @cached_property
    def theirs(self) -> str:
        """What somebody else put here meanwhile."""
        return str(showing.shown(self.row, self.field, self.around)) or "–"

    @property
    def by(self) -> str:
        """Who that was."""
        known = self.around.colleagues.get(self.clash.by or "") if self.clash else None
        return known.name if known else ""

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        if self.field.type is Type.PERSON:
            return sellers(self.around, self.row.owner)
        return choices(self.field)

    @property
    def offers(self) -> str:
        """Where words to choose from come from, as one types."""
        if self.field.type is Type.RECORD:
            return reverse("offers", args=[self.field.to])
        return ""

    @property
    def link(self) -> str:
        """A page, a call or a mail that the value leads to."""
        held = getattr(self.row, f"{self.field.at}_id" if self.field.type is Type.RECORD else self.field.at)
        if not held:
            return ""
        match self.field.type:
            case Type.RECORD:
                return address_of(f"{self.field.to}/{held}")
            case Type.PHONE:
                return "tel:" + "".join(c for c in held if c.isdecimal() or c == "+")
            case Type.EMAIL:
                return f"mailto:{held}"
            case Type.WEB:
                return held if held.startswith(("http://", "https://")) else f"https://{held}"
            case _:
                return ""


def as_typed(row: Kept, field: Field, around: Surroundings) -> str:
    """What a row holds in a field, as whoever reads the page would type it."""
    value = getattr(row, field.at)
    if value in (None, ""):
        return ""
    match field.type:
        case Type.MONEY:
            return str(format_decimal(value / 100, format=None, locale=showing.locale(), decimal_quantization=True))
        case Type.DAY:
            return str(value.isoformat())
        case Type.MOMENT:
            return around.calendar.local(value).strftime("%Y-%m-%dT%H:%M")
        case Type.PERSON:
            return str(value.key)
        case Type.PHONE:
            return str(showing.shown(row, field, around))
        case _:
            return str(value)


def sellers(around: Surroundings, held: Colleague | None = None) -> list[tuple[str, str]]:
    """Those to whom a record can be given, by name; and who has it."""
    found = {one.key: one.name for one in [*around.sellers, *([held] if held else [])]}
    return sorted(found.items(), key=lambda choice: choice[1])


def facts(row: Kept, around: Surroundings, *, editable: bool) -> tuple[list[Fact], list[Fact]]:
    """What is asked for first, and the rest."""
    kind = kind_of(row)
    hidden = {"name"} if kind.name in CUSTOMERS else {"owner"}
    shown = [one for one in kind.fields if one.written and one.name not in hidden]
    first = FIRST.get(kind.name)
    if first is None:
        return [Fact(row, one, around, editable) for one in shown], []
    order = [kind.by_name[name] for name in first]
    rest = [one for one in shown if one not in order]
    return [Fact(row, f, around, editable) for f in order], [Fact(row, f, around, editable) for f in rest]


def fact(row: Kept, name: str, around: Surroundings) -> Fact:
    """One of them, after a save."""
    kind: Kind = kind_of(row)
    return Fact(row, kind.by_name[name], around, editable=True)


@dataclass(frozen=True)
class Blank:
    """A field of a record that isn't there yet."""

    field: Field
    around: Surroundings
    value: str = ""
    error: str = ""

    @property
    def slug(self) -> str:
        return self.field.name.replace(" ", "-")

    @property
    def input(self) -> str:
        return box(self.field)

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        if self.field.type is Type.PERSON:
            return sellers(self.around)
        return choices(self.field)

    @property
    def offers(self) -> str:
        return reverse("offers", args=[self.field.to]) if self.field.type is Type.RECORD else ""


def blank(field: Field, around: Surroundings, value: str = "", error: str = "") -> Blank:
    """A field to be filled in."""
    return Blank(field, around, value, error)


def box(field: Field) -> str:
    """Which kind of box a field is typed into."""
    if field.type in MANY_LINES:
        return "lines"
    if field.type in (Type.CHOICE, Type.PERSON):
        return "choice"
    return INPUTS.get(field.type, "text")


def choices(field: Field) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in field.choices()] if field.choices else []
