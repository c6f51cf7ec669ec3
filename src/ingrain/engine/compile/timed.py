"""Forms 1, 7 and 8 in SQL: done by a due moment; too long in a stage, too long without a sign of life."""

from sqlglot import exp

from ingrain.engine.compile.terms import CASE, DONE, EVENT, NotInSql, Terms
from ingrain.engine.compile.verdict import DUE, LATE, MET, MISSED, VOID, Verdict, only_if, said
from ingrain.engine.deadlines import due, table_of
from ingrain.engine.sql import (
    TRUE,
    Sql,
    all_of,
    any_of,
    choose,
    col,
    columns,
    first_known,
    following,
    missing,
    no,
    num,
    there,
)
from ingrain.method.calendar import DAY, ELAPSED, HOUR
from ingrain.method.rules import Ageing, Duration, Silence, TimedResponse
from ingrain.method.vocabulary import CLOSING

SHORTEST = {**ELAPSED, "working hour": HOUR, "working day": 22 * HOUR, "month": 27 * DAY}
"""What a span takes at least, so that the number of further limits has an end."""

MOST_LIMITS = 20_000
MOST_PIECES = 100_000
"""Beyond these a table of further limits would not pay: the judge counts them one by one."""


def timed_response(terms: Terms, form: TimedResponse) -> Verdict:
    """1. Every trigger makes an obligation; the first B after it fulfils it: by due met, later late."""
    _refuse_nothing(form.within)
    done = terms.fulfilled(terms.triggers(form.trigger, form.subject), form.things).subquery("t", copy=False)
    query = exp.select(*columns((*EVENT, *CASE, *DONE), "t")).from_(done, copy=False)
    table = table_of(terms.timeline, form.within)
    query, moment = due(query, col("moment", "t"), col("calendar", "t"), form.within, table)
    query = query.select(moment.as_("due"), copy=False)
    state = _timely(terms)
    finished = there(col("done", "t"))
    aside = None
    if form.subject.says_open:
        void = _closed_before()
        state = choose((void, VOID), otherwise=state)
        finished = all_of(finished, no(void))
        after_close = all_of(there(col("close", "k")), col("entry", "e") > col("close", "k"))
        late = terms.doings(form.things.happenings, after_close).subquery("b", copy=False)
        aside = exp.select(col("record", "b")).from_(late, copy=False)
    rows = said(
        query,
        state,
        due=col("due", "t"),
        belongs=col("due", "t"),
        done=only_if(finished, col("done_at", "t")),
        done_event=only_if(finished, col("done_event", "t")),
    )
    return Verdict(rows, by_due=True, aside=aside)


def _timely(terms: Terms) -> Sql:
    """Done by due: met; later: late; none by due: missed; the due moment itself is still in time."""
    setting, by = terms.setting, col("due", "t")
    over = TRUE if setting.all_closed else by < num(setting.at)
    done = there(col("done", "t"))
    return choose((all_of(done, col("done_at", "t") <= by), MET), (done, LATE), (over, MISSED), otherwise=DUE)


def _closed_before() -> Sql:
    """The record was closed when the due moment came, and the thing had not been done by then."""
    by = col("due", "t")
    undone = any_of(
        missing(col("done", "t")), choose((there(col("done", "t")), col("done_at", "t") >= by), otherwise=TRUE)
    )
    closed = choose((there(col("close", "t")), col("closed_at", "t") < by), otherwise=exp.false())
    return all_of(closed, col("moment", "t") < by, undone)


def silence(terms: Terms, form: Silence) -> Verdict:
    """8. Starts at opening and every qualifying activity; the next activity fulfils; the close ends it."""
    real = col("code", "e") < num(len(terms.timeline.store.doings))
    does = all_of(terms.happens(form.things.happenings), terms.may(form.things))
    begins = any_of(all_of(col("entry", "e").eq(num(0)), real), does)
    fits = all_of(no(_closed_at_event()), terms.holds(form.subject), terms.live())
    starts = terms.events(begins, TRUE, case=CASE)
    starts = starts.select(choose((fits, num(1)), otherwise=num(0)).as_("fits"), copy=False)
    if "l" in {column.table for column in fits.find_all(exp.Column)}:
        raise NotInSql(form)  # an area that went live in between starts a silence of its own
    stretches = _with_next(starts.distinct(copy=False)).subquery("s", copy=False)
    ends = exp.select(*columns((*EVENT, *CASE, *DONE), "s"), col("closed_at", "s").as_("over")).from_(stretches)
    return _limits(terms, form.limit, ends.where(col("fits", "s").eq(num(1)), copy=False))


def _closed_at_event() -> Sql:
    close = col("close", "k")
    return choose((there(close), col("entry", "e") >= close), otherwise=exp.false())


def _with_next(rows: exp.Select) -> exp.Select:
    """Events, each with the next one of the same rows as the one by which it was done."""
    select = exp.select(exp.Star()).from_(rows.subquery("r", copy=False), copy=False)
    for column, name in zip(("entry", "moment", "sequence", "doer"), DONE, strict=True):
        after = following(col(column, "r"), col("entry", "r"), col("record", "r"))
        select = select.select(after.as_(name), copy=False)
    return select


def ageing(terms: Terms, form: Ageing) -> Verdict:
    """7. Every entry into the stage; leaving or closing fulfils. Who came back to it is left to the judge."""
    stage = form.stage.casefold()
    if stage in CLOSING or stage in ("open", "closed") or terms.setting.all_closed:
        raise NotInSql(form)
    moved = terms.timeline.moved
    code = moved.get(stage, -1)
    moves = terms.events(col("code", "e") >= num(len(terms.timeline.store.doings)), case=CASE)
    fits = all_of(col("code", "e").eq(num(code)), terms.holds(form.subject), terms.live())
    moves = moves.select(choose((fits, num(1)), otherwise=num(0)).as_("fits"), copy=False)
    if "l" in {column.table for column in fits.find_all(exp.Column)}:
        raise NotInSql(form)
    stays = _with_next(moves).subquery("s", copy=False)
    ends = exp.select(*columns((*EVENT, *CASE, *DONE), "s"), exp.cast(exp.null(), "BIGINT").as_("over")).from_(stays)
    verdict = _limits(terms, form.limit, ends.where(col("fits", "s").eq(num(1)), copy=False))
    back = terms.events(col("code", "e").eq(num(code))).subquery("b", copy=False)
    again = exp.select(col("record", "b")).from_(back, copy=False).group_by(col("record", "b"), copy=False)
    aside = again.having(exp.Count(this=exp.Star()) > num(1), copy=False)
    return Verdict(verdict.rows, verdict.by_due, aside)


def _limits(terms: Terms, limit: Duration, stretches: exp.Select) -> Verdict:
    """The obligations of stretches: the running one, and one more for each further limit that passed.

    stretches: EVENT, CASE, DONE and `over`, the moment at which the stretch ended undone.
    """
    if limit.number == 0:
        raise NotInSql(limit)
    at = terms.setting.at
    first, last = terms.timeline.range
    shortest = limit.number * SHORTEST[limit.unit]
    most = (max(at, last) - first) // shortest + 2
    days = (last - first) // DAY + 2
    pieces = most * days * (most if limit.unit == "working hour" else 1)  # the longer, the more days to count through
    if most > MOST_LIMITS or (limit.unit not in ELAPSED and pieces > MOST_PIECES):
        raise NotInSql(limit)
    done, over = col("done_at", "s"), col("over", "s")
    ended = exp.Least(this=num(at), expressions=[first_known(done, num(at)), first_known(over, num(at))])
    room = exp.IntDiv(this=exp.Paren(this=ended - col("moment", "s")), expression=num(shortest))
    query = exp.select(*columns((*EVENT, *CASE, *DONE, "over"), "s"), col("k", "x").as_("times"))
    query = query.from_(stretches.subquery("s", copy=False), copy=False)
    fitting = any_of(col("k", "x").eq(num(1)), col("k", "x") <= room)
    query = query.join(exp.to_table(terms.timeline.counting(most)).as_("x"), on=fitting, copy=False)
    table = table_of(terms.timeline, limit, most) if limit.unit not in ELAPSED else None
    query, moment = due(query, col("moment", "s"), col("calendar", "s"), limit, table, col("k", "x"))
    further = all_of(
        moment < num(at),
        choose((there(done), moment < done), otherwise=TRUE),
        choose((there(over), moment <= over), otherwise=TRUE),
    )
    query = query.select(moment.as_("due"), copy=False)
    query = query.where(any_of(col("k", "x").eq(num(1)), further), copy=False)
    return Verdict(_limits_said(terms, query), by_due=True)


def _limits_said(terms: Terms, query: exp.Select) -> exp.Select:
    """Done by due is met; ended before due is void; passed is missed, and late once it is done after all."""
    by, done, over = col("due", "t"), col("done_at", "t"), col("over", "t")
    in_time = choose(
        (missing(done), exp.false()),
        (done > by, exp.false()),
        (missing(over), TRUE),
        otherwise=done <= over,
    )
    ended = choose((there(over), over < by), otherwise=exp.false())
    state = choose(
        (in_time, MET), (ended, VOID), (there(done), LATE), (by < num(terms.setting.at), MISSED), otherwise=DUE
    )
    finished = any_of(in_time, all_of(no(ended), there(done)))
    return said(
        query,
        state,
        due=by,
        belongs=by,
        done=only_if(finished, done),
        done_event=only_if(finished, col("done_event", "t")),
    )


def _refuse_nothing(span: Duration) -> None:
    if span.number == 0 and span.unit != "working day":
        raise NotInSql(span)
