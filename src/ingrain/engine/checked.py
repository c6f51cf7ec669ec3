"""What a check says: the figures of a manual held against a log, and the way from each figure to its records.

Here lives the answer alone. How it is worked out lives in check.py, how it is shown in the doors.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from ingrain.method.cells import Cell, Look, Period, RuleCount
from ingrain.method.events import Event
from ingrain.method.obligations import Obligation

ANY = object()
"""Stands for an argument that was left out, where None would mean nobody."""


FIELDS = tuple(each.name for each in fields(Obligation))
"""What a row of an obligation holds, in this order."""


@dataclass(frozen=True, slots=True)
class LogFigures:
    """What the log held. remarks: sentences on what was repaired or left out, each with its count and first place."""

    events: int = 0
    records: int = 0
    people: int = 0
    machine_events: int = 0
    nobody_events: int = 0
    remarks: tuple[str, ...] = ()


class Answers(Protocol):
    """Where a check's details come from: worked out again on demand, never all held at once."""

    def obligations(
        self, *, person: str | None = ..., area: str | None = ..., rule: int | None = ...
    ) -> Iterator[Obligation]:
        """Every obligation, or those of one person, area or rule. An argument left out doesn't narrow."""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every obligation as a row with FIELDS, states as text: a third of the cost of the objects."""

    def cells(self, period: Period) -> list[Cell]:
        """The cells of another period, by what is known now."""

    def areas(self, period: Period) -> list[Cell]:
        """The areas' own figures of another period."""

    def story(self, record: str) -> list[Event]:
        """What happened to a record, in the order of the log."""


@dataclass(frozen=True)
class Checked:
    """A manual held against a log at a moment. areas: each area's own figure; seconds: how long the check took."""

    look: Look
    rules: list[RuleCount]
    cells: list[Cell]
    areas: list[Cell]
    log: LogFigures
    seconds: float
    answers: Answers = field(repr=False)
