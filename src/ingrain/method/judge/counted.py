"""Forms 10, 11 (never both) and 12: what must not happen, and what must happen so many times."""

from collections.abc import Iterator
from dataclasses import replace

from ingrain.method.calendar import Span
from ingrain.method.events import Instant
from ingrain.method.judge.case import Case
from ingrain.method.judge.order import closed_before, duty_until_close
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import Count, Never, NeverBoth, Period, Subject, Things


def judge_never(case: Case, form: Never) -> Iterator[Obligation]:
    """10. Every offending event makes one missed obligation for its doer; a record without any one met at close.

    Qualifiers are read at the trigger: *after*'s event, or without *after* the offending event itself.
    """
    offending = [i for i in _done(case, form.things) if case.live(i)]
    if form.after:
        first = next(case.triggers(form.after, form.subject), None)
        offending = [] if first is None else [i for i in offending if i > first]
    else:
        first = first_held(case, form.subject)
        offending = [i for i in offending if case.holds(form.subject, i)]
    for i in offending:
        yield replace(case.occasion(i, False), breach=True)
    if not offending and first is not None:
        yield kept(case, first)


def first_held(case: Case, subject: Subject) -> int | None:
    """Where a record first became what the sentence speaks of: the trigger of what is asked once a record."""
    first = next((i for i in range(len(case.history)) if case.holds(subject, i)), None)
    return first if first is not None and case.live(first) else None


def _done(case: Case, things: Things) -> list[int]:
    """The entries at which things are done by who the sentence names, bulk edits included: they offend as others do."""
    return [i for i in case.history.any_of(things.happenings) if case.by(things, i)]


def kept(case: Case, trigger: int, *, breach: bool = True) -> Obligation:
    """A prohibition that nobody broke: due until the record closes, met then."""
    close = case.close()
    return case.obligation(
        trigger,
        State.DUE if close is None else State.MET,
        responsible=case.responsible(trigger, close),
        belongs=None if close is None else case.history.times[close],
        breach=breach,
    )


def judge_never_both(case: Case, form: NeverBoth) -> Iterator[Obligation]:
    """11. The first of either activates; missed at the event that completes the pair, R its doer."""
    found = [case.history.happens(thing) for thing in (form.first, form.second)]
    first = min((f[0] for f in found if f), default=None)
    if first is None or not case.live(first) or not case.holds(form.subject, first):
        return
    if all(found):
        yield replace(case.occasion(max(f[0] for f in found), False), breach=True)
    else:
        yield kept(case, first)


def judge_count(case: Case, form: Count) -> Iterator[Obligation]:
    """12. At most N: missed at event N + 1, R its doer; at least N: due until close; exactly: both."""
    if form.period is not None:
        yield from _per_period(case, form, form.period)
        return
    first = first_held(case, form.subject)
    if first is None:
        return
    number, most = form.things.count, form.bound == "at most"
    too_many = [i for i in _done(case, form.things)[number:] if case.live(i)] if form.bound != "at least" else []
    within = [i for i in case.doings(form.things) if i <= first or not closed_before(case, i)]
    if too_many:
        yield replace(case.occasion(too_many[0], False), breach=most)
    elif most:
        yield kept(case, first)
    elif form.bound == "exactly" and len(within) == number:
        yield kept(case, first, breach=False)
    else:
        enough = form.bound == "at least" and len(within) >= number > 0
        done = max(within[number - 1], first) if enough else None
        yield duty_until_close(case, first, done, void_at_close=form.subject.says_open)


def _per_period(case: Case, form: Count, period: Period) -> Iterator[Obligation]:
    """One per whole calendar period in which the subject held; part periods void; never late."""
    first = next((i for i in range(len(case.history)) if _on(case, form.subject, i)), None)
    if first is None:
        return
    done = case.doings(form.things) if form.bound == "at least" else _done(case, form.things)
    calendar, times = case.calendar(case.history.owners[first]), case.history.times
    for span in calendar.periods(times[first], case.at + 1, period):
        start, end = calendar.bounds(span)
        held = _held(case, form.subject, start, end)
        live = case.live_since(max(first, case.history.entries_until(min(end - 1, case.at)) - 1))
        if held is None or end <= live:
            continue
        inside = [i for i in done if start <= times[i] < end]
        yield _one_period(case, form, span, (start, end), inside, whole=held and start >= live)


def _on(case: Case, subject: Subject, i: int) -> bool:
    return not case.history.closed[i] and case.holds(subject, i)


def _held(case: Case, subject: Subject, start: Instant, end: Instant) -> bool | None:
    """Whether the subject held through a period (so far); None: not for a moment of it."""
    before = case.history.entries_until(start)
    entries = range(max(0, before - 1), case.history.entries_until(end - 1))
    held = [_on(case, subject, i) for i in entries]
    if not any(held):
        return None
    return before > 0 and all(held)


def _one_period(
    case: Case, form: Count, span: Span, bounds: tuple[Instant, Instant], done: list[int], *, whole: bool
) -> Obligation:
    (start, end), number = bounds, form.things.count
    if whole and form.bound != "at least" and len(done) > number:
        return replace(case.occasion(done[number], False), period=span.name, breach=form.bound == "at most")
    state, finished = _in_period(case, form, end, done) if whole else (State.VOID, None)
    trigger = max(0, case.history.entries_until(start) - 1)
    until = case.history.entries_until(min(end - 1, case.at)) if finished is None else finished
    return case.obligation(
        trigger,
        state,
        done=finished,
        triggered=max(start, case.history.times[trigger]),
        responsible=case.responsible(trigger, until, due=end),
        due=end,
        belongs=end,
        period=span.name,
        breach=form.bound == "at most",
    )


def _in_period(case: Case, form: Count, end: Instant, done: list[int]) -> tuple[State, int | None]:
    """How it stands with a whole period that was not overdone, and the entry at which enough was done."""
    number = form.things.count
    if form.bound == "at least" and len(done) >= number:
        return State.MET, done[number - 1] if number else None
    if case.at <= end:
        return State.DUE, None
    return (State.MET if len(done) >= number or form.bound == "at most" else State.MISSED), None
