"""Forms 1, 2 and 5: something is done by a due moment, which a handover or an absence may move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ingrain.method.events import Instant, Value
from ingrain.method.judge.case import Case
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import Duration, ResponseWithData, TimedByField, TimedResponse


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is and by when; `first` is the deadline before any handover, which the area's own figure keeps.

    freed: it was handed to somebody for whom the area isn't live yet, so that nobody answers any more.
    """

    who: str | None
    due: Instant
    first: Instant
    freed: bool = False


def judge_timed_response(case: Case, form: TimedResponse) -> Iterator[Obligation]:
    """1. Every trigger makes an obligation; the first B after it fulfils it: by due met, later late."""
    for trigger in case.triggers(form.trigger, form.subject):
        start = case.history.times[trigger]
        last = take_turns(case, trigger, start, form.within, None).due

        def allowed(i: int, last: Instant = last) -> bool:
            return case.history.times[i] > last or not case.history.closed[i - 1]

        done = case.fulfilled(form.things, trigger, allowed if form.subject.says_open else None)
        turn = take_turns(case, trigger, start, form.within, done)
        yield decide(case, trigger, turn, done, ends_with_close=form.subject.says_open)


def take_turns(case: Case, trigger: int, start: Instant, span: Duration, done: int | None) -> Turn:
    """Who answers by when: the owner at the trigger, after each handover before due the new one, with a full window.

    Once per person and obligation: who has had it gets the running due moment.
    """
    company, history = case.setting.company, case.history
    owner = history.owners[trigger] if history.kind.owned else None
    who, due = company.settle(owner, case.calendar(owner).after(start, span))
    if not history.kind.owned:
        return Turn(case.responsible(trigger, due=due), due, due)
    first, had = due, {owner}
    for i in history.handovers:
        if done is not None and i >= done:
            break
        if i <= trigger:
            continue
        if due <= history.times[i]:
            break
        if not case.live(i):
            return Turn(who, due, first, freed=True)
        owner = history.owners[i]
        if owner in had:
            who, _ = company.settle(owner, due)
        else:
            had.add(owner)
            who, due = company.settle(owner, case.calendar(owner).after(history.times[i], span))
    return Turn(who, due, first)


def decide(
    case: Case, trigger: int, turn: Turn, done: int | None, *, ends_with_close: bool, **more: object
) -> Obligation:
    """The obligation as it stands, for the person and for the area's own figure."""
    state, area_state = (
        State.VOID
        if ends_with_close and _closed_before(case, trigger, due, done)
        else timely(case, due, None if done is None else case.history.times[done])
        for due in (turn.due, turn.first)
    )
    state = State.VOID if turn.freed else state
    return case.obligation(
        trigger,
        state,
        done=None if state is State.VOID else done,
        responsible=turn.who,
        due=turn.due,
        belongs=turn.due,
        area_due=turn.first,
        area_state=area_state,
        **more,
    )


def timely(case: Case, due: Instant, done: Instant | None) -> State:
    """Done by due: met; later: late; none by due: missed; the due moment itself is still in time."""
    if done is not None:
        return State.MET if done <= due else State.LATE
    return State.MISSED if case.at > due or case.setting.all_closed else State.DUE


def _closed_before(case: Case, trigger: int, due: Instant, done: int | None) -> bool:
    """The record was closed when the due moment came (or is now), and the thing had not been done by then."""
    last = case.history.entries_until(due - 1) - 1
    return (done is None or done > last) and last >= trigger and case.history.closed[last]


def judge_timed_by_field(case: Case, form: TimedByField) -> Iterator[Obligation]:
    """2. As 1 with a field's moment as trigger, moved with it; done before it counts too; cancelled is void."""
    history, behind = case.history, -1
    for span in _stretches(case, form):
        trigger = max(span.entry, history.entries_until(span.start) - 1)
        if not case.holds(form.subject, trigger) or span.start < case.live_since(trigger):
            continue
        done = case.fulfilled(form.things, behind)
        turn = take_turns(case, trigger, span.base, form.within, done)
        ended = span.ended if span.ended is not None else _cancelled(case)
        if ended is not None and (done is None or ended < done):
            yield case.obligation(
                trigger, State.VOID, triggered=span.start, responsible=turn.who, due=turn.due, belongs=turn.due
            )
        else:
            ends = form.subject.says_open
            yield decide(case, trigger, turn, done, ends_with_close=ends, triggered=span.start)
        behind = history.entries_until(turn.due) - 1


@dataclass(slots=True)
class _Stretch:
    """A moment that a field holds: since which entry, which moment, from where spans run, and where it was cleared."""

    entry: int
    start: Instant
    base: Instant
    ended: int | None = None


def _stretches(case: Case, form: TimedByField) -> list[_Stretch]:
    """The moments that the field held one after the other; a change while the duty runs moves it along."""
    found: list[_Stretch] = []
    for i, event in enumerate(case.history.events):
        if form.field not in event.values or not case.history.own(i):
            continue
        moment = _moment(case, i, event.values[form.field], form.within)
        running = found[-1] if found else None
        if running and running.ended is None:
            since = max(running.entry, case.history.entries_until(running.start) - 1)
            due = take_turns(case, since, running.base, form.within, None).due
            if case.history.times[i] <= due:
                if moment is None:
                    running.ended = i
                else:
                    running.start, running.base = moment
                continue
        if moment is not None:
            found.append(_Stretch(i, *moment))
    return found


def _moment(case: Case, i: int, value: Value, within: Duration) -> tuple[Instant, Instant] | None:
    """A field's moment and the instant from which a span runs; a bare date is the day's end."""
    calendar = case.calendar(case.history.owners[i])
    try:
        if len(text := str(value)) <= len("2026-11-23"):
            end = calendar.end(date.fromisoformat(text))
            return end, end - ("working" in within.unit)
        moment = calendar.moment(datetime.fromisoformat(text))
    except ValueError:
        return None
    return moment, moment


def _cancelled(case: Case) -> int | None:
    """The entry at which the activity itself was cancelled, or the record deleted, and not taken up again."""
    history = case.history
    own = [i for i in range(len(history)) if history.own(i)]
    ends = [
        i
        for i in own
        if history.events[i].do == "delete" or (history.events[i].do == "cancel" and history.kind.activity)
    ]
    if not ends:
        return None
    again = [i for i in own if i > ends[-1] and history.events[i].do.removeprefix("plan ") == history.kind.name]
    return None if again else ends[-1]


def judge_response_with_data(case: Case, form: ResponseWithData) -> Iterator[Obligation]:
    """5. Every entry into the state; the field must be filled *at* due, later is late; left before due is void."""
    for trigger in case.triggers((form.state,), form.subject):
        if form.within is None:
            yield _at_that_save(case, form, trigger)
        else:
            yield _within(case, form, form.within, trigger)


def _at_that_save(case: Case, form: ResponseWithData, trigger: int) -> Obligation:
    history = case.history
    filled = next((i for i in range(trigger, len(history)) if case.has(form.required, i)), None)
    due = history.times[trigger]
    if filled is None:
        state = State.MISSED if case.at > due or case.setting.all_closed else State.DUE
    else:
        state = State.MET if filled == trigger else State.LATE
    by = history.events[trigger].by
    return case.obligation(trigger, state, done=filled, responsible=by, due=due, belongs=due)


def _within(case: Case, form: ResponseWithData, within: Duration, trigger: int) -> Obligation:
    turn = take_turns(case, trigger, case.history.times[trigger], within, None)
    state, done = _filled_at(case, form, trigger, turn.due)
    area_state, _ = _filled_at(case, form, trigger, turn.first)
    if turn.freed:
        state, done = State.VOID, None
    return case.obligation(
        trigger,
        state,
        done=done,
        responsible=turn.who,
        due=turn.due,
        belongs=turn.due,
        area_due=turn.first,
        area_state=area_state,
    )


def _filled_at(case: Case, form: ResponseWithData, trigger: int, due: Instant) -> tuple[State, int | None]:
    """How it stands with a due moment, and the entry at which the field was filled in then."""
    history = case.history
    at_due = history.entries_until(due) - 1
    left = _left(case, form, trigger)
    closed = form.subject.says_open and _closed_before(case, trigger, due, None)
    if closed or (left is not None and history.times[left] < due):
        return State.VOID, None
    if case.has(form.required, at_due):
        early = case.at <= due and not case.setting.all_closed
        return (State.DUE if early else State.MET), at_due
    done = next((i for i in range(at_due + 1, len(history)) if case.has(form.required, i)), None)
    return (timely(case, due, None) if done is None else State.LATE), done


def _left(case: Case, form: ResponseWithData, trigger: int) -> int | None:
    """The entry at which the record left the state again."""
    name = getattr(form.state, "state", None) or getattr(form.state, "stage", None)
    if name is None:
        return None
    return next((i for i in range(trigger + 1, len(case.history)) if not case.history.in_state(name, i)), None)
