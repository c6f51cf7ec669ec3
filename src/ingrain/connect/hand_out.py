"""A journal goes out: a log as it is, or the firm's own records, as XES and as OCEL 2.0; that it did is journalled.

Here lives streaming. The formats live in logs.
"""

import zlib
from collections.abc import Iterable, Iterator

from ingrain.journal import read
from ingrain.journal.models import Batch
from ingrain.journal.write import append
from ingrain.logs.out_ocel import ocel
from ingrain.logs.out_xes import xes
from ingrain.method.events import Event, Instant
from ingrain.people.models import Colleague

PIECE = 1 << 16
GZIP = 31
"""zlib's window bits that make it gzip."""


def as_xes(log: Batch | None, *, name: str, by: Colleague, at: Instant) -> Iterator[bytes]:
    """XES, packed with gzip. The log is that of a batch, or the firm's own."""
    _journal(log, "XES", by, at)
    kind = log.words.get("record") if log else None
    return _packed(xes(read.by_record(log), name=name, kind=kind))


def as_ocel(log: Batch | None, *, by: Colleague, at: Instant) -> Iterator[bytes]:
    """OCEL 2.0 in JSON."""
    _journal(log, "OCEL", by, at)
    until, _ = read.last(log)  # what is written while it goes out stays out, or it would be used without being declared
    return _pieces(ocel(lambda: _until(read.events(log), until)))


def _until(events: Iterable[Event], last: int) -> Iterator[Event]:
    for event in events:
        if event.sequence > last:
            return
        yield event


def _journal(log: Batch | None, form: str, by: Colleague, at: Instant) -> None:
    about = f"log/{log.pk}" if log else "log/own"
    append([Event(0, about, "hand out", at, at, by.key, {"form": form})])


def _pieces(text: Iterable[str]) -> Iterator[bytes]:
    """The text in pieces that are worth sending."""
    held: list[str] = []
    size = 0
    for each in text:
        held.append(each)
        size += len(each)
        if size > PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _packed(text: Iterable[str]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, GZIP)
    for piece in _pieces(text):
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()
