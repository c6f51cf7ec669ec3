"""Events as columns: what a batch looks like, and how events become batches and come back from them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched

import pyarrow as pa

from ingrain.method.events import NOTHING, Event, Value

SCHEMA = pa.schema(
    [
        ("sequence", pa.int64()),
        ("record", pa.string()),
        ("do", pa.string()),
        ("transition", pa.string()),
        ("occurred", pa.int64()),  # microseconds since 1970, UTC; so is `recorded`
        ("recorded", pa.int64()),
        ("by", pa.string()),
        ("through", pa.string()),
        ("values", pa.string()),  # a JSON object, or null
        ("links", pa.string()),  # a JSON array of records, or null
    ]
)

ROWS = 65_536
"""Rows of a batch, at least, except the last: large enough that work by column pays, small enough to hold."""

write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def as_batch(
    *,
    sequence: list[int],
    record: list[str],
    do: list[str],
    transition: list[str | None],
    occurred: list[int],
    by: list[str | None],
    values: list[str | None],
    recorded: list[int] | None = None,
    through: list[str] | str = "connector",
    links: list[str | None] | None = None,
) -> pa.RecordBatch:
    """A batch of these columns. Without `recorded`, everything was recorded when it occurred."""
    rows = len(sequence)
    when = pa.array(occurred, pa.int64())
    return pa.RecordBatch.from_arrays(
        [
            pa.array(sequence, pa.int64()),
            pa.array(record, pa.string()),
            pa.array(do, pa.string()),
            pa.array(transition, pa.string()),
            when,
            when if recorded is None else pa.array(recorded, pa.int64()),
            pa.array(by, pa.string()),
            pa.repeat(through, rows) if isinstance(through, str) else pa.array(through, pa.string()),
            pa.array(values, pa.string()),
            pa.nulls(rows, pa.string()) if links is None else pa.array(links, pa.string()),
        ],
        schema=SCHEMA,
    )


def batches_of(events: Iterable[Event]) -> Iterator[pa.RecordBatch]:
    """Events, in batches."""
    for some in batched(events, ROWS):
        yield as_batch(
            sequence=[event.sequence for event in some],
            record=[event.record for event in some],
            do=[event.do for event in some],
            transition=[event.transition for event in some],
            occurred=[event.occurred for event in some],
            recorded=[event.recorded for event in some],
            by=[event.by for event in some],
            through=[event.through for event in some],
            values=[write_json(dict(event.values)) if event.values else None for event in some],
            links=[write_json(event.links) if event.links else None for event in some],
        )


def events_in(batch: pa.RecordBatch) -> Iterator[Event]:
    """The events of a batch."""
    for sequence, record, do, transition, occurred, recorded, by, through, values, links in zip(
        *(column.to_pylist() for column in batch.columns), strict=True
    ):
        yield Event(
            sequence=sequence,
            record=record,
            do=do,
            occurred=occurred,
            recorded=recorded,
            by=by,
            values=_values(values),
            links=tuple(json.loads(links)) if links else (),
            through=through,
            transition=transition,
        )


def _values(text: str | None) -> Mapping[str, Value]:
    return json.loads(text) if text else NOTHING
