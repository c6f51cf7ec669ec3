"""Forms 7 and 8: too long in a stage, too long without an activity; each further limit that passes is missed again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from ingrain.method.events import Instant
from ingrain.method.judge.case import Case
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import Ageing, Duration, Silence

DAY = 24 * 3600 * 1_000_000
ENDLESS: Instant = 2**62


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time that must not last too long: from entry `trigger` at `start`, until it is done or the record is closed."""

    trigger: int
    start: Instant
    done: int | None = None
    closed: Instant = ENDLESS


def judge_ageing(case: Case, form: Ageing) -> Iterator[Obligation]:
    """7. Every entry into the stage; leaving or closing fulfils; time away under 24 hours doesn't interrupt."""
    for trigger, left in _stays(case, form.stage):
        if case.live(trigger) and case.holds(form.subject, trigger):
            yield from limits(case, form.limit, Stretch(trigger, case.history.times[trigger], left))


def _stays(case: Case, stage: str) -> list[tuple[int, int | None]]:
    """The stays in a stage: the entries at which they began and ended."""
    times, found = case.history.times, list[tuple[int, int | None]]()
    inside = False
    for i in range(len(times)):
        if case.history.in_state(stage, i) == inside:
            continue
        inside = not inside
        if not inside:
            found[-1] = found[-1][0], i
        elif found and (left := found[-1][1]) is not None and times[i] - times[left] < DAY:
            found[-1] = found[-1][0], None
        else:
            found.append((i, None))
    return found


def judge_silence(case: Case, form: Silence) -> Iterator[Obligation]:
    """8. Starts at opening, reopening, go-live and every qualifying activity; the next activity fulfils."""
    history, done = case.history, case.doings(form.things)
    for trigger, start in _starts(case, done):
        if history.closed[trigger] or start < case.live_since(trigger) or not case.holds(form.subject, trigger):
            continue
        following = next((i for i in done if i > trigger), None)
        closed = next((history.times[i] for i in range(trigger + 1, len(history)) if history.closed[i]), ENDLESS)
        if following is not None and history.closed[following - 1]:
            closed = min(closed, history.times[following])
        yield from limits(case, form.limit, Stretch(trigger, start, following, closed))


def _starts(case: Case, done: list[int]) -> list[tuple[int, Instant]]:
    """The entries from which silence is counted, and since when."""
    history = case.history
    entries = {*done, *(i for i in range(1, len(history)) if history.closed[i - 1] and not history.closed[i])}
    if history.creation is not None:
        entries.add(history.creation)
    starts = [(i, history.times[i]) for i in sorted(entries)]
    there = len(history) - 1
    live = case.live_since(there)
    existing = history.entries_until(live) - 1
    if existing >= 0 and live <= case.at and all(start != live for _, start in starts):
        starts.append((existing, live))
    return starts


def limits(case: Case, limit: Duration, stretch: Stretch) -> Iterator[Obligation]:
    """The obligations of a stretch: for each owner in turn, and for the area as if nothing had been handed over."""
    history = case.history
    until = len(history) if stretch.done is None else stretch.done
    handovers = [
        i
        for i in history.handovers
        if stretch.trigger < i < until and stretch.start < history.times[i] < stretch.closed
    ]
    if not history.kind.owned or not handovers:
        yield from _owners_limits(case, limit, stretch, stretch.trigger, ENDLESS)
        return
    # No two limits of one owner are due at the same moment, so that each finds its own in the area's figure.
    area = {o.due: o for o in _owners_limits(case, limit, stretch, stretch.trigger, ENDLESS)}
    ends = [history.times[i] for i in handovers] + [ENDLESS]
    for turn, (trigger, end) in enumerate(zip([stretch.trigger, *handovers], ends, strict=True)):
        if turn and not case.live(trigger):
            continue
        start = stretch.start if turn == 0 else history.times[trigger]
        for mine in _owners_limits(case, limit, replace(stretch, trigger=trigger, start=start), trigger, end):
            kept = area.pop(mine.due, None) if turn == 0 else None
            yield replace(mine, area_state=kept.state if kept else None)
    for kept in area.values():
        yield replace(kept, area_only=True)


def _owners_limits(case: Case, limit: Duration, stretch: Stretch, trigger: int, end: Instant) -> Iterator[Obligation]:
    """One owner's obligations: the running one, and one more for each further limit that passed before `end`.

    Limits that an absence moves to the same moment are one: the next is the first that comes out later.
    """
    history, company = case.history, case.setting.company
    owner = history.owners[trigger] if history.kind.owned else None
    done = ENDLESS if stretch.done is None else history.times[stretch.done]
    over = min(done, stretch.closed, end)
    last = -ENDLESS
    for times in count(1):
        who, due = company.settle(owner, case.calendar(owner).after(stretch.start, limit, times))
        if due <= last:
            continue
        if times > 1 and not (due < case.at and due < done and due <= stretch.closed and due <= end):
            return
        state = _state(case, due, done, min(stretch.closed, end))
        finished = stretch.done if state in (State.MET, State.LATE) else None
        responsible = who if history.kind.owned else case.responsible(trigger, due=due)
        yield case.obligation(
            trigger, state, done=finished, triggered=stretch.start, responsible=responsible, due=due, belongs=due
        )
        if over <= due:
            return
        last = due


def _state(case: Case, due: Instant, done: Instant, ended: Instant) -> State:
    """Done by due is met; ended before due is void; passed is missed, and late once it is done after all."""
    if done <= due and done <= ended:
        return State.MET
    if ended < due:
        return State.VOID
    if done < ENDLESS:
        return State.LATE
    return State.MISSED if case.at > due else State.DUE
