"""What the attributes of XES traces and events mean: record, activity, transition, time, person and values, as rows.

Here lives the reading of the standard extensions, of declared defaults and of types. The XML lives in xes.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

import pyarrow as pa

from ingrain.logs import report as odd
from ingrain.logs.columns import ROWS, as_batch, write_json
from ingrain.logs.log import Options
from ingrain.logs.report import Report
from ingrain.logs.times import is_possible, local_text, read_time
from ingrain.method.events import Instant, Value

type Attribute = str | tuple[str, str]
"""A string attribute's text; of any other type: the type and the text."""

type Attributes = dict[str, Attribute]

EXTENSIONS: Final = {
    "concept.xesext": "name",
    "org.xesext": "resource",
    "lifecycle.xesext": "transition",
    "time.xesext": "timestamp",
}
"""How the address of a standard extension ends -> the key that is read of it."""

LONG_AGO: Instant = -(2**63)


@dataclass
class Rows:
    """Columns that fill up."""

    sequence: list[int] = field(default_factory=list)
    record: list[str] = field(default_factory=list)
    do: list[str] = field(default_factory=list)
    transition: list[str | None] = field(default_factory=list)
    occurred: list[Instant] = field(default_factory=list)
    by: list[str | None] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sequence)

    def extend(self, other: "Rows", record: str) -> None:
        self.sequence += other.sequence
        self.record += [record] * len(other.sequence)
        self.do += other.do
        self.transition += other.transition
        self.occurred += other.occurred
        self.by += other.by
        self.values += other.values


class Traces:
    """The rows read so far. `rows` are those whose trace is named for certain; `where` says which line we are in."""

    def __init__(self, options: Options, report: Report, where: Callable[[], str]) -> None:
        self.rows = Rows()
        self._kind = options.record
        self._zone = options.tz
        self._now = options.now
        self._report = report
        self._where = where
        self._keys = {"name": "concept:name", "resource": "org:resource"}
        self._keys |= {"transition": "lifecycle:transition", "timestamp": "time:timestamp"}
        self._event_defaults: Attributes = {}
        self._trace_defaults: Attributes = {}
        self._placeholder: str | None = None
        self._seen: set[int] = set()
        self._events = self._traces = 0
        self.begin()

    # --- what the log declares ----------------------------------------------------------------------------------------

    def extension(self, *, address: str, prefix: str) -> None:
        """A log may give a standard extension another prefix."""
        if key := EXTENSIONS.get(address.rpartition("/")[2]):
            self._keys[key] = f"{prefix}:{key}"

    def declare(self, scope: str, attributes: Attributes) -> None:
        """Defaults for what is left out; never a case's name, a time or a person: those would be made up."""
        if scope == "trace":
            attributes.pop(self._keys["name"], None)
            self._trace_defaults = attributes
        else:
            attributes.pop(self._keys["timestamp"], None)
            self._placeholder = _text(attributes.pop(self._keys["resource"], None)) or None
            self._event_defaults = attributes

    # --- traces -------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        self._open = Rows()
        self._first: Attributes | None = None
        self._last = LONG_AGO
        self._in_trace = 0

    def end(self, trace: Attributes) -> None:
        self._traces += 1
        if name := _text(trace.get(self._keys["name"])):
            self._look_for_earlier(name)
        else:
            name = f"#{self._traces}"
            self._report.note(odd.UNNAMED_CASE, f"{name}, which ends {self._where()}")
        if not self._in_trace:
            self._report.note(odd.EMPTY_CASE, f"“{name}” {self._where()}")
        self._settle(name, trace)
        self.begin()

    def _look_for_earlier(self, name: str) -> None:
        mark = hash(name)  # eight bytes of each name seen, not the name: there may be millions
        if mark in self._seen:
            self._report.note(odd.SAME_CASE, f"“{name}”, which ends {self._where()}")
        self._seen.add(mark)

    def _settle(self, name: str, trace: Attributes) -> None:
        """The open trace's rows are sure of their record."""
        if self._first is not None:
            said = {**self._trace_defaults, **trace}
            said.pop(self._keys["name"], None)
            self._open.values[0] = self._values({**said, **self._first})
        self.rows.extend(self._open, f"{self._kind}/{name}")
        self._open = Rows()
        self._first = None

    def take(self) -> pa.RecordBatch:
        """The rows that are sure, as a batch; they are forgotten here."""
        rows, self.rows = self.rows, Rows()
        self._report.events += len(rows)
        return as_batch(**vars(rows))

    # --- events -------------------------------------------------------------------------------------------------------

    def event(self, found: Attributes, trace: Attributes | None) -> None:
        """One event of the open trace. Each one of the file has its number, also if it is left out."""
        self._events += 1
        self._in_trace += 1
        if trace is None:
            self._report.note(odd.NO_CASE, self._where())
            return
        if self._event_defaults:
            self._fill_in(found)
        instant = self._instant(found.pop(self._keys["timestamp"], None))
        if instant is None:
            return
        activity = _text(found.pop(self._keys["name"], None))
        if not activity:
            self._report.note(odd.NO_ACTIVITY, self._where())
            return
        if instant < self._last:
            self._report.note(odd.OUT_OF_ORDER, self._where())
        self._last = instant
        rows = self._open
        rows.sequence.append(self._events)
        rows.do.append(f'"{activity}"')
        rows.transition.append(_text(found.pop(self._keys["transition"], None)) or None)
        rows.occurred.append(instant)
        rows.by.append(self._person(found.pop(self._keys["resource"], None)))
        if len(rows) == 1:
            self._first = found  # what the trace says of itself is added when all of it is known
            rows.values.append(None)
        else:
            rows.values.append(self._values(found) if found else None)
        if len(rows) >= ROWS and (name := _text(trace.get(self._keys["name"]))):
            self._settle(name, trace)

    def _fill_in(self, found: Attributes) -> None:
        for key, default in self._event_defaults.items():
            if key not in found:
                found[key] = default
                self._report.note(odd.DEFAULT_TAKEN, f"{self._where()}: {key}")

    def _person(self, attribute: Attribute | None) -> str | None:
        person = _text(attribute)
        if person and person == self._placeholder:
            self._report.note(odd.PLACEHOLDER_PERSON, f"{self._where()}: “{person}”")
            return None
        return person or None

    def _instant(self, attribute: Attribute | None) -> Instant | None:
        text = _text(attribute)
        if not text:
            self._report.note(odd.NO_TIME, self._where())
            return None
        try:
            instant, zoned = read_time(text, self._zone)
        except ValueError:
            self._report.note(odd.UNREADABLE_TIME, f"{self._where()}: “{text}”")
            return None
        if not is_possible(instant):
            self._report.note(odd.IMPOSSIBLE_TIME, f"{self._where()}: “{text}”")
            return None
        if not zoned:
            self._report.note(odd.NAIVE_TIME, f"{self._where()}: “{text}”, taken as {self._zone.key}")
        if self._now is not None and instant > self._now:
            self._report.note(odd.FUTURE_TIME, f"{self._where()}: “{text}”")
        return instant

    # --- values -------------------------------------------------------------------------------------------------------

    def _values(self, attributes: Attributes) -> str | None:
        values = {
            key: attribute if isinstance(attribute, str) else self._value(*attribute)
            for key, attribute in attributes.items()
        }
        return write_json(values) if values else None

    def _value(self, kind: str, text: str) -> Value:
        try:
            if kind == "int":
                return int(text)
            if kind == "float" and isfinite(number := float(text)):
                return number
            if kind == "boolean":
                return {"true": True, "false": False}[text.strip().lower()]
            if kind == "date":
                instant, zoned = read_time(text, self._zone)
                return local_text(instant, self._zone) if zoned and is_possible(instant) else text
            if kind == "id":
                return text
        except (ValueError, KeyError):
            pass  # what it says it is, it is not: the text is kept, and counted below
        self._report.note(odd.TEXT_KEPT, f"{self._where()}: {kind} “{text}”")
        return text


def _text(attribute: Attribute | None) -> str:
    if attribute is None:
        return ""
    return (attribute if isinstance(attribute, str) else attribute[1]).strip()
