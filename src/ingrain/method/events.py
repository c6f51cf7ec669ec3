"""What happened: one event is one save, by one person, on one record.

Here lives the event as every room above passes it on. Reading logs, storing and ordering live elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

type Instant = int
"""Microseconds since 1970-01-01T00:00:00 UTC."""

type Value = str | int | float | bool | None
"""What a field holds; dates are text (2026-12-15, or 2026-12-15T09:30 in the team's local time)."""

NOTHING: Mapping[str, Value] = MappingProxyType({})

BY_HAND = frozenset({"page", "mail"})
"""The ways in by which a person saves one record at a time."""


@dataclass(frozen=True, slots=True)
class Event:
    """One save.

    record: "kind/id"; the kind is what stands before the first slash.
    do: create, move, change, view, hand over, delete; an activity of the vocabulary (call, email, meeting, task, note),
        done and linked to the record; "plan X" (X not done yet), cancel; or a log's activity name in double quotes.
    transition: of a log's event, its life-cycle transition (COMPLETE), if the log has any.
    values: field -> value after this save, of those that it set ("owner", "stage", "state" among them).
    links: the records that this save tied to `record`.
    through: page, mail, API, import, connector, or bulk (one edit saved to many records).
    """

    sequence: int
    record: str
    do: str
    occurred: Instant
    recorded: Instant
    by: str | None = None
    values: Mapping[str, Value] = field(default=NOTHING)
    links: tuple[str, ...] = ()
    through: str = "page"
    transition: str | None = None

    @property
    def kind(self) -> str:
        return self.record.partition("/")[0]
