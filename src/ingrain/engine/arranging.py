"""Making a timeline: a log put in the order in which it counts, slice by slice, with a row for each record.

Here lives which records are *plain*: those that SQL can judge as the judge would. The others are in `cases`, but their
events are not in `events`.
"""

import json
from collections.abc import Iterable, Iterator

from ingrain.engine.store import Store
from ingrain.engine.timeline import EVENTS_A_SLICE, Slice, Timeline
from ingrain.method.company import AS_OCCURRED
from ingrain.method.events import Instant
from ingrain.method.history import Setting
from ingrain.method.vocabulary import CLOSING

HOUR = 3600 * 1_000_000
SURELY_IN_TIME = 22 * HOUR
"""What is recorded so soon is recorded by the end of the next working day, whatever the clocks do."""

TABLES = """
CREATE OR REPLACE TABLE late (sequence BIGINT, moment BIGINT);
CREATE OR REPLACE TABLE tie_names (child VARCHAR, parent VARCHAR, down BOOLEAN);
CREATE OR REPLACE TABLE kinds (prefix VARCHAR, kind VARCHAR, plain BOOLEAN, owned BOOLEAN, from_log BOOLEAN);
CREATE OR REPLACE TABLE teams (doer INTEGER, calendar INTEGER);
CREATE OR REPLACE TABLE move_codes (stage VARCHAR, code INTEGER);
CREATE OR REPLACE TABLE events (
    record INTEGER, entry INTEGER, moment BIGINT, sequence BIGINT, code INTEGER, doer INTEGER, way INTEGER
);
CREATE OR REPLACE TABLE cases (
    record INTEGER, kind VARCHAR, entries INTEGER, opened BIGINT, ended BIGINT, creator INTEGER, "close" INTEGER,
    closed_at BIGINT, owner INTEGER, answering INTEGER, latest INTEGER, calendar INTEGER, plain BOOLEAN
);
"""
# A record that no event names still ties those below it to those above it; it has a number below 0.
TIES_BY_NUMBER = """
CREATE OR REPLACE TABLE ties AS
WITH tied AS (SELECT child AS name FROM tie_names UNION SELECT parent FROM tie_names),
numbered AS (
    SELECT name, record FROM records
    UNION ALL
    SELECT name, CAST(-row_number() OVER (ORDER BY name) AS INTEGER) FROM tied ANTI JOIN records USING (name)
)
SELECT DISTINCT child.record AS child, parent.record AS parent, down
FROM tie_names
JOIN numbered AS child ON child.name = tie_names.child
JOIN numbered AS parent ON parent.name = tie_names.parent
"""
ENTRIES = """
CREATE OR REPLACE TEMP TABLE entries AS
SELECT
    record,
    CAST(row_number() OVER (PARTITION BY record ORDER BY moment, sequence) - 1 AS INTEGER) AS entry,
    moment, sequence, code, doer, way
FROM (
    SELECT record, coalesce(late.moment, occurred) AS moment, log.sequence, code, doer, way
    FROM log {late}
    WHERE recorded <= {at} AND occurred <= {at} AND record >= {low} AND record < {high}
)
"""
SEEN = """
CREATE OR REPLACE TEMP TABLE seen AS
SELECT
    record, CAST(count(*) AS INTEGER) AS entries, min(moment) AS opened, max(moment) AS ended,
    max(CASE WHEN entry = 0 THEN doer END) AS creator,
    max(CASE WHEN entry = 0 THEN code END) AS made,
    max(CASE WHEN entry = 0 THEN way END) AS made_through,
    CAST(min(CASE WHEN code IN ({closing}) THEN entry END) AS INTEGER) AS named_close,
    min(CASE WHEN code IN ({closing}) THEN moment END) AS named_close_moment
FROM entries GROUP BY record
"""
MARKS = """
CREATE OR REPLACE TEMP TABLE marks AS
SELECT log.record, entry, moment, log.sequence, log.doer, log.way, owner, stage, state, odd,
    coalesce(state IN ({closing}), FALSE) OR coalesce(stage IN ({closing}), FALSE) AS closes
FROM log JOIN entries ON log.record = entries.record AND log.sequence = entries.sequence
WHERE log.record >= {low} AND log.record < {high}
    AND (owner IS NOT NULL OR stage IS NOT NULL OR state IS NOT NULL OR odd)
"""
MARKED = """
CREATE OR REPLACE TEMP TABLE marked AS
SELECT
    record,
    min(owner) AS one_owner, max(owner) AS other_owner,
    min(CASE WHEN owner IS NOT NULL THEN entry END) AS owned_since,
    coalesce(bool_or(odd), FALSE) AS odd,
    count(stage) + count(state) > 0 AS moves,
    coalesce(sum(CASE WHEN closes THEN 1 ELSE 0 END), 0) AS closings,
    min(CASE WHEN closes THEN entry END) AS closed,
    min(CASE WHEN closes THEN moment END) AS closed_moment,
    max(CASE WHEN stage IS NOT NULL OR state IS NOT NULL THEN entry END) AS last_move
FROM marks GROUP BY record
"""
# An owner who answers throughout: set at the start and never changed, or never set, and then the creator.
JOINED = """
CREATE OR REPLACE TEMP TABLE judged AS
SELECT
    seen.*, kinds.kind, kinds.plain AS kind_plain, kinds.owned, kinds.from_log,
    coalesce(marked.one_owner, CASE WHEN seen.creator IN ({people}) THEN seen.creator END) AS owner,
    coalesce(
        NOT marked.odd
        AND coalesce(marked.one_owner = marked.other_owner, TRUE)
        AND coalesce(marked.owned_since = 0, TRUE)
        AND CASE WHEN kinds.from_log THEN NOT marked.moves
            ELSE marked.closings = 0 OR (marked.closings = 1 AND marked.closed = marked.last_move) END,
        TRUE
    ) AS marks_plain,
    CASE WHEN {all_closed} THEN entries - 1 WHEN kinds.from_log THEN named_close ELSE marked.closed END AS close,
    CASE WHEN {all_closed} THEN ended
        WHEN kinds.from_log THEN named_close_moment ELSE marked.closed_moment END AS closed_at
FROM seen
JOIN records ON records.record = seen.record
JOIN kinds ON kinds.prefix = records.kind
LEFT JOIN marked ON marked.record = seen.record
"""
# The last person who acted by the close, and at all; with the entry in the upper digits the largest is the last.
LAST_PERSON = """
CREATE OR REPLACE TEMP TABLE closers AS
SELECT
    record,
    CAST(max(CASE WHEN close IS NULL OR entry <= close THEN acted END) % {doers} AS INTEGER) AS closer,
    CAST(max(acted) % {doers} AS INTEGER) AS latest
FROM (
    SELECT entries.record, entry, close,
        CASE WHEN doer IN ({people}) THEN CAST(entry AS BIGINT) * {doers} + doer END AS acted
    FROM entries JOIN judged ON judged.record = entries.record
)
GROUP BY record
"""
CASES = """
INSERT INTO cases
SELECT
    judged.record, kind, entries, opened, ended, creator, CAST(close AS INTEGER) AS close, closed_at, owner,
    CASE WHEN owned THEN owner ELSE closer END AS answering, latest,
    coalesce(teams.calendar, 0) AS calendar,
    kind_plain AND marks_plain
        AND (from_log OR (made IN ({created}) AND made_through NOT IN ({imports})))
        AND NOT (owned AND coalesce(owner IN ({absent}), FALSE))
        AND judged.record NOT IN (SELECT parent FROM ties WHERE down) AS plain
FROM judged
LEFT JOIN closers ON closers.record = judged.record
LEFT JOIN teams ON owned AND teams.doer = judged.owner
"""
# The events of plain records, and their moves once more under the codes of moves.
EVENTS = """
INSERT INTO events
SELECT * FROM entries WHERE record IN (SELECT record FROM cases WHERE plain) ORDER BY record, entry
"""
MOVES = """
INSERT INTO events
SELECT record, entry, moment, sequence, code, doer, way
FROM (
    SELECT *, lag(stage) OVER (PARTITION BY record ORDER BY entry) AS before
    FROM (
        SELECT record, entry, moment, sequence, doer, way,
            CASE WHEN state IN ({closing}) THEN state ELSE stage END AS stage
        FROM marks WHERE record IN (SELECT record FROM cases WHERE plain)
    )
    WHERE stage IS NOT NULL
) AS moves
JOIN move_codes ON move_codes.stage = moves.stage
WHERE before IS NULL OR before <> moves.stage
"""


def arrange(store: Store, setting: Setting, *, at_once: int = EVENTS_A_SLICE) -> Timeline:
    """The timeline of a store's log under a setting. It holds until the next one of the same store."""
    timeline = Timeline(store, setting, at_once)
    store.sql.execute(TABLES)
    store.fill("late", ("sequence", "moment"), _late(timeline))
    store.fill("tie_names", ("child", "parent", "down"), _ties(timeline))
    store.sql.execute(TIES_BY_NUMBER)
    _describe_kinds(timeline)
    late = bool(store.one("SELECT count(*) FROM late"))
    for part in timeline.slices:
        _arrange(timeline, part, late=late)
    return timeline


def _arrange(timeline: Timeline, part: Slice, *, late: bool) -> None:
    store, setting = timeline.store, timeline.setting
    run = store.sql.execute
    people = _listed(timeline.people)
    away = {absence.who for absence in setting.company.absences}
    states = ", ".join(f"'{state}'" for state in sorted(CLOSING))
    entries = ENTRIES if late else ENTRIES.replace("coalesce(late.moment, occurred)", "occurred")
    join = "LEFT JOIN late ON late.sequence = log.sequence" if late else ""
    run(entries.format(late=join, at=setting.at, **part))
    run(SEEN.format(closing=_listed(timeline.codes_named(setting.closed_by))))
    run(MARKS.format(closing=states, **part))
    run(MARKED)
    run(JOINED.format(people=people, all_closed=setting.all_closed))
    run(LAST_PERSON.format(people=people, doers=max(1, len(store.doers))))
    run(
        CASES.format(
            created=_listed(n for n, (do, _) in enumerate(store.doings.all) if do == "create"),
            imports=_listed(n for n, way in enumerate(store.ways.all) if way == "import"),
            absent=_listed(n for n, name in enumerate(store.doers.all) if name in away),
        )
    )
    run(EVENTS)
    if timeline.moved:
        run(MOVES.format(closing=states))


def _describe_kinds(timeline: Timeline) -> None:
    """What SQL must know of kinds of record, of teams with a calendar of their own, and of stages."""
    store, company = timeline.store, timeline.setting.company
    kinds = ((p, k.name, not k.activity, k.owned, k.from_log) for p, k in timeline.kinds.items())
    store.fill("kinds", ("prefix", "kind", "plain", "owned", "from_log"), kinds)
    teams = [(n, company.team(name)) for n, name in enumerate(store.doers.all)]
    calendars = ((n, timeline.calendars.index(team)) for n, team in teams if team and team in company.calendars)
    store.fill("teams", ("doer", "calendar"), calendars)
    store.fill("move_codes", ("stage", "code"), timeline.moved.items())


def _late(timeline: Timeline) -> Iterator[tuple[int, Instant]]:
    """What people recorded so late that it counts when it was recorded."""
    store, counts = timeline.store, timeline.setting.company.counts
    ways = _listed(n for n, way in enumerate(store.ways.all) if way not in AS_OCCURRED)
    rows = store.rows(
        "SELECT sequence, code, occurred, recorded, doer, way, NULL, NULL FROM log "
        f"WHERE recorded > occurred + {SURELY_IN_TIME} AND way IN ({ways}) AND doer IN ({_listed(timeline.people)})"
    )
    for row in rows:
        event = store.event("", row)
        if (moment := counts(event)) != event.occurred:
            yield event.sequence, moment


def _ties(timeline: Timeline) -> Iterator[tuple[str, str, bool]]:
    """Records that are one link away, the one whose activities count for the other first (down), if either's do."""
    at, kind = timeline.setting.at, timeline.setting.vocabulary.kind
    rows = timeline.store.rows(
        "SELECT name, links FROM log JOIN records USING (record) "
        f"WHERE links IS NOT NULL AND recorded <= {at} AND occurred <= {at}"
    )
    for record, links in rows:
        for other in json.loads(links):
            one, two = kind(record.partition("/")[0]), kind(other.partition("/")[0])
            if two.name in one.parents or (one.activity and not two.activity):
                yield record, other, True
            else:
                yield other, record, one.name in two.parents or two.activity


def _listed(numbers: Iterable[int]) -> str:
    """Numbers for an IN (...); -1 stands for none."""
    return ", ".join(map(str, numbers)) or "-1"
