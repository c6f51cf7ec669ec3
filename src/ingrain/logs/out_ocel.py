"""Writing OCEL 2.0 in JSON: events -> a stream of text. Each record is an object of its kind.

The format declares first what may come, so the events are gone through twice; what is kept meanwhile are the names of
records, activities and fields. Reading it lives in ocel.py.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ingrain.logs.columns import write_json
from ingrain.logs.out_xes import RECORDED, THROUGH, activity, iso
from ingrain.method.events import Event, Value

PERSON, TRANSITION = "org:resource", "lifecycle:transition"
ABOUT, TIED = "about", "tied to"
"""Qualifiers: the record on which something happened, and those that it was tied to by it."""


@dataclass
class _Declared:
    """What occurs in the events: kinds with their records, activities with the types of their attributes."""

    records: dict[str, None] = field(default_factory=dict)
    activities: dict[str, dict[str, str]] = field(default_factory=dict)

    def watch(self, event: Event) -> None:
        self.records.setdefault(event.record)
        for other in event.links:
            self.records.setdefault(other)
        known = self.activities.setdefault(activity(event), {})
        for name, value in _attributes(event).items():
            kind = _type(name, value)
            if known.setdefault(name, kind) != kind:
                known[name] = "string"


def ocel(events: Callable[[], Iterable[Event]]) -> Iterator[str]:
    """The text of the log. events: gives them in order, as often as asked."""
    declared = _Declared()
    for event in events():
        declared.watch(event)
    kinds = dict.fromkeys(record.partition("/")[0] for record in declared.records)
    yield '{"objectTypes": ' + write_json([{"name": kind, "attributes": []} for kind in kinds])
    types = [
        {"name": name, "attributes": [{"name": key, "type": kind} for key, kind in attributes.items()]}
        for name, attributes in declared.activities.items()
    ]
    yield ',\n"eventTypes": ' + write_json(types)
    yield ',\n"objects": [\n'
    yield from _listed(_object(record) for record in declared.records)
    yield '],\n"events": [\n'
    yield from _listed(_event(event, declared.activities[activity(event)]) for event in events())
    yield "]}\n"


def _listed(entries: Iterable[dict[str, object]]) -> Iterator[str]:
    between = ""
    for entry in entries:
        yield between + write_json(entry)
        between = ",\n"
    yield "\n"


def _object(record: str) -> dict[str, object]:
    return {"id": record, "type": record.partition("/")[0], "attributes": [], "relationships": []}


def _event(event: Event, types: dict[str, str]) -> dict[str, object]:
    related = [{"objectId": event.record, "qualifier": ABOUT}]
    related += [{"objectId": other, "qualifier": TIED} for other in event.links if other != event.record]
    attributes = [
        {"name": name, "value": str(value) if types.get(name) == "string" else value}
        for name, value in _attributes(event).items()
    ]
    return {
        "id": f"e{event.sequence}",
        "type": activity(event),
        "time": iso(event.occurred),
        "attributes": attributes,
        "relationships": related,
    }


def _attributes(event: Event) -> dict[str, Value]:
    """Everything that an event says; what was cleared is an empty text, for the format knows no null."""
    said: dict[str, Value] = {name: "" if value is None else value for name, value in event.values.items()}
    if event.by is not None:
        said[PERSON] = event.by
    if event.transition is not None:
        said[TRANSITION] = event.transition
    if event.recorded != event.occurred:
        said[RECORDED] = iso(event.recorded)
    if event.through != "connector":
        said[THROUGH] = event.through
    return said


def _type(name: str, value: Value) -> str:
    if name == RECORDED:
        return "time"
    if isinstance(value, bool):
        return "boolean"
    return "integer" if isinstance(value, int) else "float" if isinstance(value, float) else "string"
