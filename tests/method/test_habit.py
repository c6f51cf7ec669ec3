"""Days kept of days planned: windows on people's own clocks, days that don't count, and what follows missed ones."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.method.calendar import DAY, SECOND, instant_of
from ingrain.method.events import Instant
from ingrain.method.habit import (
    FIFTEEN,
    Agreement,
    Day,
    Kept,
    Known,
    Next,
    Window,
    counted,
    course,
    missed_in_a_row,
    what_next,
)

MONDAY = date(2026, 9, 7)
LONDON, BERLIN = "Europe/London", "Europe/Berlin"
MINUTE = 60 * SECOND
AFTERWARDS = instant_of(datetime(2027, 1, 1, tzinfo=ZoneInfo(LONDON)))


def local(text: str, zone: str = LONDON) -> Instant:
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def agreed(starts: str = "07:30", *, first: date = MONDAY, any_time: bool = True) -> Agreement:
    window = Window(first, time.fromisoformat(starts), zone=LONDON, any_time=any_time)
    return Agreement("dana.whitfield", first, (window,))


def of(agreement: Agreement, day: str, *did: str, at: Instant = AFTERWARDS, **known: object) -> Day:
    """What became of a day when these things were done."""
    found = course(agreement, Known([local(one) for one in did], **known), at)  # type: ignore[arg-type]
    return next(one for one in found if one.day == date.fromisoformat(day))


@pytest.mark.parametrize(
    ("did", "kept"),
    [
        ("2026-09-07T07:30", Kept.IN_WINDOW),
        ("2026-09-07T07:15", Kept.IN_WINDOW),  # a quarter of an hour before
        ("2026-09-07T07:59", Kept.IN_WINDOW),  # and less than one after its end
        ("2026-09-07T08:00", Kept.OTHERWISE),
        ("2026-09-07T07:14", Kept.OTHERWISE),
        ("2026-09-07T23:59", Kept.OTHERWISE),
        ("2026-09-08T07:30", Kept.MISSED),
    ],
)
def test_a_day_is_kept_in_its_window_or_at_another_time(did: str, kept: Kept) -> None:
    assert of(agreed(), "2026-09-07", did).kept is kept


def test_the_agreement_says_whether_another_time_counts() -> None:
    late = "2026-09-07T18:00"
    assert of(agreed(), "2026-09-07", late).counts
    day = of(agreed(any_time=False), "2026-09-07", late)
    assert (day.kept, day.counts, day.planned) == (Kept.OTHERWISE, False, True)
    assert missed_in_a_row([day]) == 0, "whoever did it at another time has missed nothing"


def test_holidays_and_absences_leave_the_count_whatever_was_done() -> None:
    day = date(2026, 9, 7)
    assert of(agreed(), "2026-09-07", "2026-09-07T07:31", off={day}).kept is Kept.OFF


def test_a_day_with_nothing_due_leaves_the_count_unless_something_was_done() -> None:
    idle = {date(2026, 9, 7)}
    assert of(agreed(), "2026-09-07", idle=idle).kept is Kept.NOTHING_DUE
    assert not of(agreed(), "2026-09-07", idle=idle).planned
    assert of(agreed(), "2026-09-07", "2026-09-07T07:31", idle=idle).kept is Kept.IN_WINDOW


def test_a_day_is_to_come_until_it_is_over() -> None:
    before, after = local("2026-09-07T23:59"), local("2026-09-08T00:00")
    assert of(agreed(), "2026-09-07", at=before).kept is Kept.TO_COME
    assert of(agreed(), "2026-09-07", at=after).kept is Kept.MISSED


def test_a_window_across_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    night = agreed("23:50")
    assert of(night, "2026-09-07", "2026-09-08T00:03").kept is Kept.IN_WINDOW
    assert of(night, "2026-09-08", "2026-09-08T00:03").kept is Kept.MISSED, "it counts once"
    assert of(night, "2026-09-07", at=local("2026-09-08T00:10")).kept is Kept.TO_COME


def test_what_lies_in_the_windows_of_two_days_counts_for_the_first() -> None:
    moved = Agreement(
        "dana.whitfield", MONDAY,
        (Window(MONDAY, time(23, 50), zone=LONDON), Window(date(2026, 9, 8), time(0, 5), zone=LONDON)),
    )  # fmt: skip
    assert of(moved, "2026-09-07", "2026-09-08T00:03").kept is Kept.IN_WINDOW
    assert of(moved, "2026-09-08", "2026-09-08T00:03").kept is Kept.MISSED


def test_the_clock_on_the_wall_is_kept_to_when_the_clocks_change() -> None:
    early = agreed(first=date(2026, 10, 19))
    for day in ("2026-10-23", "2026-10-26"):  # the clocks go back on the 25th
        assert of(early, day, f"{day}T07:35").kept is Kept.IN_WINDOW
    starts, ends = early.windows[0].on(date(2026, 10, 25))
    assert ends - starts == FIFTEEN
    night = Window(MONDAY, time(1, 30), days=frozenset(range(7)), zone=LONDON)
    assert night.on(date(2027, 3, 28))[1] - night.on(date(2027, 3, 28))[0] == FIFTEEN, "a time that there isn't"


def test_whoever_travels_has_their_window_by_the_clock_where_they_are() -> None:
    there = Agreement(
        "dana.whitfield", MONDAY,
        (Window(MONDAY, time(7, 30), zone=LONDON), Window(date(2026, 9, 9), time(7, 30), zone="America/New_York")),
    )  # fmt: skip
    found = course(there, Known([local("2026-09-09T07:32", "America/New_York")]), AFTERWARDS)
    assert next(d for d in found if d.day == date(2026, 9, 9)).kept is Kept.IN_WINDOW
    evening = course(there, Known([local("2026-09-09T22:00", "America/New_York")]), AFTERWARDS)
    assert next(d for d in evening if d.day == date(2026, 9, 9)).kept is Kept.OTHERWISE, "in London it is the 10th"


def test_twelve_weeks_with_a_fortnight_off_three_missed_and_two_of_them_in_a_row() -> None:
    agreement = agreed()
    days = list(agreement.days())
    assert len(days) == 60
    off = set(days[20:30])
    missed = {days[5], days[40], days[41]}
    did = [agreement.window(day).on(day)[0] + MINUTE for day in days if day not in missed]
    found = course(agreement, Known(did, off), AFTERWARDS)
    count = counted(found)
    assert (count.kept, count.planned, count.missed, count.off) == (47, 50, 3, 10)
    assert what_next(found[:6]) is Next.NOTHING, "one missed day costs nothing"
    assert what_next(found[:42]) is Next.ASK
    assert what_next(found[:43]) is Next.NOTHING


def test_after_five_in_a_row_a_person_is_asked_and_days_off_are_passed_over() -> None:
    days = list(agreed().days())
    found = course(agreed(), Known(off={days[2], days[3]}), local("2026-09-15T23:59"))
    past = [day for day in found if day.day <= date(2026, 9, 15)]
    assert missed_in_a_row(past) == 4
    found = course(agreed(), Known(off={days[2], days[3]}), local("2026-09-16T00:00"))
    assert what_next([day for day in found if day.day <= date(2026, 9, 15)]) is Next.TALK


def test_ended_before_its_time_no_day_behind_counts() -> None:
    short = Agreement("dana.whitfield", MONDAY, agreed().windows, ended=date(2026, 9, 10))
    assert [day.day.day for day in course(short, Known(), AFTERWARDS)] == [7, 8, 9, 10]


instants = st.integers(instant_of(datetime(2026, 9, 1, tzinfo=ZoneInfo(LONDON))), AFTERWARDS)
ZONES = (LONDON, BERLIN, "America/New_York", "Pacific/Auckland")
times = st.times().map(lambda one: one.replace(second=0, microsecond=0))
windows = st.builds(
    Window, st.just(MONDAY), times, st.frozensets(st.integers(0, 6), min_size=1), st.sampled_from(ZONES), st.booleans()
)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """With up to two other windows later on."""
    several = draw(st.lists(windows, min_size=1, max_size=3))
    moved = tuple(replace(one, since=MONDAY + timedelta(20 * number)) for number, one in enumerate(several))
    return Agreement("dana.whitfield", MONDAY, moved, draw(st.integers(1, 14)))


@pytest.mark.exam
@given(agreements(), st.lists(instants, max_size=60), st.sets(st.dates(MONDAY, date(2026, 12, 31))), instants)
def test_one_thing_done_keeps_one_day_at_most(
    agreement: Agreement, did: list[Instant], off: set[date], at: Instant
) -> None:
    found = course(agreement, Known(did, off), at)
    assert [day.day for day in found] == sorted({day.day for day in found})
    times_kept = [day.at for day in found if day.at is not None]
    assert len(times_kept) == len(set(times_kept))
    assert set(times_kept) <= {one for one in did if one <= at}
    count = counted(found)
    assert 0 <= count.kept <= count.planned <= len(found)
    assert not any(day.kept is not Kept.OFF for day in found if day.day in off)


@pytest.mark.exam
@given(agreements(), st.lists(instants, max_size=40), instants, st.integers(0, 30 * DAY))
def test_what_is_done_later_changes_no_day_that_was_over(
    agreement: Agreement, did: list[Instant], at: Instant, later: int
) -> None:
    then = {day.day: day for day in course(agreement, Known(did), at) if day.planned}
    now = {day.day: day for day in course(agreement, Known(did), at + later)}
    for day, stood in then.items():
        if stood.kept in (Kept.MISSED, Kept.IN_WINDOW):
            assert now[day] == stood
