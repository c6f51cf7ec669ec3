"""Ingrain's own form, JSON Lines: one event on each line, and the company on the first. Reading and writing it.

The page docs/reference/json-lines.md describes it to those who write such files. The worked cases, in YAML, have
entries of the same shape; `event_of` and `company_of` read those as well.
"""

import gzip
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from ingrain.logs import report as odd
from ingrain.logs.columns import batches_of
from ingrain.logs.entries import (
    Entry,
    UnableToReadEntry,
    check_keys,
    entry_of,
    listed,
    plain,
    text_at,
    text_or_none,
    texts_at,
    time_at,
)
from ingrain.logs.header import company_of, mapping_of
from ingrain.logs.log import Log, Options, Progress
from ingrain.logs.report import Report, UnableToReadLog
from ingrain.logs.source import Source
from ingrain.logs.times import local_text
from ingrain.method.company import Company
from ingrain.method.events import NOTHING, Event, Instant, Value
from ingrain.method.vocabulary import CRM

__all__ = ["JsonLinesLog", "company_of", "event_of", "write_events"]

KEYS = frozenset({"t", "rec", "by", "do", "record", "set", "link", "through", "transition"})
WAYS_IN = frozenset({"page", "mail", "API", "import", "connector", "bulk"})
VERBS = frozenset({"create", "move", "change", "view", "hand over", "delete", "cancel"})
DOINGS = VERBS | CRM.activities.keys() | {f"plan {activity}" for activity in CRM.activities}
ZONED = re.compile(r".*(?:Z|[+-]\d\d(?::?\d\d)?)", re.DOTALL)


def event_of(mapping: Entry, *, sequence: int, zone: tzinfo = UTC) -> Event:
    """The event that a mapping describes; times without an offset are the zone's. Raises UnableToReadEntry."""
    if not mapping.keys() <= KEYS:
        check_keys(mapping, known=KEYS, what="an event")
    occurred = time_at(mapping, "t", zone)
    through = text_or_none(mapping, "through") or "page"
    if through not in WAYS_IN:
        raise UnableToReadEntry("through", f"“through” is “{through}”: it may be {listed(WAYS_IN)}.")
    return Event(
        sequence=sequence,
        record=_record(text_at(mapping, "record"), "record"),
        do=_doing(text_at(mapping, "do")),
        occurred=occurred,
        recorded=time_at(mapping, "rec", zone) if mapping.get("rec") is not None else occurred,
        by=text_or_none(mapping, "by"),
        values=_values(mapping["set"]) if mapping.get("set") else NOTHING,
        links=tuple(_record(name, "link") for name in texts_at(mapping, "link")) if mapping.get("link") else (),
        through=through,
        transition=text_or_none(mapping, "transition"),
    )


def _record(name: str, key: str) -> str:
    kind, _, rest = name.partition("/")
    if not kind or not rest:
        raise UnableToReadEntry(key, f"“{key}” is “{name}”: write a record as kind/name, as in lead/17.")
    return name


def _doing(do: str) -> str:
    if do.startswith('"') != do.endswith('"') or do in ('"', '""'):
        raise UnableToReadEntry("do", f'“do” is {do}: write a log\'s activity between double quotes, as in "O_SENT".')
    return do


def _values(value: object) -> Mapping[str, Value]:
    return {field: plain(held, field) for field, held in entry_of(value, "set").items()}


# --- reading ----------------------------------------------------------------------------------------------------------


class JsonLinesLog(Log):
    """A file of events in Ingrain's own form. The company is read when it is opened; times are local to its zone."""

    own_form = True

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(path, options)
        for _, _, entry in self._entries(None):
            if "company" in entry:
                self.company = self._first_line(entry)
            break

    def batches(self) -> Iterator[pa.RecordBatch]:
        return batches_of(self.events())

    def events(self) -> Iterator[Event]:
        try:
            yield from self._events()
        except UnableToReadLog:
            Source(self.path).refuse_damage()
            raise

    def _events(self) -> Iterator[Event]:
        self.report = report = Report()
        zone = self.company.calendar.tz if self.company else self.options.tz
        created: set[int] = set()
        sequence = 0
        for number, text, entry in self._entries(self.progress):
            if self.company and not sequence and "company" in entry:
                continue
            sequence += 1
            try:
                event = event_of(entry, sequence=sequence, zone=zone)
            except UnableToReadEntry as wrong:
                raise self._misplaced(number, text, wrong) from None
            self._look_at(event, entry, number, created)
            report.events += 1
            yield event
        report.settle(self.path.name)

    def _entries(self, progress: Progress | None) -> Iterator[tuple[int, str, Entry]]:
        """Number, text and content of each line that isn't blank."""
        for number, line in Source(self.path, progress).lines():
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise UnableToReadLog(
                    f"{self.path.name}, line {number}, byte {error.start + 1}: this is not UTF-8: "
                    "save the file as UTF-8."
                ) from None
            if text.strip():
                yield number, text, self._parse(number, text)

    def _parse(self, number: int, text: str) -> Entry:
        where = f"{self.path.name}, line {number}, column"
        try:
            entry = READ(text)
            if "\\ud" in text.lower():
                WRITE(entry).encode()
        except json.JSONDecodeError as error:
            raise UnableToReadLog(
                f"{where} {error.colno}: this is not JSON ({error.msg}): "
                'each line is one JSON object, as in {"t": "2026-11-06T16:00", …}.'
            ) from None
        except UnicodeEncodeError:
            column = text.lower().index("\\ud") + 1
            raise UnableToReadLog(f"{where} {column}: this is half of a character: write the text as UTF-8.") from None
        except (ValueError, RecursionError):
            raise UnableToReadLog(f"{where} 1: a number or a nesting here is endless: write a field's value.") from None
        except UnableToReadEntry as wrong:
            raise self._misplaced(number, text, wrong) from None
        if isinstance(entry, dict):
            return entry
        what = "a list" if isinstance(entry, list) else "something else"
        raise UnableToReadLog(
            f"{where} 1: a line holds one event, an object in braces, and this holds {what}: "
            "put each event on a line of its own."
        )

    def _first_line(self, entry: Entry) -> Company:
        try:
            check_keys(entry, known=frozenset({"company"}), what="the line of the company")
            return company_of(entry_of(entry["company"], "company"))
        except UnableToReadEntry as wrong:
            raise UnableToReadLog(f"{self.path.name}, line 1, the company: {wrong}") from None

    def _misplaced(self, number: int, text: str, wrong: UnableToReadEntry) -> UnableToReadLog:
        """The sentence, with the column where the key stands, or that of the line's start if the key is missing."""
        column = max(text.find(json.dumps(wrong.key, ensure_ascii=False)), 0) + 1
        return UnableToReadLog(f"{self.path.name}, line {number}, column {column}: {wrong}")

    def _look_at(self, event: Event, entry: Entry, number: int, created: set[int]) -> None:
        """Count what is odd and can be kept."""
        if event.do not in DOINGS and not event.do.startswith('"'):
            self.report.note(odd.UNKNOWN_ACTIVITY, f"in line {number}: “{event.do}”")
        if event.do == "create":
            mark = hash(event.record)
            if mark in created:
                self.report.note(odd.SAME_CREATED, f"in line {number}: “{event.record}”")
            created.add(mark)
        if not self.company and not ZONED.fullmatch(str(entry["t"])):
            self.report.note(odd.NAIVE_TIME, f"in line {number}: “{entry['t']}”, taken as {self.options.zone}")
        if self.options.now is not None and event.recorded > self.options.now:
            self.report.note(odd.FUTURE_TIME, f"in line {number}: “{entry['t']}”")


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnableToReadEntry(twice, f"“{twice}” stands twice in one object: say it once.")
    return found


def _no_constant(name: str) -> object:
    raise UnableToReadEntry(name, f"{name} is not a value: write null for what is not known.")


READ = json.JSONDecoder(object_pairs_hook=_no_doubles, parse_constant=_no_constant).decode


# --- writing ----------------------------------------------------------------------------------------------------------


def write_events(path: Path, events: Iterable[Event], company: Company | None = None) -> int:
    """Write events as JSON Lines, packed if the name ends in .gz; say how many. Times are the company's, or UTC."""
    zone: tzinfo = company.calendar.tz if company else UTC
    count = 0
    with _writing(path) as out:
        if company is not None:
            out.write(f"{WRITE({'company': mapping_of(company)})}\n")
        for event in events:
            out.write(f"{WRITE(_entry(event, zone, local=company is not None))}\n")
            count += 1
    return count


WRITE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _entry(event: Event, zone: tzinfo, *, local: bool) -> dict[str, object]:
    entry: dict[str, object] = {"t": _time(event.occurred, zone, local=local)}
    if event.recorded != event.occurred:
        entry["rec"] = _time(event.recorded, zone, local=local)
    entry |= {"by": event.by, "do": event.do, "record": event.record}
    if event.values:
        entry["set"] = dict(event.values)
    if event.links:
        entry["link"] = list(event.links)
    if event.through != "page":
        entry["through"] = event.through
    if event.transition is not None:
        entry["transition"] = event.transition
    return entry


def _time(instant: Instant, zone: tzinfo, *, local: bool) -> str:
    """As the company's wall clock shows it, or with an offset where no company says whose clock."""
    if local:
        return local_text(instant, zone)
    return f"{local_text(instant, UTC)}Z"


@contextmanager
def _writing(path: Path) -> Iterator[TextIO]:
    if path.suffix == ".gz":
        # No name and no time of writing in the file: the same events make the same bytes.
        with (
            path.open("wb") as raw,
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as out,
        ):
            yield out
    else:
        with path.open("w", encoding="utf-8", newline="\n") as out:
            yield out
