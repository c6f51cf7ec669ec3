"""Forms 10, 11 (never both) and 12 in SQL: what must not happen, and what must happen so many times."""

from sqlglot import exp

from ingrain.engine.compile.order import at_close, done_at_the_latest, done_by_close
from ingrain.engine.compile.terms import CASE, DONE, EVENT, NotInSql, Terms, as_done
from ingrain.engine.compile.verdict import MISSED, Verdict, duty, kept, occasion, said
from ingrain.engine.sql import FALSE, TRUE, Sql, all_of, col, columns, missing, no
from ingrain.method.rules import Count, Never, NeverBoth, Things


def never(terms: Terms, form: Never) -> Verdict:
    """10. Every offending event makes one missed obligation for its doer; a record without any makes one."""
    happens, by = terms.happens(form.things.happenings), terms.by(form.things)
    fits = TRUE if form.after else terms.holds(form.subject)  # read at the trigger: without *after* the offence is it
    offending = terms.events(happens, by, terms.live(), fits, case=CASE).distinct(copy=False)
    if form.after:
        first = _first_trigger(terms, form)
        later = exp.select(*columns((*EVENT, *CASE), "a")).from_(offending.subquery("a", copy=False), copy=False)
        on = all_of(col("record", "a").eq(col("record", "f")), col("entry", "a") > col("entry", "f"))
        offending = later.join(first.copy().subquery("f", copy=False), on=on, copy=False)
    else:
        first = terms.first_held(form.subject)
    broken = occasion(exp.select(exp.Star()).from_("offending"), MISSED, breach=TRUE)
    innocent = _without(first, exp.select(col("record")).from_("offending"))
    rows = exp.union(broken, kept(innocent), distinct=False, copy=False)
    return Verdict(rows.with_("offending", as_=offending, copy=False))


def _first_trigger(terms: Terms, form: Never) -> exp.Select:
    triggers = terms.triggers(form.after, form.subject)
    least = exp.select(col("record", "t"), exp.Min(this=col("entry", "t")).as_("done"))
    least = least.from_(triggers.subquery("t", copy=False), copy=False).group_by(col("record", "t"), copy=False)
    return terms.at_entry(least, form.subject)


def _without(rows: exp.Select, others: exp.Select) -> exp.Select:
    """The rows of records that aren't among others."""
    select = exp.select(*columns((*EVENT, *CASE), "w")).from_(rows.subquery("w", copy=False), copy=False)
    on = col("record", "w").eq(col("record", "o"))
    select = select.join(others.distinct(copy=False).subquery("o", copy=False), on=on, join_type="left", copy=False)
    return select.where(missing(col("record", "o")), copy=False)


def never_both(terms: Terms, form: NeverBoth) -> Verdict:
    """11. The first of either activates; missed at the event that completes the pair, R its doer."""
    happenings = form.first, form.second
    first = terms.at_entry(terms.first_time(Things(happenings)), form.subject)
    both = terms.first_time(Things(happenings, all=True))
    return _offended(first, both, TRUE)


def _offended(first: exp.Select, offence: exp.Select, breach: Sql, otherwise: exp.Query | None = None) -> Verdict:
    """Missed at the offence (record and DONE), for its doer; kept where there is none."""
    query = exp.select(*columns((*EVENT, *CASE), "a"), *columns(DONE, "o")).from_(
        first.subquery("a", copy=False), copy=False
    )
    on = col("record", "a").eq(col("record", "o"))
    query = query.join(offence.copy().subquery("o", copy=False), on=on, copy=False)
    moment = col("done_at", "t")
    broken = said(
        query,
        MISSED,
        triggered=moment,
        trigger_event=col("done_event", "t"),
        responsible=col("done_by", "t"),
        occasion=moment,
        belongs=moment,
        breach=breach,
    )
    innocent = kept(
        _without(first.copy(), exp.select(col("record", "x")).from_(offence.subquery("x", copy=False))), breach
    )
    return Verdict(exp.union(broken, otherwise or innocent, distinct=False, copy=False))


def count(terms: Terms, form: Count) -> Verdict:
    """12. At most N: missed at event N + 1, R its doer; at least N: due until close; exactly: both."""
    if form.period is not None:
        raise NotInSql(form.period)
    first, number = terms.first_held(form.subject), form.things.count
    listed = Things(form.things.happenings, count=number)
    if form.bound == "at least":
        nth = terms.first_time(listed, terms.may(form.things))
        return Verdict(_enough(first, nth, wanted=number, at_close=at_close(form.subject)))
    by = terms.by(form.things)
    too_many = terms.first_time(Things(form.things.happenings, count=number + 1), by)
    if form.bound == "at most":
        return _offended(first, too_many, TRUE)
    return _exactly(terms, form, first, too_many)


def _enough(first: exp.Select, nth: exp.Select, *, wanted: int, at_close: Sql) -> exp.Select:
    query = exp.select(*columns((*EVENT, *CASE), "a"), *columns(DONE, "b")).from_(
        first.subquery("a", copy=False), copy=False
    )
    on = col("record", "a").eq(col("record", "b"))
    query = query.join(nth.subquery("b", copy=False), on=on, join_type="left", copy=False)
    done = done_by_close() if wanted else FALSE
    return duty(query, done, at_close=at_close, **done_at_the_latest(done))


def _exactly(terms: Terms, form: Count, first: exp.Select, too_many: exp.Select) -> Verdict:
    """Kept with just so many by the close; with fewer a duty that nothing has done yet."""
    happenings, number = form.things.happenings, form.things.count
    over = exp.select(col("record", "x")).from_(too_many.copy().subquery("x", copy=False), copy=False)
    innocent = _without(first.copy(), over)
    if number == 0:
        return _offended(first, too_many, FALSE, kept(innocent, FALSE))
    enough = terms.nth(happenings, number, terms.may(form.things))
    query = exp.select(*columns((*EVENT, *CASE), "a"), *as_done("b")).from_(
        innocent.subquery("a", copy=False), copy=False
    )
    on = col("record", "a").eq(col("record", "b"))
    query = query.join(enough.subquery("b", copy=False), on=on, join_type="left", copy=False)
    held = exp.select(exp.Star()).from_(query.copy().subquery("t", copy=False)).where(done_by_close(), copy=False)
    fewer = (
        exp.select(exp.Star()).from_(query.subquery("t", copy=False), copy=False).where(no(done_by_close()), copy=False)
    )
    unfinished = duty(fewer, FALSE, at_close=at_close(form.subject))
    rest = exp.union(kept(held, FALSE), unfinished, distinct=False, copy=False)
    return _offended(first, too_many, FALSE, rest)
