"""The weeks that the sample is about, and the days on which somebody sits at the CRM.

Here lives finding a moment to do something in. Working time itself lives in the method's calendar; days are counted
as `date.toordinal` does, moments in microseconds.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ingrain.method.calendar import Calendar
from ingrain.method.events import Instant

MINUTE: Instant = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MORNING, EVENING = 9 * 60, 17 * 60
"""Minutes of the day between which things are begun; what they lead to is typed in within the three quarters after."""

LAST_DAY = date(2026, 11, 20)
"""A Friday. The clocks went back four weeks before."""

AHEAD = 120
"""Days after the last one that people have plans for."""


class Frame:
    """From the first Monday at midnight to the last Friday at 18:00, and the calendar in between."""

    def __init__(self, weeks: int, last_day: date = LAST_DAY) -> None:
        self.calendar = Calendar("Europe/London", "GB", "ENG")
        self.weeks = weeks
        self.last_day = last_day
        self.first = last_day - timedelta(last_day.weekday() + 7 * (weeks - 1))
        self._base = self.first.toordinal() - 60
        reach = range(self._base, last_day.toordinal() + 2 * AHEAD)
        self._midnights = [self.calendar.start(date.fromordinal(day)) for day in reach]
        self.working = [day for day in reach if self.calendar.is_working(date.fromordinal(day))]
        self.end: Instant = self.at(last_day.toordinal(), 18 * 60)

    def day(self, instant: Instant) -> int:
        """The day on which an instant lies."""
        return bisect_right(self._midnights, instant) - 1 + self._base

    def start(self, day: int) -> Instant:
        return self._midnights[day - self._base]

    def at(self, day: int, minute: int) -> Instant:
        """A minute of a working day, as the clock on the wall shows it."""
        return self._midnights[day - self._base] + minute * MINUTE

    def minute(self, instant: Instant) -> int:
        return (instant - self.start(self.day(instant))) // MINUTE

    def is_open(self, instant: Instant) -> bool:
        """Whether things are begun at that time of a day."""
        return MORNING <= self.minute(instant) <= EVENING

    def week(self, number: int) -> int:
        """The Monday of a week, the first being 0."""
        return self.first.toordinal() + 7 * number

    def text(self, instant: Instant) -> str:
        """An instant as a field holds it."""
        return f"{self.calendar.local(instant):%Y-%m-%dT%H:%M}"

    def when(self, instant: Instant | None) -> str:
        """An instant as people say it: 9 November, 10:15. What comes after the end is not there yet."""
        if instant is None or instant > self.end:
            return "not so far"
        local = self.calendar.local(instant)
        return f"{local.day} {local:%B, %H:%M}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment at which somebody has the time to do something."""

    at: Instant
    who: str


@dataclass
class Desk:
    """The days on which a person works with the CRM, and those on which a deputy does it in their place."""

    who: str
    frame: Frame
    days: list[int]
    cover: list[tuple[int, str]] = field(default_factory=list)

    def slot(self, rng: Random, after: Instant, before: Instant, *, soon: float = 0.0) -> Slot | None:
        """A moment between two others; `soon` is how likely it is on the first day possible. A deputy's if need be."""
        first, last = self.frame.day(after), self.frame.day(before - 1)
        days = self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]
        while days:
            day = days[0] if rng.random() < soon else days[int(rng.random() * len(days))]
            if (at := self._moment(rng, day, after, before)) is not None:
                return Slot(at, self.who)
            days.remove(day)
        for day, who in self.cover[bisect_left(self.cover, (first, "")) :]:
            if day > last:
                break
            if (at := self._moment(rng, day, after, before)) is not None:
                return Slot(at, who)
        return None

    def is_there(self, day: int) -> bool:
        at = bisect_left(self.days, day)
        return at < len(self.days) and self.days[at] == day

    def _moment(self, rng: Random, day: int, after: Instant, before: Instant) -> Instant | None:
        start = self.frame.start(day)
        first = max(MORNING, (after - start) // MINUTE + 1)
        last = min(EVENING, (before - start) // MINUTE - 1)
        return start + (first + int(rng.random() * (last - first + 1))) * MINUTE if first <= last else None
