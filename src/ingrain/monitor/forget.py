"""Forgetting: what is about persons goes after twelve months by itself; what teams added up to stays.

What happened to the customers' records doesn't expire: it lives in the journal, not here. A log that was brought in to
be looked at stays until somebody takes it back.
"""

from datetime import date

from ingrain.method.events import Instant
from ingrain.monitor.models import Decision, Figure, Look, Objection, Standing
from ingrain.monitor.setting import KEPT


def forget(*, at: Instant, today: date) -> int:
    """Forget what is older than twelve months; how much that was. Figures of whole areas are kept."""
    before, day = at - KEPT, date.fromordinal(today.toordinal() - 365)
    gone = [
        Figure.objects.filter(document__log=None, whole=False, day__lt=day).delete(),
        Standing.objects.filter(document__log=None, belongs__lt=before).delete(),
        Look.objects.filter(at__lt=before).delete(),
        Decision.objects.filter(at__lt=before).delete(),
        Objection.objects.filter(at__lt=before).exclude(answered=None).delete(),
    ]
    return sum(number for number, _by_kind in gone)
