"""Rows of a table -> batches of events: DuckDB reads times, writes values as JSON and sorts out what can't be kept.

Which column says what lives in headings.py, how times are written in cultures.py; files are read in delimited.py and
parquet.py.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from ingrain.logs import report as odd
from ingrain.logs.clock import offset_sql
from ingrain.logs.columns import SCHEMA
from ingrain.logs.cultures import Ambiguous, DateOrder, Reading, reading_of, shape_sql
from ingrain.logs.log import Options
from ingrain.logs.report import Oddity, Report, UnableToReadLog
from ingrain.logs.times import EARLIEST, LATEST, ZERO
from ingrain.logs.typed import as_json, as_text, is_text, microseconds

FAULTS = {o.name: o for o in (odd.NO_CASE, *odd.TIMELESS, odd.NO_ACTIVITY)}
MONTHS = 12
EITHER = "^[^0-9]*([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]"
"""A date in which the day or the month may come first."""

SAID_OF_CASE_TOO = (
    "concat_ws(',', CASE WHEN record IS DISTINCT FROM lag(record) OVER (ORDER BY sequence) THEN of_case END, own)"
)
"""A column that says the same on each row of a case is read where the rows of one begin."""

type Times = Callable[[], Iterator[pa.Array]]
"""Reads the column of times again, from the start."""


class Rows:
    """Turns the rows of one table into events, batch by batch, and counts what is wrong with them."""

    def __init__(
        self,
        name: str,
        options: Options,
        report: Report,
        *,
        roles: dict[str, str],
        schema: pa.Schema,
        times: Times,
        numbers_are_text: bool = False,
    ) -> None:
        self._name = name
        self._options = options
        self._report = report
        self._time_type = schema.field(roles["time"]).type
        self._times = times
        self._order: DateOrder | None = options.dates
        self._readings: list[Reading] = []
        self._base = _base_sql(options, roles, schema, numbers_are_text)
        self._said = SAID_OF_CASE_TOO if any(name.startswith("case:") for name in _others(roles, schema)) else "own"
        self._last: tuple[str, int] | None = None
        self._duck = duckdb.connect(config={"threads": 1})

    def read(self, batch: pa.RecordBatch, *, first: int, row_of: Callable[[int], int]) -> pa.RecordBatch:
        """The events of a batch of rows. first: the sequence of its first row; row_of: sequence -> row in the file."""
        names = [f"c{place}" for place in range(batch.num_columns)]
        self._duck.register("batch", pa.Table.from_batches([batch.rename_columns(names)]))
        self._duck.execute(f"CREATE OR REPLACE TEMP TABLE base AS {self._base}", {"first": first})
        self._duck.unregister("batch")
        timed = f"(SELECT *, {self._timed_sql(row_of)} FROM base)"
        self._duck.execute(f"CREATE OR REPLACE TEMP TABLE told AS {self._told_sql(timed)}")
        self._note_faults(row_of)
        events = self._events()
        self._note_order(events, row_of)
        self._report.events += events.num_rows
        return events

    # --- times --------------------------------------------------------------------------------------------------------

    def _timed_sql(self, row_of: Callable[[int], int]) -> str:
        """The columns `micros` and `zoned`."""
        if not is_text(self._time_type):
            return f"stamp AS micros, {'true' if _is_zoned(self._time_type) else 'false'} AS zoned"
        # What is known so far is tried on all rows; shapes, which cost more, are made only of what it doesn't read.
        unread = self._ask(
            f"""
            SELECT {shape_sql("time")} AS shape, arg_min(time, sequence), min(sequence) FROM base
            WHERE time IS NOT NULL AND {self._micros()} IS NULL GROUP BY shape
            """
        )
        for _, example, row in unread:
            reading = self._learn(example, row_of(row))
            if reading and reading not in self._readings:
                self._readings.append(reading)
        return f"{self._micros()} AS micros, {self._zoned()} AS zoned"

    def _micros(self) -> str:
        return f"coalesce({', '.join(['NULL::BIGINT', *(reading.sql for reading in self._readings)])})"

    def _zoned(self) -> str:
        """Each row is zoned as the first reading is that fits it; mostly all are alike."""
        zoned = [reading.zoned for reading in self._readings]
        if len(set(zoned)) < 2:
            return str(any(zoned)).lower()
        whens = (f"WHEN {reading.sql} IS NOT NULL THEN {str(reading.zoned).lower()}" for reading in self._readings)
        return f"CASE {' '.join(whens)} ELSE true END"

    def _learn(self, example: str, row: int) -> Reading | None:
        try:
            return reading_of(example, self._order)
        except Ambiguous:
            self._order = self._order_of_dates(example, row)
            return reading_of(example, self._order)

    def _order_of_dates(self, example: str, row: int) -> DateOrder:
        """Whether the day or the month comes first, from the first row where one of them is past twelve."""
        for times in self._times():
            parts = pc.extract_regex(times, r"^[^0-9]*(?P<first>[0-9]{1,2})[/-](?P<second>[0-9]{1,2})[/-][0-9]")
            first, second = (pc.max(pc.cast(part, pa.int64())).as_py() for part in parts.flatten())
            if (first or 0) > MONTHS:
                return "day first"
            if (second or 0) > MONTHS:
                return "month first"
        raise UnableToReadLog(
            f"{self._name}, row {row}: “{example}” may be a day and a month or a month and a day, and no other row "
            "settles it: say --dates day-first or --dates month-first."
        )

    # --- what is kept -------------------------------------------------------------------------------------------------

    def _told_sql(self, timed: str) -> str:
        """The rows with the instant at which each occurred, and what is wrong with it, if anything."""
        low, high = self._ask(
            f"SELECT min(micros), max(micros) FROM {timed} WHERE NOT zoned AND micros BETWEEN {EARLIEST} AND {LATEST}"
        )[0]
        offset = "0" if low is None else offset_sql("micros", self._options.tz, low, high)
        occurred = (
            f"CASE WHEN zoned OR micros NOT BETWEEN {EARLIEST} AND {LATEST} THEN micros ELSE micros - ({offset}) END"
        )
        return f"""
            SELECT *, CASE
                WHEN record IS NULL THEN '{odd.NO_CASE.name}'
                WHEN time IS NULL THEN '{odd.NO_TIME.name}'
                WHEN micros IS NULL AND {self._contradicts()} THEN '{odd.CONTRADICTING_DATE.name}'
                WHEN micros IS NULL THEN '{odd.UNREADABLE_TIME.name}'
                WHEN occurred NOT BETWEEN {EARLIEST} AND {LATEST - 1} OR abs(occurred) <= {ZERO}
                    THEN '{odd.IMPOSSIBLE_TIME.name}'
                WHEN activity IS NULL THEN '{odd.NO_ACTIVITY.name}'
            END AS fault
            FROM (SELECT *, {occurred} AS occurred FROM {timed})
        """

    def _contradicts(self) -> str:
        """A date that can be read in the other order alone: more of the column may be meant so, unseen."""
        if self._order is None or not is_text(self._time_type):
            return "false"
        day, month = (1, 2) if self._order == "day first" else (2, 1)
        number = f"TRY_CAST(regexp_extract(time, '{EITHER}', %d) AS INTEGER)"
        # Of which year it is doesn't matter to most dates; 2000 has every day.
        other_way = f"TRY_CAST('2000-' || {number % day} || '-' || {number % month} AS DATE)"
        return f"{number % month} > {MONTHS} AND {other_way} IS NOT NULL"

    def _note_faults(self, row_of: Callable[[int], int]) -> None:
        for fault, count, row, time in self._ask(
            """
            SELECT fault, count(*), min(sequence), arg_min(time, sequence) FROM told WHERE fault IS NOT NULL GROUP BY 1
            """
        ):
            oddity = FAULTS[fault]
            shown = f": “{time}”" if oddity in odd.TIMELESS and time is not None else ""
            if oddity is odd.CONTRADICTING_DATE and self._order:
                shown += f"; all were read {self._order.replace(' ', '-')}, see --dates"
            self._report.note(oddity, f"in row {row_of(row)}{shown}", count)
        self._note_where("NOT zoned", odd.NAIVE_TIME, f", taken as {self._options.zone}", row_of)
        if self._options.now is not None:
            self._note_where(f"occurred > {self._options.now}", odd.FUTURE_TIME, "", row_of)

    def _note_where(self, condition: str, oddity: Oddity, remark: str, row_of: Callable[[int], int]) -> None:
        count, row, time = self._ask(
            f"SELECT count(*), min(sequence), arg_min(time, sequence) FROM told WHERE fault IS NULL AND {condition}"
        )[0]
        if count:
            self._report.note(oddity, f"in row {row_of(row)}: “{time}”{remark}", count)

    def _events(self) -> pa.RecordBatch:
        table = self._duck.sql(
            f"""
            SELECT sequence, record, "do", transition, occurred, occurred AS recorded, person AS "by",
                'connector' AS through, nullif('{{' || said || '}}', '{{}}') AS "values", CAST(NULL AS VARCHAR) AS links
            FROM (
                SELECT *, '"' || activity || '"' AS "do", {self._said} AS said
                FROM told WHERE fault IS NULL
            )
            """
        ).to_arrow_table()
        table = table.cast(SCHEMA).combine_chunks()
        return pa.RecordBatch.from_arrays(
            [column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in table.columns],
            schema=SCHEMA,
        )

    def _note_order(self, events: pa.RecordBatch, row_of: Callable[[int], int]) -> None:
        """Count events that stand after a later one of their record, as far as one batch and its border show.

        In a file sorted by case or by time that is all of them; in another, most.
        """
        if not events.num_rows:
            return
        self._duck.register("events", events)
        count, row = self._ask(
            """
            SELECT count(*), min(sequence) FROM (
                SELECT sequence, occurred < lag(occurred) OVER (PARTITION BY record ORDER BY sequence) AS early
                FROM events
            ) WHERE early
            """
            if _may_be_out_of_order(events)
            else "SELECT 0, NULL"
        )[0]
        self._duck.unregister("events")
        ends = [(events["record"][place].as_py(), events["occurred"][place].as_py()) for place in (0, -1)]
        if self._last and self._last[0] == ends[0][0] and self._last[1] > ends[0][1]:
            count, row = count + 1, events["sequence"][0].as_py()
        self._last = ends[1]
        if count:
            self._report.note(odd.OUT_OF_ORDER, f"in row {row_of(row)}", count)

    def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self._duck.execute(sql).fetchall()


def _may_be_out_of_order(events: pa.RecordBatch) -> bool:
    """Whether some event is earlier than the one before it, and that isn't merely where another record begins."""
    record, occurred = events["record"], events["occurred"]
    earlier = pc.less(occurred[1:], occurred[:-1])
    if not pc.any(earlier).as_py():
        return False
    same = pc.equal(record[1:], record[:-1])
    if pc.any(pc.and_(earlier, same)).as_py():
        return True
    runs = len(record) - (pc.sum(same).as_py() or 0)
    return bool(pc.count_distinct(record).as_py() < runs)


def _is_zoned(time_type: pa.DataType) -> bool:
    """A number counts from 1970 in UTC; a timestamp says whether it has a zone."""
    if pa.types.is_timestamp(time_type):
        return time_type.tz is not None
    return not pa.types.is_date(time_type)


def _base_sql(options: Options, roles: dict[str, str], schema: pa.Schema, numbers_are_text: bool) -> str:
    """Each row's role columns as text, what it says besides as JSON members, of the event and of its case."""
    places: dict[str, tuple[str, pa.DataType]] = {
        name: (f"c{place}", schema.field(place).type) for place, name in enumerate(schema.names)
    }
    role = {role: as_text(*places[column]) for role, column in roles.items()}
    stamp = microseconds(*places[roles["time"]])
    members: dict[bool, list[str]] = {True: [], False: []}
    for name in _others(roles, schema):
        key = json.dumps(name.removeprefix("case:"), ensure_ascii=False)
        value = as_json(*places[name], zone=options.zone, numbers_are_text=numbers_are_text)
        members[name.startswith("case:")].append(f"{_quoted(f'{key}:')} || {value}")
    return f"""
        SELECT $first + row_number() OVER () - 1 AS sequence,
            {_quoted(f"{options.record}/")} || {role["case"]} AS record,
            {role["activity"]} AS activity,
            {role.get("transition", "CAST(NULL AS VARCHAR)")} AS transition,
            {role["time"]} AS time,
            {stamp} AS stamp,
            {role.get("person", "CAST(NULL AS VARCHAR)")} AS person,
            {_joined(members[False])} AS own,
            {_joined(members[True])} AS of_case
        FROM batch
    """


def _others(roles: dict[str, str], schema: pa.Schema) -> list[str]:
    """The columns that say something besides."""
    return [name for name in schema.names if name not in roles.values()]


def _joined(members: list[str]) -> str:
    return f"nullif(concat_ws(',', {', '.join(members)}), '')" if members else "CAST(NULL AS VARCHAR)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
