"""What is said of a record: the sentence under its name, the one thing to do next, what happened to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ingrain.method.calendar import DAY
from ingrain.method.events import Event, Instant, Value
from ingrain.records import related, selling
from ingrain.records.fields import Field, Type, kind_of
from ingrain.records.models import Account, Activity, Attachment, Circle, Contact, Kept, Lead, Opportunity
from ingrain.records.surroundings import Surroundings
from ingrain.records.timeline import Changed, Done
from ingrain.web import showing
from ingrain.web.signposts import address_of

L = gettext_lazy
DID = {
    "create": L("made this"), "change": L("changed"), "move": L("moved"), "hand over": L("handed over"),
    "delete": L("put this into the bin"), "restore": L("took this out of the bin"), "attach": L("attached"),
    "detach": L("took away"), "note": L("wrote notes"), "cancel": L("said that it doesn’t take place"),
}  # fmt: skip


READS = {
    Circle.OWNER: L(
        "You may read this record and log what you did; its fields are changed by its owner and those who lead them."
    ),
    Circle.TEAM: L("You may read this record and log what you did; its fields are changed by its owner’s team."),
    Circle.TERRITORY: L(
        "You may read this record and log what you did; "
        "its fields are changed by its owner’s team and in its territory."
    ),
}
"""What is said to whoever reads a record and is outside of the circle that changes it."""


@dataclass(frozen=True)
class Set:
    """A field in an entry: what it was, what it became. back: whether it can be set back from here."""

    label: str
    name: str
    before: str
    after: str
    back: bool


@dataclass(frozen=True)
class Line:
    """One line of the timeline in words. kind: call, email… or "change"."""

    kind: str
    title: str
    when: str
    by: str
    text: str = ""
    state: str = ""
    address: str = ""
    about: list[tuple[str, str]] | None = None
    files: list[Attachment] | None = None
    values: list[Set] | None = None
    entry: int = 0
    made: bool = False


class Sayer:
    """Puts a record into words, for one reader at one moment."""

    def __init__(self, around: Surroundings, now: Instant) -> None:
        self.around, self.now = around, now

    @cached_property
    def today(self) -> date:
        return self.around.calendar.day(self.now)

    def name(self, key: str | None) -> str:
        known = self.around.colleagues.get(key or "")
        return known.name if known else key or _("Ingrain")

    def when(self, instant: Instant) -> str:
        return showing.moment(instant, self.around, self.today)

    def day(self, day: date) -> str:
        return showing.day(day, self.today)

    def ago(self, instant: Instant) -> str:
        """ "today", "yesterday", "for 12 days": days since."""
        days = (self.now - instant) // DAY
        return _("since today") if days <= 0 else ngettext("for %(n)d day", "for %(n)d days", days) % {"n": days}

    # --- the sentence -------------------------------------------------------------------------------------------------

    def sentence(self, row: Kept, around: related.Around) -> str:
        """What matters of a record, in a sentence."""
        match row:
            case Opportunity():
                return self._sale(row)
            case Lead():
                return self._lead(row)
            case Account():
                return self._account(row, around)
            case Contact():
                parts = [row.position or _("Contact"), _("in %s") % row.city if row.city else ""]
                return _joined(parts)
            case Activity():
                return _joined([str(row.get_state_display()).capitalize(), self.when(row.at)])
            case _:
                return ""

    def _sale(self, row: Opportunity) -> str:
        worth = showing.money(row.amount, row.currency or self.around.currency) or _("No amount yet")
        if row.closed:
            closed = self.around.calendar.day(row.closed_at or row.changed)
            said = _("%(state)s today") if closed == self.today else _("%(state)s on %(day)s")
            said %= {"state": row.get_state_display(), "day": self.day(closed)}
            return _joined([worth, said, row.loss_reason])
        stage = _("in %(stage)s %(ago)s") % {"stage": row.stage, "ago": self.ago(row.moved or row.created)}
        closes = _("closes %s") % showing.day(row.close_date, self.today) if row.close_date else _("no close date")
        return _joined([worth, stage, closes])

    def _lead(self, row: Lead) -> str:
        came = _("came from %s") % row.source if row.source else _("came")
        day = showing.day(self.around.calendar.day(row.created), self.today)
        came = _("%(came)s on %(day)s") % {"came": came, "day": day} if day != _("today") else f"{came} {day}"
        return _joined([row.company if row.name else "", str(row.get_state_display()), came])

    def _account(self, row: Account, around: related.Around) -> str:
        open_ = [one for one in around.opportunities if not one.closed]
        sales = _("nothing open")
        if open_:
            sales = ngettext("%(n)d open opportunity", "%(n)d open opportunities", len(open_)) % {"n": len(open_)}
            if worth := related.total(open_):
                sales = _("%(sales)s worth %(sum)s") % {
                    "sales": sales, "sum": showing.short_money(worth, self.around.currency)
                }  # fmt: skip
        kind = _("%(type)s account") % {"type": row.type.capitalize()} if row.type else _("Account")
        place = _("%(kind)s in %(city)s") % {"kind": kind, "city": row.city} if row.city else kind
        return _joined([place, row.industry, sales])

    # --- what happened ------------------------------------------------------------------------------------------------

    def done(self, line: Done, names: dict[str, str]) -> Line:
        one = line.activity
        about = [(names[record], address_of(record)) for record in line.about if record in names]
        owner = one.owner.name if one.owner else self.name(one.creator)
        state = str(one.get_state_display()) if one.state != Activity.State.DONE else ""
        title = one.subject or str(one.get_kind_display())
        text = "\n".join(filter(None, (one.text, one.outcome)))
        return Line(one.kind, title, self.when(one.at), owner, text, state, address_of(one.record), about, line.files)

    def changed(self, row: Kept, line: Changed, names: dict[str, str], *, editable: bool) -> Line:
        event = line.event
        values = list(self._values(row, line, names, editable))
        said = str(DID.get(event.do, event.do))
        if event.do in (f"plan {row.record.partition('/')[0]}", row.record.partition("/")[0]):
            said = _("planned this") if event.do.startswith("plan ") else _("did this")
        through = _("in an import") if event.through == "import" else ""
        return Line("change", said, self.when(event.occurred), self.name(event.by), through, values=values,
                    made=_makes(row, event), entry=event.sequence)  # fmt: skip

    def _values(self, row: Kept, line: Changed, names: dict[str, str], editable: bool) -> Iterator[Set]:
        event: Event = line.event
        made = _makes(row, event)
        for name, value in event.values.items():
            field = kind_of(row).by_name.get(name)
            if field is None:
                yield Set(name.capitalize(), name, "", str(value), back=False)
                continue
            before, after = self.value(field, _before(line, name), names), self.value(field, value, names)
            if not made and before == after:
                continue
            back = editable and not made and (name != "state" or isinstance(row, Lead))
            yield Set(str(field.label), name, "" if made else before, after, back)

    def _moment(self, said: str) -> str:
        try:
            return self.when(self.around.calendar.moment(datetime.fromisoformat(said)))
        except ValueError:
            return said

    def value(self, field: Field, value: Value, names: dict[str, str]) -> str:
        """A value of the journal as it is read."""
        if value in (None, ""):
            return _("empty")
        if field.name == "people":
            played = selling.played(str(value))
            return "; ".join(f"{names.get(f'contact/{p.contact}', _('somebody'))}: {p.part}" for p in played)
        match field.type:
            case Type.PERSON:
                return self.name(str(value))
            case Type.RECORD:
                return names.get(str(value), _("a record that isn’t for you"))
            case Type.MONEY if isinstance(value, int | float):
                return showing.money(round(value * 100), self.around.currency)
            case Type.DAY:
                return showing.day(date.fromisoformat(str(value)[:10]), self.today)
            case Type.MOMENT:
                return self._moment(str(value))
            case Type.CHOICE if field.choices:
                return next((str(label) for choice, label in field.choices() if choice == value), str(value))
            case _:
                return str(value)


def _before(line: Changed, name: str) -> Value:
    """What a field held. A lead or an opportunity is open until something else is said of it."""
    return line.before.get(name) or (Lead.State.OPEN if name == "state" else None)


def reads(circle: str) -> str:
    """What somebody may do who can't change a record. circle: who changes it."""
    return str(READS.get(Circle(circle), ""))


def _makes(row: Kept, event: Event) -> bool:
    """Whether a record began with this entry: what it set wasn't anything before."""
    kind = row.record.partition("/")[0]
    return event.do == "create" or (event.occurred == row.created and event.do in (kind, f"plan {kind}"))


def named_in(lines: list[Done | Changed]) -> set[str]:
    """The records that a timeline names."""
    found: set[str] = set()
    for line in lines:
        if isinstance(line, Done):
            found.update(line.about)
            continue
        for value in [*line.event.values.values(), *line.before.values()]:
            if isinstance(value, str):
                found.update(f"contact/{p.contact}" for p in selling.played(value))
                if value.partition("/")[2].isdecimal():
                    found.add(value)
    return found


def _joined(parts: list[str]) -> str:
    """ "A, b, c." """
    said = ", ".join(filter(None, map(str, parts)))
    return f"{said[:1].upper()}{said[1:]}." if said else ""
