"""A week in words and places: what each entry says, at which hour it is drawn, what is said of the whole.

Here lives wording and drawing. What stands in a week is read by records.week.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from babel.dates import format_date, format_interval, format_skeleton, format_time
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.method.calendar import Calendar
from ingrain.method.events import Instant
from ingrain.people.models import Colleague
from ingrain.records.days import STEP, at_minute, minute_of
from ingrain.records.models import Activity
from ingrain.records.week import Block, Day, Entry, Week, at_which_hours
from ingrain.web import showing
from ingrain.web.signposts import address_of

FROM, UNTIL = 8, 18
"""The hours that are shown even where nothing lies in them, unless the firm opens at others."""

LANES = 16
"""So many lie side by side at most."""


@dataclass(frozen=True)
class Place:
    """Where a block is drawn: hours and steps of five minutes below the first hour, and how long; its lane."""

    hour: int
    step: int
    hours: int
    steps: int
    lane: int
    lanes: int


@dataclass(frozen=True)
class Shown:
    """An entry as it is read. late: how late it is, in words. time, minutes: as it can be asked for again."""

    number: int
    kind: str
    title: str
    about: str
    address: str
    state: str
    late: str
    may_move: bool
    day: date
    time: str
    minutes: int
    version: int
    first: bool = True
    place: Place | None = None
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True)
class Column:
    """A day: its head, what is to be done on it, what has its hours."""

    day: date
    name: str
    short: str
    number: str
    today: bool
    past: bool
    off: bool
    whole: list[Shown]
    blocks: list[Shown]
    now: Place | None


@dataclass(frozen=True)
class Hour:
    name: str
    minute: int


class Draughtsman:
    """Draws a week for one reader at one moment."""

    def __init__(self, calendar: Calendar, now: Instant) -> None:
        self.calendar, self.now = calendar, now
        self.today = calendar.day(now)

    # --- the whole ----------------------------------------------------------------------------------------------------

    def columns(self, week: Week, *, whole: bool) -> tuple[list[Column], list[Hour]]:
        """The days that are worked, and others where there is something; the hours that are shown."""
        days = [day for day in week.days if whole or self._shows(day)]
        first, last = self.hours(days)
        hours = [Hour(self._clock(time(hour)), hour * 60) for hour in range(first, last)]
        return [self._column(day, first) for day in days], hours

    def hours(self, days: Sequence[Day]) -> tuple[int, int]:
        """From which hour to which: as the firm works, and as is needed."""
        pieces = [block.piece for day in days for block in day.blocks]
        opens, closes = self.calendar.opens, self.calendar.closes
        first = min([FROM, opens.hour, *(piece.top // 60 for piece in pieces)])
        last = max([UNTIL, closes.hour + (closes.minute > 0), *(-(-piece.bottom // 60) for piece in pieces)])
        return first, min(last, 24)

    def heading(self, week: Week, who: Colleague | None) -> str:
        """What the week holds, in a sentence. who: whose it is, if not the reader's: then nothing is counted."""
        if who:
            return _("%(name)s’s week") % {"name": who.name}
        meetings = sum(one.row.kind == Activity.Kind.MEETING for one in week.entries)
        todo = sum(one.planned and one.row.kind != Activity.Kind.MEETING for one in week.entries)
        parts = []
        if meetings:
            parts.append(ngettext("%(n)d meeting", "%(n)d meetings", meetings) % {"n": meetings})
        if todo:
            parts.append(ngettext("%(n)d thing to do", "%(n)d things to do", todo) % {"n": todo})
        said = _("%(one)s and %(other)s.") % {"one": parts[0], "other": parts[1]} if len(parts) > 1 else ""
        return said or (f"{parts[0]}." if parts else _("Nothing is planned."))

    def span(self, week: Week) -> str:
        """ "23–29 November 2026"."""
        first, last = week.days[0].day, week.days[-1].day
        shown: str = format_interval(first, last, "yMMMd", locale=showing.locale())
        return shown

    def _shows(self, day: Day) -> bool:
        return not day.empty or day.day == self.today or day.day.weekday() in self.calendar.workdays

    # --- a day --------------------------------------------------------------------------------------------------------

    def _column(self, day: Day, first: int) -> Column:
        return Column(
            day=day.day,
            name=self.day(day.day),
            short=format_date(day.day, "ccc", locale=showing.locale()),
            number=str(day.day.day),
            today=day.day == self.today,
            past=day.day < self.today,
            off=not self.calendar.is_working(day.day),
            whole=[self.shown(entry) for entry in day.whole],
            blocks=[self._block(block, first) for block in sorted(day.blocks, key=lambda b: b.piece.begins)],
            now=self._now(first) if day.day == self.today else None,
        )

    def day(self, day: date) -> str:
        """ "Friday, 27 November"."""
        weekday = format_date(day, "EEEE", locale=showing.locale())
        said = {"weekday": weekday, "day": format_skeleton("MMMMd", day, locale=showing.locale())}
        return _("%(weekday)s, %(day)s") % said

    def _now(self, first: int) -> Place | None:
        minute = minute_of(self.now, self.calendar)
        hour, left = divmod(minute, 60)
        return Place(hour - first, left // STEP, 0, 0, 0, 1) if hour >= first else None

    def _block(self, block: Block, first: int) -> Shown:
        top, length = block.piece.top, block.piece.bottom - block.piece.top
        lane, lanes = min(block.lane.number, LANES - 1), min(block.lane.of, LANES)
        place = Place(top // 60 - first, top % 60 // STEP, length // 60, length % 60 // STEP, lane, lanes)
        return self.shown(block.entry, place, first=block.first)

    # --- an entry -----------------------------------------------------------------------------------------------------

    def shown(self, entry: Entry, place: Place | None = None, *, first: bool = True) -> Shown:
        row = entry.row
        names = ", ".join(name for _record, name in entry.about)
        asked, minutes = at_which_hours(row, self.calendar)
        return Shown(
            number=row.pk, kind=str(row.get_kind_display()), title=row.subject or names or row.purpose or str(row),
            about=names if row.subject else row.purpose, address=address_of(row.record),
            state=row.state, late=self.late(entry), may_move=entry.may_move, day=entry.day, time=asked,
            minutes=minutes, version=row.version, first=first, place=place,
            begins=self.clock(entry.begins) if entry.begins is not None else "",
            ends=self.clock(entry.ends) if entry.ends is not None and row.start is not None else "",
        )  # fmt: skip

    def late(self, entry: Entry) -> str:
        """How late it is, where it was to be done before today and isn't."""
        days = (self.today - entry.day).days
        if not entry.planned or days <= 0 or entry.row.kind == Activity.Kind.MEETING:
            return ""
        return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}

    def ended(self, entry: Entry) -> str:
        """ "Meeting with Priya Nair ended at 11:00", with the day where it wasn't today."""
        who = ", ".join(name for _record, name in entry.about)
        assert entry.ends is not None
        said = {"who": who, "what": entry.row.subject or entry.row.purpose, "time": self.clock(entry.ends)}
        day = self.calendar.day(entry.ends)
        if day != self.today:
            said["time"] = _("%(time)s on %(day)s") % {"time": said["time"], "day": self.day(day)}
        if who:
            return _("Meeting with %(who)s ended at %(time)s") % said
        if said["what"]:
            return _("%(what)s ended at %(time)s") % said
        return _("A meeting ended at %(time)s") % said

    def clock(self, instant: Instant) -> str:
        """ "14:30" by the firm's clock."""
        return self._clock(self.calendar.local(instant))

    def moved(self, row: Activity) -> str:
        """ "Friday, 27 November, 14:30": when it is now."""
        if row.start is None:
            return self.day(row.due) if row.due else ""
        return _("%(day)s, %(time)s") % {"day": self.day(self.calendar.day(row.start)), "time": self.clock(row.start)}

    def _clock(self, at: time | datetime) -> str:
        shown: str = format_time(at.time() if isinstance(at, datetime) else at, "short", locale=showing.locale())
        return shown


def moment_asked(day: date, said: time, calendar: Calendar, *, second: bool = False) -> Instant:
    """The instant that somebody means by a day and a time. second: where the clock shows it twice, the later one."""
    if second:
        return calendar.moment(datetime.combine(day, said).replace(fold=1))
    return at_minute(day, said.hour * 60 + said.minute, calendar)
