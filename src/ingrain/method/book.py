"""All records' histories, and how records are linked: what was done on a record counts for those above it (§4).

Here lives the order in which events count. What a history made of its record lives in history.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingrain.method.events import Event, Instant
from ingrain.method.history import History, Setting

NOT_DONE = frozenset({"cancel", "delete"})

type Place = tuple[int, int, int]
"""Where an event stands in a history: the instant at which it counts, its sequence, and its turn after that one."""

type Placed = tuple[Place, Event, bool]
"""An event at its place, and whether it names the record itself."""


class Book:
    """All histories, and how records are linked."""

    def __init__(self, events: Iterable[Event], setting: Setting) -> None:
        self.setting = setting
        self._own: dict[str, list[Event]] = defaultdict(list)
        self._up: dict[str, list[tuple[str, Instant, int]]] = defaultdict(list)
        self.links: dict[str, list[tuple[str, Instant]]] = defaultdict(list)
        self._counts = setting.company.counts
        for event in events:
            if event.recorded <= setting.at and event.occurred <= setting.at:
                self._own[event.record].append(event)
                for other in event.links:
                    self._tie(event, other)
        self._down: dict[str, list[tuple[str, Instant, int]]] = defaultdict(list)
        for child, parents in self._up.items():
            for parent, since, sequence in parents:
                self._down[parent].append((child, since, sequence))
        for children in self._down.values():
            children.sort(key=lambda tie: (tie[1], tie[2], tie[0]))
        self._histories: dict[str, History] = {}
        self._seen: dict[str | None, tuple[Instant, Instant]] = {}

    def _tie(self, event: Event, other: str) -> None:
        """Two records are linked by a save; the lower one's activities count for the upper one from then."""
        since = self._counts(event)
        self.links[event.record].append((other, since))
        self.links[other].append((event.record, since))
        kind = self.setting.vocabulary.kind
        one, two = kind(event.kind), kind(other.partition("/")[0])
        if two.name in one.parents or (one.activity and not two.activity):
            self._up[event.record].append((other, since, event.sequence))
        elif one.name in two.parents or two.activity:
            self._up[other].append((event.record, since, event.sequence))

    def __iter__(self) -> Iterator[History]:
        return map(self.history, list(self._own))

    def events(self) -> Iterator[Event]:
        """Every event that is known by now, record by record."""
        for own in self._own.values():
            yield from own

    def seen(self, who: str | None = None) -> tuple[Instant, Instant]:
        """When the first and the last event counted, of all or of one person."""
        if not self._seen:
            for event in self.events():
                counts = self._counts(event)
                for name in {None, event.by}:
                    first, last = self._seen.get(name, (counts, counts))
                    self._seen[name] = min(first, counts), max(last, counts)
        return self._seen.get(who, (self.setting.at, self.setting.at))

    def history(self, record: str) -> History:
        if record not in self._histories:
            self._histories[record] = self._write(record)
        return self._histories[record]

    def _write(self, record: str) -> History:
        kind = self.setting.vocabulary.kind(record.partition("/")[0])
        own = self._own.get(record, [])
        if kind.activity:
            own = self._undone(own)
        counts = self._counts
        entries = [((counts(e), e.sequence, 0), e, True) for e in own]
        if record in self._down:
            entries += self._activities_below(record, (0, 0, 0), set())
        if not kind.from_log:
            entries = self._first_typed_later(entries)
        entries.sort(key=lambda entry: entry[0])
        return History(record, kind, [(key[0], e, o) for key, e, o in entries], self.setting)

    def _undone(self, own: list[Event]) -> list[Event]:
        """An activity's events, where what was done before it was cancelled or deleted is only planned."""
        last = max((n for n, e in enumerate(own) if e.do in NOT_DONE), default=-1)
        done = self.setting.vocabulary.activities
        return [replace(e, do=f"plan {e.do}") if n < last and e.do in done else e for n, e in enumerate(own)]

    def _first_typed_later(self, entries: list[Placed]) -> list[Placed]:
        """An activity done before its record was created counts as the event just after the creation (§4)."""
        created = next((key for key, event, own in entries if own and event.do == "create"), None)
        if created is None:
            return entries
        done = self.setting.vocabulary.activities
        return [(_not_before(created, key) if e.do in done else key, e, own) for key, e, own in entries]

    def _activities_below(self, record: str, since: Place, seen: set[str]) -> list[Placed]:
        """What was done on the records below this one, each from the moment at which it was linked."""
        found: list[Placed] = []
        done = self.setting.vocabulary.activities
        for child, instant, sequence in self._down.get(record, ()):
            if child in seen:
                continue
            seen.add(child)
            linked = max(since, (instant, sequence, 0))
            own = self._own.get(child, [])
            if self.setting.vocabulary.kind(_kind(child)).activity:
                own = self._undone(own)
            found += [(_not_before(linked, (self._counts(e), e.sequence, 0)), e, False) for e in own if e.do in done]
            found += self._activities_below(child, linked, seen)
        return found

    def linked(self, record: str, instant: Instant) -> list[History]:
        """The records that were one link away at an instant."""
        names = dict.fromkeys(other for other, since in self.links.get(record, ()) if since <= instant)
        return [self.history(name) for name in names if name in self._own]


def _kind(record: str) -> str:
    return record.partition("/")[0]


def _not_before(first: Place, key: Place) -> Place:
    """The key itself, or the place just after `first` where it would come before."""
    return key if key > first else (first[0], first[1], key[1] + 1)
