"""Sentences with their plural right, numbers in words, days as people write them."""

from datetime import date

import pytest

from ingrain.telling.words import (
    counted,
    days_between,
    listed,
    period_named,
    places_heading,
    plain_time,
    short_day,
    span,
)

MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("count", "minutes", "told"),
    [
        (0, 0, "No place needs a person to look."),
        (1, 5, "One place needs a person to look, about five minutes."),
        (4, 20, "Four places need a person to look, about twenty minutes."),
        (24, 120, "24 places need a person to look, about two hours."),
    ],
)
def test_the_heading_is_a_sentence(count: int, minutes: int, told: str) -> None:
    assert places_heading(count, minutes) == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (1, "one minute"),
        (55, "fifty-five minutes"),
        (60, "an hour"),
        (65, "an hour and five minutes"),
        (90, "an hour and a half"),
        (150, "two and a half hours"),
    ],
)
def test_a_time_is_said_as_people_say_it(minutes: int, told: str) -> None:
    assert plain_time(minutes) == told


def test_small_numbers_are_words_and_large_ones_have_their_commas() -> None:
    assert [counted(n, "record", "records") for n in (0, 1, 12, 1234)] == [
        "no records", "one record", "twelve records", "1,234 records",
    ]  # fmt: skip


def test_a_list_ends_in_and() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B", "C"])] == ["", "A", "A, B and C"]


def test_a_day_has_its_year_only_where_that_is_another() -> None:
    assert short_day(date(2026, 11, 2), date(2026, 12, 1)) == "2 Nov"
    assert short_day(date(2025, 11, 2), date(2026, 12, 1)) == "2 Nov 2025"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 11, 1), date(2026, 11, 28), "1 to 28 November 2026"),
        (date(2026, 11, 3), date(2026, 12, 1), "3 November to 1 December 2026"),
        (date(2025, 12, 3), date(2026, 1, 1), "3 December 2025 to 1 January 2026"),
        (date(2026, 1, 1), date(2026, 1, 1), "1 January 2026"),
    ],
)
def test_a_period_is_said_once(first: date, last: date, told: str) -> None:
    assert days_between(first, last) == told


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2026-11", "November 2026"),
        ("2026-Q2", "quarter 2 of 2026"),
        ("2026-W07", "week 7 of 2026"),
        ("2026-11-09", "9 November 2026"),
        ("2026", "2026"),
    ],
)
def test_a_calendar_period_has_a_name(period: str, told: str) -> None:
    assert period_named(period) == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "a moment"), (1, "1 minute"), (90, "90 minutes"), (180, "3 hours"), (3000, "2 days")],
)
def test_how_long_is_said_roughly(minutes: int, told: str) -> None:
    assert span(minutes * MINUTE) == told
