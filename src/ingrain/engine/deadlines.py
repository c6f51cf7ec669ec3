"""Due moments as a table: a calendar's time cut where it changes its pace, so that a deadline is a look-up (§5).

Between two cuts a due moment either stands still (night, weekend, whole days) or moves along with its start. Which
cuts there are is worked out here; what a span of time means is the method's Calendar alone.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pyarrow as pa
from sqlglot import exp

from ingrain.engine.sql import Sql, all_of, col, num
from ingrain.engine.timeline import Timeline
from ingrain.method.calendar import DAY, ELAPSED, HOUR, SECOND, Calendar
from ingrain.method.events import Instant
from ingrain.method.rules import Duration

MINUTE = 60 * SECOND
BEFORE_ALL_TIME = 200 * 365 * DAY
"""Added before dividing into days, so that no day number is negative: databases round those differently."""

COLUMNS = ("calendar", "times", "day", "since", "until", "due", "pace")
"""Whose calendar, how many times the span, the day (counted from far back), from, to, the due moment of what starts at
`since`, and 1 where it moves along with the start, otherwise 0."""

type Piece = tuple[Instant, Instant, Instant, int]
"""since, until, due and pace."""


def due(
    query: exp.Select, start: Sql, calendar: Sql, span: Duration, table: str | None, times: Sql | None = None
) -> tuple[exp.Select, Sql]:
    """A query with what it takes to know when a span (or `times` of it) from `start` has run out, and that moment.

    table: made by `table_of`; None for elapsed time, which needs none.
    """
    if table is None:
        length = num(span.number * ELAPSED[span.unit])
        return query, start + (length if times is None else length * times)
    piece = "piece"
    day = exp.IntDiv(this=exp.Paren(this=start + num(BEFORE_ALL_TIME)), expression=num(DAY))
    on = all_of(
        col("calendar", piece).eq(calendar),
        col("times", piece).eq(num(1) if times is None else times),
        col("day", piece).eq(day),
        start >= col("since", piece),
        start < col("until", piece),
    )
    moves = (start - col("since", piece)) * col("pace", piece)
    return query.join(exp.to_table(table).as_(piece), on=on, copy=False), col("due", piece) + moves


def table_of(timeline: Timeline, span: Duration, most: int = 1) -> str | None:
    """The table of due moments of a span, and of up to `most` times it, for every calendar; None: elapsed time."""
    if span.unit in ELAPSED:
        return None
    name = f"due_{span.number}_{span.unit.replace(' ', '_')}_{most}"
    if name in timeline.spans:
        return name
    timeline.spans.add(name)
    store = timeline.store
    store.sql.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({', '.join(f'{column} BIGINT' for column in COLUMNS)})")
    columns = zip(*_rows(timeline, span, most), strict=True)
    store.insert(name, pa.table({c: pa.array(v, pa.int64()) for c, v in zip(COLUMNS, columns, strict=True)}))
    return name


def _rows(timeline: Timeline, span: Duration, most: int) -> Iterator[tuple[int, ...]]:
    company = timeline.setting.company
    for number, team in enumerate(timeline.calendars):
        calendar = company.calendars[team] if team else company.calendar_of(None)
        for times in range(1, most + 1):
            longer = Duration(span.number * times, span.unit)
            yield from ((number, times, *piece) for piece in _by_day(_pieces(calendar, longer, *timeline.range)))


def _by_day(pieces: Iterable[Piece]) -> Iterator[tuple[int, Instant, Instant, Instant, int]]:
    """Pieces cut at the days (of UTC) by which they are looked up."""
    for since, until, due_moment, pace in pieces:
        day = (since + BEFORE_ALL_TIME) // DAY
        start = since
        while start < until:
            end = min(until, (day + 1) * DAY - BEFORE_ALL_TIME)
            yield day, start, end, due_moment + pace * (start - since), pace
            start, day = end, day + 1


def _pieces(calendar: Calendar, span: Duration, first: Instant, last: Instant) -> Iterator[Piece]:
    """The pieces over [first, last]."""
    days = [calendar.day(first) - timedelta(1), calendar.day(last) + timedelta(2)]
    cuts = sorted({*_cuts(calendar, span, *days)})
    for since, until in pairwise(cuts):
        if until <= first or since > last:
            continue
        begins, ends = calendar.after(since, span), calendar.after(until - 1, span)
        yield since, until, begins, int(ends > begins)


def _cuts(calendar: Calendar, span: Duration, first: date, last: date) -> Iterator[Instant]:
    """Where the pace may change: at midnights and changes of the clocks, and as the unit has it."""
    day = first
    while day <= last:
        midnight = datetime.combine(day, time.min)
        yield calendar.moment(midnight)
        yield calendar.moment(midnight.replace(tzinfo=calendar.tz, fold=1))
        start, end = calendar.start(day), calendar.end(day)
        change = _change(calendar, start, end)
        if change is not None:
            yield change
        if span.unit == "month":
            yield from _cuts_of_a_month_later(calendar, span, start, end)
        day += timedelta(1)
    if span.unit == "working hour":
        yield from _cuts_of_opening_hours(calendar, span, first, last)


def _change(calendar: Calendar, start: Instant, end: Instant) -> Instant | None:
    """The instant of a day at which the clocks change, if they do."""
    offset = calendar.local(start).utcoffset()
    if calendar.local(end).utcoffset() == offset:
        return None
    while end - start > 1:
        middle = (start + end) // 2
        start, end = (middle, end) if calendar.local(middle).utcoffset() == offset else (start, middle)
    return end


def _cuts_of_a_month_later(calendar: Calendar, span: Duration, start: Instant, end: Instant) -> Iterator[Instant]:
    """Where the clocks change on the day on which a span of months runs out; looked for minute by minute."""

    def shift(instant: Instant) -> int:
        return calendar.after(instant, span) - instant

    if shift(start) == shift(end - 1) and _change(calendar, start, end) is None:
        later = calendar.start(calendar.day(calendar.after(start, span)))
        if _change(calendar, later, calendar.end(calendar.day(later))) is None:
            return
    for minute in range(start, end, MINUTE):
        low, high = minute, min(minute + MINUTE, end) - 1
        if shift(low) == shift(high):
            yield minute
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if shift(middle) == shift(low) else (low, middle)
        yield minute
        yield high


def _cuts_of_opening_hours(calendar: Calendar, span: Duration, first: date, last: date) -> Iterator[Instant]:
    """When doors open and close, and from where a span runs out just when they close.

    Working time is a cumulative table: by `before[n]` has been worked when the doors open on the nth day.
    """
    wanted = span.number * HOUR
    doors, before, worked = list[tuple[Instant, Instant]](), list[int](), 0
    day, enough = first, -1
    while day <= last or worked < enough:
        if calendar.is_working(day):
            opens, closes = (calendar.moment(datetime.combine(day, at)) for at in (calendar.opens, calendar.closes))
            doors.append((opens, closes))
            before.append(worked)
            worked += max(0, closes - opens)
        if day == last:
            enough = worked + wanted
        day += timedelta(1)
    for (opens, closes), by_then in zip(doors, before, strict=True):
        yield opens
        yield closes
        runs_out_at_close = by_then + closes - opens - wanted
        n = bisect_left(before, runs_out_at_close + 1) - 1
        if runs_out_at_close >= 0 and n >= 0:
            started = doors[n][0] + runs_out_at_close - before[n]
            yield started
            yield started + 1
