"""Why something that always has to be so wasn't: since when, what was entered last, and what put it right.

The judge finds the breaks, in the record's own story; here lives how the one that decided is said.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ingrain.method.book import Book
from ingrain.method.calendar import Calendar
from ingrain.method.events import Event, Value
from ingrain.method.history import History, Setting, filled
from ingrain.method.judge.case import Case
from ingrain.method.judge.invariant import Break, with_breaks
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import DatedInTheFuture, FilledIn, Invariant
from ingrain.telling.words import _, figure, listed, short_day, span


@dataclass(frozen=True, slots=True)
class Broken:
    """Why an obligation was not followed, in words; marks: the events it came from (by sequence), and what each did."""

    why: str
    marks: dict[int, str]


def broken(o: Obligation, form: object, area: str, story: Sequence[Event], setting: Setting) -> Broken | None:
    """What broke; None where its own story doesn't tell, as where the rule looks at linked records."""
    if not isinstance(form, Invariant) or not isinstance(form.condition, DatedInTheFuture | FilledIn) or not story:
        return None
    book = Book(story, setting)
    history = book.history(o.record)
    for judged, breaks in with_breaks(Case(o.rule, area, book, history), form):
        if breaks and _known_by(judged) == _known_by(o):
            decided = next((one for one in breaks if one.repaired is None), breaks[0])
            return _Told(history, form.condition, decided, setting).told(o.state)
    return None


def _known_by(o: Obligation) -> tuple[object, ...]:
    return o.period, o.state, o.due, o.responsible


class _Told:
    """One break, and how it is said."""

    def __init__(
        self, history: History, condition: DatedInTheFuture | FilledIn, broke: Break, setting: Setting
    ) -> None:
        self.history, self.condition, self.broke, self.setting = history, condition, broke, setting
        self.calendar: Calendar = setting.company.calendar
        self.fields = self._fields()
        self.set_at = self._last_set(broke.entry)
        self.had = any(filled(history.earned[i].get(name)) for i in range(broke.entry + 1) for name in self.fields)

    def told(self, state: State) -> Broken:
        mended = self._last_set(self.broke.repaired) if self.broke.repaired is not None else None
        dated = isinstance(self.condition, DatedInTheFuture)
        if state is State.LATE and mended is not None:
            why = self._dated_late(mended) if dated else self._filled_late(mended)
        else:
            why = self._dated_missed() if dated else self._filled_missed()
        marks = {}
        if self.set_at is not None:
            marks[self.history.events[self.set_at].sequence] = _("last set here") if self._now() else _("emptied here")
        if mended is not None:
            marks[self.history.events[mended].sequence] = _("this put it right")
        return Broken(why, marks)

    # --- a date -------------------------------------------------------------------------------------------------------

    def _dated_missed(self) -> str:
        if not self.had:
            return _("never had one")
        gone = self._passed()
        if gone is None:
            return f"{self._wrong()}, {self._none_since()}"
        if self._still():
            ago = figure((self.calendar.day(self.setting.at) - gone).days, "day", "days")
            return _("%s passed %s ago, %s") % (self.fields[0], ago, self._none_since())
        return _("%s passed on %s, %s") % (self.fields[0], self._short(gone), self._none_since())

    def _dated_late(self, mended: int) -> str:
        day = self._day(mended)
        if not self.had:
            return _("had none until %s") % day
        if (gone := self._passed()) is not None:
            days = (self.calendar.day(self.history.times[mended]) - gone).days
            return _("set %s after the last one passed") % figure(days, "day", "days")
        return _("%s, set anew on %s") % (self._wrong(), day)

    def _passed(self) -> date | None:
        """The day that had been entered and went by; None where it was gone when it was entered, or was no day."""
        day = _date(self._now())
        if day is None or self.set_at is None or day < self.calendar.day(self.history.times[self.set_at]):
            return None
        return day

    def _wrong(self) -> str:
        """What was entered, where no date went by."""
        now, day = self._now(), _date(self._now())
        if not filled(now):
            return _("emptied on %s") % self._day(self.set_at or 0)
        if day is None:
            return _("“%s” is no date") % now
        return _("set to %s, which had passed") % self._short(day)

    def _none_since(self) -> str:
        """Nothing that keeps the rule was entered until the end of the break."""
        if self._still():
            return _("none in the future since") if self._set_again() else _("none since")
        return _("none until it %s") % self._end()

    # --- fields that are filled in ------------------------------------------------------------------------------------

    def _filled_missed(self) -> str:
        names = listed(self.fields)
        if not self.had:
            return _("%s never filled in") % names
        since = _("not filled in since") if self._still() else _("not filled in until it %s") % self._end()
        return _("%s emptied on %s, %s") % (names, self._day(self.set_at or 0), since)

    def _filled_late(self, mended: int) -> str:
        names, day = listed(self.fields), self._day(mended)
        if not self.had:
            return _("%s not filled in until %s") % (names, day)
        later = span(self.history.times[mended] - self.history.times[self.set_at or 0])
        return _("%s emptied on %s, filled in %s later") % (names, self._day(self.set_at or 0), later)

    # --- what the record said -----------------------------------------------------------------------------------------

    def _fields(self) -> list[str]:
        """The date's field, or those that weren't filled in."""
        if isinstance(self.condition, DatedInTheFuture):
            return [self.condition.field]
        earned = self.history.earned[self.broke.entry]
        return [name for name in self.condition.fields if not filled(earned.get(name))]

    def _now(self) -> Value:
        """What stood in the first of the fields when it broke."""
        return self.history.earned[self.broke.entry].get(self.fields[0])

    def _last_set(self, until: int) -> int | None:
        """The last entry, up to this one, at which one of the fields was set or emptied."""
        return next((i for i in range(until, -1, -1) if self._sets(i, self.fields)), None)

    def _sets(self, i: int, names: Collection[str]) -> bool:
        event = self.history.events[i]
        return self.history.own(i) and any(
            name in event.values and (event.through != "bulk" or not filled(event.values[name])) for name in names
        )

    def _set_again(self) -> bool:
        """Another value was entered while it was broken, and didn't keep the rule either."""
        later = range(self.broke.entry + 1, len(self.history))
        return any(self._sets(i, self.fields) and filled(self.history.earned[i].get(self.fields[0])) for i in later)

    def _still(self) -> bool:
        return self.broke.end >= self.setting.at

    def _end(self) -> str:
        """What ended the break, where nobody put it right."""
        i = self.history.entries_until(self.broke.end) - 1
        if self.history.closed[i]:
            return _("was closed on %s") % self._day(i)
        if i and self.history.owners[i] != self.history.owners[i - 1]:
            return _("was handed over on %s") % self._day(i)
        return _("was no longer asked for, on %s") % self._day(i)

    def _day(self, i: int) -> str:
        return self._short(self.calendar.day(self.history.times[i]))

    def _short(self, day: date) -> str:
        return short_day(day, self.calendar.day(self.setting.at))


def _date(value: Value) -> date | None:
    """The day that a field holds, as the judge reads it."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
