"""Activities: planned, done, moved, cancelled; and notes. What is written about a record names colleagues with @."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.calendar import DAY
from ingrain.method.events import Event, Instant, Value
from ingrain.people.directory import calendar
from ingrain.records.access import Desk
from ingrain.records.days import on_the_wall
from ingrain.records.fields import ACTIVITIES
from ingrain.records.keep import UnableToSave, Values, change, held, journal, told
from ingrain.records.mentions import named_in
from ingrain.records.models import Activity, Kept, Mention
from ingrain.records.shelf import Shelf

LONGEST = 7 * DAY


def do(
    kind: str, about: Iterable[Kept], values: Values, *, by: Desk, at: Instant, done: Instant | None = None
) -> Activity:
    """Log something that was done. done: when it was, if not now."""
    when = min(done, at) if done is not None else at
    return _made(kind, kind, about, values, by, at, when)


def plan(kind: str, about: Iterable[Kept], values: Values, *, by: Desk, at: Instant) -> Activity:
    """Put something on somebody's list: a meeting with its start, a call or a task with its day."""
    if not values.get("start") and not values.get("due date"):
        raise UnableToSave(_("Say when: what has no day is never done."))
    if kind == Activity.Kind.NOTE:
        raise UnableToSave(_("A note is written, not planned. Plan a task instead."))
    return _made(kind, f"plan {kind}", about, values, by, at, at)


def complete(row: Activity, values: Values | None = None, *, by: Desk, at: Instant) -> Activity:
    """What was planned is done. A meeting counts when it took place: from its end on."""
    with transaction.atomic():
        now = _planned(row, by)
        when = min(now.end or now.start or at, at) if now.kind == Activity.Kind.MEETING else at
        given = _said(values or {})
        return _with_mentions(now, Event(0, now.record, now.kind, when, at, by.viewer.key, given), by, at)


def write_notes(row: Activity, text: str, *, by: Desk, at: Instant) -> Activity:
    """What came out of a meeting. One that has begun took place, then."""
    if not any(c.isalnum() for c in text):
        raise UnableToSave(_("Write what came out of it: what they said, what we promised, what happens next."))
    with transaction.atomic():
        now = held(row, by)
        assert isinstance(now, Activity)
        began = now.start is not None and now.start <= at
        if now.state == Activity.State.PLANNED and began:
            now = complete(now, by=by, at=at)
        before = f"{now.text}\n\n" if now.text else ""
        event = Event(0, now.record, "note", at, at, by.viewer.key, {"notes": before + text.strip()})
        return _with_mentions(now, event, by, at)


def cancel(row: Activity, *, by: Desk, at: Instant) -> Activity:
    """It didn't, or won't, take place."""
    with transaction.atomic():
        now = held(row, by)
        return told(now, Event(0, now.record, "cancel", at, at, by.viewer.key))  # type: ignore[return-value]


def put_off(row: Activity, to: date, *, by: Desk, at: Instant) -> Activity:
    """It is to be done on another day; a meeting at the same time of that day, and as long."""
    with transaction.atomic():
        now = _planned(row, by)
        values: dict[str, Value] = {"due date": to.isoformat()}
        if now.start is not None:
            days = calendar()
            begins = days.local(now.start)
            start = datetime.combine(to, begins.time())
            values = {"start": start.isoformat(timespec="minutes")}
            if now.end is not None:
                end = start + (days.local(now.end) - begins)
                values["end"] = end.replace(tzinfo=None).isoformat(timespec="minutes")
        return told(now, Event(0, now.record, "change", at, at, by.viewer.key, values))


def move_to(row: Activity, start: Instant, end: Instant, *, by: Desk, at: Instant, seen: int | None = None) -> Activity:
    """It begins and ends at other times. seen: the version that whoever moves it had before them."""
    if end <= start:
        raise UnableToSave(_("It would end before it begins. Say a later end."))
    if end - start > LONGEST:
        raise UnableToSave(_("Nothing here lasts longer than a week. Say an earlier end."))
    days = calendar()
    values: dict[str, Value] = {"start": on_the_wall(start, days), "end": on_the_wall(end, days)}
    with transaction.atomic():
        now = _planned(row, by)
        if now.due is not None:
            values["due date"] = days.day(start).isoformat()
        return change(now, values, by=by, at=at, seen=seen)  # type: ignore[return-value]


def move_to_day(row: Activity, to: date, *, by: Desk, at: Instant, seen: int | None = None) -> Activity:
    """It is to be done some time on a day, at no hour."""
    with transaction.atomic():
        now = _planned(row, by)
        if now.kind == Activity.Kind.MEETING:
            raise UnableToSave(_("A meeting has its hour. Say when it begins."))
        values: dict[str, Value] = {"due date": to.isoformat()}
        if now.start is not None:
            values |= {"start": None, "end": None}
        return change(now, values, by=by, at=at, seen=seen)  # type: ignore[return-value]


def plan_again(row: Activity, *, by: Desk, at: Instant) -> Activity:
    """It was said that it is done, or doesn't take place, and it wasn't so."""
    with transaction.atomic():
        now = held(row, by)
        assert isinstance(now, Activity)
        if now.state == Activity.State.PLANNED:
            return now
        if now.kind == Activity.Kind.NOTE or (now.start is None and now.due is None):
            raise UnableToSave(_("It was never planned. Put it into the bin if it wasn't so."))
        return told(now, Event(0, now.record, f"plan {now.kind}", at, at, by.viewer.key))


def _made(kind: str, do: str, about: Iterable[Kept], values: Values, by: Desk, at: Instant, when: Instant) -> Activity:
    records = list(about)
    for record in records:
        if not by.may_read(record) or record.deleted is not None:
            raise UnableToSave(
                _("%(name)s can't be added to: it isn't there any more, or it isn't for you.") % {"name": record}
            )
    unknown = set(values) - set(ACTIVITIES[kind].by_name)
    if unknown:
        raise UnableToSave(_("%(kind)s has no field %(name)s.") % {"kind": kind, "name": ", ".join(sorted(unknown))})
    given = {"owner": by.viewer.key, **_said(values)}
    with transaction.atomic():
        row = Activity(kind=kind, created=when, creator=by.viewer.key)
        row.save()
        links = tuple(record.record for record in records)
        return _with_mentions(row, Event(0, row.record, do, when, at, by.viewer.key, given, links), by, at)


def _planned(row: Activity, by: Desk) -> Activity:
    now = held(row, by)
    assert isinstance(now, Activity)
    if now.state != Activity.State.PLANNED:
        raise UnableToSave(_("This is %(state)s already.") % {"state": now.get_state_display()})
    return now


def _said(values: Values) -> dict[str, Value]:
    """What is filled in."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items() if value}


def _with_mentions(row: Activity, event: Event, by: Desk, at: Instant) -> Activity:
    """Journal it, write it, and tell those who are newly named in it."""
    shelf = Shelf()
    shelf.put(row)
    journal(shelf, event)
    shelf.save()
    named = [one for one in named_in(row.text, shelf.around) if one.pk != by.viewer.pk]
    Mention.objects.bulk_create(
        (Mention(activity=row, colleague=one, by=by.viewer, at=at) for one in named), ignore_conflicts=True
    )
    return row
