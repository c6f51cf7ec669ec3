"""Forms 3, 4, 11 (also, both or neither), 13 and 14: what comes after, before, first, last, with what and by whom."""

from collections.abc import Iterator

from ingrain.method.judge.case import Case
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import (
    AlsoHas,
    BothOrNeither,
    Creator,
    DoerOf,
    EndsWith,
    FilledIn,
    FourEyes,
    Holder,
    Owner,
    OwnersManager,
    Precedence,
    Response,
    StartsWith,
    Subject,
    Things,
)


def judge_response(case: Case, form: Response) -> Iterator[Obligation]:
    """3. Every A; any later B; due until close; never late. Directly: decided by the next event."""
    for trigger in case.triggers(form.trigger, form.subject):
        if form.directly:
            following = next((i for i in case.history.steps if i > trigger), None)
            if following is not None and not closed_before(case, following):
                right = following in case.doings(form.things)
                yield _decided(case, trigger, following, State.MET if right else State.MISSED)
                continue
            done = None
        else:
            done = case.fulfilled(form.things, trigger, lambda i: not closed_before(case, i))
        yield duty_until_close(case, trigger, done, void_at_close=form.subject.says_open)


def closed_before(case: Case, i: int) -> bool:
    """Whether the record was closed already when entry i came: a duty without a deadline ends there."""
    return i > 0 and case.history.closed[i - 1]


def _decided(case: Case, trigger: int, by: int, state: State) -> Obligation:
    close = case.close()
    return case.obligation(
        trigger,
        state,
        done=by if state is State.MET else None,
        responsible=case.responsible(trigger, by),
        belongs=None if close is None else case.history.times[close],
    )


def duty_until_close(case: Case, trigger: int, done: int | None, *, void_at_close: bool = False) -> Obligation:
    """A duty without a deadline: met when done, missed at close, due until then; it belongs to its close."""
    if done is not None:
        return _decided(case, trigger, done, State.MET)
    close = case.close()
    if close is None:
        return _decided(case, trigger, len(case.history), State.DUE)
    return _decided(case, trigger, max(close, trigger), State.VOID if void_at_close else State.MISSED)


def judge_precedence(case: Case, form: Precedence) -> Iterator[Obligation]:
    """4. Every A is an occasion, decided at once; any earlier B suffices. Directly: the previous event must be B."""
    for trigger in case.triggers(form.trigger, form.subject):
        if isinstance(form.required, FilledIn):
            yield _with_data(case, form.required, trigger)
        elif form.directly:
            previous = max((i for i in case.history.steps if i < trigger), default=None)
            right = previous is not None and previous in case.doings(form.required)
            yield case.occasion(trigger, right, done=previous if right else None)
        else:
            earlier = case.fulfilled(form.required, -1, lambda i: i < trigger)  # noqa: B023
            yield case.occasion(trigger, earlier is not None, done=earlier)


def _with_data(case: Case, required: FilledIn, trigger: int) -> Obligation:
    """The values after the save count; filled in afterwards is late."""
    filled = next((i for i in range(trigger, len(case.history)) if case.has(required, i)), None)
    state = State.MISSED if filled is None else State.MET if filled == trigger else State.LATE
    return case.occasion(trigger, state, done=filled)


def judge_also_has(case: Case, form: AlsoHas) -> Iterator[Obligation]:
    """11. A activates, in bulk too, B before or after; due until close; one per record, never late."""
    first = case.happened(form.first)
    if first is not None:
        yield from _as_well(case, form.subject, first, form.second)


def judge_both_or_neither(case: Case, form: BothOrNeither) -> Iterator[Obligation]:
    """11. The first of either activates, in bulk too, and the other must be there as well; due until close."""
    one, other = (case.happened(Things((thing,))) for thing in (form.first, form.second))
    if one is not None and (other is None or one <= other):
        yield from _as_well(case, form.subject, one, Things((form.second,)))
    elif other is not None:
        yield from _as_well(case, form.subject, other, Things((form.first,)))


def _as_well(case: Case, subject: Subject, first: int, things: Things) -> Iterator[Obligation]:
    """What must be there as well, because of entry `first`: done before it, or by the close."""
    if not (case.live(first) and case.holds(subject, first)):
        return
    done = case.fulfilled(things, -1, lambda i: i <= first or not closed_before(case, i))
    done = None if done is None else max(done, first)
    yield duty_until_close(case, first, done, void_at_close=subject.says_open)


def judge_starts_with(case: Case, form: StartsWith) -> Iterator[Obligation]:
    """13. The first event, decided at once; a CRM's bare creation is looked past. Migrated records void."""
    history, opening = case.history, case.opening()
    if not case.holds(form.subject, opening) or not history.steps:
        return
    if history.migrated:
        time = history.times[opening]
        responsible = case.responsible(opening, opening + 1)
        yield case.obligation(opening, State.VOID, responsible=responsible, occasion=time, belongs=time)
    elif case.live(opening):
        right = case.doings(form.things)
        first = history.steps[0]
        if first not in right and not history.kind.from_log and history.events[first].do == "create":
            first = next(iter(history.steps[1:]), first)
            if first == opening and case.close() is None:
                yield duty_until_close(case, opening, None)
                return
        yield case.occasion(first, first in right)


def judge_ends_with(case: Case, form: EndsWith) -> Iterator[Obligation]:
    """13. The last event, decided at close; a CRM's bare closing move is looked past. Migrated records void."""
    history, opening = case.history, case.opening()
    if not case.live(opening) or not case.holds(form.subject, opening):
        return
    close = case.close()
    if history.migrated:
        belongs = None if close is None else history.times[close]
        yield case.obligation(opening, State.VOID, responsible=case.responsible(opening), belongs=belongs)
        return
    done = None
    if close is not None:
        last = [i for i in history.steps if i <= close]
        bare_close = not history.kind.from_log and last[-1:] == [close]
        right = case.doings(form.things)
        done = next((i for i in last[-2 if bare_close else -1 :] if i in right), None)
    yield duty_until_close(case, opening, done)


def judge_four_eyes(case: Case, form: FourEyes) -> Iterator[Obligation]:
    """14. Every such event is an occasion; no same doer and either doer empty is unknown; no B, no obligation."""
    subject = form.subject
    events = case.history.events
    for i in case.history.happens(form.happening):
        if not case.history.own(i) or not case.live(i) or (subject is not None and not case.holds(subject, i)):
            continue
        others = _others(case, form.other_than, i)
        if not others:
            continue
        doers = {by for by, _ in others}
        by = events[i].by
        later = max(i, max(j for _, j in others))
        if by is not None and by in doers:
            state, later = State.MISSED, i
        else:
            state = State.UNKNOWN if by is None or None in doers else State.MET
        time = case.history.times[i]
        yield case.obligation(i, state, responsible=events[later].by, occasion=time, belongs=time)


def _others(
    case: Case, role: Owner | Creator | OwnersManager | Holder | DoerOf, i: int
) -> list[tuple[str | None, int]]:
    """Those who must not be the doer of entry i, each with the entry that makes them so."""
    history, company = case.history, case.setting.company
    match role:
        case DoerOf(happening):
            return [(history.events[j].by, j) for j in history.happens(happening) if j != i]
        case Owner():
            return [(history.owners[i], i)] if history.kind.owned and history.owners[i] else []
        case Creator():
            return [(history.creator, i)] if history.creation is not None else []
        case OwnersManager():
            manager = company.manager(history.owners[i])
            return [(manager, i)] if manager else []
        case Holder(name):
            return [(p.name, i) for p in company.holders(name)]
