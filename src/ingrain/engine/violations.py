"""The violating records of each rule, without the obligations behind them: one scan of the events for many rules.

Here lives what a violation comes down to when only the record counts: comparing the first and last entries at which
things happened. What rules share is worked out once. A rule for which that doesn't do goes the long way: through its
verdict, and where SQL is not exact through the judge. Past 300 lines, since all of it goes into that one scan.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sqlglot import exp

from ingrain.engine.alone import TheLongWay, alone, by_code, parts
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
    text,
    there,
)
from ingrain.engine.timeline import Timeline
from ingrain.method.judge import JUDGES_OF_PEOPLE
from ingrain.method.manual import Manual, Rule
from ingrain.method.obligations import State
from ingrain.method.rules import (
    AlsoHas,
    BothOrNeither,
    Count,
    Happening,
    Never,
    NeverBoth,
    Precedence,
    Response,
    StartsWith,
    Things,
)

RULES_A_SCAN = 40
VIOLATED = (State.LATE, State.MISSED)


@dataclass
class Scan:
    """What one scan works out for each record (`f`), and what it says of each rule."""

    figures: dict[str, exp.Expr] = field(default_factory=dict)
    violated: dict[int, Sql] = field(default_factory=dict)
    _names: dict[exp.Expr, str] = field(default_factory=dict)

    def figure(self, aggregate: exp.Expr) -> exp.Column:
        name = self._names.setdefault(aggregate, f"f{len(self._names)}")
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
    first = look.scan.first(look.terms.happens(form.first.happenings))
    second = look.scan.first(look.does(*form.second.happenings))
    return all_of(look.closed(), there(first), no(_by_close(look, second, first)))


def _both_or_neither(look: Looking, form: BothOrNeither) -> Sql:
    one, other = (look.scan.first(look.terms.happens((happening,))) for happening in (form.first, form.second))
    done, other_done = (look.scan.first(look.does(happening)) for happening in (form.first, form.second))
    lacking = choose(
        (one <= other, no(_by_close(look, other_done, one))),
        otherwise=no(_by_close(look, done, other)),
    )
    return all_of(look.closed(), any_of(there(one), there(other)), any_of(missing(one), missing(other), lacking))


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
    rules = [(area.title, rule) for area, _, rule in manual.judged() if type(rule.form) not in JUDGES_OF_PEOPLE]
    elsewhere = [(area, rule) for area, rule in rules if not _at_one_look(timeline, area, rule, scans)]
    table = by_code(timeline, [rule.form for _, rule in elsewhere])
    undecided = {rule.number for area, rule in elsewhere if not _by_a_query(timeline, area, rule, table)}
    for _, rule in rules:
        all_judged = rule.number in undecided
        if all_judged or not every_plain:
            left = worth_judging(timeline, rule.form, plain_too=all_judged).sql("duckdb", copy=False)  # type: ignore[arg-type]
            run(f"INSERT INTO docket SELECT {rule.number}, record FROM ({left})")
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


def _by_a_query(timeline: Timeline, area: str, rule: Rule, table: str) -> bool:
    """Find a rule's violating records by a query of its own, if one tells."""
    form = rule.form
    wrong = alone(timeline, area, form, table) if _simple(timeline, form) else None
    if wrong is None:
        wrong = _through_the_verdict(timeline, area, rule)
    if wrong is None:
        return False
    query = f"INSERT INTO violating SELECT {rule.number}, record FROM ({wrong.sql('duckdb', copy=False)})"
    for part in parts(timeline, form):
        timeline.store.sql.execute(query, part if len(timeline.slices) > 1 else {})
    return True


def _simple(timeline: Timeline, form: Any) -> bool:
    """The rule is about all records of a kind at all times, and anyone may do what it asks for, once."""
    company = timeline.setting.company
    asked = [getattr(form, n, None) for n in ("things", "required", "first", "second")]
    plural = any(isinstance(t, Things) and (t.by or (t.count > 1 and not isinstance(form, Count))) for t in asked)
    after_close = isinstance(form, Count) and form.bound == "exactly" and not timeline.setting.all_closed
    hard = plural or after_close or company.gaps or company.live
    return not (hard or (form.subject and form.subject.qualifiers))


def _at_one_look(timeline: Timeline, area: str, rule: Rule, scans: dict[str, list[Scan]]) -> bool:
    """Put a rule into a scan of its kind of record, if first and last entries tell."""
    form: Any = rule.form
    looked_at = AT_ONE_LOOK.get(type(form))
    if looked_at is None or not _simple(timeline, form):
        return False
    kind = timeline.setting.vocabulary.kind(form.subject.kind)
    some = scans.setdefault(kind.name, [])
    if not some or len(some[-1].violated) == RULES_A_SCAN:
        some.append(Scan())
    try:
        violated = looked_at(Looking(some[-1], Terms(timeline, area, kind)), form)
    except (TheLongWay, NotInSql):
        return False
    some[-1].violated[rule.number] = violated
    return True


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
        query = (
            f"INSERT INTO docket SELECT DISTINCT {rule.number}, record FROM ({verdict.aside.sql('duckdb', copy=False)})"
        )
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
    run(f"CREATE OR REPLACE TEMP TABLE flags AS {flagged.sql('duckdb', copy=False)}", part)
    each = (f"SELECT {number}, record FROM flags WHERE rule_{number}" for number in scan.violated)
    run(f"INSERT INTO violating {' UNION ALL '.join(each)}")
