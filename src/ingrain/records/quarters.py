"""Quarters of the year: the stretch of time in which sales are planned and foretold. Named by their first day."""

from datetime import date, timedelta


def quarter_of(day: date) -> date:
    """The first day of the quarter in which a day lies."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def following(quarter: date) -> date:
    return date(quarter.year + 1, 1, 1) if quarter.month == 10 else date(quarter.year, quarter.month + 3, 1)


def preceding(quarter: date) -> date:
    return quarter_of(quarter - timedelta(1))


def number(quarter: date) -> int:
    """1 to 4."""
    return (quarter.month + 2) // 3


def last_day(quarter: date) -> date:
    return following(quarter) - timedelta(1)
