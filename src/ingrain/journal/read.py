"""The one way out of the journal: events of a record, of what lies around it, of everything; and whether it is whole.

Here lives what is visible: entries of a batch that isn't shown yet, or was taken back, are not there for anybody.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import batched
from typing import Any

import pyarrow as pa
from django.db.models import Max, Q, QuerySet

from ingrain.journal.models import Batch, Entry, Head, Tie
from ingrain.journal.write import link, seal
from ingrain.logs.columns import as_batch, write_json
from ingrain.method.events import NOTHING, Event

AT_ONCE = 5_000
FIELDS = ("sequence", "occurred", "recorded", "actor", "through", "record", "did", "transition", "held__fields")


def visible(log: Batch | None = None) -> QuerySet[Entry]:
    """The entries of a log; without one those of the firm's own records."""
    if log is not None:
        return Entry.objects.filter(batch=log) if log.shown and not log.undone else Entry.objects.none()
    unseen = hidden()
    return Entry.objects.filter(Q(batch=None) | ~Q(batch__in=unseen)) if unseen else Entry.objects.all()


def hidden() -> set[int]:
    """The batches of which nothing is there among the firm's own records."""
    return set(Batch.objects.filter(Q(log=True) | Q(shown=None) | ~Q(undone=None)).values_list("pk", flat=True))


def events(log: Batch | None = None, *, after: int = 0, records: Collection[str] | None = None) -> Iterator[Event]:
    """Events in the order of the journal; of these records, or of all after a number."""
    entries = visible(log).order_by("sequence")
    if records is None:
        yield from _told(_pages(entries, after))
        return
    found = [row for some in batched(sorted(set(records)), 500) for row in _rows(entries.filter(record__in=some))]
    yield from _told([sorted(found)])


def batches(log: Batch | None = None) -> Iterator[pa.RecordBatch]:
    """The same as columns, for the engine: an Event each would cost more than judging it."""
    for page in _pages(visible(log).order_by("sequence"), 0):
        sequence, occurred, recorded, by, through, record, do, transition, fields = map(list, zip(*page, strict=True))
        ties = _ties(sequence)
        yield as_batch(
            sequence=sequence,
            record=record,
            do=do,
            transition=transition,
            occurred=occurred,
            recorded=recorded,
            by=by,
            through=through,
            values=fields,
            links=[write_json(ties[n]) if n in ties else None for n in sequence] if ties else None,
        )


def by_record(log: Batch | None = None) -> Iterator[Event]:
    """All events, record by record, in the order of the journal within each."""
    entries = visible(log).order_by("record", "sequence")
    yield from _told(_pages_by_record(entries))


def story(record: str, log: Batch | None = None) -> list[Event]:
    """What happened to one record."""
    return list(events(log, records=[record]))


def latest(record: str, *, before: int | None = None, most: int, without: Collection[str] = ()) -> list[Event]:
    """The last entries of one record before a number, the newest first; their ties aren't asked for.

    without: what was done in those that are passed over.
    """
    entries = visible().filter(record=record).exclude(did__in=without).order_by("-sequence")
    rows = _rows((entries if before is None else entries.filter(sequence__lt=before))[:most])
    return list(_told([rows], tied=False))


def around(records: Iterable[str], links: int = 1) -> set[str]:
    """These records, those within so many links, and everything that was ever tied to any of them from below."""
    near = set(records)
    fresh = set(near)
    for _ in range(max(1, links) + 1):
        fresh = {other for some in batched(sorted(fresh), 500) for other in _tied(some)} - near
        if not fresh:
            break
        near |= fresh
    return near


def last(log: Batch | None = None) -> tuple[int, int | None]:
    """The number of the last visible entry, and when the latest was recorded."""
    found = visible(log).aggregate(number=Max("sequence"), recorded=Max("recorded"))
    return found["number"] or 0, found["recorded"]


def unbroken() -> int | None:
    """The number of the first entry that is not as it was written; None where all are. Erased values are no break."""
    digest, expected = bytes(32), 0
    ties: dict[int, list[str]] = {}
    for number, other in Tie.objects.values_list("entry_id", "other").iterator(AT_ONCE):
        ties.setdefault(number, []).append(other)
    rows = Entry.objects.order_by("sequence").values_list(
        "sequence", "occurred", "recorded", "actor", "actor_kind", "through", "batch_id", "record", "did", "transition",
        "sealed", "digest", "held__salt", "held__fields",
    )  # fmt: skip
    for row in rows.iterator(AT_ONCE):
        said: list[Any] = list(row[:10])
        sealed, written, salt, fields = row[10:]
        expected += 1
        whole = said[0] == expected
        if fields is not None:
            whole = whole and seal(bytes(salt or b""), fields) == bytes(sealed or b"")
        digest = link(digest, tuple(said), bytes(sealed) if sealed else None, ties.get(said[0], ()))
        if not whole or digest != bytes(written):
            return expected
    head = Head.objects.get(pk=1)
    return None if (head.sequence, bytes(head.digest)) == (expected, digest) else expected + 1


def _pages(entries: QuerySet[Entry], after: int) -> Iterator[list[Any]]:
    while rows := _rows(entries.filter(sequence__gt=after)[:AT_ONCE]):
        yield rows
        after = rows[-1][0]


def _pages_by_record(entries: QuerySet[Entry]) -> Iterator[list[Any]]:
    rows = _rows(entries[:AT_ONCE])
    while rows:
        yield rows
        sequence, record = rows[-1][0], rows[-1][5]
        rest = entries.filter(record__gte=record).exclude(record=record, sequence__lte=sequence)
        rows = _rows(rest[:AT_ONCE])


def _rows(entries: QuerySet[Entry]) -> list[Any]:
    return list(entries.values_list(*FIELDS))


def _told(pages: Iterable[list[Any]], *, tied: bool = True) -> Iterator[Event]:
    for page in pages:
        ties = _ties([row[0] for row in page]) if tied else {}
        for sequence, occurred, recorded, actor, through, record, did, transition, fields in page:
            yield Event(
                sequence=sequence,
                record=record,
                do=did,
                occurred=occurred,
                recorded=recorded,
                by=actor,
                values=json.loads(fields) if fields else NOTHING,
                links=tuple(ties.get(sequence, ())),
                through=through,
                transition=transition,
            )


def _ties(numbers: list[int]) -> dict[int, list[str]]:
    """What each entry tied its record to. A page of neighbours is asked for as one stretch."""
    found: dict[int, list[str]] = {}
    if numbers:
        first, last = min(numbers), max(numbers)
        close = last - first < 3 * AT_ONCE
        stretch = Tie.objects.filter(entry__gte=first, entry__lte=last)
        some = [stretch] if close else [Tie.objects.filter(entry__in=part) for part in batched(numbers, 500)]
        for ties in some:
            for number, other in ties.order_by("pk").values_list("entry_id", "other"):
                found.setdefault(number, []).append(other)
    return found


def _tied(records: Collection[str]) -> Iterator[str]:
    yield from Tie.objects.filter(record__in=records).values_list("other", flat=True)
    yield from Tie.objects.filter(other__in=records).values_list("record", flat=True)
