"""The one way into the journal.

Here lives adding entries: numbered in the order in which they are committed, chained, and with the verb that they tell
of in one transaction. Whoever writes holds the head of the chain until the commit, so that nobody who reads sees a
number before a smaller one that is still to come.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import batched
from json.encoder import encode_basestring as quoted
from os import urandom
from typing import Any

from django.db import transaction

from ingrain.journal.bulk import insert
from ingrain.journal.models import Batch, Entry, Head, Held, Tie
from ingrain.method.events import Event

SALT = 16
GIVE_WAY = 0.02
"""Seconds that a batch leaves to others between its transactions; SQLite has no queue for those who wait."""

AT_ONCE = 20_000
"""So many entries at most are written in one transaction of a batch."""

ENTRY = ("sequence", "occurred", "recorded", "actor", "actor_kind", "through", "batch_id", "record", "did",
         "transition", "sealed", "digest")  # fmt: skip
HELD = ("entry_id", "salt", "fields")
TIE = ("entry_id", "record", "other")


as_json = json.JSONEncoder(ensure_ascii=False).encode

CALLED: list[Callable[[], object]] = []


def when_written(call: Callable[[], object]) -> None:
    """From now on this is called with each entry that shows at once, in its transaction: a job, for example."""
    CALLED.append(call)


class UnableToWrite(Exception):
    """An event that the journal can't take, as a sentence."""


def append(events: Iterable[Event], kinds: Mapping[str, str] | None = None, *, batch: Batch | None = None) -> list[int]:
    """Write events in this order; their sequence numbers, which are given here.

    kinds: human, integration or assistant by actor; who isn't named is human. The caller's transaction is the entry's.
    """
    with transaction.atomic():
        head, _new = Head.objects.select_for_update().get_or_create(pk=1)
        rows = _Rows(head, kinds or {}, batch)
        for event in events:
            rows.add(event)
        rows.save()
        if rows.entries and batch is None:
            for call in CALLED:
                call()
        return rows.numbers


def append_batch(events: Iterable[Event], kinds: Mapping[str, str], batch: Batch) -> Iterator[int]:
    """Write a batch that nobody sees yet, in short transactions; yields how many are written so far."""
    written = 0
    for some in batched(events, AT_ONCE):
        written += len(append(some, kinds, batch=batch))
        time.sleep(GIVE_WAY)
        yield written


class _Rows:
    """Rows to be, and the end of the chain that they make."""

    def __init__(self, head: Head, kinds: Mapping[str, str], batch: Batch | None) -> None:
        self.head, self.kinds, self.batch = head, kinds, batch.pk if batch else None
        self.sequence, self.digest = head.sequence, bytes(head.digest)
        self.entries: list[tuple[Any, ...]] = []
        self.held: list[tuple[Any, ...]] = []
        self.ties: list[tuple[Any, ...]] = []

    @property
    def numbers(self) -> list[int]:
        return [row[0] for row in self.entries]

    def add(self, event: Event) -> None:
        if event.recorded < event.occurred and event.through == "page":
            raise UnableToWrite(f"{event.record}: it can't be recorded before it occurred.")
        self.sequence += 1
        kind = "nobody" if event.by is None else self.kinds.get(event.by, "human")
        sealed = None
        if event.values:
            salt, fields = urandom(SALT), as_json(dict(event.values))
            sealed = seal(salt, fields)
            self.held.append((self.sequence, salt, fields))
        said = (self.sequence, event.occurred, event.recorded, event.by, kind, event.through, self.batch, event.record,
                event.do, event.transition)  # fmt: skip
        self.digest = link(self.digest, said, sealed, event.links)
        self.entries.append((*said, sealed, self.digest))
        self.ties += [(self.sequence, event.record, other) for other in event.links]

    def save(self) -> None:
        insert(Entry._meta.db_table, ENTRY, self.entries)
        insert(Held._meta.db_table, HELD, self.held)
        insert(Tie._meta.db_table, TIE, self.ties)
        Head.objects.filter(pk=1).update(sequence=self.sequence, digest=self.digest)


def seal(salt: bytes, fields: str) -> bytes:
    """The digest of values; without the salt, which is erased with them, nobody can guess them from it."""
    return sha256(salt + fields.encode()).digest()


def link(before: bytes, said: tuple[Any, ...], sealed: bytes | None, links: Iterable[str]) -> bytes:
    """The digest of an entry and of all before it."""
    tied = ", ".join(map(quoted, sorted(links))) if links else ""
    told = f"[{', '.join(map(_said, (*said, sealed.hex() if sealed else None)))}, [{tied}]]"
    return sha256(before + told.encode()).digest()


def _said(part: str | int | None) -> str:
    """As JSON, a third of whose cost would be asking what the part is."""
    return quoted(part) if isinstance(part, str) else "null" if part is None else str(part)
