"""Showing a batch, and taking it back: one update, told in the journal, so that whoever follows hears of it."""

from django.db import transaction

from ingrain.journal.models import Batch, Entry
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant


def show(batch: Batch, *, by: str | None, at: Instant) -> None:
    """From now on everything in the batch is there."""
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(shown=at)
        append([Event(0, f"batch/{batch.pk}", "show", at, at, by)])


def take_back(batch: Batch, *, by: str | None, at: Instant) -> None:
    """From now on nothing of the batch is there."""
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(undone=at)
        append([Event(0, f"batch/{batch.pk}", "take back", at, at, by)])


def records_of(batch: Batch) -> list[str]:
    """The records that a batch is about."""
    return list(Entry.objects.filter(batch=batch).order_by("record").values_list("record", flat=True).distinct())
