"""Doing once what was sent twice: a connection that broke after the save, a thumb that tapped twice.

Whoever sends gives what they send a key of its own. Here lives remembering the answer to a key; what is done under it
lives in the verbs.
"""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from ingrain.method.calendar import DAY
from ingrain.method.events import Instant
from ingrain.people.models import Colleague
from ingrain.records.models import Sent

KEPT = 30 * DAY


def once(key: str, verb: Callable[[], str], *, by: Colleague, at: Instant) -> str:
    """Do this unless it was done under this key; the answer of the first time. Without a key it is done each time."""
    if not key:
        return verb()
    try:
        with transaction.atomic():
            if known := Sent.objects.filter(by=by, key=key[:64]).first():
                return known.answer
            answer = verb()
            Sent.objects.create(by=by, key=key[:64], answer=answer, at=at)
            return answer
    except IntegrityError:
        known = Sent.objects.filter(by=by, key=key[:64]).first()
        if known is None:
            raise
        return known.answer


def forget(*, at: Instant) -> int:
    """Nobody sends anything again after a month; how many keys that were."""
    return Sent.objects.filter(at__lt=at - KEPT).delete()[0]
