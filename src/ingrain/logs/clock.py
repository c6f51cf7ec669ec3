"""The wall clock of a time zone, for whole columns: local microseconds -> how far the clock was ahead of UTC.

Equal to zoneinfo for every moment: a time that the clock shows twice is the earlier one, one that it skips is as much
later.
"""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ingrain.method.calendar import DAY

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (of the wall clock: that is the point)
ONE = timedelta(microseconds=1)


def offset_sql(column: str, zone: ZoneInfo, low: int, high: int) -> str:
    """SQL for the offset, in microseconds, of local times that lie between low and high."""
    steps = [step for year in range(_year(low), _year(high) + 1) for step in _steps(zone, year)]
    whens = [f"WHEN {column} >= {start} THEN {offset}" for start, offset in reversed(steps) if low < start <= high]
    return f"CASE {' '.join(whens)} ELSE {_offset(zone, low)} END" if whens else str(_offset(zone, low))


def _year(local: int) -> int:
    return (EPOCH + local * ONE).year


def _offset(zone: ZoneInfo, local: int) -> int:
    ahead = (EPOCH + local * ONE).replace(tzinfo=zone).utcoffset()
    return (ahead or timedelta(0)) // ONE


@cache
def _steps(zone: ZoneInfo, year: int) -> list[tuple[int, int]]:
    """The local times of a year, in order, from which on the clock is ahead by another amount."""
    low, high = ((datetime(each, 1, 1) - EPOCH) // ONE for each in (year, year + 1))  # noqa: DTZ001 (as above)
    steps = []
    before = _offset(zone, low)
    for day in range(low, high, DAY):
        after = _offset(zone, min(day + DAY, high))
        if after != before:
            step = _change(zone, day, day + DAY, after)
            steps.append((step, after))
            before = after
    return steps


def _change(zone: ZoneInfo, low: int, high: int, after: int) -> int:
    """The first local time in (low, high] with the offset `after`."""
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle) == after:
            high = middle
        else:
            low = middle
    return high
