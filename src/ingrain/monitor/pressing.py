"""Which records the manual says something of, for a list: what is due, was not done, or was done late.

Here lives choosing among what stands, for those who may know it. Nothing here judges.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, QuerySet

from ingrain.method.calendar import DAY
from ingrain.method.events import Instant
from ingrain.method.obligations import State
from ingrain.monitor.models import Standing
from ingrain.monitor.objections import not_excused
from ingrain.people.access import Sight

LATELY = 60 * DAY
"""What was missed before that is nobody's next thing to do."""

MOST = 2_000
PRESSING = (State.MISSED, State.DUE, State.LATE)
"""From what presses most."""


@dataclass(frozen=True)
class Pressing:
    """Numbers of records, those that press most first. cut: there are more of them than these."""

    numbers: list[int]
    cut: bool = False


def pressing(kind: str, state: str, *, sight: Sight, at: Instant) -> Pressing:
    """The records of a kind that have an obligation in this state; of many the most pressing."""
    rows = _known(sight, at).filter(state=state, record__startswith=f"{kind}/")
    named = list(rows.order_by(F("due").asc(nulls_last=True), "pk").values_list("record", flat=True)[: 2 * MOST])
    numbers = [int(number) for record in dict.fromkeys(named) if (number := record.partition("/")[2]).isdecimal()]
    return Pressing(numbers[:MOST], len(numbers) > MOST or len(named) == 2 * MOST)


def state_of(records: Collection[str], *, sight: Sight, at: Instant) -> dict[str, str]:
    """How these records stand: the state that presses most, of those that have one."""
    found: dict[str, str] = {}
    rows = _known(sight, at).filter(record__in=records, state__in=PRESSING)
    for record, state in rows.values_list("record", "state"):
        if record not in found or PRESSING.index(State(state)) < PRESSING.index(State(found[record])):
            found[record] = state
    return found


def _known(sight: Sight, at: Instant) -> QuerySet[Standing]:
    """What stands in the firm's own manuals and may be known: what is due, and what was decided lately."""
    rows = Standing.objects.filter(document__log=None, area_only=False)
    rows = not_excused(rows.exclude(belongs__lt=at - LATELY))
    return rows if sight.everyone else rows.filter(responsible__in=sight.people)
