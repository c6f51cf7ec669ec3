"""Looks: opening a named person's figures needs a reason, is written down, and is seen by whoever was looked at."""

from ingrain.editions.models import Document
from ingrain.method.calendar import HOUR
from ingrain.method.events import Instant
from ingrain.monitor.models import Look
from ingrain.people.models import Colleague

HOLDS: Instant = 12 * HOUR
"""A reason once given holds so long for the same cell."""

LONGEST: Instant = HOUR // 2
"""Whoever looked longer without doing anything was elsewhere."""


def begin(document: Document, *, person: str, area: str, by: Colleague, because: str, at: Instant) -> Look:
    """Somebody opens a cell."""
    end(by=by, at=at)
    return Look.objects.create(document=document, person=person, area=area, by=by, reason=because, at=at)


def running(document: Document, *, person: str, area: str, by: Colleague, at: Instant) -> Look | None:
    """The look for which a reason was given, if one holds."""
    return Look.objects.filter(document=document, person=person, area=area, by=by, at__gt=at - HOLDS).first()


def end(*, by: Colleague, at: Instant) -> None:
    """They went on to something else: so long they looked."""
    for look in Look.objects.filter(by=by, seconds=None):
        look.seconds = min(at - look.at, LONGEST) // 1_000_000
        look.save(update_fields=["seconds"])


def minutes_a_look() -> int:
    """How long a look takes here, in whole minutes; five until twenty looks were taken."""
    newest = Look.objects.exclude(seconds=None).values_list("seconds", flat=True)[:200]
    taken = [seconds for seconds in newest if seconds is not None]
    return max(1, round(sum(taken) / len(taken) / 60)) if len(taken) >= 20 else 5
