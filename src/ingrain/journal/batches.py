"""Showing a batch, and taking it back: one update, told in the journal, so that whoever follows hears of it."""

from django.db import transaction

from ingrain.journal.models import Batch
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
