"""What the manual still asks of some records at this moment, as far as somebody may know of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ingrain.method.events import Instant
from ingrain.method.obligations import State
from ingrain.monitor.models import Standing
from ingrain.monitor.objections import not_excused
from ingrain.people.access import Sight

SINCE = 28
"""So many days ago at most something was missed that a card still tells of."""


@dataclass
class Ask:
    """Of one record: how much is due, by when the first of it, and how much was missed and not made good."""

    due: int = 0
    first: Instant | None = None
    missed: int = 0


def asked_of(records: Iterable[str], sight: Sight, *, since: Instant) -> dict[str, Ask]:
    """By record, of those alone of whom something is asked. since: what was missed before isn't told of any more."""
    rows = Standing.objects.filter(document__log=None, record__in=list(records), area_only=False)
    rows = not_excused(rows).filter(
        Q(state=State.DUE, due__isnull=False) | Q(state=State.MISSED, done=None, due__gte=since)
    )
    found: dict[str, Ask] = {}
    for record, who, state, due in rows.values_list("record", "responsible", "state", "due"):
        if not sight.sees(who):
            continue
        ask = found.setdefault(record, Ask())
        if state == State.MISSED:
            ask.missed += 1
        else:
            ask.due += 1
            ask.first = min(filter(None, (ask.first, due)))
    return found
