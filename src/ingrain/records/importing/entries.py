"""What a plan says as entries of the journal, with the numbers that its new records will have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from ingrain.method.events import Event, Instant, Value
from ingrain.records import pipelines
from ingrain.records.bringing import numbers_for
from ingrain.records.fields import CUSTOMERS, Type
from ingrain.records.importing.names import New
from ingrain.records.importing.plan import CREATE, UPDATE, Line, Plan
from ingrain.records.importing.said import Laid
from ingrain.records.models import Account, Lead

CLOSING = ("won", "lost")


@dataclass
class Entries:
    """events: in the order in which they are journalled. elsewhere: (number where it came from, record)."""

    events: list[Event] = field(default_factory=list)
    elsewhere: list[tuple[str, str]] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    """Of each record that is changed, as the plan saw it."""


def entries_of(plan: Plan, laid: Laid, at: Instant) -> Entries:
    return _Writing(laid, at).write(plan)


class _Writing:
    def __init__(self, laid: Laid, at: Instant) -> None:
        self.laid, self.at, self.kind = laid, at, CUSTOMERS[laid.sort.name]
        self.calendar = laid.around.calendar
        self.accounts: dict[str, str] = {}
        self.found = Entries()

    def write(self, plan: Plan) -> Entries:
        along = numbers_for(Account, len(plan.along))
        self.accounts = {key: f"account/{number}" for key, number in zip(plan.along, along, strict=True)}
        new = plan.of(CREATE)
        records = [self.kind.row(number) for number in numbers_for(self.kind.model, len(new))]
        self.accounts |= {line.key: record for line, record in zip(new, records, strict=True) if line.key}
        events = [self._event(self.accounts[key], "create", {"name": name}) for key, name in plan.along.items()]
        for line, record in zip(new, records, strict=True):
            events += self._created(line, record)
        for line in plan.of(UPDATE):
            self.found.versions[line.record] = line.version
            events += self._changed(line)
        self.found.events = events
        return self.found

    def _created(self, line: Line, record: str) -> Iterator[Event]:
        values = self._spoken(line.values)
        since = self._instant(line.created) if line.created else self.at
        end = self._end(values)
        if self.kind.name == "opportunity":
            values.setdefault("stage", pipelines.first_stage().name)
        yield self._event(record, "create", values, since)
        if end:
            day = values.get("close date")
            closed = self._instant(str(day)) if day and "state" not in end else self.at
            yield self._event(record, "move", end, max(since, closed))
        if line.foreign:
            self.found.elsewhere.append((line.foreign, record))

    def _end(self, values: dict[str, Value]) -> dict[str, Value]:
        """What closes it, taken out of the values with which it begins."""
        if str(values.get("stage", "")).casefold() in CLOSING:
            return {"stage": values.pop("stage")}
        if self.kind.model is Lead and values.get("state") not in (None, Lead.State.OPEN):
            return {"state": values.pop("state")}
        return {}

    def _changed(self, line: Line) -> Iterator[Event]:
        values = self._spoken(line.values)
        moved: dict[str, Value] = {name: values.pop(name) for name in ("stage", "state") if name in values}
        if values:
            yield self._event(line.record, "hand over" if set(values) == {"owner"} else "change", values)
        if moved:
            yield self._event(line.record, "move", moved)
        if line.foreign:
            self.found.elsewhere.append((line.foreign, line.record))

    def _spoken(self, values: Mapping[str, "Value | New"]) -> dict[str, Value]:
        return {name: self.accounts[v.key] if isinstance(v, New) else v for name, v in values.items()}

    def _event(self, record: str, do: str, values: Mapping[str, Value], since: Instant | None = None) -> Event:
        given = {"owner": self.laid.by.key, **values} if do == "create" else dict(values)
        kind = CUSTOMERS[record.partition("/")[0]]
        ties = [str(given[f.name]) for f in kind.fields if f.type is Type.RECORD and given.get(f.name)]
        occurred = self.at if since is None else min(since, self.at)
        return Event(0, record, do, occurred, self.at, self.laid.by.key, given, tuple(dict.fromkeys(ties)), "import")

    def _instant(self, day: str) -> Instant:
        return self.calendar.moment(datetime.combine(date.fromisoformat(day), time(0)))
