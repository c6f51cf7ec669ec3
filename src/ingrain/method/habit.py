"""The fifteen minutes a day as they were agreed, and what became of each day: kept, missed, off, or nothing was due.

Here lives counting days. A missed day costs nothing, there are no streaks, and nobody is compared with anybody: what is
counted are days kept of days planned, absences out of both. When somebody is let fly, and how reminders do away with
themselves, lives in letting_fly and reminding.

Source: product.md (Habit), evidence.md (Lally 2010; PMC8734590: a planned time, and any other time that day too).
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ingrain.method.calendar import ELAPSED, Calendar
from ingrain.method.events import Instant

FIFTEEN: Instant = 15 * ELAPSED["minute"]
GRACE = FIFTEEN
"""So long before and after the window it is still done in the window."""

ONE_DAY = timedelta(1)


@dataclass(frozen=True)
class Window:
    """When somebody sits down with it: from a day on, at a time of their own clock, on these days (0 is Monday).

    zone: where their clock hangs; who travels has another window from that day on. any_time: another time of the same
    day counts too. place, sentence: in their own words ("When I sit down with coffee, I open my fifteen.").
    """

    since: date
    starts: time
    days: frozenset[int] = frozenset(range(5))
    zone: str = "UTC"
    any_time: bool = True
    place: str = ""
    sentence: str = ""

    def on(self, day: date) -> tuple[Instant, Instant]:
        """From when to when on a day: a quarter of an hour, whatever the clocks do. It may end on the next."""
        starts = Calendar(self.zone).moment(datetime.combine(day, self.starts))
        return starts, starts + FIFTEEN

    def day(self, instant: Instant) -> date:
        """The day on their clock."""
        return Calendar(self.zone).day(instant)


@dataclass(frozen=True)
class Agreement:
    """What a seller and their manager settled. windows: by `since`; the first is in force from the first day on.

    ended: the last day, where somebody was let fly, or stopped, before the weeks were over.
    """

    person: str
    first: date
    windows: tuple[Window, ...]
    weeks: int = 12
    ended: date | None = None

    @property
    def last(self) -> date:
        whole = self.first + timedelta(7 * self.weeks - 1)
        return whole if self.ended is None else min(whole, self.ended)

    def window(self, day: date) -> Window:
        """The one in force on a day."""
        return next((one for one in reversed(self.windows) if one.since <= day), self.windows[0])

    def week(self, day: date) -> int:
        """Which week it is, the first being 0."""
        return (day - self.first).days // 7

    def days(self) -> Iterator[date]:
        """The weekdays that were agreed."""
        for number in range((self.last - self.first).days + 1):
            day = self.first + number * ONE_DAY
            if day.weekday() in self.window(day).days:
                yield day


class Kept(StrEnum):
    """What became of a day."""

    IN_WINDOW = "in the window"
    OTHERWISE = "at another time"
    MISSED = "missed"
    OFF = "off"
    NOTHING_DUE = "nothing was due"
    TO_COME = "to come"


@dataclass(frozen=True)
class Day:
    """A day that was agreed. at: when something useful was first done; counts: it is a kept one by the agreement."""

    day: date
    kept: Kept
    at: Instant | None = None
    counts: bool = False

    @property
    def planned(self) -> bool:
        """Whether it is among the days that are counted at all."""
        return self.kept in (Kept.IN_WINDOW, Kept.OTHERWISE, Kept.MISSED)


@dataclass(frozen=True)
class Known:
    """What is known of a person. did: when they changed something useful or planned their day, in order; a login is
    neither. off: their holidays and absences; idle: days on which nothing was due."""

    did: Sequence[Instant] = ()
    off: Collection[date] = frozenset()
    idle: Collection[date] = frozenset()


def course(agreement: Agreement, known: Known, at: Instant) -> list[Day]:
    """Every day that was agreed, in order, as it stands at a moment."""
    taken = _taken(agreement, known.did, at)
    return [_day(agreement, day, known, taken, at) for day in agreement.days()]


type Taken = dict[date, tuple[Instant | None, Instant]]
"""For each day when something was first done in its window, and first at all."""


def _taken(agreement: Agreement, did: Sequence[Instant], at: Instant) -> Taken:
    """What is done in the window of a day belongs to that day, though it may be past midnight, and to no other."""
    done = sorted(one for one in did if one <= at)
    found: Taken = {}
    spent: set[Instant] = set()
    behind = 0
    for day in agreement.days():
        starts, ends = agreement.window(day).on(day)
        first, after = max(behind, bisect_left(done, starts - GRACE)), bisect_left(done, ends + GRACE)
        if first < after:
            found[day] = done[first], done[first]
            spent.update(done[first:after])
            behind = after
    for one in done:
        if one not in spent:
            found.setdefault(_day_of(agreement, one), (None, one))
    return found


def _day_of(agreement: Agreement, instant: Instant) -> date:
    """On which day something was done, by the clock where the person was then."""
    days = [(one, one.day(instant)) for one in agreement.windows]
    return next((day for one, day in days if agreement.window(day) == one), days[0][1])


def _day(agreement: Agreement, day: date, known: Known, taken: Taken, at: Instant) -> Day:
    if day in known.off:
        return Day(day, Kept.OFF)
    window = agreement.window(day)
    within, first = taken.get(day, (None, None))
    if within is not None:
        return Day(day, Kept.IN_WINDOW, within, counts=True)
    if first is not None:
        return Day(day, Kept.OTHERWISE, first, counts=window.any_time)
    if at < _over(window, day):
        return Day(day, Kept.TO_COME)
    return Day(day, Kept.NOTHING_DUE if day in known.idle else Kept.MISSED)


def _over(window: Window, day: date) -> Instant:
    """When nothing more can be done that belongs to a day."""
    return max(Calendar(window.zone).end(day), window.on(day)[1] + GRACE)


# --- counting ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Count:
    """Days by what became of them. kept: by the agreement; planned: those that count, kept or not."""

    kept: int = 0
    planned: int = 0
    otherwise: int = 0
    missed: int = 0
    off: int = 0

    @property
    def share(self) -> float | None:
        return self.kept / self.planned if self.planned else None


def counted(days: Sequence[Day]) -> Count:
    """Of some days."""
    return Count(
        kept=sum(day.counts for day in days),
        planned=sum(day.planned for day in days),
        otherwise=sum(day.kept is Kept.OTHERWISE for day in days),
        missed=sum(day.kept is Kept.MISSED for day in days),
        off=sum(day.kept is Kept.OFF for day in days),
    )


class Next(StrEnum):
    """What is to be done about days that were missed. Nobody is scolded: one asks what gets in the way."""

    NOTHING = "nothing"
    ASK = "ask the seller what gets in the way"
    TALK = "ask a person to talk with them"


ASK_AFTER, TALK_AFTER = 2, 5


def missed_in_a_row(days: Sequence[Day]) -> int:
    """How many of the newest days were missed, one after the other; days that don't count are passed over."""
    row = 0
    for day in reversed(days):
        if day.kept is Kept.MISSED:
            row += 1
        elif day.planned:
            break
    return row


def what_next(days: Sequence[Day]) -> Next:
    """After two in a row the seller is asked, after five a person."""
    row = missed_in_a_row(days)
    if row >= TALK_AFTER:
        return Next.TALK
    return Next.ASK if row >= ASK_AFTER else Next.NOTHING
