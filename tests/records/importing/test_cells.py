"""Days and numbers of a whole column: decided where it tells, asked where it doesn't."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.records.importing.cells import EXCEL, NotRead, days_of, numbers_of
from ingrain.records.importing.workbook import Cell


@pytest.mark.parametrize(
    ("column", "order", "asked"),
    [
        (["03/04/2026", "25/12/2026"], "day first", False),
        (["03/04/2026", "12/25/2026"], "month first", False),
        (["03/04/2026", "05/06/2026"], "day first", True),
        (["2026-04-03"], "day first", False),
        (["13/01/2026", "01/13/2026"], "day first", False),
    ],
)
def test_the_whole_column_tells_whether_the_day_comes_first(column: list[Cell], order: str, asked: bool) -> None:
    days = days_of(column, "en_GB")
    assert (days.order, days.asked) == (order, asked)


def test_where_it_does_not_tell_what_the_person_says_holds() -> None:
    assert days_of(["03/04/2026"], "en_GB", "month first").read("03/04/2026") == date(2026, 3, 4)
    assert days_of(["03/04/2026"], "en_US").read("03/04/2026") == date(2026, 3, 4)


@pytest.mark.parametrize(
    "said",
    [
        "2026-12-15", "2026/12/15", "15/12/2026", "15.12.2026", "15-12-26", "15 Dec 2026", "15 December 2026",
        "15. Dezember 2026", "December 15, 2026", "Tue, Dec 15, 2026", "15-Dec-26", "20261215", "2026-12-15 00:00:00",
        "2026-12-15T10:30", "46371", 46371, 46371.5, date(2026, 12, 15), datetime(2026, 12, 15, 9, 0),
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_way_in_which_people_write_it(said: Cell) -> None:
    assert days_of([said], "en_GB").read(said) == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("soon", "is no day"),
        ("31/02/2026", "no such day"),
        (3, "is a number"),
        ("99.99.9999", "no such day"),
        ("12 Foo 2026", "is no day"),
    ],
)
def test_what_is_no_day_is_said_to_be_none(said: Cell, why: str) -> None:
    with pytest.raises(NotRead, match=why):
        days_of([said], "en_GB").read(said)


@given(st.dates(date(1930, 1, 1), date(2100, 1, 1)))
def test_excels_numbers_are_days(day: date) -> None:
    assert days_of([], "en").read((day - EXCEL) // timedelta(1)) == day


@given(st.lists(st.dates(date(1980, 1, 1), date(2060, 1, 1)), min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_days_that_were_written_in_one_way_are_read_in_that_way_or_asked_for(days: list[date], way: str) -> None:
    column: list[Cell] = [day.strftime(way) for day in days]
    read = days_of(column, "en_GB")
    if not read.asked:
        assert [read.read(cell) for cell in column] == days


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["1,234.50", "12"], [1234.5, 12]),
        (["1.234,50", "12"], [1234.5, 12]),
        (["1.234", "2.500.000"], [1234, 2500000]),
        (["12,5", "3"], [12.5, 3]),
        (["1'250.00"], [1250]),
        (["£12.5k", "€ 3m"], [12500, 3000000]),
        (["(120)", "-7"], [-120, -7]),
        ([1250, 12.5], [1250, 12.5]),
        (["1 250 000"], [1250000]),
    ],
)
def test_amounts_are_read_as_the_whole_column_writes_them(column: list[Cell], read: list[float]) -> None:
    numbers = numbers_of(column, "en_GB")
    assert [numbers.read(cell) for cell in column] == read


@pytest.mark.parametrize("said", ["a lot", "12-13", date(2026, 1, 1), "1e400", 1e15])
def test_what_is_no_amount_is_said_to_be_none(said: Cell) -> None:
    with pytest.raises(NotRead):
        numbers_of([said], "en_GB").read(said)
