"""The sixteen forms as sentences: which words in which order make which rule.

Here lives the reading of one whole sentence, and of those that begin with whom or what they are about; those that begin
with what happens live in triggered. What to say when one can't be read lives in wordings and mending. Past 300 lines,
since forms that begin alike are told apart here, in one order.
"""

from dataclasses import replace

from ingrain.method.language.cursor import Cursor
from ingrain.method.language.doers import plain_role, roles
from ingrain.method.language.fitting import fit
from ingrain.method.language.happenings import happenings_item
from ingrain.method.language.phrases import ARTICLES, a_field, duration, listed, whole
from ingrain.method.language.say import say
from ingrain.method.language.subjects import subject
from ingrain.method.language.things import Asked, asked, at_least, filled_in, nouns, only_any
from ingrain.method.language.triggered import SAME_DAY, after, before, its_field, timed, triggers, when, within_time
from ingrain.method.rules import (
    Ageing,
    AlsoHas,
    BothOrNeither,
    Cadence,
    Condition,
    Count,
    Created,
    DatedInTheFuture,
    EndsWith,
    FilledIn,
    Form,
    FourEyes,
    Happening,
    HasLinked,
    InOrder,
    Invariant,
    Load,
    Never,
    NeverBack,
    NeverBoth,
    Period,
    ResponseWithData,
    Silence,
    StartsWith,
    Subject,
    TimedByField,
    TimedResponse,
)

PERIODS: dict[str, Period] = {
    **{
        f"{word} {period}": period
        for period in ("day", "week", "month", "quarter", "year")
        for word in ("per", "every", "a")
    },
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}


def sentence(c: Cursor) -> Form:
    """A whole sentence with its full stop."""
    read = form(c)
    if not c.take("."):
        c.stuck()
    if c.key:
        rest = (c.at, len(c.words) - 1)
        c.refuse("A rule is one sentence.", "a bullet of its own for each sentence", *rest, c.text(0, c.at))
    fit(c, read)
    return read


def form(c: Cursor) -> Form:
    if c.take("within"):
        return timed(c, duration(c))
    if c.take("on the same working day as"):
        return timed(c, SAME_DAY, of=False)
    if c.take("directly after"):
        return after(c, directly=True)
    if c.take("after"):
        return after(c)
    if c.take("directly before"):
        return before(c, directly=True)
    if c.take("before"):
        return before(c)
    if c.take("when"):
        return when(c)
    if c.take("no"):
        return _no(c)
    if c.later("done by"):
        return _four_eyes(c)
    return c.attempt(_cadence) or _about(c, subject(c))


def _no(c: Cursor) -> Form:
    """7 and 16."""
    if role := c.find("role"):
        c.want("has more than")
        most = whole(c, least=0)
        return Load(role, most, subject(c, article=False))
    about = subject(c, article=False)
    c.want("stays in")
    stage = c.need("stage")
    c.want("longer than", "for longer than", "for more than", "more than")
    return Ageing(about, stage, duration(c))


def _cadence(c: Cursor) -> Cadence:
    """15."""
    c.one_of("article", ARTICLES)
    role = c.need("role")
    things, kind = None, "record"
    if c.take("updates"):
        kind = _record(c)
    else:
        c.want("has", "does")
        things = only_any(c, nouns(c), "of a cadence")
        if c.take("for", "with"):
            kind = _record(c)
    c.want("on at least")
    start = c.at
    days = whole(c)
    c.want("of", "out of")
    c.take("the", "every")
    of = whole(c)
    if of not in (5, 10, 20) or days > of:
        c.refuse("A cadence counts in weeks of 5 working days.", "N of 5, of 10 or of 20 working days", start, c.at,
                 c.replaced(start, c.at, f"{min(days, 5)} of 5"))  # fmt: skip
    c.want("working days")
    return Cadence(role, days, of, kind, things)  # type: ignore[arg-type]


def _record(c: Cursor) -> str:
    c.one_of("article", ARTICLES)
    return "record" if c.take("record", "records") else c.need("kind")


def _four_eyes(c: Cursor) -> FourEyes:
    """14."""
    about = None
    if c.take("for", "in"):
        about = subject(c)
        c.want(",")
    happened = happenings_item()(c)
    c.want("is done by someone other than", "is done by somebody other than")
    return FourEyes(happened, plain_role(c), about)


def _about(c: Cursor, about: Subject) -> Form:
    """Everything of the shape *An opportunity …*."""
    if c.take("that", "which"):
        return _also(c, about)
    if c.take("always"):
        return _always(c, about)
    if c.take("never"):
        return _never(c, about)
    if c.take("moves through"):
        stages, conjunction = listed(c, lambda c: c.need("stage"))
        if conjunction != "and":
            c.want("and")
        c.want("in order", "in this order", "in that order")
        return InOrder(about, stages)
    if c.take("starts with"):
        return StartsWith(about, only_any(c, nouns(c), "after starts with"))
    if c.take("ends with"):
        return EndsWith(about, only_any(c, nouns(c), "after ends with"))
    if c.take("has both"):
        first, second = _pair(c)
        c.want("or neither")
        return BothOrNeither(about, first, second)
    return _has(c, about)


def _pair(c: Cursor) -> tuple[Happening, Happening]:
    read = happenings_item()
    first = read(c)
    c.want("and")
    return first, read(c)


def _also(c: Cursor, about: Subject) -> AlsoHas:
    """11. … that has … also has …"""
    first = at_least(c, asked(c), about)
    c.take(",")
    c.want("also")
    return AlsoHas(about, first, at_least(c, asked(c), about))


def _always(c: Cursor, about: Subject) -> Invariant:
    """6."""
    c.want("has")
    condition = c.attempt(_dated) or c.attempt(filled_in) or _linked(c)
    if c.ahead("and", "or"):
        better = f"{c.text(0, c.at)}."
        c.refuse(
            "Always has one thing, or a list of fields that are filled in.", "a rule for each", c.at, c.at + 1, better
        )
    if not c.ahead(", with", "with"):
        return Invariant(about, condition)
    c.take(",")
    c.want("with")
    grace = duration(c)
    c.want("grace", "of grace")
    return Invariant(about, condition, grace)


def _dated(c: Cursor) -> Condition:
    c.one_of("article", ("its", *ARTICLES))
    field = a_field(c)
    c.want("dated in the future", "in the future")
    return DatedInTheFuture(field)


def _linked(c: Cursor) -> Condition:
    c.one_of("article", ("its", *ARTICLES))
    return HasLinked(c.need("kind"))


def _never(c: Cursor, about: Subject) -> Form:
    """8, 10 and 11."""
    if c.take("goes longer than", "goes more than"):
        limit = duration(c)
        c.want("without")
        return Silence(about, limit, only_any(c, nouns(c), "after without"))
    if c.take("moves back to"):
        return NeverBack(about, c.need("stage"))
    if c.take("has both"):
        return NeverBoth(about, *_pair(c))
    start = c.at
    one = asked(c)
    if one.things.all and len(one.things.happenings) == 2 and c.words[start].key == "has":
        c.refuse("Never with and can be read in two ways.", "never has both … and …, or a list with or", start, c.at,
                 c.replaced(start, start + 1, "has both"))  # fmt: skip
    return Never(about, only_any(c, one, "after never"))


def _has(c: Cursor, about: Subject) -> Form:
    """2 and 12, and 1 told from its end."""
    start = c.at
    if c.attempt(lambda c: (c.want("has"), _dated(c))):
        better = c.replaced(start, start + 1, "always has")
        c.refuse("What is asked for at any time is said with always.", "always has", start, start + 1, better)
    if filled := c.attempt(lambda c: (c.want("has"), filled_in(c))[1]):
        _refuse_fields_alone(c, about, filled, start)
    one = asked(c)
    per = c.one_of("period", PERIODS)
    by = one.things.by
    if per and not by and c.take("by"):
        one = Asked(replace(one.things, by=roles(c)), one.bound, one.span)
    if per is None and (timed := _timed_at_the_end(c, about, one)):
        return timed
    if one.bound is None:
        _refuse_without_number(c, one, per)
    assert one.bound is not None
    return Count(about, one.bound, one.things, PERIODS[per] if per else None)


def _refuse_fields_alone(c: Cursor, about: Subject, filled: FilledIn, start: int) -> None:
    if within := within_time(c):
        better = say(ResponseWithData(Created(), about, filled, within), c.vocabulary)
        c.refuse("Fields that are to be filled in within a time have a form of their own.",
                 '"When …, … has its … filled in within …."', start, c.at, better)  # fmt: skip
    better = c.replaced(start, start + 1, "always has")
    c.refuse("This doesn't say when the fields are to be filled in.",
             '"always has", or "Before …," or "When …," at the beginning', start, c.at, better)  # fmt: skip


def _timed_at_the_end(c: Cursor, about: Subject, one: Asked) -> Form | None:
    """… within 24 hours of its end · … within 2 days of being won · … on the same working day [as …]"""
    if c.take("on the same working day"):
        if not c.take("as"):
            things = at_least(c, one, about)
            if c.vocabulary.kind(about.kind).activity:
                return TimedByField(about, things, SAME_DAY, "end")
            return TimedResponse(SAME_DAY, (Created(),), about, things)
        within = SAME_DAY
    elif c.take("within"):
        within = duration(c)
        c.want("of")
    else:
        return None
    things = at_least(c, one, about)
    field = its_field(c)
    if field is not None:
        return TimedByField(about, things, within, field)
    trigger = triggers(c)
    _refuse_by_at_the_end(c, one)
    return TimedResponse(within, trigger, about, things)


def _refuse_by_at_the_end(c: Cursor, one: Asked) -> None:
    """Whoever stands after the trigger could belong to the trigger as well."""
    end, start = one.span[1], c.at
    if one.things.by or not c.take("by") or c.attempt(roles) is None:
        c.at = start
        return
    better = f"{c.text(0, end)} {c.text(start, c.at)} {c.text(end, start)}{c.sentence[c.words[c.at].start :]}"
    c.refuse("By … stands after what is done.", "by … before within", start, c.at, better)


def _refuse_without_number(c: Cursor, one: Asked, per: str | None) -> None:
    start, end = one.span
    c.note(("word", "within … of …"))
    if c.key != ".":
        c.stuck()
    verb = c.words[start - 1].key
    if verb == "has":
        item = start + 1 if c.words[start].key in ARTICLES else start
        better = c.replaced(start, item, "at least 1 " if item == start else "at least 1")
        c.refuse("This doesn't say how many." if per else "This doesn't say by when, or how many.",
                 '"within … of …" with a time, or "at least 1"', start, end, better)  # fmt: skip
    c.refuse("This doesn't say by when.", '"Within … of …," at the beginning', start - 1, end,
             f"Within 10 working days of being created, {_lower_first(c.text(0, c.at))}.")  # fmt: skip


def _lower_first(text: str) -> str:
    return text if text.startswith('"') else text[:1].lower() + text[1:]
