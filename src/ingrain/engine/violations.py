"""The violating records of each rule, without the obligations behind them: one scan of the events for many rules.

Here lives what a violation comes down to when only the record counts: comparing the first and last entries at which
things happened. What rules share is worked out once. A rule for which that doesn't do goes the long way: through its
verdict, and where SQL is not exact through the judge.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sqlglot import exp

from ingrain.engine.compile import NotInSql, Terms, finished, verdict_of
from ingrain.engine.judging import judged
from ingrain.engine.narrow import worth_judging
from ingrain.engine.sql import (
    TRUE,
    Sql,
    all_of,
    any_of,
    at_least_once,
    choose,
    col,
    first_known,
    larger,
    missing,
    no,
    num,
    one_of,
    over_what_follows,
    text,
    there,
)
from ingrain.engine.timeline import Slice, Timeline
from ingrain.method.calendar import ELAPSED
from ingrain.method.judge import JUDGES_OF_PEOPLE
from ingrain.method.manual import Manual, Rule
from ingrain.method.obligations import State
from ingrain.method.rules import (
    AlsoHas,
    BothOrNeither,
    Count,
    Created,
    DoerOf,
    FourEyes,
    Happening,
    Never,
    NeverBoth,
    Precedence,
    Response,
    StartsWith,
    Things,
    TimedResponse,
)

RULES_A_SCAN = 40
VIOLATED = (State.LATE, State.MISSED)


class TheLongWay(Exception):
    """First and last entries don't tell whether a record violates this rule."""


@dataclass
class Scan:
    """What one scan works out for each record (`f`), and what it says of each rule."""

    figures: dict[str, exp.Expr] = field(default_factory=dict)
    violated: dict[int, Sql] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def figure(self, aggregate: exp.Expr) -> exp.Column:
        name = self._names.setdefault(aggregate.sql(), f"f{len(self._names)}")
        self.figures.setdefault(name, aggregate)
        return col(name, "f")

    def first(self, when: Sql) -> exp.Column:
        """The first entry at which this holds; NULL where there is none."""
        return self.figure(exp.Min(this=exp.Case().when(when, col("entry", "e"))))

    def last(self, when: Sql) -> exp.Column:
        """The last entry at which this holds; NULL where there is none."""
        return self.figure(exp.Max(this=exp.Case().when(when, col("entry", "e"))))

    def number(self, when: Sql) -> exp.Column:
        return self.figure(exp.Sum(this=at_least_once(when)))


@dataclass(frozen=True)
class Looking:
    """One rule looked at in a scan."""

    scan: Scan
    terms: Terms

    def closed(self) -> Sql:
        """The record is closed."""
        return TRUE if self.terms.setting.all_closed else there(self.close())

    def close(self) -> exp.Column:
        return self.scan.figure(exp.Max(this=col("close", "k")))

    def by_close(self, when: Sql) -> Sql:
        """This happens before or at the close, if there is one."""
        if self.terms.setting.all_closed:
            return when
        return all_of(when, any_of(missing(col("close", "k")), col("entry", "e") <= col("close", "k")))

    def does(self, *happenings: Happening) -> Sql:
        return all_of(self.terms.happens(happenings), self.terms.may(Things(happenings)))


def _response(look: Looking, form: Response) -> Sql:
    if form.directly or form.things.all:
        raise TheLongWay
    last = look.scan.last(look.terms.happens(form.trigger))
    done = look.scan.last(look.by_close(look.does(*form.things.happenings)))
    return all_of(look.closed(), there(last), first_known(done, num(-1)) <= last)


def _precedence(look: Looking, form: Precedence) -> Sql:
    if form.directly or not isinstance(form.required, Things) or form.required.all:
        raise TheLongWay
    first = look.scan.first(look.terms.happens(form.trigger))
    earlier = look.scan.first(look.does(*form.required.happenings))
    return all_of(there(first), choose((missing(earlier), TRUE), otherwise=earlier >= first))


def _never(look: Looking, form: Never) -> Sql:
    happens = look.terms.happens(form.things.happenings)
    if not form.after:
        return there(look.scan.first(happens))
    first, last = look.scan.first(look.terms.happens(form.after)), look.scan.last(happens)
    return all_of(there(first), there(last), last > first)


def _also_has(look: Looking, form: AlsoHas) -> Sql:
    if form.first.all or form.second.all or form.first.count > 1:
        raise TheLongWay
    first = look.scan.first(look.does(*form.first.happenings))
    second = look.scan.first(look.does(*form.second.happenings))
    return all_of(look.closed(), there(first), no(_by_close(look, second, first)))


def _both_or_neither(look: Looking, form: BothOrNeither) -> Sql:
    one, other = (look.scan.first(look.does(happening)) for happening in (form.first, form.second))
    either = any_of(there(one), there(other))
    first = exp.Least(this=first_known(one, other), expressions=[first_known(other, one)])
    both = all_of(_by_close(look, one, first), _by_close(look, other, first))
    return all_of(look.closed(), either, no(both))


def _by_close(look: Looking, done: Sql, first: Sql) -> Sql:
    """Done before the duty arose or before the record was closed."""
    if look.terms.setting.all_closed:
        return there(done)
    return choose((missing(done), exp.false()), otherwise=done <= larger(first, look.close()))


def _never_both(look: Looking, form: NeverBoth) -> Sql:
    return all_of(*(there(look.scan.first(look.terms.happens((h,)))) for h in (form.first, form.second)))


def _count(look: Looking, form: Count) -> Sql:
    if form.period or not form.things.count or (form.bound == "exactly" and not look.terms.setting.all_closed):
        raise TheLongWay
    wanted = num(form.things.count)
    if form.bound == "at least":
        return all_of(look.closed(), look.scan.number(look.by_close(look.does(*form.things.happenings))) < wanted)
    happened = look.scan.number(look.terms.happens(form.things.happenings))
    if form.bound == "at most":
        return happened > wanted
    return any_of(happened > wanted, all_of(look.closed(), happened < wanted))


def _starts_with(look: Looking, form: StartsWith) -> Sql:
    if not look.terms.kind.from_log:
        raise TheLongWay
    return missing(look.scan.first(all_of(look.does(*form.things.happenings), col("entry", "e").eq(num(0)))))


AT_ONE_LOOK: dict[type, Callable[[Looking, Any], Sql]] = {
    Response: _response,
    Precedence: _precedence,
    Never: _never,
    AlsoHas: _also_has,
    BothOrNeither: _both_or_neither,
    NeverBoth: _never_both,
    Count: _count,
    StartsWith: _starts_with,
}


# --- queries of their own ---------------------------------------------------------------------------------------------


def _timed_response(terms: Terms, form: TimedResponse) -> exp.Select:
    """A trigger whose first B behind it comes after the due moment, or not at all."""
    if form.things.all or form.within.unit not in ELAPSED:
        raise TheLongWay
    asks, does = terms.happens(form.trigger), terms.happens(form.things.happenings)
    may = terms.may(form.things)
    done = exp.Min(this=exp.Case().when(all_of(does, may), col("moment", "e")))
    behind = over_what_follows(done, col("record", "e"), col("entry", "e"))
    rows = exp.select(col("record", "e"), col("moment", "e"), asks.as_("asks"), behind.as_("done"))
    rows = rows.from_(exp.to_table("events").as_("e"), copy=False)
    either = terms.happens((*form.trigger, *form.things.happenings))
    rows = rows.where(all_of(either, terms.in_slice("e")), copy=False)
    due, setting = col("moment", "w") + num(form.within.number * ELAPSED[form.within.unit]), terms.setting
    over = TRUE if setting.all_closed else due < num(setting.at)
    late = choose((missing(col("done", "w")), over), otherwise=col("done", "w") > due)
    select = exp.select(col("record", "w")).distinct(copy=False).from_(rows.subquery("w", copy=False), copy=False)
    return select.where(all_of(col("asks", "w"), late), copy=False)


def _chain_response(terms: Terms, form: Response) -> exp.Select:
    """An A whose next event isn't B. Once everything is closed, the last event has none."""
    if not form.directly or not terms.setting.all_closed or not terms.kind.from_log:
        raise TheLongWay
    asked = terms.doings(form.trigger).subquery("a", copy=False)
    done = terms.doings(form.things.happenings, terms.may(form.things)).subquery("b", copy=False)
    on = all_of(col("record", "a").eq(col("record", "b")), col("entry", "b").eq(col("entry", "a") + num(1)))
    select = exp.select(col("record", "a")).distinct(copy=False).from_(asked, copy=False)
    return select.join(done, on=on, join_type="left", copy=False).where(missing(col("record", "b")), copy=False)


def _four_eyes(terms: Terms, form: FourEyes) -> exp.Select:
    """Somebody who did both."""
    if not isinstance(form.other_than, DoerOf):
        raise TheLongWay
    one, other = set(terms.codes(form.happening)), set(terms.codes(form.other_than.happening))
    if one & other or not (one and other):
        raise TheLongWay
    code, record = col("code", "e"), col("record", "e")
    select = exp.select(record).distinct(copy=False).from_(exp.to_table("events").as_("e"), copy=False)
    among = all_of(one_of(code, one | other), there(col("doer", "e")), terms.in_slice("e"))
    did = [exp.Max(this=at_least_once(one_of(code, codes))).eq(num(1)) for codes in (one, other)]
    return (
        select.where(among, copy=False).group_by(record, col("doer", "e"), copy=False).having(all_of(*did), copy=False)
    )


ALONE: dict[type, Callable[[Terms, Any], exp.Select]] = {
    TimedResponse: _timed_response,
    Response: _chain_response,
    FourEyes: _four_eyes,
}


def violating_records(manual: Manual, timeline: Timeline) -> dict[int, set[str]]:
    """The records with at least one late or missed obligation, by rule. Rules about people have none."""
    _find(manual, timeline)
    found: dict[int, set[str]] = {rule.number: set() for _, _, rule in manual.judged()}
    for rule, name in timeline.store.rows("SELECT rule, name FROM violating JOIN records USING (record)"):
        found[rule].add(name)
    return found


def violating_counts(manual: Manual, timeline: Timeline) -> dict[int, int]:
    """How many records violate each rule."""
    _find(manual, timeline)
    counted = dict(timeline.store.sql.execute("SELECT rule, count(*) FROM violating GROUP BY rule").fetchall())
    return {rule.number: counted.get(rule.number, 0) for _, _, rule in manual.judged()}


def _find(manual: Manual, timeline: Timeline) -> None:
    """Fill the table `violating` with rule and record."""
    run = timeline.store.sql.execute
    run("CREATE OR REPLACE TABLE violating (rule INTEGER, record INTEGER)")
    run("CREATE OR REPLACE TABLE docket (rule INTEGER, record INTEGER)")
    scans: dict[str, list[Scan]] = {}
    every_plain = not timeline.store.one("SELECT count(*) FROM cases WHERE NOT plain")
    for area, _, rule in manual.judged():
        if type(rule.form) not in JUDGES_OF_PEOPLE:
            _find_one(timeline, area.title, rule, scans, every_plain=every_plain)
    for kind, some in scans.items():
        for scan, part in product((scan for scan in some if scan.violated), timeline.slices):
            _scan(timeline, kind, scan, part if len(timeline.slices) > 1 else {})
    numbers: set[tuple[int, str]] = {
        (o.rule, o.record) for o in judged(timeline, manual, "docket") if o.state in VIOLATED and not o.area_only
    }
    timeline.store.fill("violating", ("rule", "record"), _numbered(timeline, numbers))


def _numbered(timeline: Timeline, found: set[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    known = timeline.store.numbers_of(list({record for _, record in found}))
    return ((rule, known[record]) for rule, record in found)


def _find_one(timeline: Timeline, area: str, rule: Rule, scans: dict[str, list[Scan]], *, every_plain: bool) -> None:
    """Put a rule into the scan of its kind of record, or find its violating records by a query of its own."""
    run, form = timeline.store.sql.execute, rule.form
    try:
        kind, violated = _at_one_look(timeline, area, form, scans)
        scans[kind][-1].violated[rule.number] = violated
        all_judged = False
    except (TheLongWay, NotInSql):
        wrong = _alone(timeline, area, form) or _through_the_verdict(timeline, area, rule)
        all_judged = wrong is None
        if wrong is not None:
            query = f"INSERT INTO violating SELECT {rule.number}, record FROM ({wrong.sql('duckdb')})"
            for part in _parts(timeline, form):
                run(query, part if len(timeline.slices) > 1 else {})
    if all_judged or not every_plain:
        left = worth_judging(timeline, form, plain_too=all_judged).sql("duckdb")  # type: ignore[arg-type]
        run(f"INSERT INTO docket SELECT {rule.number}, record FROM ({left})")


def _parts(timeline: Timeline, form: Any) -> list[Slice]:
    """The slices; all records at once where a rule with a query of its own asks for few events."""
    match form:
        case FourEyes(happening=one, other_than=DoerOf(other)):
            happenings = [one, other]
        case TimedResponse() | Response():
            happenings = [*form.trigger, *form.things.happenings]
        case _:
            return timeline.slices
    if not form.subject or Created() in happenings:
        return timeline.slices
    terms = Terms(timeline, "", timeline.setting.vocabulary.kind(form.subject.kind))
    events = sum(timeline.events_of.get(code, 0) for h in happenings for code in terms.codes(h))
    return [{"low": 0, "high": timeline.slices[-1]["high"]}] if events <= timeline.at_once else timeline.slices


def _simple(timeline: Timeline, form: Any) -> bool:
    """The rule is about all records of a kind at all times, and anyone may do what it asks for, once."""
    company = timeline.setting.company
    asked = [getattr(form, n, None) for n in ("things", "required", "first", "second")]
    plural = any(isinstance(t, Things) and (t.by or (t.count > 1 and not isinstance(form, Count))) for t in asked)
    after_close = isinstance(form, Count) and form.bound == "exactly" and not timeline.setting.all_closed
    hard = plural or after_close or company.gaps or company.live
    return not (hard or (form.subject and form.subject.qualifiers))


def _at_one_look(timeline: Timeline, area: str, form: Any, scans: dict[str, list[Scan]]) -> tuple[str, Sql]:
    looked_at = AT_ONE_LOOK.get(type(form))
    if looked_at is None or not _simple(timeline, form):
        raise TheLongWay
    kind = timeline.setting.vocabulary.kind(form.subject.kind)
    some = scans.setdefault(kind.name, [])
    if not some or len(some[-1].violated) == RULES_A_SCAN:
        some.append(Scan())
    return kind.name, looked_at(Looking(some[-1], Terms(timeline, area, kind)), form)


def _alone(timeline: Timeline, area: str, form: Any) -> exp.Select | None:
    """The violating records among plain ones, where a query of its own tells."""
    if type(form) not in ALONE or not _simple(timeline, form) or len(timeline.kinds) != 1:
        return None
    [kind] = timeline.kinds.values()
    if form.subject and form.subject.kind != kind.name:
        return None
    try:
        return ALONE[type(form)](Terms(timeline, area, kind), form)
    except (TheLongWay, NotInSql):
        return None


def _through_the_verdict(timeline: Timeline, area: str, rule: Rule) -> exp.Select | None:
    compiled = verdict_of(timeline, area, rule.form)
    if compiled is None:
        return None
    terms, verdict = compiled
    wrong = exp.select(col("record", "v")).distinct(copy=False)
    wrong = wrong.from_(finished(verdict, terms, who=False).subquery("v", copy=False), copy=False)
    wrong = wrong.where(col("state", "v").isin(*(text(state.value) for state in VIOLATED)), copy=False)
    if verdict.aside:
        run = timeline.store.sql.execute
        query = f"INSERT INTO docket SELECT DISTINCT {rule.number}, record FROM ({verdict.aside.sql('duckdb')})"
        for part in timeline.slices:
            run(query, part if len(timeline.slices) > 1 else {})
        aside = exp.select(col("record")).from_("docket").where(col("rule").eq(num(rule.number)), copy=False)
        wrong = wrong.where(no(exp.In(this=col("record", "v"), query=aside.subquery(copy=False))), copy=False)
    return wrong


def _scan(timeline: Timeline, kind: str, scan: Scan, part: dict[str, int]) -> None:
    """One scan for all the rules about a kind of record."""
    run = timeline.store.sql.execute
    terms = Terms(timeline, "", timeline.setting.vocabulary.kind(kind))
    select = exp.select(col("record", "e"), *(figure.as_(name) for name, figure in scan.figures.items()))
    select = select.from_(exp.to_table("events").as_("e"), copy=False)
    used = {column.table for figure in scan.figures.values() for column in figure.find_all(exp.Column)}
    conditions = [terms.in_slice("e")]
    if "k" in used or terms.of_this_kind() != TRUE:
        on = all_of(col("record", "e").eq(col("record", "k")), terms.in_slice("k"))
        select = select.join(exp.to_table("cases").as_("k"), on=on, copy=False)
        conditions.append(terms.of_this_kind())
    select = select.where(all_of(*conditions), copy=False).group_by(col("record", "e"), copy=False)
    flags = [condition.as_(f"rule_{number}") for number, condition in scan.violated.items()]
    flagged = exp.select(col("record", "f"), *flags).from_(select.subquery("f", copy=False), copy=False)
    run(f"CREATE OR REPLACE TEMP TABLE flags AS {flagged.sql('duckdb')}", part)
    each = (f"SELECT {number}, record FROM flags WHERE rule_{number}" for number in scan.violated)
    run(f"INSERT INTO violating {' UNION ALL '.join(each)}")
