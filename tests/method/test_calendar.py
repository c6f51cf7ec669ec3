"""Working time: deadlines by the calendar against the slow way, minute by minute and day by day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.method.calendar import DAY, HOUR, Calendar, Span, UnableToKeepTime
from ingrain.method.events import Instant
from ingrain.method.rules import Duration

LONDON = Calendar("Europe/London", "GB", "ENG")
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")
instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(lambda t: Calendar().moment(t))
calendars = st.builds(
    Calendar,
    st.sampled_from(ZONES),
    st.sampled_from(["GB", "NL", "US", None]),
    workdays=st.frozensets(st.integers(0, 6), min_size=1),
)


def local(text: str, calendar: Calendar = LONDON) -> Instant:
    return calendar.moment(datetime.fromisoformat(text))


def slow_nth_working_day(calendar: Calendar, day: date, n: int) -> date:
    if n == 0 and calendar.is_working(day):
        return day
    for _ in range(max(n, 1)):
        day += timedelta(1)
        while not calendar.is_working(day):
            day += timedelta(1)
    return day


@given(calendars, instants, st.integers(0, 400))
def test_the_nth_working_day_ends_where_counting_day_by_day_ends(calendar: Calendar, start: Instant, n: int) -> None:
    expected = slow_nth_working_day(calendar, calendar.day(start), n)
    assert calendar.after(start, Duration(n, "working day")) == calendar.start(expected + timedelta(1))


@given(calendars, instants, instants, st.integers(0, 30))
def test_who_starts_later_is_never_due_earlier(calendar: Calendar, one: Instant, two: Instant, n: int) -> None:
    first, second = sorted((one, two))
    for unit in ("hour", "day", "month", "working day", "working hour"):
        assert calendar.after(first, Duration(n, unit)) <= calendar.after(second, Duration(n, unit))


@given(instants, st.integers(1, 40))
def test_working_hours_are_the_open_minutes_counted_one_by_one(start: Instant, hours: int) -> None:
    due = LONDON.after(start, Duration(hours, "working hour"))
    assert start < due
    assert open_time(LONDON, start, due) == hours * HOUR


def open_time(calendar: Calendar, start: Instant, end: Instant) -> int:
    """Microseconds between two instants at which the doors were open."""
    total, day = 0, calendar.day(start)
    while day <= calendar.day(end):
        if calendar.is_working(day):
            opens, closes = (calendar.moment(datetime.combine(day, at)) for at in (calendar.opens, calendar.closes))
            total += max(0, min(end, closes) - max(start, opens))
        day += timedelta(1)
    return total


@given(st.sampled_from(ZONES).map(Calendar), instants)
def test_an_instant_lies_in_its_day_and_a_due_moment_at_midnight_in_the_day_before(
    calendar: Calendar, at: Instant
) -> None:
    day = calendar.day(at)
    assert calendar.start(day) <= at < calendar.end(day)
    assert calendar.day_of_due(calendar.end(day)) == day


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        ("2026-03-28T12:00", Duration(1, "day"), "2026-03-29T13:00"),
        ("2026-10-24T12:00", Duration(24, "hour"), "2026-10-25T11:00"),
        ("2026-10-24T12:00", Duration(1, "week"), "2026-10-31T11:00"),
        ("2026-01-31T12:00", Duration(1, "month"), "2026-02-28T12:00"),
        ("2028-01-31T12:00", Duration(1, "month"), "2028-02-29T12:00"),
        ("2026-11-30T12:00", Duration(14, "month"), "2028-01-30T12:00"),
        ("2026-04-02T12:00", Duration(1, "working day"), "2026-04-08T00:00"),
        ("2026-11-07T12:00", Duration(0, "working day"), "2026-11-10T00:00"),
    ],
)
def test_a_span_runs_out(start: str, span: Duration, due: str) -> None:
    assert LONDON.after(local(start), span) == local(due)


def test_the_earlier_of_two_half_past_ones_is_meant() -> None:
    assert LONDON.local(local("2026-10-25T01:30")).utcoffset() == timedelta(hours=1)


def test_a_day_is_as_long_as_the_clocks_make_it() -> None:
    day = date(2026, 10, 25)
    assert LONDON.end(day) - LONDON.start(day) == DAY + HOUR


@pytest.mark.parametrize(
    ("day", "period", "span"),
    [
        (date(2026, 1, 1), "week", Span("2026-W01", date(2025, 12, 29), date(2026, 1, 5))),
        (date(2027, 1, 1), "week", Span("2026-W53", date(2026, 12, 28), date(2027, 1, 4))),
        (date(2026, 12, 31), "month", Span("2026-12", date(2026, 12, 1), date(2027, 1, 1))),
        (date(2026, 12, 31), "quarter", Span("2026-Q4", date(2026, 10, 1), date(2027, 1, 1))),
        (date(2026, 5, 10), "quarter", Span("2026-Q2", date(2026, 4, 1), date(2026, 7, 1))),
        (date(2026, 5, 10), "year", Span("2026", date(2026, 1, 1), date(2027, 1, 1))),
        (date(2026, 5, 10), "day", Span("2026-05-10", date(2026, 5, 10), date(2026, 5, 11))),
    ],
)
def test_a_calendar_period_has_a_name_and_bounds(day: date, period: str, span: Span) -> None:
    assert Span.around(day, period) == span  # type: ignore[arg-type]


def test_a_calendar_without_a_working_day_is_refused_with_a_sentence() -> None:
    never = Calendar(workdays=frozenset())
    with pytest.raises(UnableToKeepTime, match="no working day in 2026"):
        never.after(local("2026-11-02T09:00"), Duration(1, "working day"))


def test_doors_that_never_open_are_refused_with_a_sentence() -> None:
    shut = Calendar(opens=time(9), closes=time(9))
    with pytest.raises(UnableToKeepTime, match="opening hours"):
        shut.after(local("2026-11-02T09:00"), Duration(1, "working hour"))
