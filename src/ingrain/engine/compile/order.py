"""Forms 3, 4, 11 (also, both or neither), 13 and 14 in SQL: what comes after, before, first, last, and by whom."""

from sqlglot import exp

from ingrain.engine.compile.terms import CASE, DONE, EVENT, NotInSql, Terms, as_done
from ingrain.engine.compile.verdict import (
    MET,
    MISSED,
    UNKNOWN,
    VOID,
    Verdict,
    duty,
    occasion,
    only_if,
)
from ingrain.engine.sql import (
    TRUE,
    Sql,
    all_of,
    any_of,
    at_least_once,
    choose,
    col,
    columns,
    first_known,
    missing,
    no,
    num,
    one_of,
    there,
)
from ingrain.method.rules import (
    AlsoHas,
    Became,
    BothOrNeither,
    Created,
    Creator,
    DoerOf,
    EndsWith,
    FilledIn,
    FourEyes,
    Happening,
    Holder,
    MovedTo,
    Owner,
    Precedence,
    Response,
    StartsWith,
    Subject,
    Things,
)


def response(terms: Terms, form: Response) -> Verdict:
    """3. Every A; any later B; due until close; never late. Directly: decided by the next event."""
    triggers = terms.triggers(form.trigger, form.subject)
    at_close = VOID if form.subject.says_open else MISSED
    if form.directly:
        return _chain_response(terms, form, triggers, at_close)
    done = terms.fulfilled(triggers, form.things)
    in_time = choose(
        (missing(col("done", "t")), exp.false()),
        (missing(col("close", "t")), TRUE),
        otherwise=col("done", "t") <= col("close", "t"),
    )
    return Verdict(duty(done, in_time, at_close=at_close, **_finished_if(in_time)))


def _chain_response(terms: Terms, form: Response, triggers: exp.Select, at_close: Sql) -> Verdict:
    _refuse_crm(terms)
    doings = terms.doings(form.things.happenings, terms.may(form.things))
    query = exp.select(*columns((*EVENT, *CASE), "a"), *as_done("b")).from_(
        triggers.subquery("a", copy=False), copy=False
    )
    on = all_of(col("record", "a").eq(col("record", "b")), col("entry", "b").eq(col("entry", "a") + num(1)))
    query = query.join(doings.subquery("b", copy=False), on=on, join_type="left", copy=False)
    close, entry = col("close", "t"), col("entry", "t")
    open_then = choose((missing(close), TRUE), otherwise=entry < close)
    followed = all_of(entry + num(1) < col("entries", "t"), open_then)
    right = all_of(followed, there(col("done", "t")))
    decided = duty(query, right, at_close=at_close, **_finished_if(right))
    return Verdict(_missed_where(decided, all_of(followed, missing(col("done", "t")))))


def _missed_where(duties: exp.Select, wrong: Sql) -> exp.Select:
    """The same duties, but missed where this holds."""
    for shown in duties.expressions:
        if shown.alias == "state":
            shown.set("this", choose((wrong, MISSED), otherwise=shown.this))
    return duties


def _finished_if(done: Sql) -> dict[str, Sql]:
    return {
        "done": only_if(done, col("done_at", "t")),
        "done_event": only_if(done, col("done_event", "t")),
    }


def precedence(terms: Terms, form: Precedence) -> Verdict:
    """4. Every A is an occasion, decided at once; any earlier B suffices. Directly: the previous event must be B."""
    required = form.required
    if isinstance(required, FilledIn):
        raise NotInSql(required)
    triggers = terms.triggers(form.trigger, form.subject).subquery("a", copy=False)
    query = exp.select(*columns((*EVENT, *CASE), "a"))
    if form.directly:
        _refuse_crm(terms)
        doings = terms.doings(required.happenings, terms.may(required)).subquery("b", copy=False)
        query = query.select(*as_done("b"), copy=False).from_(triggers, copy=False)
        on = all_of(col("record", "a").eq(col("record", "b")), col("entry", "b").eq(col("entry", "a") - num(1)))
        query = query.join(doings, on=on, join_type="left", copy=False)
    else:
        first = terms.first_time(required, terms.may(required)).subquery("b", copy=False)
        query = query.select(*columns(DONE, "b"), copy=False).from_(triggers, copy=False)
        on = all_of(col("record", "a").eq(col("record", "b")), col("done", "b") < col("entry", "a"))
        query = query.join(first, on=on, join_type="left", copy=False)
    right = there(col("done", "t"))
    return Verdict(occasion(query, choose((right, MET), otherwise=MISSED), **_finished_if(right)))


def also_has(terms: Terms, form: AlsoHas) -> Verdict:
    """11. A activates, in bulk too, B before or after; due until close; one per record, never late."""
    triggers = terms.at_entry(terms.first_time(form.first, terms.by(form.first)), form.subject)
    done = terms.first_time(form.second, terms.may(form.second)).subquery("b", copy=False)
    query = exp.select(*columns((*EVENT, *CASE), "a"), *columns(DONE, "b"))
    query = query.from_(triggers.subquery("a", copy=False), copy=False)
    query = query.join(done, on=col("record", "a").eq(col("record", "b")), join_type="left", copy=False)
    return _one_duty(query, form.subject)


def both_or_neither(terms: Terms, form: BothOrNeither) -> Verdict:
    """11. The first of either activates, in bulk too, and the other must be there as well; due until close."""
    one, other = Things((form.first,)), Things((form.second,))
    either = terms.first_time(Things((form.first, form.second)))
    firsts = {
        "x": terms.first_time(one),
        "b": terms.first_time(one, terms.may(one)),
        "c": terms.first_time(other, terms.may(other)),
    }
    first_activates = col("entry", "a").eq(col("done", "x"))
    done = [choose((first_activates, col(name, "c")), otherwise=col(name, "b")).as_(name) for name in DONE]
    query = exp.select(*columns((*EVENT, *CASE), "a"), *done)
    query = query.from_(terms.at_entry(either, form.subject).subquery("a", copy=False), copy=False)
    for alias, first in firsts.items():
        on = col("record", "a").eq(col("record", alias))
        query = query.join(first.subquery(alias, copy=False), on=on, join_type="left", copy=False)
    return _one_duty(query, form.subject)


def _one_duty(query: exp.Select, subject: Subject) -> Verdict:
    """A duty until the close, from what activates it (EVENT, CASE) and what must be there as well (DONE)."""
    return Verdict(duty(query, done_by_close(), at_close=at_close(subject), **done_at_the_latest(done_by_close())))


def at_close(subject: Subject) -> Sql:
    """What a close makes of a duty that isn't done: an open subject's is void."""
    return VOID if subject.says_open else MISSED


def done_by_close() -> Sql:
    """Done (`done`) before the duty arose, or before the record was closed; never NULL."""
    done, close, entry = col("done", "t"), col("close", "t"), col("entry", "t")
    return choose((missing(done), exp.false()), (done <= entry, TRUE), (missing(close), TRUE), otherwise=done <= close)


def done_at_the_latest(done: Sql) -> dict[str, Sql]:
    """What was done before the duty arose is done when it arises."""
    earlier = col("done", "t") <= col("entry", "t")
    return {
        "done": only_if(done, choose((earlier, col("moment", "t")), otherwise=col("done_at", "t"))),
        "done_event": only_if(done, choose((earlier, col("sequence", "t")), otherwise=col("done_event", "t"))),
    }


def starts_with(terms: Terms, form: StartsWith) -> Verdict:
    """13. The first event, decided at once."""
    _refuse_crm(terms)
    opening = terms.triggers((Created(),), form.subject).subquery("a", copy=False)
    doings = terms.doings(form.things.happenings, terms.may(form.things), col("entry", "e").eq(num(0))).subquery(
        "b", copy=False
    )
    query = exp.select(*columns((*EVENT, *CASE), "a"), *as_done("b")).from_(opening, copy=False)
    query = query.join(doings, on=col("record", "a").eq(col("record", "b")), join_type="left", copy=False)
    return Verdict(occasion(query, choose((there(col("done", "t")), MET), otherwise=MISSED)))


def ends_with(terms: Terms, form: EndsWith) -> Verdict:
    """13. The last event, decided at close."""
    _refuse_crm(terms)
    opening = terms.triggers((Created(),), form.subject).subquery("a", copy=False)
    doings = terms.doings(form.things.happenings, terms.may(form.things)).subquery("b", copy=False)
    query = exp.select(*columns((*EVENT, *CASE), "a"), *as_done("b")).from_(opening, copy=False)
    on = all_of(col("record", "a").eq(col("record", "b")), col("entry", "b").eq(col("close", "a")))
    query = query.join(doings, on=on, join_type="left", copy=False)
    right = there(col("done", "t"))
    return Verdict(duty(query, right, **_finished_if(right)))


# --- 14 ---------------------------------------------------------------------------------------------------------------


def four_eyes(terms: Terms, form: FourEyes) -> Verdict:
    """14. Every such event is an occasion; no same doer and either doer empty is unknown; no B, no obligation."""
    happens = terms.happens((form.happening,))
    here = terms.events(happens, terms.live(), terms.holds(form.subject), case=(*CASE, "creator", "owner"))
    doer = col("doer", "t")
    match form.other_than:
        case DoerOf(happening):
            return _other_than_doers(terms, form, here, happening)
        case Creator():
            other, query = col("creator", "t"), here
            state = choose((missing(other), UNKNOWN), (doer.eq(other), MISSED), otherwise=MET)
        case Owner():
            other = col("owner", "t")
            query = exp.select(exp.Star()).from_(here.subquery("h", copy=False)).where(there(col("owner", "h")))
            if not terms.owned:
                query = query.where(exp.false(), copy=False)
            state = choose((doer.eq(other), MISSED), otherwise=MET)
        case Holder(role):
            holders = terms.company.holders(role)
            query = here if holders else here.where(exp.false(), copy=False)
            state = choose((one_of(doer, terms.holders(role)), MISSED), otherwise=MET)
        case other_role:
            raise NotInSql(other_role)
    return Verdict(occasion(query, choose((missing(doer), UNKNOWN), otherwise=state)))


def _other_than_doers(terms: Terms, form: FourEyes, here: exp.Select, happening: Happening) -> Verdict:
    """B counted per record, and per record and doer; where the event itself is B, it doesn't count as another."""
    if isinstance(form.happening, MovedTo | Became) or isinstance(happening, MovedTo | Became):
        raise NotInSql(happening)  # one save may be both
    itself = choose((terms.happens((happening,)), num(1)), otherwise=num(0))
    here = here.select(itself.as_("itself"), copy=False)
    unnamed = exp.Sum(this=at_least_once(missing(col("doer", "b"))))
    all_others = _counted(terms, happening, "record").select(unnamed.as_("unnamed"), copy=False)
    query = exp.select(
        *columns((*EVENT, *CASE), "a"),
        (col("n", "n") - col("itself", "a")).as_("others"),
        (col("unnamed", "n") - choose((missing(col("doer", "a")), col("itself", "a")), otherwise=num(0))).as_(
            "unnamed"
        ),
        (first_known(col("n", "s"), num(0)) - col("itself", "a")).as_("same"),
        *as_done("z"),
    ).from_(here.subquery("a", copy=False), copy=False)
    on_record = {table: col("record", "a").eq(col("record", table)) for table in ("n", "s", "z")}
    on_doer = all_of(on_record["s"], col("doer", "a").eq(col("doer", "s")))
    last = terms.nth((happening,), 1, from_the_end=True)
    query = query.join(all_others.subquery("n", copy=False), on=on_record["n"], copy=False)
    query = query.join(last.subquery("z", copy=False), on=on_record["z"], copy=False)
    same = _counted(terms, happening, "record", "doer").subquery("s", copy=False)
    query = query.join(same, on=on_doer, join_type="left", copy=False)
    return Verdict(_judged_eyes(query))


def _counted(terms: Terms, happening: Happening, *by: str) -> exp.Select:
    counted = exp.select(*columns(by, "b"), exp.Count(this=exp.Star()).as_("n"))
    return counted.from_(terms.doings((happening,)).subquery("b", copy=False), copy=False).group_by(
        *columns(by, "b"), copy=False
    )


def _judged_eyes(query: exp.Select) -> exp.Select:
    doer, by = col("doer", "t"), col("done_by", "t")
    other = (
        exp.select(exp.Star())
        .from_(query.subquery("q", copy=False), copy=False)
        .where(col("others", "q") > num(0), copy=False)
    )
    same = all_of(there(doer), col("same", "t") > num(0))
    unclear = any_of(missing(doer), col("unnamed", "t") > num(0))
    later = all_of(no(same), col("done", "t") > col("entry", "t"))
    state = choose((same, MISSED), (unclear, UNKNOWN), otherwise=MET)
    return occasion(other, state, responsible=choose((later, by), otherwise=doer))


def _refuse_crm(terms: Terms) -> None:
    """Next and previous mean a step: in a CRM edits and views are none, which only the judge knows."""
    if not terms.kind.from_log:
        raise NotInSql("a step")
