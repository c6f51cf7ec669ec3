"""SQL narrows: which records a rule is worth judging on, for the judge to decide.

Here lives, form by form, what a record must have for the rule to say anything about it at all. A record too many costs
time, never truth; one too few would be wrong.
"""

import json
from collections.abc import Iterable

from sqlglot import exp

from ingrain.engine.sql import TRUE, Sql, all_of, any_of, col, num, one_of, text
from ingrain.engine.timeline import Timeline
from ingrain.method.rules import (
    Ageing,
    AlsoHas,
    Became,
    BothOrNeither,
    Changed,
    Created,
    Done,
    Form,
    FourEyes,
    Happening,
    InOrder,
    MovedTo,
    Named,
    Never,
    NeverBack,
    NeverBoth,
    Precedence,
    Response,
    ResponseWithData,
    TimedByField,
    TimedResponse,
)

ALWAYS = (Created(),)
MOVES = ("stage", "state")


def worth_judging(timeline: Timeline, form: Form, *, plain_too: bool) -> exp.Select:
    """The records on which the judge must decide a rule. plain_too: also those on which SQL could have done so."""
    subject = getattr(form, "subject", None)
    conditions = [
        TRUE if plain_too else exp.not_(col("plain")),
        col("kind").eq(text(subject.kind)) if subject else TRUE,
        _may_be_triggered(timeline, form),
    ]
    return exp.select(col("record")).from_("cases", copy=False).where(all_of(*conditions), copy=False)


def _may_be_triggered(timeline: Timeline, form: Form) -> Sql:
    """The record has what triggers the rule, or may have it from a record below."""
    traces = _traces(timeline, form)
    if traces is None:
        return TRUE
    having = exp.select(col("record")).from_("log", copy=False).where(traces, copy=False)
    above = exp.select(col("parent")).from_("ties", copy=False).where(col("down"), copy=False)
    return any_of(*(exp.In(this=col("record"), query=query.subquery(copy=False)) for query in (having, above)))


def _traces(timeline: Timeline, form: Form) -> Sql | None:
    """What an event of the record must look like; None: nothing can be told."""
    match form:
        case TimedByField(field=field):
            return _sets(field)
        case InOrder() | NeverBack() | Ageing():
            return _happened(timeline, [MovedTo(form.stage if not isinstance(form, InOrder) else form.stages[0])])
        case _:
            return _happened(timeline, _triggers(form))


def _triggers(form: Form) -> Iterable[Happening]:
    """One of these must have happened to the record for the rule to say anything."""
    match form:
        case TimedResponse(trigger=trigger) | Response(trigger=trigger) | Precedence(trigger=trigger):
            return trigger
        case Never(after=after) if after:
            return after
        case AlsoHas(first=first):
            return first.happenings
        case BothOrNeither(first=first, second=second) | NeverBoth(first=first, second=second):
            return first, second
        case FourEyes(happening=happening):
            return (happening,)
        case ResponseWithData(state=state):
            return (state,)
        case _:
            return ALWAYS


def _happened(timeline: Timeline, happenings: Iterable[Happening]) -> Sql | None:
    codes: set[int] = set()
    fields: set[str] = set()
    for happening in happenings:
        match happening:
            case Named(name):
                codes.update(timeline.codes_named([name]))
            case Done(activity) if activity != "activity":
                codes.update(timeline.codes_of([activity]))
            case Changed(field):
                fields.add(field)
            case MovedTo(state) | Became(state) if state.casefold() not in ("open", "closed"):
                fields.update(MOVES)
            case _:
                return None
    return any_of(one_of(col("code"), codes), *map(_sets, sorted(fields)))


def _sets(field: str) -> Sql:
    """The event set a field: its values, as JSON, name it, in whichever way that was written."""
    spellings = {json.dumps(field), json.dumps(field, ensure_ascii=False)}
    return any_of(
        *(exp.StrPosition(this=col("fields"), substr=text(spelling)) > num(0) for spelling in sorted(spellings))
    )
