"""The obligations of a manual over a timeline, in a table: from SQL where a form says so exactly, else from the judge.

Here lives who decides what. How forms compile lives in compile, which records are worth judging in narrow.py.
"""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

import pyarrow as pa
from sqlglot import exp

from ingrain.engine.checked import FIELDS
from ingrain.engine.compile import SAID, Terms, Verdict, finished, verdict_of
from ingrain.engine.judging import judged, judged_people
from ingrain.engine.narrow import worth_judging
from ingrain.engine.store import Progress
from ingrain.engine.timeline import Timeline
from ingrain.method.judge import JUDGES_OF_PEOPLE
from ingrain.method.manual import Manual, Rule
from ingrain.method.obligations import Obligation, State

COLUMNS = {
    "rule": "INTEGER",
    "record": "INTEGER",
    "responsible": "INTEGER",
    "triggered": "BIGINT",
    "state": "VARCHAR",
    "due": "BIGINT",
    "belongs": "BIGINT",
    "done": "BIGINT",
    "period": "VARCHAR",
    "occasion": "BIGINT",
    "needed": "INTEGER",
    "done_days": "INTEGER",
    "breach": "BOOLEAN",
    "area_due": "BIGINT",
    "area_state": "VARCHAR",
    "area_only": "BOOLEAN",
    "trigger_event": "BIGINT",
    "done_event": "BIGINT",
}
"""An obligation's fields; record and responsible by number."""

ARROW = {"INTEGER": pa.int32(), "BIGINT": pa.int64(), "VARCHAR": pa.string(), "BOOLEAN": pa.bool_()}
SCHEMA = pa.schema([(name, ARROW[kind]) for name, kind in COLUMNS.items()])
AT_ONCE = 20_000


def hold(timeline: Timeline, manual: Manual, progress: Progress | None = None) -> None:
    """Fill the table `obligations` with every obligation of a manual at the timeline's moment."""
    run = timeline.store.sql.execute
    described = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    run(f"CREATE OR REPLACE TABLE obligations ({described})")
    run("CREATE OR REPLACE TABLE persons (record INTEGER, name VARCHAR)")
    run("CREATE OR REPLACE TABLE docket (rule INTEGER, record INTEGER)")
    rules = list(manual.judged())
    for done, (area, _, rule) in enumerate(rules):
        if progress:
            progress("judging", done, 2 * len(rules))  # the docket is the other half
        if type(rule.form) not in JUDGES_OF_PEOPLE:
            _hold_rule(timeline, area.title, rule)
    _insert(timeline, judged(timeline, manual, "docket", progress))
    _insert(timeline, judged_people(timeline, manual))


def _hold_rule(timeline: Timeline, area: str, rule: Rule) -> None:
    """One rule on plain records, where SQL decides it; the other records are put on the docket."""
    assert rule.form is not None
    run = timeline.store.sql.execute
    compiled = verdict_of(timeline, area, rule.form)
    if compiled:
        terms, verdict = compiled
        aside = verdict.aside.sql("duckdb", copy=False) if verdict.aside else None
        rows = inserted(rule.number, terms, verdict).sql("duckdb", copy=False)
        for part in timeline.slices:
            given = part if len(timeline.slices) > 1 else {}
            if aside:
                run(f"CREATE OR REPLACE TEMP TABLE aside AS SELECT DISTINCT record FROM ({aside})", given)
                run(f"INSERT INTO docket SELECT {rule.number}, record FROM aside")
            run(rows, given)
    left = worth_judging(timeline, rule.form, plain_too=compiled is None).sql("duckdb", copy=False)
    run(f"INSERT INTO docket SELECT {rule.number}, record FROM ({left})")


def inserted(number: int, terms: Terms, verdict: Verdict) -> exp.Insert:
    """The statement that adds the rows of a verdict to the obligations, but of those records that are put aside."""
    more = {
        "rule": exp.Literal.number(number),
        "area_due": exp.column("due", table="o"),
        "area_state": exp.column("state", table="o"),
        "area_only": exp.false(),
    }
    shown = [
        more.get(name) or (exp.column(name, table="o") if name in SAID else exp.cast(exp.null(), kind))
        for name, kind in COLUMNS.items()
    ]
    rows = exp.select(*shown).from_(finished(verdict, terms).subquery("o", copy=False), copy=False)
    if verdict.aside:
        left = exp.select(exp.column("record")).from_("aside")
        rows = rows.where(
            exp.not_(exp.In(this=exp.column("record", table="o"), query=left.subquery(copy=False))), copy=False
        )
    return exp.insert(rows, "obligations", copy=False)


def _insert(timeline: Timeline, obligations: Iterable[Obligation]) -> None:
    store = timeline.store
    persons: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for some in batched(obligations, AT_ONCE):
        names = sorted({o.record for o in some} - numbers.keys())
        if len(numbers) > AT_ONCE:
            numbers.clear()
            names = sorted({o.record for o in some})
        known = store.numbers_of(names)
        for name in names:
            if name not in known and name not in persons:
                persons[name] = -1 - len(persons)
                store.sql.execute("INSERT INTO persons VALUES (?, ?)", [persons[name], name])
            numbers[name] = known.get(name) if name in known else persons[name]  # type: ignore[assignment]
        rows = [_row(o, numbers[o.record], timeline) for o in some]
        columns = zip(*rows, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
        store.insert("obligations", pa.Table.from_arrays(arrays, schema=SCHEMA))


def _row(o: Obligation, record: int, timeline: Timeline) -> tuple[Any, ...]:
    coded = {
        "record": record,
        "responsible": None if o.responsible is None else timeline.store.doers.of(o.responsible),
        "state": o.state.value,
        "area_state": None if o.area_state is None else o.area_state.value,
    }
    return tuple(coded[name] if name in coded else getattr(o, name) for name in COLUMNS)


def read(timeline: Timeline, condition: str = "TRUE") -> Iterator[Obligation]:
    """The obligations in the table, streaming, rule by rule and record by record."""
    for row in rows(timeline, condition):
        fields = dict(zip(FIELDS, row, strict=True))
        fields["state"] = State(fields["state"])
        fields["area_state"] = None if fields["area_state"] is None else State(fields["area_state"])
        yield Obligation(**fields)


def rows(timeline: Timeline, condition: str = "TRUE") -> Iterator[tuple[Any, ...]]:
    """The same as rows with FIELDS, states as text: for who keeps them, and needs no objects."""
    store = timeline.store
    doers = store.doers.all
    names = "(SELECT record, name FROM records UNION ALL SELECT record, name FROM persons)"
    shown = ", ".join("n.name" if name == "record" else f"o.{name}" for name in FIELDS)
    query = f"SELECT {shown} FROM obligations AS o JOIN {names} AS n ON n.record = o.record WHERE {condition} "
    for rule, record, who, *rest in store.rows(query + "ORDER BY o.rule, o.record, o.trigger_event, o.due"):
        yield rule, record, None if who is None else doers[who], *rest
