"""Leaving, with what they have open: who gets it, and giving it back when it was a mistake.

Who leaves lives in people.departures, what becomes of records in records.handing; here both are one transaction.
"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.monitor.models import Decision
from ingrain.people import departures
from ingrain.people.models import Colleague, Departure
from ingrain.records import handing


def holdings(colleague: Colleague) -> list[str]:
    """The records that they own and that are open, in the order of their names."""
    return sorted(record for records in handing.holdings(colleague).values() for record in records)


def leave(
    colleague: Colleague, day: date, *, heir: Colleague | None, by: Colleague, at: Instant, today: date
) -> Departure:
    """Deactivate somebody, and hand over all that they have open."""
    with transaction.atomic():
        records = holdings(colleague) if heir else []
        gone = departures.leave(colleague, day, heir=heir, records=len(records), by=by, at=at, today=today)
        if heir:
            handing.give(records, heir, by=by, at=at)
            gone.tasks = _hand_tasks(Decision.objects.filter(who=colleague, done=None), heir, by, at)
            gone.save(update_fields=["tasks"])
    return gone


def come_back(departure: Departure, *, by: Colleague, at: Instant) -> int:
    """Undo a deactivation; how many records went back: those that nobody has handed on or closed meanwhile."""
    with transaction.atomic():
        departures.come_back(departure, by=by, at=at)
        if departure.heir is None:
            return 0
        back = handing.still_with(departure.heir, given_by=departure.by, at=departure.at)
        handing.give(back, departure.colleague, by=by, at=at)
        open_ones = Decision.objects.filter(pk__in=departure.tasks, who=departure.heir, done=None)
        _hand_tasks(open_ones, departure.colleague, by, at)
    return len(back)


def _hand_tasks(decisions: QuerySet[Decision], to: Colleague, by: Colleague, at: Instant) -> list[int]:
    """Put what somebody is to do on another's list; the numbers of what was put there."""
    numbers = sorted(decisions.values_list("pk", flat=True))
    Decision.objects.filter(pk__in=numbers).update(who=to)
    append(Event(0, f"decision/{pk}", "hand over", at, at, by.key, {"who": to.key}, through="page") for pk in numbers)
    return numbers
