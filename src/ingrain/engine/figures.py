"""Obligations -> counts, in SQL: for each person and area, for each area, for each rule.

Here lives counting as method.cells counts, over any number of obligations. What is said of the counts (shares,
intervals, states, silence) is said by method.cells alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ingrain.engine.store import Store
from ingrain.engine.timeline import Timeline
from ingrain.method.cells import Cell, Look, RuleCount, area_cells_of, cells_of, worst_of
from ingrain.method.manual import Manual
from ingrain.method.obligations import State

NOBODY = -1
AREA_ITSELF = -2

# Whose calendar bounds the period: [since, until) for what happened, (since, until] for what was due, for a due moment
# at midnight belongs to the day it ends.
ANSWERERS = "CREATE OR REPLACE TEMP TABLE answerers (answerer INTEGER, since BIGINT, until BIGINT)"
RULES = "CREATE OR REPLACE TEMP TABLE rule_areas (rule INTEGER, area INTEGER)"

PERSONS = f"""
SELECT coalesce(responsible, {NOBODY}) AS answerer, rule, record, triggered, state, due, belongs, breach
FROM obligations WHERE NOT area_only
"""
AREAS = f"""
SELECT {AREA_ITSELF} AS answerer, rule, record, triggered, area_state AS state, area_due AS due,
    CASE WHEN due IS NOT NULL THEN area_due ELSE belongs END AS belongs, breach
FROM obligations WHERE area_state IS NOT NULL
"""
COUNTABLE = """
SELECT
    answerers.answerer, area, o.rule, record, state, breach, due IS NOT NULL AS by_due, since, until,
    since <= triggered AND triggered < until AS arose,
    {belongs} AS belongs,
    belongs IS NOT NULL
        AND ({closed} OR CASE WHEN due IS NOT NULL THEN belongs < {at} ELSE belongs <= {at} END) AS passed
FROM ({obligations}) AS o
JOIN answerers ON answerers.answerer = o.answerer
JOIN rule_areas ON rule_areas.rule = o.rule
"""
PLACED = """
CREATE OR REPLACE TEMP TABLE placed AS
SELECT
    answerer, area, rule, record, state, breach, arose,
    CASE
        WHEN state = 'due' THEN CASE WHEN breach THEN 'nowhere' ELSE 'due' END
        WHEN NOT passed THEN CASE WHEN state = 'met' AND NOT breach THEN 'early' ELSE 'nowhere' END
        WHEN NOT CASE WHEN by_due THEN since < belongs AND belongs <= until
            ELSE since <= belongs AND belongs < until END THEN 'nowhere'
        WHEN state = 'void' THEN 'void'
        ELSE 'counted'
    END AS place
FROM ({countable})
WHERE arose OR NOT passed OR state = 'due' OR (since <= belongs AND belongs <= until)
"""
BESIDE = """
SELECT
    answerer, area,
    sum(CASE WHEN arose THEN 1 ELSE 0 END), sum(CASE WHEN place = 'due' THEN 1 ELSE 0 END),
    sum(CASE WHEN place = 'early' THEN 1 ELSE 0 END), sum(CASE WHEN place = 'void' THEN 1 ELSE 0 END),
    sum(CASE WHEN place = 'counted' AND breach AND state = 'missed' THEN 1 ELSE 0 END)
FROM placed GROUP BY answerer, area
"""
# Each record counts once per rule, with its worst state.
UNITS = """
CREATE OR REPLACE TEMP TABLE units AS
SELECT answerer, area, rule, record,
    max(CASE state WHEN 'missed' THEN 3 WHEN 'late' THEN 2 WHEN 'met' THEN 1 ELSE 0 END) AS worst
FROM placed WHERE place = 'counted' AND NOT breach GROUP BY answerer, area, rule, record
"""
COUNTED = """
SELECT
    answerer, area,
    sum(CASE WHEN worst = 1 THEN 1 ELSE 0 END), sum(CASE WHEN worst = 2 THEN 1 ELSE 0 END),
    sum(CASE WHEN worst = 3 THEN 1 ELSE 0 END), sum(CASE WHEN worst = 0 THEN 1 ELSE 0 END),
    count(DISTINCT CASE WHEN worst > 0 THEN record END), count(DISTINCT CASE WHEN worst > 1 THEN record END)
FROM units GROUP BY answerer, area
"""
WORST = "SELECT answerer, area, rule, count(*) FROM units WHERE worst > 1 GROUP BY answerer, area, rule"

BESIDE_NAMES = ("triggers", "due", "early", "void", "breaches")
UNIT_NAMES = ("met", "late", "missed", "unknown", "judged_records", "violating_records")

STATES = "SELECT rule, state, count(*) FROM obligations WHERE NOT area_only GROUP BY rule, state"
BREACHES = "SELECT rule, count(*) FROM obligations WHERE NOT area_only AND breach AND state = 'missed' GROUP BY rule"
VIOLATING = """
SELECT rule, count(DISTINCT record) FROM obligations
WHERE NOT area_only AND state IN ('missed', 'late') GROUP BY rule
"""


def cells(timeline: Timeline, look: Look) -> list[Cell]:
    """method.cells.cells of the table of obligations."""
    titles, everyone = [area.title for area in look.manual.areas], _answerers(timeline)
    _place(timeline, look, PERSONS, everyone)
    empty = {(who, area): Cell(who, area) for who in everyone.values() for area in titles}
    return cells_of(look, empty | dict(_counted(titles, timeline, everyone)))


def area_cells(timeline: Timeline, look: Look) -> list[Cell]:
    """method.cells.area_cells of the table of obligations."""
    titles = [area.title for area in look.manual.areas]
    _place(timeline, look, AREAS, {AREA_ITSELF: None})
    counted = _counted(titles, timeline, {AREA_ITSELF: None})
    return area_cells_of(look, {area: cell for (_, area), cell in counted})


def rule_counts(timeline: Timeline, manual: Manual) -> list[RuleCount]:
    """method.cells.rule_counts of the table of obligations."""
    run = timeline.store.sql.execute
    states: dict[int, dict[str, int]] = defaultdict(dict)
    for rule, state, number in run(STATES).fetchall():
        states[rule][state] = number
    breaches, violating = dict(run(BREACHES).fetchall()), dict(run(VIOLATING).fetchall())
    return [
        RuleCount(
            rule.number,
            activations=sum(states[rule.number].values()),
            **{state.value: states[rule.number].get(state.value, 0) for state in State},
            breaches=breaches.get(rule.number, 0),
            violating_records=violating.get(rule.number, 0),
        )
        for _, _, rule in manual.judged()
    ]


def _answerers(timeline: Timeline) -> dict[int, str | None]:
    """Whoever answers for anything, by number."""
    store = timeline.store
    found = store.sql.execute(f"SELECT DISTINCT coalesce(responsible, {NOBODY}) FROM obligations WHERE NOT area_only")
    return {number: None if number == NOBODY else store.doers.all[number] for (number,) in found.fetchall()}


def _place(timeline: Timeline, look: Look, obligations: str, answerers: dict[int, str | None]) -> None:
    """Fill `placed` and `units`: where each obligation is counted, and what each record counts for."""
    store = timeline.store
    store.sql.execute(ANSWERERS)
    store.sql.execute(RULES)
    bounds = []
    for number, name in answerers.items():
        calendar = look.company.calendar_of(name)
        bounds.append((number, calendar.start(look.period.first), calendar.end(look.period.last)))
    _insert(store, "answerers", bounds)
    titles = [area.title for area in look.manual.areas]
    _insert(store, "rule_areas", [(rule.number, titles.index(area.title)) for area, _, rule in look.manual.judged()])
    belongs = f"least(belongs, {look.at})" if look.closed else "belongs"
    countable = COUNTABLE.format(obligations=obligations, at=look.at, closed=look.closed, belongs=belongs)
    store.sql.execute(PLACED.format(countable=countable))
    store.sql.execute(UNITS)


def _insert(store: Store, table: str, rows: Sequence[tuple[int, ...]]) -> None:
    """All rows in one statement: a look is taken at each of many weeks, and each statement costs what a row does."""
    if rows:
        store.sql.execute(f"INSERT INTO {table} VALUES " + ", ".join(map(str, rows)))


def _counted(
    titles: list[str], timeline: Timeline, answerers: dict[int, str | None]
) -> Iterator[tuple[tuple[str | None, str], Cell]]:
    """A cell with its counts alone for each person and area, of those that have any."""
    run = timeline.store.sql.execute
    found: dict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
    for names, query in ((BESIDE_NAMES, BESIDE), (UNIT_NAMES, COUNTED)):
        for answerer, area, *counts in run(query).fetchall():
            found[answerer, area] |= zip(names, counts, strict=True)
    wrong: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for answerer, area, rule, number in run(WORST).fetchall():
        wrong[answerer, area][rule] = number
    for (answerer, area), fields in found.items():
        person, title = answerers[answerer], titles[area]
        yield (person, title), Cell(person, title, **fields, worst_rule=worst_of(wrong[answerer, area]))
