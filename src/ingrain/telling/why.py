"""Why an obligation stands as it does, and what happened to a record, in words.

Here lives the wording alone; each sentence says what the judge found, never more.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from ingrain.method.company import Company
from ingrain.method.events import Event, Instant, Value
from ingrain.method.history import Setting
from ingrain.method.manual import Area, Rule, Step
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import (
    AlsoHas,
    BothOrNeither,
    Cadence,
    Count,
    EndsWith,
    FourEyes,
    InOrder,
    Invariant,
    Load,
    Never,
    NeverBack,
    NeverBoth,
    Precedence,
    Response,
    StartsWith,
)
from ingrain.telling.broken import Broken, broken
from ingrain.telling.words import _, clock, figure, listed, period_named, short_day, span

DONE = {
    "create": "created",
    "move": "moved",
    "change": "changed",
    "view": "looked at",
    "hand over": "handed over",
    "delete": "deleted",
    "cancel": "cancelled",
    "call": "call",
    "email": "email",
    "meeting": "meeting",
    "task": "task",
    "note": "note",
    "quote": "quote",
}


class Known(Protocol):
    """What must be known to put something into words."""

    @property
    def company(self) -> Company: ...

    @property
    def rules(self) -> Mapping[int, tuple[Area, Step, Rule]]: ...

    def name(self, person: str | None) -> str:
        """A person as shown."""


class Teller:
    """Puts obligations and events into words, in one company's time. today: the day beside which others are said."""

    def __init__(self, known: Known, today: date, setting: Setting) -> None:
        self.answer = known
        self.calendar = known.company.calendar
        self.today = today
        self.setting = setting

    def day(self, instant: Instant) -> str:
        return short_day(self.calendar.day(instant), self.today)

    def due_day(self, instant: Instant) -> str:
        """The day a due moment belongs to, with the time where it isn't the day's end."""
        day = short_day(self.calendar.day_of_due(instant), self.today)
        moment = self.calendar.local(instant)
        return day if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else f"{day} {clock(moment)}"

    def when(self, o: Obligation) -> str:
        """The day under which an obligation is listed: the one it is counted on."""
        if o.belongs is None:
            return self.day(o.triggered)
        if o.due is None:
            return self.day(o.belongs)
        return short_day(self.calendar.day_of_due(o.belongs), self.today)

    # --- why ----------------------------------------------------------------------------------------------------------

    def broken(self, o: Obligation, story: Sequence[Event]) -> Broken | None:
        """What broke, where the rule is one that always has to be kept and the record's story tells."""
        area, _step, rule = self.answer.rules[o.rule]
        return broken(o, rule.form, area.title, story, self.setting)

    def why(self, o: Obligation, story: Sequence[Event] = ()) -> str:
        """Why an obligation is in its state. story: what happened to its record."""
        if o.state is State.UNKNOWN:
            return _("the log cannot tell")
        if (found := self.broken(o, story)) is not None:
            return found.why
        form = self.answer.rules[o.rule][2].form
        if o.needed is not None:
            week = period_named(o.period) if o.period else _("then")
            return _("%s of %s days in %s") % (o.done_days or 0, o.needed, week)
        if isinstance(form, Load):
            return _("above the limit in %s") % (period_named(o.period) if o.period else _("that week"))
        if o.period is not None:
            return self._why_in_period(o)
        if o.due is not None:
            return self._why_timed(o)
        return self._why_untimed(o)

    def _why_in_period(self, o: Obligation) -> str:
        period = period_named(o.period or "")
        form = self.answer.rules[o.rule][2].form
        if isinstance(form, Invariant):
            if o.state is State.LATE and o.done is not None:
                return _("not so in %s, put right on %s") % (period, self.day(o.done))
            told = {State.MET: _("kept through %s"), State.LATE: _("not so in %s, put right since")}
            return told.get(o.state, _("not so in %s, and not put right")) % period
        return {State.MET: _("done in %s")}.get(o.state, _("not as often as asked in %s")) % period

    def _why_timed(self, o: Obligation) -> str:
        assert o.due is not None
        due = _("was due %s") % self.due_day(o.due)
        if o.done is None:
            return due if o.state is State.MET else _("%s, not done") % due
        if o.state is State.LATE:
            return _("%s, done %s later") % (due, span(o.done - o.due))
        if o.state is State.MET:
            return _("%s, done %s") % (due, self.day(o.done))
        return _("%s, not done in time") % due

    def _why_untimed(self, o: Obligation) -> str:
        form = self.answer.rules[o.rule][2].form
        if o.state is State.MET:
            return _("as the manual says")
        if o.state is State.LATE:
            if o.done is not None:
                return _("put right on %s, %s later") % (self.day(o.done), span(o.done - (o.occasion or o.triggered)))
            return _("put right afterwards")
        began = self.day(o.occasion if o.occasion is not None else o.triggered)
        match form:
            case Precedence(directly=True):
                return _("on %s, with something else directly before") % began
            case Precedence():
                return _("on %s, without it") % began
            case Response(directly=True):
                return _("something else came directly after, on %s") % began
            case Response():
                return _("asked for on %s, and it never came") % began
            case InOrder():
                return _("moved out of order on %s") % began
            case NeverBack():
                return _("moved back on %s") % began
            case FourEyes():
                return _("both by the same person, on %s") % began
            case StartsWith():
                return _("began otherwise, on %s") % began
            case EndsWith():
                return _("ended otherwise, on %s") % (self.day(o.belongs) if o.belongs is not None else began)
            case AlsoHas() | BothOrNeither():
                return _("the one without the other")
            case NeverBoth() | Never():
                return _("happened on %s") % (self.day(o.belongs) if o.belongs is not None else began)
            case Count(bound="at most"):
                return _("once too often, on %s") % (self.day(o.belongs) if o.belongs is not None else began)
            case Count() | Cadence():
                return _("not as often as asked")
            case _:
                return _("not done")

    # --- records and what happened to them ----------------------------------------------------------------------------

    def label(self, record: str, story: Sequence[Event]) -> str:
        """What a record is called: its name and worth where it has them, else its kind and number."""
        kind, _slash, number = record.partition("/")
        if kind == "person":
            return self.answer.name(number)
        values: dict[str, Value] = {}
        for event in story:
            values.update(event.values)
        named = str(values["name"]) if values.get("name") else f"{kind.capitalize()} {number}"
        worth = money(values.get("amount"), values.get("currency"))
        return f"{named}, {worth}" if worth else named

    def told(self, event: Event, judged: Sequence[str] = ()) -> str:
        """What happened, in words: "A_SUBMITTED", complete · moved: stage Proposal. judged: fields told in any case."""
        first = [f"{name} {self._value(name, event.values[name])}" for name in judged if name in event.values]
        if event.do.startswith('"'):
            done = event.do[1:-1]
            done = f"{done}, {event.transition.lower()}" if event.transition else done
            return f"{done}: {listed(first)}" if first else done
        done = DONE.get(event.do, event.do)
        if event.do == "create":
            first += [_("no %s") % name for name in judged if name not in event.values]
        others = [(name, value) for name, value in event.values.items() if name not in judged]
        values = first + [f"{name} {self._value(name, value)}" for name, value in others]
        most = max(4, len(first))
        shown = f": {listed(values[:most])}" if values else ""
        more = _(" and %s") % figure(len(values) - most, "more field", "more fields") if len(values) > most else ""
        return f"{done}{shown}{more}"

    def _value(self, name: str, value: Value) -> str:
        return self.answer.name(value) if name == "owner" and isinstance(value, str) else _shown(value)

    def by(self, event: Event) -> str:
        return self.answer.name(event.by) if event.by is not None else _("nobody")


def _shown(value: Value) -> str:
    if value is None or value == "":
        return _("emptied")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return f"{value:,}"
    return value if len(value) <= 40 else f"{value[:39]}…"


SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def money(amount: Value, currency: Value) -> str:
    """An amount, short: "£40k", "€1.2m"; nothing where it is no number."""
    if isinstance(amount, bool) or not isinstance(amount, int | float) or amount <= 0:
        return ""
    for size, unit in ((1_000_000, "m"), (1_000, "k")):
        if amount >= size:
            told = f"{amount / size:.1f}".rstrip("0").rstrip(".") + unit
            break
    else:
        told = f"{amount:g}"
    return f"{SIGNS.get(str(currency), f'{currency} ' if currency else '')}{told}"
