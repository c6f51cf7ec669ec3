"""What a log says while it comes in: its activities, fields, people and records, what its cases begin and end with.

Here lives keeping count of it. What it means to a manual lives in editions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ingrain.method.events import Event, Instant

MOSTLY = 5
"""So many of what cases begin and end with are kept."""


class Said:
    """The words of a log so far."""

    def __init__(self) -> None:
        self.doings: Counter[tuple[str, str | None]] = Counter()
        self.fields: set[str] = set()
        self.people: set[str] = set()
        self.first: Counter[str] = Counter()
        self.last_of: dict[str, str] = {}
        self.latest: Instant = 0

    def watching(self, events: Iterable[Event]) -> Iterator[Event]:
        for event in events:
            self.doings[event.do, event.transition] += 1
            self.fields.update(event.values)
            if event.by is not None:
                self.people.add(event.by)
            if event.record not in self.last_of:
                self.first[event.do] += 1
            self.last_of[event.record] = event.do
            self.latest = max(self.latest, event.recorded)
            yield event

    def words(self, record: str) -> dict[str, Any]:
        """As journal.models.Batch keeps them; the most frequent first."""
        names: Counter[str] = Counter()
        for (do, transition), count in self.doings.items():
            names[_plain(do)] += count
            if transition:
                names[f"{_plain(do)}+{transition}"] += count
        last = Counter(map(_plain, self.last_of.values()))
        return {
            "record": record,
            "names": [name for name, _ in names.most_common()],
            "fields": sorted(self.fields),
            "first": [_plain(do) for do, _ in self.first.most_common(MOSTLY)],
            "last": [name for name, _ in last.most_common(MOSTLY)],
        }


def _plain(do: str) -> str:
    return do[1:-1] if do.startswith('"') else do
