"""Days of a week and hours of a day as they are drawn: which days, where on the wall clock, what is side by side.

Pure: no database, no clock. What stands in a week is read in week.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ingrain.method.calendar import Calendar
from ingrain.method.events import Instant

WHOLE = 24 * 60
SHORTEST = 30
"""Minutes that even the shortest span is drawn for, so that it can be read and touched."""

STEP = 5
"""Spans are drawn to so many minutes; what is said of them is exact."""

THURSDAY = 3
NAME = re.compile(r"(\d{4})-W(\d\d)")


@dataclass(frozen=True)
class Piece:
    """The part of a span that lies in a day. begins, ends: instants; top, bottom: minutes of that day's wall clock,
    as drawn."""

    day: date
    begins: Instant
    ends: Instant
    top: int
    bottom: int


@dataclass(frozen=True)
class Lane:
    """Where a span is drawn among those beside it: which lane, of how many."""

    number: int
    of: int


# --- weeks ------------------------------------------------------------------------------------------------------------


def week_around(day: date, first: int) -> date:
    """The day on which the week with this day in it begins. first: the weekday that weeks begin with, 0 is Monday."""
    return day - timedelta((day.weekday() - first) % 7)


def name_of(begins: date) -> str:
    """ "2026-W48": the week of the calendar that has the same Thursday, whichever day this one begins with."""
    year, week, _day = (begins + timedelta((THURSDAY - begins.weekday()) % 7)).isocalendar()
    return f"{year:04}-W{week:02}"


def week_named(name: str, first: int) -> date | None:
    """The day on which the week of this name begins; None for what names none."""
    if not (found := NAME.fullmatch(name)):
        return None
    try:
        begins = week_around(date.fromisocalendar(int(found[1]), int(found[2]), THURSDAY + 1), first)
        return begins if date.min.year + 1 < begins.year < date.max.year - 1 else None
    except (ValueError, OverflowError):
        return None


# --- hours ------------------------------------------------------------------------------------------------------------


def on_the_wall(instant: Instant, calendar: Calendar) -> str:
    """A moment as the journal says it: by the firm's clock; where that shows it a second time, with its offset."""
    local = calendar.local(instant)
    return local.replace(tzinfo=local.tzinfo if local.fold else None).isoformat(timespec="minutes")


def minute_of(instant: Instant, calendar: Calendar) -> int:
    """Minutes that the clock on the wall shows since midnight."""
    local = calendar.local(instant)
    return local.hour * 60 + local.minute


def at_minute(day: date, minute: int, calendar: Calendar) -> Instant:
    """The instant at which the clock shows this; where it shows it twice the first time, where never a bit later."""
    return calendar.moment(datetime.combine(day, time(*divmod(minute, 60))))


def pieces(begins: Instant, ends: Instant, days: Sequence[date], calendar: Calendar) -> list[Piece]:
    """The parts of a span that lie in these days. A day is as long as it is: 23 hours, 24 or 25."""
    found = []
    for day in days:
        dawn, dusk = calendar.start(day), calendar.end(day)
        first, last = max(begins, dawn), min(ends, dusk)
        if first < last or (begins == ends and dawn <= begins < dusk):
            found.append(Piece(day, first, last, *_drawn(first, last, dusk, calendar)))
    return found


def _drawn(begins: Instant, ends: Instant, dusk: Instant, calendar: Calendar) -> tuple[int, int]:
    """Where the clock is set back within a span, its end can be shown before its beginning: it is drawn shortest."""
    top = min(minute_of(begins, calendar) // STEP * STEP, WHOLE - SHORTEST)
    last = WHOLE if ends == dusk else -(-minute_of(ends, calendar) // STEP) * STEP
    return top, max(last, top + SHORTEST)


def lanes(drawn: Sequence[tuple[int, int]]) -> list[Lane]:
    """A lane for each span (top, bottom), so that none covers another; as few lanes as there are spans at once."""
    order = sorted(range(len(drawn)), key=lambda n: (drawn[n][0], -drawn[n][1], n))
    lane: dict[int, int] = {}
    found: dict[int, Lane] = {}
    together: list[int] = []
    free: list[int] = []
    for n in order:
        top, bottom = drawn[n]
        if together and top >= max(free):
            found |= {one: Lane(lane[one], len(free)) for one in together}
            together, free = [], []
        lane[n] = next((number for number, until in enumerate(free) if until <= top), len(free))
        free[lane[n] : lane[n] + 1] = [bottom]
        together.append(n)
    found |= {one: Lane(lane[one], len(free)) for one in together}
    return [found[n] for n in range(len(drawn))]
