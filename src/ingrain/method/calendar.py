"""Working time: which days are worked, when the doors are open, and when a span of time has run out.

Here lives one team's calendar. Who is away, and who answers meanwhile, lives in company.py.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from ingrain.method.events import Instant
from ingrain.method.rules import Duration, Period

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
ELAPSED = {"minute": 60 * SECOND, "hour": HOUR, "day": DAY, "week": 7 * DAY}
"""Lengths of elapsed time, in microseconds (§5: days and weeks are 24 and 168 hours, whatever the clocks do)."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE = timedelta(microseconds=1)


def instant_of(moment: datetime) -> Instant:
    """The instant of an aware datetime."""
    return (moment - EPOCH) // _ONE


@dataclass(frozen=True)
class Calendar:
    """One team's working time. workdays: 0 is Monday. country, region: as the `holidays` package names them."""

    zone: str = "UTC"
    country: str | None = None
    region: str | None = None
    workdays: frozenset[int] = frozenset(range(5))
    opens: time = time(9, 0)
    closes: time = time(17, 30)
    extra_holidays: frozenset[date] = frozenset()
    _years: dict[int, list[int]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _midnights: dict[int, Instant] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    # --- days ---------------------------------------------------------------------------------------------------------

    def local(self, instant: Instant) -> datetime:
        """The team's wall clock at an instant."""
        return (EPOCH + timedelta(microseconds=instant)).astimezone(self.tz)

    def moment(self, local: datetime) -> Instant:
        """The instant of a wall-clock time (the earlier one where the clock shows it twice)."""
        return instant_of(local if local.tzinfo else local.replace(tzinfo=self.tz))

    def day(self, instant: Instant) -> date:
        """The day on which something happened."""
        return self.local(instant).date()

    def day_of_due(self, due: Instant) -> date:
        """The day to which a due moment belongs: midnight belongs to the day it ends (§5)."""
        return self.day(due - 1)

    def start(self, day: date) -> Instant:
        """Local midnight at which a day begins."""
        number = day.toordinal()
        if number not in self._midnights:
            self._midnights[number] = self.moment(datetime.combine(day, time.min))
        return self._midnights[number]

    def end(self, day: date) -> Instant:
        """Local midnight at which a day ends."""
        return self.start(date.fromordinal(day.toordinal() + 1))

    def is_working(self, day: date) -> bool:
        days = self._working_days(day.year)
        at = bisect_left(days, day.toordinal())
        return at < len(days) and days[at] == day.toordinal()

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days from first to last, both included."""
        found: list[date] = []
        for year in range(first.year, last.year + 1):
            days = self._working_days(year)
            found += map(
                date.fromordinal, days[bisect_left(days, first.toordinal()) : bisect_right(days, last.toordinal())]
            )
        return found

    def nth_working_day(self, day: date, n: int) -> date:
        """The nth working day after a day; n = 0: the day itself, or the next one that is worked."""
        if n == 0:
            return day if self.is_working(day) else self.nth_working_day(day, 1)
        year, after = day.year, bisect_right(self._working_days(day.year), day.toordinal())
        while after + n > len(days := self._working_days(year)):
            n -= len(days) - after
            year, after = year + 1, 0
        return date.fromordinal(days[after + n - 1])

    def _working_days(self, year: int) -> list[int]:
        """The cumulative table of a year: its working days' ordinals, in order."""
        if year not in self._years:
            off = set(self.extra_holidays)
            if self.country:
                off.update(holidays.country_holidays(self.country, subdiv=self.region, years=year))
            first = date(year, 1, 1)
            days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
            self._years[year] = [d.toordinal() for d in days if d.weekday() in self.workdays and d not in off]
            if not self._years[year]:
                raise UnableToKeepTime(f"The calendar of {self.zone} has no working day in {year}: give it some.")
        return self._years[year]

    # --- spans --------------------------------------------------------------------------------------------------------

    def after(self, start: Instant, span: Duration, times: int = 1) -> Instant:
        """When a span (or `times` of it) that began at `start` has run out: the last moment in time (§5)."""
        if span.unit in ELAPSED:
            return start + span.number * times * ELAPSED[span.unit]
        if span.unit == "month":
            return self._months_after(start, span.number * times)
        if span.unit == "working hour":
            return self._working_hours_after(start, span.number * times)
        return self.end(self.nth_working_day(self.day(start), span.number * times))

    def _months_after(self, start: Instant, months: int) -> Instant:
        local = self.local(start)
        year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
        last = monthrange(year, month + 1)[1]
        return self.moment(local.replace(year=year, month=month + 1, day=min(local.day, last), tzinfo=None))

    def _working_hours_after(self, start: Instant, hours: int) -> Instant:
        if self.closes <= self.opens:
            raise UnableToKeepTime(f"The opening hours of {self.zone} close before they open: give them some length.")
        left = hours * HOUR
        day = self.nth_working_day(self.day(start), 0)
        while True:
            opens, closes = (self.moment(datetime.combine(day, at)) for at in (self.opens, self.closes))
            begin = max(start, opens)
            if begin + left <= closes:
                return begin + left
            left -= max(0, closes - begin)
            day = self.nth_working_day(day, 1)

    # --- periods ------------------------------------------------------------------------------------------------------

    def period(self, instant: Instant, period: Period) -> "Span":
        """The calendar period in which an instant lies."""
        return Span.around(self.day(instant), period)

    def bounds(self, span: "Span") -> tuple[Instant, Instant]:
        """The instants at which a calendar period begins and ends."""
        return self.start(span.first), self.start(span.next)

    def periods(self, start: Instant, end: Instant, period: Period) -> Iterator["Span"]:
        """The calendar periods that touch [start, end), in order."""
        span = self.period(start, period)
        while self.start(span.first) < end:
            yield span
            span = Span.around(span.next, period)


@dataclass(frozen=True, slots=True)
class Span:
    """A calendar period: its name (2026-11, 2026-Q2, 2026-W47, 2026, 2026-11-09), first day, and the day after it."""

    name: str
    first: date
    next: date

    @classmethod
    def around(cls, day: date, period: Period) -> "Span":
        if period == "day":
            return cls(day.isoformat(), day, day + timedelta(1))
        if period == "week":
            monday = day - timedelta(day.weekday())
            year, week, _ = monday.isocalendar()
            return cls(f"{year}-W{week:02}", monday, monday + timedelta(7))
        months = {"month": 1, "quarter": 3, "year": 12}[period]
        start = (day.month - 1) // months * months
        first = date(day.year, start + 1, 1)
        ends = date(day.year + (start + months) // 12, (start + months) % 12 + 1, 1)
        name = {"month": f"{first:%Y-%m}", "quarter": f"{first.year}-Q{start // 3 + 1}", "year": f"{first.year}"}
        return cls(name[period], first, ends)


class UnableToKeepTime(Exception):
    """A calendar by which no working day, or no working hour, ever comes."""
