"""Rows made anew from what is visible in the journal: after a batch was taken back, they stand as if it had never been.

Whoever takes a batch back calls this with the records that the batch is about. It may be done twice without harm: a
worker that is killed leaves it to the next one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import batched

from django.db import transaction
from django.db.models import Model

from ingrain.journal import read
from ingrain.method.events import Instant
from ingrain.records import finding
from ingrain.records.fields import ACTIVITIES, CUSTOMERS, KINDS, Type, kind_of
from ingrain.records.models import About, Activity, Kept, Movement, Opportunity, Recent
from ingrain.records.shares import Share, share_of
from ingrain.records.shelf import Shelf
from ingrain.records.sums import Turns
from ingrain.records.surroundings import Surroundings

AT_ONCE = 500
ORDER = [*CUSTOMERS, *ACTIVITIES]


def rebuild(records: Iterable[str], at: Instant) -> int:
    """Fold these records anew; how many stand. at: the moment, for those that lose a record that they named.

    What was never made, as far as can be seen, goes; what named it names nothing any more. Each piece is a transaction
    of its own, so that nobody who saves waits long.
    """
    around = Surroundings()
    known = {record for record in records if record.partition("/")[0] in KINDS}
    return sum(_piece(some, at, around) for some in batched(sorted(known, key=_place), AT_ONCE))


def _place(record: str) -> tuple[int, int]:
    """Those that others name come first."""
    kind, _, number = record.partition("/")
    return ORDER.index(kind), int(number) if number.isdecimal() else 0


@transaction.atomic
def _piece(records: Iterable[str], at: Instant, around: Surroundings) -> int:
    standing = dict(_held(records))
    shelf = Shelf(around)
    for event in read.events(records=set(records)):
        shelf.tell(event)
    _forget([row for record, row in standing.items() if record not in shelf.rows], at, around)
    shelf.new -= standing.keys()
    _as_one_turn(shelf, standing, around.calendar.day(at))
    _without_what_is_gone(shelf)
    _as_tied_then(shelf)
    shelf.save()
    return len(shelf.rows)


def _as_one_turn(shelf: Shelf, standing: Mapping[str, Kept], today: date) -> None:
    """What sums keep of an opportunity turns from what stood to what stands; its movements are told anew."""
    sales = {record: row for record, row in {**standing, **shelf.rows}.items() if isinstance(row, Opportunity)}
    Movement.objects.filter(opportunity__in=[row.pk for row in sales.values()]).delete()
    shelf.turns = Turns()
    for record in sales:
        before, after = standing.get(record), shelf.rows.get(record)
        shelf.turns.turn(_share(before, shelf), _share(after, shelf), today)


def _share(row: Kept | None, shelf: Shelf) -> Share | None:
    return share_of(row, shelf.around) if isinstance(row, Opportunity) else None


def _held(records: Iterable[str]) -> Iterator[tuple[str, Kept]]:
    """Those that are in the tables, held until the commit: whoever saves one meanwhile waits."""
    numbers: dict[type[Kept], list[int]] = {}
    for record in records:
        kind, _, number = record.partition("/")
        if number.isdecimal():
            numbers.setdefault(KINDS[kind].model, []).append(int(number))
    for model, some in numbers.items():
        for row in model._default_manager.select_for_update().filter(pk__in=some).order_by("pk"):
            yield row.record, row


def _as_tied_then(shelf: Shelf) -> None:
    """What an activity is about was settled when it was tied; one that stands keeps it, at the time where it is now."""
    kept = {row.pk: row for row in shelf.rows.values() if isinstance(row, Activity) and row.record not in shelf.new}
    shelf.abouts.fresh = {key: about for key, about in shelf.abouts.fresh.items() if key[0] not in kept}
    shelf.abouts.moved.update(kept)
    shelf.abouts.of_lead = {
        lead: fresh
        for lead, made in shelf.abouts.of_lead.items()
        if (fresh := [record for record in made if record in shelf.new])
    }


def _without_what_is_gone(shelf: Shelf) -> None:
    """A record that names one that isn't there names nothing."""
    for kind in CUSTOMERS.values():
        for field in kind.fields:
            rows = [row for row in shelf.rows.values() if kind_of(row) is kind and field.type is Type.RECORD]
            wanted = {number for row in rows if (number := getattr(row, f"{field.at}_id"))}
            if not wanted:
                continue
            there = set(KINDS[field.to].model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
            there |= {row.pk for record, row in shelf.rows.items() if record.startswith(f"{field.to}/")}
            for row in rows:
                if getattr(row, f"{field.at}_id") not in there:
                    setattr(row, f"{field.at}_id", None)


def _forget(rows: Iterable[Kept], at: Instant, around: Surroundings) -> None:
    """These never were. Whatever hangs on them goes with them; other records stand, and name nothing there."""
    gone: dict[type[Kept], list[int]] = {}
    for row in rows:
        gone.setdefault(type(row), []).append(row.pk)
    finding.forget([row.record for row in rows])
    Recent.objects.filter(record__in=[row.record for row in rows]).delete()
    About.objects.filter(record__in=[row.record for row in rows]).delete()
    for model, numbers in gone.items():
        for name, other in _naming(model):
            left = list(other._default_manager.select_for_update().filter(**{f"{name}__in": numbers}))
            for one in left:
                setattr(one, name, None)
                one.changed = at
            other._default_manager.bulk_update(left, [name, "changed"], batch_size=100)
            finding.learn([one for one in left if one.pk not in gone.get(other, ())], around.region)
        model._default_manager.filter(pk__in=numbers).delete()


def _naming(model: type[Kept]) -> Iterator[tuple[str, type[Kept]]]:
    """The fields by which other records name one of this kind."""
    for relation in model._meta.related_objects:
        other: type[Model] = relation.related_model
        if issubclass(other, Kept):
            yield relation.field.name, other
