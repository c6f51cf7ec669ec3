"""The table of due moments says what the calendar says, whatever the clocks and doors do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp
from tests.engine.random_worlds import STARTS, ZONES, calendars, durations, instants

from ingrain.engine.arranging import arrange
from ingrain.engine.deadlines import due, table_of
from ingrain.engine.sql import col, num
from ingrain.engine.store import Store
from ingrain.logs.columns import batches_of
from ingrain.method.calendar import Calendar, instant_of
from ingrain.method.company import Company
from ingrain.method.events import Event
from ingrain.method.history import Setting
from ingrain.method.rules import Duration
from ingrain.method.vocabulary import CRM

pytestmark = pytest.mark.exam
HOUR = 3600 * 1_000_000


def due_moments(store: Store, calendar: Calendar, starts: list[int], span: Duration) -> dict[int, int]:
    """When a span has run out, by the table, for each start."""
    events = [Event(n, "case/1", '"A"', start, start, None) for n, start in enumerate(starts, 1)]
    store.take_in(batches_of(events))
    timeline = arrange(store, Setting(Company(calendar=calendar), CRM, max(starts)))
    query = exp.select(col("moment", "t")).from_(exp.to_table("events").as_("t"))
    query, moment = due(query, col("moment", "t"), num(0), span, table_of(timeline, span))
    return dict(store.sql.execute(query.select(moment).sql("duckdb")).fetchall())


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = Store(in_memory=True, threads=1)
    yield store
    store.close()


@given(
    start=st.sampled_from(STARTS),
    calendar=calendars(),
    span=durations.filter(lambda span: span.number or span.unit == "working day"),
    data=st.data(),
)
def test_the_table_says_what_the_calendar_says(
    store: Store, start: date, calendar: Calendar, span: Duration, data: st.DataObject
) -> None:
    starts = sorted(set(data.draw(st.lists(instants(start, 45), min_size=1, max_size=20))))
    assert due_moments(store, calendar, starts, span) == {s: calendar.after(s, span) for s in starts}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("unit", ["working day", "working hour", "month"])
def test_many_half_hours_are_right(store: Store, zone: str, unit: str) -> None:
    calendar = Calendar(zone=zone, opens=time(8, 10), closes=time(17, 35))
    first = instant_of(datetime.combine(date(2026, 1, 1), time.min, UTC))
    starts = [first + n * HOUR // 2 + 7 for n in range(365 * 48 // 5)]
    span = Duration(2, unit)
    assert due_moments(store, calendar, starts, span) == {s: calendar.after(s, span) for s in starts}
