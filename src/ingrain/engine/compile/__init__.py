"""Rules -> SQL: each form either to verdicts, or only to the records worth judging.

Here lives, in one place, which form does which. What a form compiles to lives in the file that VERDICTS names; which
records a form is worth judging on in ../narrow.py.
"""

from collections.abc import Callable
from typing import Any

from ingrain.engine.compile.counted import count, never, never_both
from ingrain.engine.compile.order import (
    also_has,
    both_or_neither,
    ends_with,
    four_eyes,
    precedence,
    response,
    starts_with,
)
from ingrain.engine.compile.terms import NotInSql, Terms
from ingrain.engine.compile.timed import ageing, silence, timed_response
from ingrain.engine.compile.verdict import SAID, Verdict, finished
from ingrain.engine.timeline import Timeline
from ingrain.method.rules import (
    Ageing,
    AlsoHas,
    BothOrNeither,
    Count,
    EndsWith,
    FourEyes,
    Never,
    NeverBoth,
    Precedence,
    Response,
    Silence,
    StartsWith,
    TimedResponse,
)

__all__ = ["SAID", "VERDICTS", "NotInSql", "Terms", "Verdict", "finished", "verdict_of"]

VERDICTS: dict[type, Callable[[Terms, Any], Verdict]] = {
    TimedResponse: timed_response,
    Response: response,
    Precedence: precedence,
    Ageing: ageing,
    Silence: silence,
    Never: never,
    AlsoHas: also_has,
    BothOrNeither: both_or_neither,
    NeverBoth: never_both,
    Count: count,
    StartsWith: starts_with,
    EndsWith: ends_with,
    FourEyes: four_eyes,
}
"""The forms that SQL decides on plain records. All others go to the judge, with the records worth judging."""


def verdict_of(timeline: Timeline, area: str, form: Any) -> tuple[Terms, Verdict] | None:
    """What a rule compiles to; None where the judge must decide on every record."""
    compiled = VERDICTS.get(type(form))
    if compiled is None:
        return None
    if form.subject:
        kind = timeline.setting.vocabulary.kind(form.subject.kind)
    elif len(timeline.kinds) == 1:
        [kind] = timeline.kinds.values()
    else:
        return None  # of any kind: then the words would differ from record to record
    if timeline.setting.company.gaps or _hard(timeline, form):
        return None
    terms = Terms(timeline, area, kind)
    try:
        return terms, compiled(terms, form)
    except NotInSql:
        return None


def _hard(timeline: Timeline, form: Any) -> bool:
    """What SQL leaves to the judge: counts of what must not be too much, where some of it came before go-live."""
    return isinstance(form, Count) and form.bound != "at least" and bool(timeline.setting.company.live)
