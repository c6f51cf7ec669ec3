"""What went wrong on purpose: each deviation that was planted, whose it is, and how it stands when the log ends.

Here lives the arithmetic of plans: when something was due by the calendar, and what was planned instead. It knows
nothing of manuals and histories; whether checking finds the same is what the tests ask.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from ingrain.method.calendar import ELAPSED, Span
from ingrain.method.company import Company
from ingrain.method.events import Instant
from ingrain.method.rules import Duration
from ingrain.sample.days import DAY, Frame
from ingrain.sample.manual import Rule, area_of


@dataclass(frozen=True, slots=True)
class Deviation:
    """One obligation that was not kept, as it stands at the end.

    state: late or missed. due: the last moment in time; occasion: the moment of what was judged at once (without a
    due moment); period: the month, quarter or week, of rules that have one. breach: counted beside the share.
    """

    rule: Rule
    record: str
    responsible: str
    state: str
    why: str
    due: Instant | None = None
    occasion: Instant | None = None
    period: str | None = None
    breach: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A time in which something didn't hold that always should. passed: it began because a date's day had ended."""

    start: Instant
    end: Instant
    mended: bool
    passed: bool = False


class Truth:
    """All deviations of a company."""

    def __init__(self, frame: Frame, company: Company) -> None:
        self.frame, self.company = frame, company
        self.found: list[Deviation] = []
        self._away: dict[str, set[int]] = defaultdict(set)
        for a in company.absences:
            self._away[a.who].update(range(a.first.toordinal(), a.last.toordinal() + 1))

    def live(self, rule: Rule, owner: str, since: Instant) -> bool:
        """Whether the rule's area was live for the owner's team by then."""
        return self.company.live_since(area_of(rule), self.company.team(owner)) <= since

    def due(self, owner: str, since: Instant, span: Duration) -> tuple[str, Instant]:
        """Who answers by when for what arose at a moment: an absence moves the moment, or names the deputy."""
        due = self._runs_out(since, span)
        if self.frame.day(due - 1) not in self._away[owner]:
            return owner, due
        who, due = self.company.settle(owner, due)
        return who or owner, due

    def _runs_out(self, since: Instant, span: Duration) -> Instant:
        """When a span has run out; where that can be looked up it is, which is quicker."""
        if span.unit in ELAPSED:
            return since + span.number * ELAPSED[span.unit]
        calendar = self.company.calendar
        if span.unit != "working day":
            return calendar.after(since, span)
        return calendar.end(calendar.nth_working_day(date.fromordinal(self.frame.day(since)), span.number))

    def _worded(self, why: str, *times: Instant | None) -> str:
        return why.format(*map(self.frame.when, times))

    def overdue(
        self, rule: Rule, record: str, owner: str, *, since: Instant, span: Duration, done: Instant | None, why: str
    ) -> None:
        """Something was to be done within a span, and was done at a moment, or never. {} in `why` is that moment."""
        who, due = self.due(owner, since, span)
        if due >= self.frame.end or (done is not None and done <= due) or not self.live(rule, owner, since):
            return
        self.found.append(Deviation(rule, record, who, self._state(done), self._worded(why, done), due=due))

    def wrong(
        self, rule: Rule, record: str, doer: str, at: Instant, why: str, *, mended: Instant | None = None
    ) -> None:
        """Something was done wrongly, and perhaps put right afterwards."""
        if at <= self.frame.end and self.live(rule, doer, at):
            self.found.append(Deviation(rule, record, doer, self._state(mended), why, occasion=at))

    def at_once(self, rule: Rule, record: str, doer: str, at: Instant, why: str, *, filled: Instant | None) -> None:
        """Something was to be filled in with the same save."""
        if at < self.frame.end and self.live(rule, doer, at):
            self.found.append(Deviation(rule, record, doer, self._state(filled), why, due=at))

    def breach(self, rule: Rule, record: str, doer: str, at: Instant, why: str) -> None:
        """Something was done that never should be."""
        if at <= self.frame.end and self.live(rule, doer, at):
            self.found.append(Deviation(rule, record, doer, "missed", why, occasion=at, breach=True))

    def too_long(
        self,
        rule: Rule,
        record: str,
        owner: str,
        *,
        since: Instant,
        limit: Duration,
        until: Instant,
        ended: Instant | None,
        why: str,
    ) -> None:
        """Something lasted until a moment; each limit that passed before is one more. ended: by what should end it.

        Limits that an absence moves to the same moment are one. {} in `why` are when it began and ended.
        """
        if not self.live(rule, owner, since):
            return
        last = since
        for times in count(1):
            who, due = self.due(owner, since, Duration(limit.number * times, limit.unit))
            if due <= last:
                continue
            if due >= min(until, self.frame.end):
                return
            self.found.append(
                Deviation(rule, record, who, self._state(ended), self._worded(why, since, ended), due=due)
            )
            last = due

    def broken(
        self, rule: Rule, record: str, owner: str, breaks: Iterable[Break], *, grace: Duration, why: str
    ) -> None:
        """Something didn't hold for longer than the grace: one for each month into which that lasts."""
        calendar, end = self.frame.calendar, self.frame.end
        long: list[tuple[str, Instant, Break]] = []
        for b in breaks:
            who, patience = self.due(owner, b.start - b.passed, grace)
            if min(b.end, end) > patience and self.live(rule, owner, b.start):
                long.append((who, patience, b))
        months: dict[Span, list[tuple[str, Instant, Break]]] = {}
        for who, patience, b in long:
            month = Span.around(calendar.day_of_due(patience), "month")
            while calendar.start(month.first) < min(b.end, end):
                months.setdefault(month, []).append((who, patience, b))
                month = Span.around(month.next, "month")
        for month, found in months.items():
            who, due, _ = found[0]
            mended = all(b.mended and b.end <= end for _, _, b in found)
            if calendar.day_of_due(due) < month.first:
                who, due = owner, calendar.start(month.next)
            state = "late" if mended else "missed"
            self.found.append(Deviation(rule, record, who, state, why, due=due, period=month.name))

    def of_period(self, rule: Rule, record: str, who: str, period: Span, why: str) -> None:
        """What was to be done in a calendar period was not."""
        due = self.frame.calendar.start(period.next)
        self.found.append(Deviation(rule, record, who, "missed", why, due=due, period=period.name))

    def _state(self, done: Instant | None) -> str:
        return "late" if done is not None and done <= self.frame.end else "missed"


class DatedField:
    """A field that should always hold a date still to come: each date it was set to, and when."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._sets: list[tuple[Instant, int | None]] = []

    def set(self, at: Instant, day: int | None) -> None:
        self._sets.append((at, day))

    @property
    def day(self) -> int | None:
        """The day that it holds now."""
        return self._sets[-1][1]

    def breaks(self, closed: Instant | None) -> list[Break]:
        """The times in which its date had passed (or there was none) while the record was open."""
        end = self._frame.end + DAY if closed is None else closed
        found: list[Break] = []
        ends = [at for at, _ in self._sets[1:]] + [end]
        for number, ((at, day), until) in enumerate(zip(self._sets, ends, strict=True), start=1):
            passes = at if day is None else max(at, self._frame.start(day + 1))
            if passes >= until:
                continue
            mended = number < len(ends)
            if found and found[-1].end == passes:
                found[-1] = Break(found[-1].start, until, mended, found[-1].passed)
            else:
                found.append(Break(passes, until, mended, passed=passes > at))
        return found


def until(breaks: Iterable[Break], at: Instant, end: Instant) -> list[Break]:
    """The breaks, as whoever had the record until a moment answers for them: mended is mended, whoever did it."""
    return [
        replace(b, end=min(b.end, at), mended=b.mended and b.end <= end) if b.end > at else b
        for b in breaks
        if b.start < at
    ]


def since(breaks: Iterable[Break], at: Instant) -> list[Break]:
    """The breaks, as whoever has the record from a moment on answers for them."""
    return [replace(b, start=max(b.start, at), passed=b.passed and b.start > at) for b in breaks if b.end > at]


def iso(day: int) -> str:
    """A day as a field holds it."""
    return date.fromordinal(day).isoformat()
