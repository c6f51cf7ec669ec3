"""A log is taken back, as a whole and with every figure that was made from it; and taken forward again.

Here lives what the monitor has to do with it. Bringing a log in lives in connect.
"""

from collections.abc import Callable

from django.db import transaction

from ingrain.editions.models import Document
from ingrain.journal.models import Batch
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.monitor.models import Figure, Judged, Standing, Tally
from ingrain.people.models import Colleague

FORWARD: list[Callable[[int], object]] = []


def when_taken_forward(call: Callable[[int], object]) -> None:
    """From now on this is called with the number of each manual that is to be judged again."""
    FORWARD.append(call)


def take_back(log: Batch, *, by: Colleague, at: Instant) -> None:
    """Nobody sees the log any more, nor a figure from it. Its manuals stay, for when it is taken forward."""
    with transaction.atomic():
        if not Batch.objects.filter(pk=log.pk, undone=None).exclude(shown=None).update(undone=at):
            return
        for table in (Figure, Tally, Judged, Standing):
            table.objects.filter(document__log=log).delete()
        append([Event(0, f"log/{log.pk}", "take back", at, at, by.key)])


def take_forward(log: Batch, *, by: Colleague, at: Instant) -> None:
    """The log is there again, and its manuals are held against it once more."""
    with transaction.atomic():
        if not Batch.objects.filter(pk=log.pk).exclude(undone=None).exclude(shown=None).update(undone=None):
            return
        append([Event(0, f"log/{log.pk}", "take forward", at, at, by.key)])
        judge_anew(log)


def judge_anew(log: Batch) -> None:
    """Have the manuals of a log held against it once more."""
    for document in Document.objects.filter(log=log).exclude(editions=None).distinct():
        for call in FORWARD:
            call(document.pk)
