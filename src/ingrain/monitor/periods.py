"""Over which days figures are made, and by how many whoever they are about has them before others."""

from datetime import date

DAYS = 28

HEAD_START = 1
"""Days by which whoever is judged has a number before anybody else does."""

WEEK, FOUR_WEEKS, QUARTER, TWELVE_WEEKS = "week", "4-weeks", "quarter", "12-weeks"
PERIODS = (WEEK, FOUR_WEEKS, QUARTER, TWELVE_WEEKS)
"""What can be looked at, as it stands in an address; the figures end on the day that is shown."""


def days_of(period: str, last: date) -> int:
    """So many days a period has that ends on this one: the week since Monday, the quarter since its first day."""
    if period == WEEK:
        return last.weekday() + 1
    if period == QUARTER:
        return (last - date(last.year, last.month - (last.month - 1) % 3, 1)).days + 1
    return 84 if period == TWELVE_WEEKS else DAYS


def lengths(last: date) -> list[int]:
    """How many days there are in each of the periods that end on a day, the shortest first."""
    return sorted({days_of(period, last) for period in PERIODS})
