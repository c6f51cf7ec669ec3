"""A log of any size in DuckDB: taken in batch by batch, clustered by record, and read back record by record.

Here lives what was logged, as it was logged. In which order it counts lives in timeline.py; nothing here knows a rule.
Past 300 lines, since what is written here is read here: the tables are nobody else's to know.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import batched, count
from pathlib import Path
from platform import node
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from typing import Any
from weakref import finalize

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from ingrain.engine.checked import LogFigures
from ingrain.method.company import Company
from ingrain.method.events import NOTHING, Event, Instant, Value
from ingrain.method.history import filled
from ingrain.method.vocabulary import CLOSING

type Progress = Callable[[str, int, int], None]
"""Called now and then with what is being done, how much of it is done, and how much there is (0: nobody knows)."""

MEMORY = "48MB"
"""What DuckDB may hold; the rest spills into the store's folder. Python and pyarrow come on top."""

MARKS = ("owner", "stage", "state")
"""The fields of which SQL has to know: who answers for a record, and whether it is closed."""

# Each run of events of one record gets a number. Where a record comes back later, its runs get the number of the first,
# and the log is sorted; where none does, as in most logs, it lies by record already.
LOGGED = """
CREATE OR REPLACE TABLE runs (record INTEGER, name VARCHAR);
CREATE OR REPLACE TABLE log (
    record INTEGER, sequence BIGINT, code INTEGER, occurred BIGINT, recorded BIGINT, doer INTEGER, way INTEGER,
    owner INTEGER, stage VARCHAR, state VARCHAR, odd BOOLEAN, fields VARCHAR, links VARCHAR
);
"""
CLUSTERED = """
CREATE OR REPLACE TABLE firsts AS SELECT name, min(record) AS record FROM runs GROUP BY name;
CREATE OR REPLACE TABLE numbers AS
SELECT runs.record AS run, firsts.record FROM runs JOIN firsts USING (name);
CREATE OR REPLACE TABLE log AS
SELECT numbers.record, log.* EXCLUDE (record) FROM log JOIN numbers ON log.record = numbers.run
ORDER BY numbers.record, log.sequence;
CREATE OR REPLACE TABLE runs AS SELECT record, name FROM firsts;
DROP TABLE firsts;
DROP TABLE numbers;
"""
RECORDS = """
CREATE OR REPLACE TABLE records AS SELECT record, name, split_part(name, '/', 1) AS kind FROM runs;
DROP TABLE runs;
"""

READ = """
SELECT log.record, sequence, code, occurred, recorded, doer, way, fields, links FROM log
"""


class Numbers[T]:
    """Things by number, in the order in which they were met."""

    def __init__(self) -> None:
        self.all: list[T] = []
        self._numbers: dict[T, int] = {}

    def of(self, thing: T) -> int:
        """The number of a thing; a new one where it wasn't met before."""
        if thing not in self._numbers:
            self._numbers[thing] = len(self.all)
            self.all.append(thing)
        return self._numbers[thing]

    def __contains__(self, thing: T) -> bool:
        return thing in self._numbers

    def __len__(self) -> int:
        return len(self.all)


class Store:
    """A log in DuckDB.

    doings: (do, transition) by code. doers: the names of who did something or owns something, by number.
    ways: ways in (`through`), by number. size: events, and numbers of records (some may not be taken).
    folder: where it lies and spills; a temporary one where none is given.
    in_memory: nothing is written, for a small log.
    """

    def __init__(
        self, folder: Path | None = None, *, memory: str = MEMORY, threads: int = 2, in_memory: bool = False
    ) -> None:
        if folder is None:
            sweep()
        self.folder = folder or Path(mkdtemp(prefix=f"{_mark()}{os.getpid()}-"))
        if folder is None:
            finalize(self, rmtree, self.folder, ignore_errors=True)  # a store that nobody closes leaves nothing behind
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "store.duckdb"
        path.unlink(missing_ok=True)
        self.sql = duckdb.connect(
            ":memory:" if in_memory else str(path),
            config={
                "memory_limit": memory,
                "threads": threads,
                "temp_directory": str(self.folder / "spill"),
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self.doings: Numbers[tuple[str, str | None]] = Numbers()
        self.doers: Numbers[str] = Numbers()
        self.ways: Numbers[str] = Numbers()
        self.size = (0, 0)
        self._names = (f"rows_{n}" for n in count())

    def close(self) -> None:
        self.sql.close()

    # --- taking in ----------------------------------------------------------------------------------------------------

    def take_in(self, batches: Iterable[pa.RecordBatch], progress: Progress | None = None) -> None:
        """Take in a log: batches of events with the columns of an Event, `values` and `links` as JSON or null."""
        self.doings, self.doers, self.ways = Numbers(), Numbers(), Numbers()
        self._runs, self._last = 0, None
        self.sql.execute(LOGGED)
        taken = 0
        for batch in batches:
            if batch.num_rows:
                self.insert("log", self._coded(batch))
            taken += batch.num_rows
            if progress:
                progress("reading", taken, 0)
        if self.one("SELECT count(*) - count(DISTINCT name) FROM runs"):
            self.sql.execute(CLUSTERED)
        self.sql.execute(RECORDS)
        self.size = taken, int(self.one("SELECT coalesce(max(record) + 1, 0) FROM records"))

    def insert(self, table: str, rows: pa.Table | pa.RecordBatch) -> None:
        name = next(self._names)
        self.sql.register(name, rows)
        self.sql.execute(f"INSERT INTO {table} SELECT * FROM {name}")
        self.sql.unregister(name)

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert rows into a table, some at a time."""
        for some in batched(rows, 20_000):
            self.insert(table, pa.table(dict(zip(columns, map(list, zip(*some, strict=True)), strict=True))))

    def _numbers_of_runs(self, records: Any) -> pa.Array:
        """A number for each run of events of the same record; new ones are listed in `runs`."""
        before = pa.concat_arrays([pa.array([self._last], pa.string()), records.slice(0, len(records) - 1)])
        new = pc.fill_null(pc.not_equal(records, before), fill_value=True)
        numbers = pc.cast(pc.add(pc.cumulative_sum(pc.cast(new, pa.int32())), self._runs - 1), pa.int32())
        names = records.filter(new)
        self.insert("runs", pa.table({"record": numbers.filter(new), "name": names}))
        self._runs, self._last = self._runs + len(names), records[-1].as_py()
        return numbers

    def _coded(self, batch: pa.RecordBatch) -> pa.Table:
        column = {name: batch.column(name) for name in batch.schema.names}
        marks = [self._marks(text) for text in column["values"].to_pylist()] if _any_marks(column["values"]) else None
        rows = batch.num_rows
        owner, stage, state, odd = zip(*marks, strict=True) if marks else ([None] * rows,) * 3 + ([False] * rows,)
        return pa.table(
            {
                "record": self._numbers_of_runs(column["record"]),
                "sequence": column["sequence"],
                "code": self._doings_of(column["do"], column["transition"]),
                "occurred": column["occurred"],
                "recorded": column["recorded"],
                "doer": _numbered(column["by"], self.doers),
                "way": _numbered(column["through"], self.ways),
                "owner": pa.array(owner, pa.int32()),
                "stage": pa.array(stage, pa.string()),
                "state": pa.array(state, pa.string()),
                "odd": pa.array(odd, pa.bool_()),
                "fields": column["values"],
                "links": column["links"],
            }
        )

    def _doings_of(self, do: Any, transition: Any) -> pa.Array:
        """One code for what was done and its transition; \\1 stands for no transition at all."""
        pairs = pc.binary_join_element_wise(do, pc.fill_null(transition, "\1"), "\0").dictionary_encode()
        codes = []
        for pair in pairs.dictionary.to_pylist():
            done, _, step = pair.rpartition("\0")
            codes.append(self.doings.of((done, None if step == "\1" else step)))
        return pa.array(codes, pa.int32()).take(pairs.indices)

    def _marks(self, text: str | None) -> tuple[int | None, str | None, str | None, bool]:
        """Owner, stage and state that an event set, and whether it is odd: it cleared one, or closed in two ways."""
        values: Mapping[str, Value] = json.loads(text) if text else NOTHING
        owner, stage, state = (values.get(field) for field in MARKS)
        cleared = any(values[field] is None for field in ("stage", "state") if field in values)
        stage, state = (None if value is None else str(value).casefold() for value in (stage, state))
        return (
            self.doers.of(str(owner)) if filled(owner) else None,
            stage,
            state,
            cleared or (stage in CLOSING and state in CLOSING and stage != state),
        )

    # --- reading back -------------------------------------------------------------------------------------------------

    def number_of(self, record: str) -> int | None:
        found = self.sql.execute("SELECT record FROM records WHERE name = ?", [record]).fetchone()
        return None if found is None else int(found[0])

    def numbers_of(self, records: Sequence[str]) -> dict[str, int]:
        """The numbers of those of these records that the log has."""
        found = self.sql.execute("SELECT name, record FROM records WHERE name IN (SELECT unnest(?))", [list(records)])
        return dict(found.fetchall())

    def story(self, record: str) -> list[Event]:
        """What happened to a record, in the order of the log."""
        number = self.number_of(record)
        if number is None:
            return []
        rows = self.sql.execute(f"{READ} WHERE record = {number} ORDER BY sequence").fetchall()
        return [self.event(record, row[1:]) for row in rows]

    def rows(self, query: str, *given: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, streaming, on a cursor of its own (which sees no temporary tables)."""
        with self.sql.cursor() as cursor:
            cursor.execute(query, given)
            while some := cursor.fetchmany(10_000):
                yield from some

    def event(self, record: str, row: Sequence[Any]) -> Event:
        """The event of a row: sequence, code, occurred, recorded, doer, way, fields, links."""
        sequence, code, occurred, recorded, doer, way, fields, links = row
        do, transition = self.doings.all[code]
        return Event(
            sequence=sequence,
            record=record,
            do=do,
            occurred=occurred,
            recorded=recorded,
            by=None if doer is None else self.doers.all[doer],
            values=json.loads(fields) if fields else NOTHING,
            links=tuple(json.loads(links)) if links else (),
            through=self.ways.all[way],
            transition=transition,
        )

    # --- what it held -------------------------------------------------------------------------------------------------

    def last(self) -> Instant:
        """When the last event was recorded; 0 in an empty log."""
        return int(self.one("SELECT coalesce(max(recorded), 0) FROM log"))

    def seen(self, company: Company) -> frozenset[str]:
        """The people who did something."""
        doers = self.sql.execute("SELECT DISTINCT doer FROM log WHERE doer IS NOT NULL").fetchall()
        return frozenset(name for (doer,) in doers if company.is_person(name := self.doers.all[doer]))

    def figures(self, company: Company) -> LogFigures:
        doers = dict(self.sql.execute("SELECT doer, count(*) FROM log GROUP BY doer").fetchall())
        people = {doer for doer in doers if doer is not None and company.is_person(self.doers.all[doer])}
        nobody = doers.pop(None, 0)
        events = nobody + sum(doers.values())
        return LogFigures(
            events=events,
            records=int(self.one("SELECT count(*) FROM records")),
            people=len(people),
            machine_events=events - nobody - sum(doers[doer] for doer in people),
            nobody_events=nobody,
        )

    def one(self, query: str) -> Any:
        """The one value that a query answers with."""
        found = self.sql.execute(query).fetchone()
        return found[0] if found else None


def sweep() -> None:
    """Remove the temporary stores of processes that are gone: one that was killed couldn't do it itself."""
    if os.name != "posix":
        return  # elsewhere asking whether a process lives may end it
    mark = _mark()
    for folder in Path(gettempdir()).glob(f"{mark}*-*"):
        owner = folder.name.removeprefix(mark).partition("-")[0]
        with suppress(FileNotFoundError):  # another may sweep at the same time
            if owner.isdecimal() and not _lives(int(owner)) and folder.lstat().st_uid == os.getuid():
                rmtree(folder, ignore_errors=True)


def _mark() -> str:
    """How temporary stores of this machine begin; another one may share the folder, and has processes of its own."""
    return f"ingrain-{''.join(filter(str.isalnum, node()))}-"


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # somebody else's
    return True


def _any_marks(values: Any) -> bool:
    return any(pc.any(pc.match_substring(values, f'"{field}"')).as_py() for field in MARKS)


def _numbered(column: Any, numbers: Numbers[str]) -> pa.Array:
    """A column of names as numbers; null stays null."""
    coded = column.dictionary_encode()
    found = pa.array([numbers.of(name) for name in coded.dictionary.to_pylist()], pa.int32())
    return found.take(coded.indices)
