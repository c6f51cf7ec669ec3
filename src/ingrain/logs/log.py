"""A log as the rooms above read it: events one by one, or batches of columns; and what a reader may be told beforehand.

How each format is read lives in the module named after it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa

from ingrain.logs.columns import events_in
from ingrain.logs.report import Report, UnableToReadLog
from ingrain.method.company import Company
from ingrain.method.events import Event, Instant

type Progress = Callable[[int, int], None]
"""Called now and then with the bytes of the file read so far, and all of them."""


@dataclass(frozen=True)
class Options:
    """What the reader is told about a log.

    record: what a case is called; an event's record is "record/case". zone: of times that name none.
    columns: of a table, role -> column; the roles are case, activity, time, person and transition.
    dates: how 01/02/2026 is meant, where the log itself doesn't tell. encoding, delimiter: of text, likewise.
    now: the moment of reading; events that lie after it are counted. None: nobody asks.
    objects: of OCEL, the type of object that is the case; without it the most frequent one.
    """

    record: str = "case"
    zone: str = "UTC"
    columns: Mapping[str, str] | None = None
    dates: Literal["day first", "month first"] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    now: Instant | None = None
    objects: str | None = None

    @cached_property
    def tz(self) -> ZoneInfo:
        return zone_named(self.zone)


def zone_named(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnableToReadLog(
            f"There is no time zone called “{name}”: write it as in Europe/London or America/New_York."
        ) from None


class Log(ABC):
    """A log that has been opened. It can be read again and again; each reading starts a new report.

    company: what a JSON Lines file says of its company. own_form: it holds a CRM's events, not a foreign log's.
    report: of the last reading, complete once that came to its end.
    """

    own_form = False

    def __init__(self, path: Path, options: Options) -> None:
        self.path = path
        self.options = options
        self.company: Company | None = None
        self.report = Report()
        self.progress: Progress | None = None

    @abstractmethod
    def batches(self) -> Iterator[pa.RecordBatch]:
        """The events as columns (see columns.SCHEMA), in the order of the file. Raises UnableToReadLog."""

    def columns(self) -> list[str]:
        """The columns of a table; none of what is no table. Raises UnableToReadLog."""
        return []

    def events(self) -> Iterator[Event]:
        """The events one by one, in the order of the file. Raises UnableToReadLog."""
        for batch in self.batches():
            yield from events_in(batch)
