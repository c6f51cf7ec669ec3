"""Form 6: something always holds; one obligation per record, owner and calendar month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ingrain.method.calendar import DAY, Span
from ingrain.method.events import Instant
from ingrain.method.judge.case import Case
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import Condition, DatedInTheFuture, FilledIn, HasLinked, Invariant

WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which nothing changed: did the subject hold, was the condition kept, and whose was the record.

    passed: it began because the day of a date had ended.
    """

    entry: int
    start: Instant
    end: Instant
    held: bool
    kept: bool
    owner: str | None
    passed: bool = False


@dataclass(slots=True)
class Break:
    """A time in which the subject held and the condition didn't.

    entry: after it the condition didn't hold, at once or once a date had passed. repaired: the entry after which the
    condition was kept again, where it ever was.
    """

    entry: int
    start: Instant
    end: Instant
    passed: bool
    repaired: int | None = None
    grace_ends: Instant = 0
    who: str | None = None


def judge_invariant(case: Case, form: Invariant) -> Iterator[Obligation]:
    """6. Broken longer than the grace: missed, or late once repaired; otherwise met at the month's end or at close."""
    for obligation, _ in with_breaks(case, form):
        yield obligation


def with_breaks(case: Case, form: Invariant) -> Iterator[tuple[Obligation, list[Break]]]:
    """Each obligation, and the breaks that made it late or missed, in the order of time."""
    stretches = [s for s in _stretches(case, form) if s.end > s.start or s.end == case.at]
    owners: dict[str | None, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        if stretch.held:
            owners[stretch.owner].append(stretch)
    for owner, held in owners.items():
        breaks = [_judged(case, form, owner, b, stretches) for b in _breaks(held)]
        calendar = case.calendar(owner)
        for month in calendar.periods(held[0].start, held[-1].end + 1, "month"):
            yield from _month(case, owner, month, held, breaks)


def _stretches(case: Case, form: Invariant) -> Iterator[Stretch]:
    """The record's life cut wherever something changes: at each entry, and when a date passes; from go-live on."""
    history = case.history
    ends = [*history.times[1:], case.history.times[-1] if case.setting.all_closed else case.at]
    for i, (start, end) in enumerate(zip(history.times, ends, strict=True)):
        start = max(start, case.live_since(i))
        if start > end:
            continue
        owner = history.owners[i] if history.kind.owned else None
        held = case.holds(form.subject, i)
        linked = _linked_since(case, form.condition, i)
        if linked is not None and start < linked < end:
            yield Stretch(i, start, linked, held, False, owner)
            start = linked
        passes = _passes(case, form.condition, i, owner) if linked is None or linked > start else None
        kept = passes is None or start < passes
        if kept and passes is not None and passes < end:
            yield Stretch(i, start, passes, held, True, owner)
            yield Stretch(i, passes, end, held, False, owner, passed=True)
        else:
            yield Stretch(i, start, end, held, kept, owner)


def _passes(case: Case, condition: Condition, i: int, owner: str | None) -> Instant | None:
    """Until when the condition is kept by what the record says after entry i; None: it doesn't end by itself."""
    broken: Instant = -(2**62)
    match condition:
        case FilledIn():
            return None if case.has(condition, i) else broken
        case DatedInTheFuture(field):
            try:
                return case.calendar(owner).end(date.fromisoformat(str(case.history.earned[i].get(field))[:10]))
            except ValueError:
                return broken
        case HasLinked():
            return broken


def _linked_since(case: Case, condition: Condition, i: int) -> Instant | None:
    """Since when a record of the kind that is asked for is one link away; None: of none that was linked."""
    if not isinstance(condition, HasLinked):
        return None
    ties = case.book.links.get(case.history.record, ())
    return min((since for other, since in ties if other.partition("/")[0] == condition.kind), default=None)


def _breaks(held: Iterable[Stretch]) -> list[Break]:
    """Adjoining stretches in which the condition was broken."""
    found: list[Break] = []
    for stretch in held:
        if stretch.kept:
            continue
        if found and found[-1].end == stretch.start:
            found[-1].end = stretch.end
        else:
            found.append(Break(stretch.entry, stretch.start, stretch.end, stretch.passed))
    return found


def _judged(case: Case, form: Invariant, owner: str | None, broken: Break, stretches: list[Stretch]) -> Break:
    """A break with the end of its grace, who answers then, and whether anybody repaired it later.

    When a date passes, working days of grace count from that date's day: midnight belongs to the day it ends.
    """
    graced = start = broken.start
    if form.grace:
        graced = case.calendar(owner).after(start - (broken.passed and "working" in form.grace.unit), form.grace)
    broken.who, broken.grace_ends = case.setting.company.settle(owner, graced)
    broken.repaired = next((s.entry for s in stretches if s.held and s.kept and s.start >= broken.end), None)
    return broken


def _month(
    case: Case, owner: str | None, month: Span, held: list[Stretch], breaks: list[Break]
) -> Iterator[tuple[Obligation, list[Break]]]:
    calendar = case.calendar(owner)
    start, end = calendar.bounds(month)
    inside = [s for s in held if (s.start < end and s.end > start) or start <= s.start == s.end < end]
    if not inside:
        return
    violations = [
        b for b in breaks if b.end > max(b.grace_ends, start) and calendar.day_of_due(b.grace_ends) < month.next
    ]
    time_held = sum(min(s.end, end) - max(s.start, start) for s in inside)
    if time_held < WEEK and not any(b.start < end and b.end >= start for b in breaks):
        return
    who, due, state, belongs = owner, end, State.DUE, end
    if violations:
        first = violations[0]
        state = State.LATE if all(b.repaired is not None for b in violations) else State.MISSED
        if calendar.day_of_due(first.grace_ends) >= month.first:
            who, due = first.who, first.grace_ends
        belongs = due
    else:
        close = case.close()
        closed = None if close is None else case.history.times[close]
        if closed is not None and closed < end:
            due = belongs = closed
            state = State.MET
        elif case.at > end:
            state = State.MET
    responsible = who if case.history.kind.owned else case.responsible(inside[0].entry, due=due)
    obligation = case.obligation(
        inside[0].entry,
        state,
        triggered=max(inside[0].start, start),
        responsible=responsible,
        period=month.name,
        due=due,
        belongs=belongs,
    )
    yield obligation, violations
