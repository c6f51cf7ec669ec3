"""A log in the order in which it counts: each record's events as entries 0, 1, 2 ..., and what SQL must know of it.

Here lives which records are *plain*, so that SQL can judge them as the judge would; the others are not in `events` at
all. Which rules SQL can judge lives in compile.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from ingrain.engine.store import Store
from ingrain.method.company import AS_OCCURRED
from ingrain.method.events import Instant
from ingrain.method.history import Setting
from ingrain.method.vocabulary import CLOSING, Kind

HOUR = 3600 * 1_000_000
SURELY_IN_TIME = 22 * HOUR
"""What is recorded so soon is recorded by the end of the next working day, whatever the clocks do."""

MOVED = "moved to "
"""Codes that no event has: a save that moved a record to a stage or state is listed once more under such a code."""

LATE = "CREATE TABLE late (sequence BIGINT, moment BIGINT)"
TIES = "CREATE TABLE tie_names (child VARCHAR, parent VARCHAR, down BOOLEAN)"
TIES_BY_NUMBER = """
CREATE TABLE ties AS
SELECT DISTINCT child.record AS child, parent.record AS parent, down
FROM tie_names
JOIN records AS child ON child.name = tie_names.child
JOIN records AS parent ON parent.name = tie_names.parent
"""
EVENTS = """
CREATE TABLE events AS
SELECT
    record,
    CAST(row_number() OVER (PARTITION BY record ORDER BY moment, sequence) - 1 AS INTEGER) AS entry,
    moment, sequence, code, doer, way
FROM (
    SELECT record, coalesce(late.moment, occurred) AS moment, log.sequence, code, doer, way
    FROM log {late}
    WHERE recorded <= {at} AND occurred <= {at}
)
ORDER BY record, entry
"""
CASES = """
CREATE TABLE seen AS
SELECT
    record, CAST(count(*) AS INTEGER) AS entries, min(moment) AS opened, max(moment) AS ended,
    max(CASE WHEN entry = 0 THEN doer END) AS creator,
    max(CASE WHEN entry = 0 THEN code END) AS made,
    max(CASE WHEN entry = 0 THEN way END) AS made_through,
    CAST(min(CASE WHEN code IN ({closing}) THEN entry END) AS INTEGER) AS named_close,
    min(CASE WHEN code IN ({closing}) THEN moment END) AS named_close_moment
FROM events GROUP BY record
"""
MARKS = """
CREATE TABLE marks AS
SELECT log.record, entry, moment, log.sequence, log.doer, log.way, owner, stage, state, odd,
    coalesce(state IN ({closing}), FALSE) OR coalesce(stage IN ({closing}), FALSE) AS closes
FROM log JOIN events ON log.record = events.record AND log.sequence = events.sequence
WHERE owner IS NOT NULL OR stage IS NOT NULL OR state IS NOT NULL OR odd
"""
MARKED = """
CREATE TABLE marked AS
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
CREATE TABLE judged AS
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
CREATE TABLE closers AS
SELECT
    record,
    CAST(max(CASE WHEN close IS NULL OR entry <= close THEN acted END) % {doers} AS INTEGER) AS closer,
    CAST(max(acted) % {doers} AS INTEGER) AS latest
FROM (
    SELECT events.record, entry, close,
        CASE WHEN doer IN ({people}) THEN CAST(entry AS BIGINT) * {doers} + doer END AS acted
    FROM events JOIN judged ON judged.record = events.record
)
GROUP BY record
"""
FINISHED = """
CREATE TABLE cases AS
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


@dataclass(frozen=True)
class Timeline:
    """A store, arranged for one setting. Tables: events (of plain records), cases (a row per record), ties, kinds.

    spans: the tables of due moments made so far.
    """

    store: Store
    setting: Setting
    spans: set[str] = field(default_factory=set)

    @cached_property
    def people(self) -> list[int]:
        """The doers who are people."""
        company = self.setting.company
        return [n for n, name in enumerate(self.store.doers.all) if company.is_person(name)]

    @cached_property
    def moved(self) -> dict[str, int]:
        """The codes of moves to a stage or state, by its name in small letters."""
        found = self.store.sql.execute("SELECT DISTINCT stage FROM stage_moves ORDER BY stage").fetchall()
        return {stage: len(self.store.doings) + n for n, (stage,) in enumerate(found)}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of record of the log, by what stands before the first slash."""
        found = self.store.sql.execute("SELECT DISTINCT kind FROM records ORDER BY kind").fetchall()
        return {prefix: self.setting.vocabulary.kind(prefix) for (prefix,) in found}

    @cached_property
    def calendars(self) -> list[str | None]:
        """Teams with a calendar of their own, by number; number 0 is the company's."""
        return [None, *sorted(self.setting.company.calendars)]

    @cached_property
    def plain_kinds(self) -> list[str]:
        """The kinds that plain records are of."""
        found = self.store.sql.execute("SELECT DISTINCT kind FROM cases WHERE plain ORDER BY kind").fetchall()
        return [kind for (kind,) in found]

    @cached_property
    def has_bulk(self) -> bool:
        return "bulk" in self.store.ways

    @cached_property
    def range(self) -> tuple[Instant, Instant]:
        """When the first and the last event counted."""
        first, last = self.store.sql.execute("SELECT min(opened), max(ended) FROM cases").fetchall()[0]
        return (self.setting.at, self.setting.at) if first is None else (int(first), int(last))

    def counting(self, most: int) -> str:
        """A table of the numbers k = 1 to `most`."""
        name = f"counting_{most}"
        if name not in self.spans:
            self.spans.add(name)
            self.store.sql.execute(
                f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT range AS k FROM range(1, {most} + 1)"
            )
        return name

    # --- making it ----------------------------------------------------------------------------------------------------

    @classmethod
    def of(cls, store: Store, setting: Setting) -> "Timeline":
        """The timeline of a store's log under a setting."""
        timeline = cls(store, setting)
        run = store.sql.execute
        for table in (
            "late",
            "tie_names",
            "ties",
            "events",
            "seen",
            "marks",
            "marked",
            "stage_moves",
            "kinds",
            "teams",
        ):
            run(f"DROP TABLE IF EXISTS {table}")
        for table in ("judged", "closers", "cases"):
            run(f"DROP TABLE IF EXISTS {table}")
        timeline._order()
        timeline._tie()
        timeline._describe()
        timeline._list_moves()
        return timeline

    def _order(self) -> None:
        store = self.store
        store.sql.execute(LATE)
        late = pa.table(dict(zip(("sequence", "moment"), _columns(self._late(), 2), strict=True)), schema=_LATE)
        if late.num_rows:
            store.insert("late", late)
        join = "LEFT JOIN late ON late.sequence = log.sequence" if late.num_rows else ""
        moment = "coalesce(late.moment, occurred)" if late.num_rows else "occurred"
        query = EVENTS.replace("coalesce(late.moment, occurred)", moment)
        store.sql.execute(query.format(late=join, at=self.setting.at))

    def _late(self) -> Iterator[tuple[int, Instant]]:
        """What people recorded so late that it counts when it was recorded."""
        store, counts = self.store, self.setting.company.counts
        ways = _listed(n for n, way in enumerate(store.ways.all) if way not in AS_OCCURRED)
        rows = store.rows(
            "SELECT sequence, code, occurred, recorded, doer, way, NULL, NULL FROM log "
            f"WHERE recorded > occurred + {SURELY_IN_TIME} AND way IN ({ways}) AND doer IN ({_listed(self.people)})"
        )
        for row in rows:
            event = store.event("", row)
            if (moment := counts(event)) != event.occurred:
                yield event.sequence, moment

    def _tie(self) -> None:
        store = self.store
        store.sql.execute(TIES)
        ties = list(_columns(self._ties(), 3))
        if ties[0]:
            store.insert("tie_names", pa.table(dict(zip(("child", "parent", "down"), ties, strict=True))))
        store.sql.execute(TIES_BY_NUMBER)

    def _ties(self) -> Iterator[tuple[str, str, bool]]:
        """Records that are one link away, the one whose activities count for the other first (down), if either's do."""
        at, kind = self.setting.at, self.setting.vocabulary.kind
        rows = self.store.rows(
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

    def _describe(self) -> None:
        """A row for each record: when it opened and closed, whose it is, and whether it is plain."""
        store, setting = self.store, self.setting
        run, company = store.sql.execute, setting.company
        closing = self.codes_named(setting.closed_by)
        run(CASES.format(closing=_listed(closing)))
        states = ", ".join(f"'{state}'" for state in sorted(CLOSING))
        run(MARKS.format(closing=states))
        run(MARKED)
        run("CREATE TABLE kinds (prefix VARCHAR, kind VARCHAR, plain BOOLEAN, owned BOOLEAN, from_log BOOLEAN)")
        for prefix, kind in self.kinds.items():
            row = [prefix, kind.name, not kind.activity, kind.owned, kind.from_log]
            run("INSERT INTO kinds VALUES (?, ?, ?, ?, ?)", row)
        people = _listed(self.people)
        run(JOINED.format(people=people, all_closed=setting.all_closed))
        run(LAST_PERSON.format(people=people, doers=max(1, len(store.doers))))
        run("CREATE TABLE teams (doer INTEGER, calendar INTEGER)")
        if company.calendars:
            teams = [(n, company.team(name)) for n, name in enumerate(store.doers.all)]
            rows = [(n, self.calendars.index(team)) for n, team in teams if team in company.calendars]
            if rows:
                run(f"INSERT INTO teams VALUES {', '.join(map(str, rows))}")
        away = {absence.who for absence in company.absences}
        run(
            FINISHED.format(
                created=_listed(n for n, (do, _) in enumerate(store.doings.all) if do == "create"),
                imports=_listed(n for n, way in enumerate(store.ways.all) if way == "import"),
                absent=_listed(n for n, name in enumerate(store.doers.all) if name in away),
            )
        )

    def _list_moves(self) -> None:
        """Keep the events of plain records alone, and list their moves once more under the codes of moves."""
        run = self.store.sql.execute
        if self.store.one("SELECT count(*) FROM cases WHERE NOT plain"):
            run("DELETE FROM events WHERE record IN (SELECT record FROM cases WHERE NOT plain)")
        run(
            "CREATE TABLE stage_moves AS SELECT record, entry, moment, sequence, doer, way, stage, closes FROM ("
            "SELECT *, lag(stage) OVER (PARTITION BY record ORDER BY entry) AS before FROM ("
            "SELECT record, entry, moment, sequence, doer, way, closes, "
            f"CASE WHEN state IN ({', '.join(map(repr, sorted(CLOSING)))}) THEN state ELSE stage END AS stage "
            "FROM marks WHERE record IN (SELECT record FROM cases WHERE plain)) WHERE stage IS NOT NULL"
            ") WHERE before IS NULL OR before <> stage"
        )
        for stage, code in self.moved.items():
            run(
                f"INSERT INTO events SELECT record, entry, moment, sequence, {code}, doer, way FROM stage_moves "
                "WHERE stage = ?",
                [stage],
            )

    def codes_named(self, names: Iterable[str]) -> list[int]:
        """The codes of a log's events by name: "NAME" whatever its transition, "NAME+TRANSITION" with that one."""
        return self.codes_of(f'"{name}"' for name in names)

    def codes_of(self, doings: Iterable[str]) -> list[int]:
        wanted = set(doings)
        return [
            n
            for n, (do, transition) in enumerate(self.store.doings.all)
            if do in wanted or (transition and f'{do[:-1]}+{transition}"' in wanted)
        ]


_LATE = pa.schema([("sequence", pa.int64()), ("moment", pa.int64())])


def _listed(numbers: Iterable[int]) -> str:
    """Numbers for an IN (...); -1 stands for none."""
    return ", ".join(map(str, numbers)) or "-1"


def _columns(rows: Iterable[tuple[object, ...]], width: int) -> list[list[object]]:
    found = list(rows)
    return [list(column) for column in zip(*found, strict=True)] if found else [[] for _ in range(width)]
