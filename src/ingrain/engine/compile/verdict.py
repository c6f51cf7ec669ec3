"""What a form compiles to: the obligations of a rule on plain records, as one query with the columns of SAID.

Here lives what is said of an obligation, and what every form's answer goes through at the end: who answered by the due
moment, and what a gap of the source leaves in the dark. What each form asks lives in its own file.
"""

from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from ingrain.engine.compile.terms import Terms
from ingrain.engine.sql import (
    FALSE,
    TRUE,
    Sql,
    all_of,
    any_of,
    choose,
    col,
    columns,
    first_known,
    missing,
    no,
    nothing,
    num,
    one_of,
    running,
    text,
    there,
)
from ingrain.method.obligations import State

SAID = {
    "record": "INT",
    "responsible": "INT",
    "triggered": "BIGINT",
    "trigger_event": "BIGINT",
    "state": "TEXT",
    "due": "BIGINT",
    "belongs": "BIGINT",
    "done": "BIGINT",
    "done_event": "BIGINT",
    "occasion": "BIGINT",
    "period": "TEXT",
    "breach": "BOOLEAN",
}
"""The columns of an obligation, with their types."""

LOOKED_AT = ("opened", "ended", "latest")
"""Columns that only the last steps here look at."""

MET, LATE, MISSED, DUE, VOID, UNKNOWN = (
    text(state.value) for state in (State.MET, State.LATE, State.MISSED, State.DUE, State.VOID, State.UNKNOWN)
)


@dataclass(frozen=True)
class Verdict:
    """The obligations of a rule on plain records.

    rows: SAID and LOOKED_AT. by_due: in a log without owners the last person before the due moment answers.
    aside: plain records for which the rows would not be exact; they are left to the judge.
    """

    rows: exp.Query
    by_due: bool = False
    aside: exp.Select | None = None


def said(of: exp.Query, state: Sql, **more: Any) -> exp.Select:
    """Obligations that arose at the events of a query (`t`: EVENT and CASE). more: further columns of SAID."""
    known = {
        "record": col("record", "t"),
        "responsible": col("answering", "t"),
        "triggered": col("moment", "t"),
        "trigger_event": col("sequence", "t"),
        "breach": FALSE,
        **more,
        "state": state,
    }
    said_of_it = [(known.get(name) or nothing(kind)).as_(name) for name, kind in SAID.items()]
    return exp.select(*said_of_it, *columns(LOOKED_AT, "t")).from_(of.subquery("t", copy=False), copy=False)


def occasion(of: exp.Query, state: Sql, **more: Any) -> exp.Select:
    """Events that are judged at once; whoever did it answers."""
    moment, doer = col("moment", "t"), col("doer", "t")
    return said(of, state, **{"responsible": doer, "occasion": moment, "belongs": moment, **more})


def duty(of: exp.Query, fulfilled: Sql, *, at_close: Sql = MISSED, **more: Any) -> exp.Select:
    """Duties without a deadline: met when done, missed at close, due until then; they belong to their close."""
    state = choose((fulfilled, MET), (missing(col("close", "t")), DUE), otherwise=at_close)
    return said(of, state, belongs=col("closed_at", "t"), **more)


def kept(of: exp.Query, breach: Sql = TRUE) -> exp.Select:
    """Prohibitions that nobody broke: due until the record closes, met then."""
    state = choose((missing(col("close", "t")), DUE), otherwise=MET)
    return said(of, state, belongs=col("closed_at", "t"), breach=breach)


def only_if(condition: Sql, value: Sql) -> Sql:
    """The value where the condition holds, otherwise NULL."""
    return exp.Case().when(condition, value, copy=False)


def finished(verdict: Verdict, terms: Terms, *, who: bool = True) -> exp.Query:
    """The rows of a verdict with the columns of SAID. who: also whoever answered by the due moment."""
    rows = _in_the_light(verdict.rows, terms) if terms.company.gaps else verdict.rows
    if who and verdict.by_due and not terms.owned:
        return _last_person_by_due(rows, terms)
    return exp.select(*columns(SAID, "v")).from_(rows.subquery("v", copy=False), copy=False)


def _in_the_light(rows: exp.Query, terms: Terms) -> exp.Select:
    """Unknown where a declared gap overlaps the window and the source cannot tell (the judge's in_the_light)."""
    state, breach, occasion_at = col("state", "v"), col("breach", "v"), col("occasion", "v")
    start = choose((there(occasion_at), col("opened", "v")), otherwise=col("triggered", "v"))
    end = first_known(col("due", "v"), col("belongs", "v"), col("triggered", "v"))
    overlaps = any_of(*(all_of(num(gap.start) < end, start < num(gap.end)) for gap in terms.company.gaps))
    doubtful = any_of(
        state.eq(LATE),
        all_of(breach, state.eq(MET)),
        all_of(no(breach), state.eq(MISSED)),
    )
    lit = {"state": choose((all_of(doubtful, overlaps), UNKNOWN), otherwise=state)}
    shown = [lit.get(name, col(name, "v")).as_(name) for name in (*SAID, *LOOKED_AT)]
    return exp.select(*shown).from_(rows.subquery("v", copy=False), copy=False)


def _last_person_by_due(rows: exp.Query, terms: Terms) -> exp.Query:
    """In a log without owners: the last person who acted on the record by the due moment (§6).

    Nobody acted after the record's last event: there the last person of all is known. For the others the people's
    events and the due moments are put in one row, where the latest so far is the largest.
    """
    doers = max(1, len(terms.timeline.store.doers))
    verdicts = exp.to_table("verdicts")
    answered = {"responsible": col("latest", "v")}
    over = exp.select(*(answered.get(name, col(name, "v")).as_(name) for name in SAID)).from_(verdicts.as_("v"))
    over = over.where(col("due", "v") >= col("ended", "v"), copy=False)

    asked = exp.select(
        *columns(SAID, "v"), col("due", "v").as_("moment"), num(1).as_("asks"), nothing("BIGINT").as_("acted")
    )
    asked = asked.from_(verdicts.as_("v"), copy=False).where(col("due", "v") < col("ended", "v"), copy=False)
    acted = exp.cast(col("entry", "e"), "BIGINT") * num(doers) + col("doer", "e")
    blank = [(col("record", "e") if name == "record" else nothing(kind)).as_(name) for name, kind in SAID.items()]
    acts = exp.select(*blank, col("moment", "e").as_("moment"), num(0).as_("asks"), acted.as_("acted"))
    among = exp.select("record").from_(verdicts.copy()).where(col("due") < col("ended"), copy=False)
    acts = acts.from_(exp.to_table("events").as_("e"), copy=False).where(
        all_of(
            terms.in_slice("e"), _is_person(terms), exp.In(this=col("record", "e"), query=among.subquery(copy=False))
        ),
        copy=False,
    )
    both = exp.union(asked, acts, distinct=False, copy=False).subquery("u", copy=False)
    last = running(exp.Max(this=col("acted", "u")), col("record", "u"), [col("moment", "u"), col("asks", "u")])
    placed = (
        exp.select(*columns((*SAID, "asks"), "u"), last.as_("last_act"))
        .from_(both, copy=False)
        .subquery("p", copy=False)
    )
    person = exp.Mod(this=col("last_act", "p"), expression=num(doers))
    found = {"responsible": exp.cast(person, "INT")}
    during = exp.select(*(found.get(name, col(name, "p")).as_(name) for name in SAID)).from_(placed, copy=False)
    during = during.where(col("asks", "p").eq(num(1)), copy=False)
    both_ways = exp.union(over, during, distinct=False, copy=False).subquery("w", copy=False)
    return exp.select(*columns(SAID, "w")).from_(both_ways, copy=False).with_("verdicts", as_=rows, copy=False)


def _is_person(terms: Terms) -> Sql:
    """The event `e` was done by a person."""
    people, doers = terms.timeline.people, range(len(terms.timeline.store.doers))
    machines = set(doers) - set(people)
    doer = col("doer", "e")
    return all_of(there(doer), no(one_of(doer, machines)) if machines else TRUE)
