"""Reading OCEL 2.0 in JSON: events about objects of many types -> a log of the objects of one type, its cases.

An event about three orders is three events here, one of each. The file is read element by element; what is kept of it
are the objects of the chosen type. How the text becomes elements lives in elements.py.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from ingrain.logs import report as odd
from ingrain.logs.columns import batches_of
from ingrain.logs.elements import Element, elements
from ingrain.logs.headings import USUAL
from ingrain.logs.log import Log, Options
from ingrain.logs.report import Report, UnableToReadLog
from ingrain.logs.times import is_possible, read_time
from ingrain.method.events import Event, Instant, Value

SECTIONS = ("objectTypes", "eventTypes", "objects", "events")


@dataclass
class _Case:
    """An object that is a case: what is set on it and when, the soonest last, for it is taken from the end."""

    record: str
    changes: list[tuple[Instant, str, Value]] = field(default_factory=list)


class OcelLog(Log):
    """A log in OCEL 2.0. options.objects: the type of object that is the case; without it the most frequent one."""

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(path, options)
        self.types = self._types_of_objects()

    def _types_of_objects(self) -> dict[str, int]:
        """How many objects there are of each type, the most frequent first. Raises UnableToReadLog."""
        found = Counter(str(each.get("type", "")) for key, each in elements(self.path) if key == "objects")
        if not found:
            raise UnableToReadLog(f"{self.path.name} has no objects: export the log as OCEL 2.0 in JSON once more.")
        return dict(found.most_common())

    @property
    def case(self) -> str:
        """The type of object that is the case."""
        chosen = self.options.objects or next(iter(self.types))
        if chosen not in self.types:
            known = ", ".join(f"“{name}”" for name in list(self.types)[:30])
            raise UnableToReadLog(f"{self.path.name} has no objects of the type “{chosen}”: its types are {known}.")
        return chosen

    def batches(self) -> Iterator[pa.RecordBatch]:
        return batches_of(self.events())

    def events(self) -> Iterator[Event]:
        self.report = report = Report()
        others: dict[str, str] = {}
        cases: dict[str, _Case] = {}
        for key, each in elements(self.path):
            if key == "objects":
                self._take_in(each, cases, others)
        sequence = 0
        for place, (key, each) in enumerate(elements(self.path, self.progress), start=1):
            if key == "events":
                for event in self._told(each, f"“{each.get('id', place)}”", cases, others):
                    sequence += 1
                    report.events += 1
                    yield self._numbered(event, sequence)
        report.settle(self.path.name)

    @staticmethod
    def _numbered(event: Event, sequence: int) -> Event:
        return Event(
            sequence, event.record, event.do, event.occurred, event.recorded, event.by, event.values, event.links,
            event.through, event.transition,
        )  # fmt: skip

    # --- objects ------------------------------------------------------------------------------------------------------

    def _take_in(self, each: Element, cases: dict[str, _Case], others: dict[str, str]) -> None:
        name, kind = str(each.get("id", "")), str(each.get("type", ""))
        if kind != self.case:
            others[name] = f"{kind}/{name.removeprefix(f'{kind}/')}"
            return
        changes = [
            (self._instant_or_long_ago(a.get("time")), str(a.get("name")), _plain(a.get("value")))
            for a in _mappings(each.get("attributes"))
        ]
        record = f"{self.options.record}/{name.removeprefix(f'{kind}/')}"
        cases[name] = _Case(record, sorted(changes, key=lambda change: change[0], reverse=True))

    def _instant_or_long_ago(self, time: object) -> Instant:
        try:
            return read_time(str(time), self.options.tz)[0]
        except ValueError:
            return 0

    # --- events -------------------------------------------------------------------------------------------------------

    def _told(
        self, each: Element, where: str, cases: Mapping[str, _Case], others: Mapping[str, str]
    ) -> Iterator[Event]:
        """What an event of the file is for each of its cases."""
        related = list(dict.fromkeys(str(r.get("objectId")) for r in _mappings(each.get("relationships"))))
        mine = [cases[name] for name in related if name in cases]
        activity = str(each.get("type") or "").strip()
        when = self._instant(each.get("time"), where)
        if when is None:
            return
        if not activity or not mine:
            self.report.note(odd.NO_CASE if activity else odd.NO_ACTIVITY, f"the event {where}")
            return
        values = {str(a.get("name")): _plain(a.get("value")) for a in _mappings(each.get("attributes"))}
        by, transition = _taken(values, USUAL["person"]), _taken(values, USUAL["transition"])
        links = tuple(others[name] for name in related if name in others)
        for case in mine:
            changed = {}
            while case.changes and case.changes[-1][0] <= when:
                _, name, value = case.changes.pop()
                changed[name] = value
            yield Event(
                0, case.record, f'"{activity}"', when, when, by, {**changed, **values}, links, "connector", transition
            )

    def _instant(self, time: object, where: str) -> Instant | None:
        if time in (None, ""):
            self.report.note(odd.NO_TIME, f"the event {where}")
            return None
        try:
            instant, zoned = read_time(str(time), self.options.tz)
        except ValueError:
            self.report.note(odd.UNREADABLE_TIME, f"the event {where}: “{time}”")
            return None
        if not is_possible(instant):
            self.report.note(odd.IMPOSSIBLE_TIME, f"the event {where}: “{time}”")
            return None
        if not zoned:
            self.report.note(odd.NAIVE_TIME, f"the event {where}: “{time}”, taken as {self.options.zone}")
        if self.options.now is not None and instant > self.options.now:
            self.report.note(odd.FUTURE_TIME, f"the event {where}: “{time}”")
        return instant


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _plain(value: object) -> Value:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _taken(values: dict[str, Value], usual: Iterable[str]) -> str | None:
    """The value under the surest of these names, which is no field then."""
    if not values:
        return None
    named = {name.casefold(): name for name in values}
    found = next((named[name] for name in usual if name in named), None)
    return None if found is None else str(values.pop(found) or "") or None
