"""What happened to a record, the newest first: what was done about it, and what was changed of it, merged.

Two indexes are read side by side, each from where the page before stopped, so that the last page is as quick as the
first and a record with ten thousand calls as quick as one with ten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from ingrain.journal import read
from ingrain.method.events import Event, Instant, Value
from ingrain.records.access import Desk, any_of
from ingrain.records.models import About, Activity, Attachment, Kept

SHOWN = 25
LOOKED_BACK = 100
"""So many earlier entries are looked through for what a value was before."""

FAR = 2**62
QUIET = frozenset({"view"})
"""Entries that changed nothing."""


@dataclass(frozen=True)
class Place:
    """How far a timeline was read: below this activity, and below this entry of the journal."""

    at: Instant = FAR
    activity: int = FAR
    sequence: int = FAR

    def __str__(self) -> str:
        return f"{self.at}.{self.activity}.{self.sequence}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """The place that an address names; the beginning where it names none."""
        parts = text.split(".")
        if len(parts) != 3 or not all(part.lstrip("-").isdecimal() for part in parts):
            return cls()
        return cls(*map(int, parts))


@dataclass(frozen=True)
class Done:
    """Something that was done, or is planned. about: the records that were named, without this one."""

    activity: Activity
    about: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)

    @property
    def at(self) -> Instant:
        return self.activity.at


@dataclass(frozen=True)
class Changed:
    """An entry of the journal. before: what its fields held until then; fields that aren't in it were empty.

    at: where it stands among the lines: when it occurred, but never above an entry that was written later.
    """

    event: Event
    before: Mapping[str, Value]
    at: Instant


@dataclass(frozen=True)
class Page:
    lines: list[Done | Changed]
    more: Place | None


def page(row: Kept, desk: Desk, after: Place | None = None, *, most: int = SHOWN) -> Page:
    """Some lines of a record's story, from a place on."""
    place = after or Place()
    done = _done(row, desk, place, most)
    changed = _changed(row, place, most)
    both: list[Done | Changed] = [*done, *changed]
    merged = sorted(both, key=lambda line: -line.at)
    shown = merged[:most]
    more = _after(shown, place) if len(merged) > most else None
    _fill([line for line in shown if isinstance(line, Done)], row)
    return Page(shown, more)


def planned(row: Kept, desk: Desk, *, most: int = 20) -> list[Activity]:
    """What is still to be done about a record, the first first."""
    abouts = About.objects.filter(_readable(desk), record=row.record, planned=True)
    found = abouts.select_related("activity__owner").order_by("at", "activity_id")[:most]
    return [about.activity for about in found]


def _done(row: Kept, desk: Desk, place: Place, most: int) -> list[Done]:
    abouts: QuerySet[About] = About.objects.filter(_readable(desk), record=row.record, planned=False)
    if place.at != FAR:
        below = Q(at__lt=place.at) | Q(at=place.at, activity__lt=place.activity)
        abouts = abouts.filter(below, at__lte=place.at)
    found = abouts.select_related("activity__owner").order_by("-at", "-activity_id")[: most + 1]
    return [Done(about.activity) for about in found]


def _readable(desk: Desk) -> Q:
    """Of the activities those that aren't in the bin, and may be read."""
    open_to = {kind: desk.branches(kind) for kind in Activity.Kind.values}
    standing = Q(activity__deleted=None)
    if all(branches == [Q()] for branches in open_to.values()):
        return standing
    conditions = [Q(kind=kind) & any_of(branches) for kind, branches in open_to.items() if branches]
    return standing & Q(activity__in=Activity.objects.filter(any_of(conditions)))


def _changed(row: Kept, place: Place, most: int) -> list[Changed]:
    """Entries with what stood before; each value is looked for among the entries below."""
    entries = read.latest(row.record, before=place.sequence, most=most + 1 + LOOKED_BACK, without=QUIET)
    found = []
    at = FAR
    for number, event in enumerate(entries[: most + 1]):
        at = min(at, event.occurred)
        before: dict[str, Value] = {}
        for earlier in reversed(entries[number + 1 :]):
            before.update({name: value for name, value in earlier.values.items() if name in event.values})
        found.append(Changed(event, before, at))
    return found


def _after(shown: list[Done | Changed], place: Place) -> Place:
    at, activity, sequence = place.at, place.activity, place.sequence
    for line in shown:
        if isinstance(line, Done):
            at, activity = line.activity.at, line.activity.pk
        else:
            sequence = min(sequence, line.event.sequence)
    return Place(at, activity, sequence)


def _fill(lines: list[Done], row: Kept) -> None:
    """What else each is about, and what hangs on it."""
    by_number = {line.activity.pk: line for line in lines}
    near = About.objects.filter(activity__in=by_number, near=True).exclude(record=row.record).order_by("pk")
    for number, record in near.values_list("activity_id", "record"):
        by_number[number].about.append(record)
    by_record = {line.activity.record: line for line in lines}
    for one in Attachment.objects.filter(record__in=by_record, deleted=None):
        by_record[one.record].files.append(one)
