"""Sentences that begin with a time or with what happens: within, after, before and when (forms 1 to 5, and 10)."""

from ingrain.method.language.cursor import Cursor
from ingrain.method.language.happenings import created_or_state, happenings_item
from ingrain.method.language.phrases import a_field, duration, listed
from ingrain.method.language.say import say
from ingrain.method.language.subjects import subject
from ingrain.method.language.things import asked, at_least, filled_in, only_any
from ingrain.method.rules import (
    Became,
    Created,
    Duration,
    Form,
    Happening,
    MovedTo,
    Never,
    Precedence,
    Response,
    ResponseWithData,
    Subject,
    TimedByField,
    TimedResponse,
)

SAME_DAY = Duration(0, "working day")


def timed(c: Cursor, within: Duration, of: bool = True) -> Form:
    """1, or 2 where the time runs from a field."""
    if of:
        c.want("of")
    field = its_field(c)
    if field is not None:
        c.want(",")
        about = subject(c)
        return TimedByField(about, at_least(c, asked(c), about), within, field)
    trigger = triggers(c)
    c.want(",")
    about = subject(c)
    _refuse_field_in_time(c, within, trigger, about)
    return TimedResponse(within, trigger, about, at_least(c, asked(c), about))


def its_field(c: Cursor) -> str | None:
    def read(c: Cursor) -> str:
        c.want("its", "the")
        return a_field(c)

    return c.attempt(read)


def _refuse_field_in_time(c: Cursor, within: Duration, trigger: tuple[Happening, ...], about: Subject) -> None:
    """Fields are filled in after entering a state: form 5."""
    start = c.at
    filled = c.attempt(lambda c: (c.want("has"), filled_in(c))[1])
    if filled is None:
        return
    first = trigger[0]
    better: tuple[str, ...] = ()
    if len(trigger) == 1 and isinstance(first, Created | MovedTo | Became):
        better = (say(ResponseWithData(first, about, filled, within), c.vocabulary),)
    c.refuse("Fields that are to be filled in after something have a form of their own.",
             '"When …, … has its … filled in within …."', start, c.at, *better)  # fmt: skip


def triggers(c: Cursor) -> tuple[Happening, ...]:
    start = c.at
    found, conjunction = listed(c, happenings_item())
    if conjunction == "and":
        c.refuse(
            "What sets a rule off is any of a list: join it with or.",
            "or instead of and",
            start,
            c.at,
            c.replaced(start, c.at, " or ".join(c.text(start, c.at).rsplit(" and ", 1))),
        )
    return found


def after(c: Cursor, directly: bool = False) -> Form:
    """3; 10 with *never*; 1 with *within*."""
    trigger = triggers(c)
    c.want(",")
    about = subject(c)
    if not directly and c.take("never"):
        return Never(about, only_any(c, asked(c), "after never"), after=trigger)
    _refuse_field_in_time(c, Duration(1, "working day"), trigger, about)
    one = asked(c)
    if not directly and (within := within_time(c)):
        return TimedResponse(within, trigger, about, at_least(c, one, about))
    if directly:
        return Response(trigger, about, only_any(c, one, "after directly"), directly=True)
    return Response(trigger, about, at_least(c, one, about))


def within_time(c: Cursor) -> Duration | None:
    if c.take("on the same working day"):
        return SAME_DAY
    return duration(c) if c.take("within") else None


def before(c: Cursor, directly: bool = False) -> Form:
    """4."""
    trigger = triggers(c)
    c.want(",")
    about = subject(c)
    filled = c.attempt(lambda c: (c.want("has"), filled_in(c))[1])
    if filled is not None:
        return Precedence(trigger, about, filled, directly)
    one = asked(c)
    return Precedence(
        trigger, about, only_any(c, one, "after directly") if directly else at_least(c, one, about), directly
    )


def when(c: Cursor) -> Form:
    """5."""
    start = c.at
    state = _entered(c)
    if c.ahead("or", "and"):
        _refuse_two_states(c, start)
    c.want(",")
    about = subject(c)
    filled = c.attempt(lambda c: (c.want("has"), filled_in(c))[1])
    if filled is None:
        _refuse_things_when(c, state, about)
    assert filled is not None
    return ResponseWithData(state, about, filled, within_time(c))


def _refuse_two_states(c: Cursor, start: int) -> None:
    middle = c.at
    c.want("or", "and")
    if c.attempt(_entered) is not None:
        one, other = c.replaced(middle, c.at, ""), c.replaced(start, middle + 1, "")
        c.refuse(
            "One state at a time can stand after when.", f'two rules: "{one}" and "{other}"', start, c.at, one, other
        )
    c.stuck()


def _entered(c: Cursor) -> Created | MovedTo | Became:
    c.take("it is", "being")
    if c.take("moving to", "moved to"):
        return MovedTo(c.need("stage"))
    found = created_or_state(c)
    assert isinstance(found, Created | Became)
    return found


def _refuse_things_when(c: Cursor, state: Created | MovedTo | Became, about: Subject) -> None:
    """*When* asks for fields; for things to be done there is within and after."""
    start = c.at
    one = asked(c)
    within = within_time(c)
    better = say(TimedResponse(within or Duration(1, "working day"), (state,), about, one.things), c.vocabulary)
    c.refuse("When asks for fields; things to be done are asked for within a time.", '"Within … of …, … has …."',
             start, c.at, better)  # fmt: skip
