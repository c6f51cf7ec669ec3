"""A manual's objective that can be measured, and its measure: of each quarter's records, the share that got there.

How an objective is read from its sentence lives in aim.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingrain.method.calendar import Calendar
from ingrain.method.events import Instant


@dataclass(frozen=True, slots=True)
class Objective:
    """Turn `target` in 100 of `kind` into `state` records (of `into_kind`, where it says one) by a day.

    today: how many in 100 there were when it was written.
    """

    target: int | float
    kind: str
    state: str
    by: date
    into_kind: str | None = None
    today: int | float | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """One record of the objective's kind: when it was created, whether it has got there by now, whether it is open."""

    created: Instant
    reached: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Quarter:
    """The records created in one calendar quarter: all of them, those that got there, those that still may."""

    name: str
    created: int
    reached: int
    open: int

    @property
    def share(self) -> float:
        """In 100."""
        return 100 * self.reached / self.created


def measure(records: Iterable[Turned], calendar: Calendar) -> tuple[Quarter, ...]:
    """Quarter by quarter, in the order of time; quarters in which nothing was created are left out."""
    quarters: dict[date, list[Turned]] = {}
    names: dict[date, str] = {}
    for record in records:
        span = calendar.period(record.created, "quarter")
        quarters.setdefault(span.first, []).append(record)
        names[span.first] = span.name
    return tuple(
        Quarter(
            name=names[first],
            created=len(found),
            reached=sum(record.reached for record in found),
            open=sum(record.open and not record.reached for record in found),
        )
        for first, found in sorted(quarters.items())
    )
