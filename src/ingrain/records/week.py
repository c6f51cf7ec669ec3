"""Somebody's week: meetings and calls at their hours, what is to be done on a day, what is left over from before.

Here lives reading it. What may not be read isn't there, and isn't counted. Moving and planning are verbs (doing.py);
where a span of time is drawn is worked out in days.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet

from ingrain.method.calendar import DAY, HOUR, SECOND, Calendar
from ingrain.method.events import Instant
from ingrain.people.models import Colleague
from ingrain.records import related
from ingrain.records.access import SELLS, Desk, any_of
from ingrain.records.days import Lane, Piece, lanes, on_the_wall, pieces
from ingrain.records.models import About, Activity, Circle

DRAWN = (Activity.Kind.MEETING, Activity.Kind.CALL, Activity.Kind.TASK, Activity.Kind.EMAIL, Activity.Kind.QUOTE)
LONG = {Activity.Kind.MEETING: HOUR}
"""How long what has no end is taken to last, if not a quarter of an hour."""

A_WHILE = 15 * 60 * SECOND
LOOKED_BACK = 7 * DAY
"""What began so long before a week can reach into it."""

MOST = 500
LEFT_OVER = 10
ASKED_FOR = 30 * DAY
"""A meeting's note is asked for so long."""

ASKED_AT_ONCE = 5


@dataclass(frozen=True)
class Entry:
    """One of them. about: the records that it is about, with their names. begins, ends: None for a whole day."""

    row: Activity
    day: date
    about: list[tuple[str, str]]
    may_move: bool
    begins: Instant | None = None
    ends: Instant | None = None

    @property
    def planned(self) -> bool:
        return self.row.state == Activity.State.PLANNED


@dataclass(frozen=True)
class Block:
    """What lies in a day of an entry that has its hours. first: whether it begins here."""

    entry: Entry
    piece: Piece
    lane: Lane
    first: bool


@dataclass
class Day:
    day: date
    whole: list[Entry] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.whole and not self.blocks


@dataclass(frozen=True)
class Week:
    """days: seven. left_over: what was to be done before, the latest first. more, left_more: not all is here."""

    days: list[Day]
    left_over: list[Entry]
    more: bool = False
    left_more: bool = False

    @cached_property
    def entries(self) -> list[Entry]:
        """Each once, in the order of the days."""
        found = [e for d in self.days for e in [*d.whole, *(block.entry for block in d.blocks)]]
        return list({entry.row.pk: entry for entry in found}.values())


def week(desk: Desk, who: Colleague, begins: date, calendar: Calendar, *, today: date) -> Week:
    """The seven days of somebody's week from a day on, as far as the desk may read them."""
    days = [begins + timedelta(n) for n in range(7)]
    dawn, dusk = calendar.start(days[0]), calendar.end(days[-1])
    rows = list(_of(desk, who).filter(at__gte=dawn - LOOKED_BACK, at__lt=dusk).order_by("at", "pk")[: MOST + 1])
    left = _left_over(desk, who, dawn) if days[0] <= today <= days[-1] else []
    shown = rows[:MOST]
    entries = _entries([*shown, *left[:LEFT_OVER]], desk, calendar)
    laid_out = _laid_out(entries[: len(shown)], days, calendar)
    return Week(laid_out, entries[len(shown) :], len(rows) > MOST, len(left) > LEFT_OVER)


def may_be_asked_for(desk: Desk) -> list[Colleague]:
    """Those whose week somebody can look at: themselves first, then whose meetings they may read, by name."""
    circle = desk.reads(Activity.Kind.MEETING)
    which = Q(pk__in=desk.owners)
    if circle == Circle.EVERYONE or desk.sight.everyone:
        which = Q()
    elif circle in (Circle.TEAM, Circle.TERRITORY) and desk.viewer.team_id:
        which |= Q(team=desk.viewer.team_id)
    sell = Colleague.objects.filter(which, left=None, kind="human", held_roles__role__in=SELLS).distinct()
    others = [one for one in sell.order_by("name") if one.pk != desk.viewer.pk]
    return [desk.viewer, *others]


def without_note(desk: Desk, calendar: Calendar, *, at: Instant) -> list[Entry]:
    """One's own meetings that have ended and of which nobody said how they were, the latest first."""
    ended = Q(end__lte=at) | Q(end=None, start__lte=at - HOUR)
    planned = _of(desk, desk.viewer).filter(
        ended, state=Activity.State.PLANNED, kind=Activity.Kind.MEETING, at__gt=at - ASKED_FOR, at__lte=at
    )
    return _entries(list(planned.order_by("-at", "-pk")[:ASKED_AT_ONCE]), desk, calendar)


def entry(row: Activity, desk: Desk, calendar: Calendar) -> Entry:
    """The same for one."""
    return _entries([row], desk, calendar)[0]


def length(row: Activity) -> int:
    """How long it lasts, or is taken to last; in microseconds."""
    if row.start is not None and row.end is not None and row.end > row.start:
        return row.end - row.start
    return LONG.get(Activity.Kind(row.kind), 2 * A_WHILE)


# --- reading ----------------------------------------------------------------------------------------------------------


def _of(desk: Desk, who: Colleague) -> QuerySet[Activity]:
    """What somebody's weeks are made of, as far as the desk may read it."""
    readable = any_of(Q(kind=kind) & any_of(desk.branches(kind)) for kind in DRAWN if desk.branches(kind))
    said = Q(state=Activity.State.PLANNED) | Q(
        state=Activity.State.DONE, kind__in=(Activity.Kind.MEETING, Activity.Kind.CALL, Activity.Kind.TASK)
    )
    return Activity.objects.filter(readable, said, owner=who, deleted=None, kind__in=DRAWN)


def _left_over(desk: Desk, who: Colleague, before: Instant) -> list[Activity]:
    """What was to be done before an instant and is still planned. Meetings ask for their note instead."""
    planned = _of(desk, who).filter(state=Activity.State.PLANNED, at__lt=before).exclude(kind=Activity.Kind.MEETING)
    return list(planned.order_by("-at", "-pk")[: LEFT_OVER + 1])


def _entries(rows: Sequence[Activity], desk: Desk, calendar: Calendar) -> list[Entry]:
    about: dict[int, list[str]] = {}
    near = About.objects.filter(activity__in=[row.pk for row in rows], near=True).order_by("pk")
    for number, record in near.values_list("activity_id", "record"):
        about.setdefault(number, []).append(record)
    names = related.names((record for records in about.values() for record in records), desk)
    return [
        _entry(row, [(one, names[one]) for one in about.get(row.pk, ()) if one in names], desk, calendar)
        for row in rows
    ]


def _entry(row: Activity, about: list[tuple[str, str]], desk: Desk, calendar: Calendar) -> Entry:
    planned = row.state == Activity.State.PLANNED
    may_move = planned and desk.may_change(row)
    timed = row.start
    if timed is None and not planned and row.kind != Activity.Kind.TASK:
        timed = row.done
    if timed is None:
        return Entry(row, row.due if planned and row.due else calendar.day(row.at), about, may_move)
    ends = timed + (length(row) if row.start is not None else A_WHILE)
    return Entry(row, calendar.day(timed), about, may_move, timed, ends)


def _laid_out(entries: Sequence[Entry], days: list[date], calendar: Calendar) -> list[Day]:
    found = {day: Day(day) for day in days}
    parts: dict[date, list[tuple[Entry, Piece]]] = {day: [] for day in days}
    for one in entries:
        if one.begins is not None and one.ends is not None:
            for piece in pieces(one.begins, one.ends, days, calendar):
                parts[piece.day].append((one, piece))
        elif one.day in found:
            found[one.day].whole.append(one)
    for day, both in parts.items():
        places = lanes([(piece.top, piece.bottom) for _one, piece in both])
        found[day].blocks = [
            Block(one, piece, place, piece.begins == one.begins)
            for (one, piece), place in zip(both, places, strict=True)
        ]
        found[day].whole.sort(key=lambda one: (not one.planned, one.row.pk))
    return list(found.values())


def at_which_hours(row: Activity, calendar: Calendar) -> tuple[str, int]:
    """Where it stands by the clock, as it can be asked for again: ("14:30", minutes); ("", …) for a whole day."""
    minutes = length(row) // (60 * SECOND)
    return ("", minutes) if row.start is None else (on_the_wall(row.start, calendar)[11:16], minutes)
