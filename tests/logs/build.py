"""Small logs made on the spot, and what reading them gives: the events and the report, or the sentence of the error."""

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingrain.logs import Options, Report, UnableToReadLog, open_log
from ingrain.method.calendar import EPOCH
from ingrain.method.events import Event

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared(name: str) -> Path:
    """A real log beside the checkout; without it the test stands aside."""
    if not (path := SHARED / name).exists():
        pytest.skip(f"../shared/data/{name} is not here")
    return path


@dataclass(frozen=True)
class Reading:
    events: list[Event]
    report: Report

    @property
    def sentences(self) -> list[str]:
        return list(self.report.sentences())


def read(path: Path, **options: object) -> Reading:
    log = open_log(path, Options(**options))  # type: ignore[arg-type]
    events = list(log.events())
    assert log.report.events == len(events)
    return Reading(events, log.report)


def complaint(path: Path, **options: object) -> str:
    """The sentence with which a log is refused: one line that ends in a full stop."""
    with pytest.raises(UnableToReadLog) as refused:
        read(path, **options)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert path.name in sentence
    return sentence


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def packed(path: Path, text: str | bytes) -> Path:
    return written(path, gzip.compress(text.encode() if isinstance(text, str) else text))


def at(instant: int) -> str:
    """An instant as people read it, in UTC."""
    return (EPOCH + timedelta(microseconds=instant)).replace(tzinfo=None).isoformat(timespec="auto")


def instant(text: str) -> int:
    return (datetime.fromisoformat(text).replace(tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


# --- XES --------------------------------------------------------------------------------------------------------------


def xes_event(
    name: str = "call", time: str | None = "2026-11-09T10:00:00+00:00", by: str = "ana", more: str = ""
) -> str:
    stamp = f'<date key="time:timestamp" value="{time}"/>' if time is not None else ""
    person = f'<string key="org:resource" value="{by}"/>' if by else ""
    return f'<event><string key="concept:name" value="{name}"/>{person}{stamp}{more}</event>\n'


def xes_trace(name: str | None, *events: str, more: str = "") -> str:
    named = f'<string key="concept:name" value="{name}"/>' if name is not None else ""
    return f"<trace>{named}{more}\n{''.join(events)}</trace>\n"


def xes(*traces: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<log>{head}\n{"".join(traces)}</log>\n'
