"""The bin: what lies in it, for whom, and what is cleared away for good after thirty days.

Putting in and taking out are verbs of keep.py. What is cleared away leaves its entries in the journal, without values.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from ingrain.journal.erase import erase
from ingrain.journal.write import append
from ingrain.method.calendar import DAY
from ingrain.method.events import Event, Instant
from ingrain.records import files, finding
from ingrain.records.access import Desk, any_of
from ingrain.records.fields import CUSTOMERS
from ingrain.records.keep import told
from ingrain.records.models import About, Account, Activity, Attachment, Contact, Kept, Lead, Opportunity, Recent

DAYS = 30
SHOWN = 100
AT_ONCE = 200
MODELS: tuple[type[Kept], ...] = (Activity, Opportunity, Contact, Lead, Account)
"""In the order in which they are cleared away: what names others first."""


@dataclass(frozen=True)
class Binned:
    """A record in the bin. days: how many are left to take it back."""

    row: Kept
    kind: str
    days: int


def bin_of(desk: Desk, *, at: Instant) -> list[Binned]:
    """What the viewer may take back, the last first."""
    found: list[Kept] = []
    for kind in CUSTOMERS.values():
        allowed = any_of(desk.branches(kind.name, change=True))
        rows = kind.model._default_manager.filter(allowed, deleted__isnull=False)
        found += rows.select_related("owner").order_by("-deleted", "-pk")[:SHOWN]
    for activity in Activity.Kind.values:
        allowed = any_of(desk.branches(activity, change=True))
        rows = Activity.objects.filter(allowed, kind=activity, deleted__isnull=False)
        found += rows.select_related("owner").order_by("-deleted", "-pk")[:SHOWN]
    newest = sorted(found, key=lambda row: -(row.deleted or 0))[:SHOWN]
    return [Binned(row, row.record.partition("/")[0], left(row, at)) for row in newest]


def left(row: Kept, at: Instant) -> int:
    """Days until a record is cleared away."""
    return max(0, DAYS - (at - (row.deleted or at)) // DAY)


def clear_away(*, at: Instant) -> int:
    """Clear away what has lain in the bin for thirty days; how many records that were."""
    cleared = 0
    for model in MODELS:
        while rows := list(model._default_manager.filter(deleted__lt=at - DAYS * DAY).order_by("deleted")[:AT_ONCE]):
            for row in rows:
                cleared += _clear(row, at)
    files.remove(Attachment.objects.filter(deleted__lt=at - DAYS * DAY))
    return cleared


def _clear(row: Kept, at: Instant) -> int:
    """One record with what was done about it alone. Others that named it don't any more, and the journal says so."""
    with transaction.atomic():
        alone = list(_about_it_alone(row))
        for other, field in _naming(row):
            told(other, Event(0, other.record, "change", at, at, None, {field: None}, (), "bulk"))
        gone = [row, *alone]
        records = [one.record for one in gone]
        append([Event(0, record, "clear away", at, at, None, through="bulk") for record in records])
        erase(records)
        finding.forget(records)
        About.objects.filter(record__in=records).delete()
        Recent.objects.filter(record__in=records).delete()
        kept = list(Attachment.objects.filter(record__in=records))
        for one in reversed(gone):
            one.delete()
        transaction.on_commit(lambda: files.remove(kept))
    return len(gone)


def _about_it_alone(row: Kept) -> Iterator[Activity]:
    """Activities that were about this record and nothing else: what was said in them was said about it."""
    near = About.objects.filter(record=row.record, near=True).values("activity")
    for activity in Activity.objects.filter(pk__in=near).iterator():
        if not About.objects.filter(activity=activity, near=True).exclude(record=row.record).exists():
            yield activity


def _naming(row: Kept) -> Iterator[tuple[Kept, str]]:
    """Records that name this one in a field."""
    match row:
        case Account():
            yield from ((one, "parent") for one in Account.objects.filter(parent=row))
            yield from ((one, "account") for one in Contact.objects.filter(account=row))
            yield from ((one, "account") for one in Opportunity.objects.filter(account=row))
        case Lead():
            yield from ((one, "lead") for one in Opportunity.objects.filter(lead=row))
        case _:
            return
