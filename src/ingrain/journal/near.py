"""Reading what lies around records: what they were ever tied to, and the events of many of them in few queries."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ingrain.journal.bulk import rows_of
from ingrain.journal.models import Entry, Held, Tie
from ingrain.journal.read import hidden
from ingrain.method.events import NOTHING, Event

TIES, ENTRIES, HELD = Tie._meta.db_table, Entry._meta.db_table, Held._meta.db_table
TIED = f"""
SELECT id, entry_id, record, other FROM {TIES} WHERE record IN ({{names}})
UNION SELECT id, entry_id, record, other FROM {TIES} WHERE other IN ({{names}})
"""
READ = f"""
SELECT e.sequence, e.record, e.did, e.occurred, e.recorded, e.actor, h.fields, e.through, e.transition, e.batch_id
FROM {ENTRIES} AS e LEFT JOIN {HELD} AS h ON h.entry_id = e.sequence
"""


class Tied(NamedTuple):
    """A save that tied a record to another."""

    number: int
    entry: int
    record: str
    other: str


class Ties:
    """What records were ever tied to. Each record is asked for once."""

    def __init__(self) -> None:
        self._of: dict[str, list[Tied]] = {}

    def of(self, records: Iterable[str]) -> Iterator[Tied]:
        """The ties that these records are part of; one between two of them comes twice."""
        records = list(records)
        self._fetch(sorted({record for record in records if record not in self._of}))
        for record in records:
            yield from self._of[record]

    def _fetch(self, records: Sequence[str]) -> None:
        self._of.update((record, []) for record in records)
        known = set(records)
        for tie in map(Tied._make, rows_of(TIED, records)):
            for record in {tie.record, tie.other} & known:
                self._of[record].append(tie)


def events(whole: Collection[str], partly: Collection[str], dids: Collection[str], ties: Ties) -> list[Event]:
    """All events of some records; of others those that did one of these things, or tied something. In order."""
    tied = {tie.entry: None for tie in ties.of(partly) if tie.record not in whole}
    did = ", ".join(["%s"] * len(dids))
    found = rows_of(f"{READ} WHERE e.record IN ({{names}})", whole)
    if partly:
        found += rows_of(f"{READ} WHERE e.record IN ({{names}}) AND e.did IN ({did})", partly, *dids)
        found += rows_of(f"{READ} WHERE e.sequence IN ({{names}})", tied)
    shown = {row[0]: row for row in found}
    if any(row[-1] is not None for row in shown.values()):
        unseen = hidden()
        shown = {number: row for number, row in shown.items() if row[-1] not in unseen}
    links: dict[int, dict[int, str]] = {}
    for tie in ties.of([*whole, *partly]):
        links.setdefault(tie.entry, {})[tie.number] = tie.other
    return [_event(shown[number], links.get(number)) for number in sorted(shown)]


def _event(row: tuple[Any, ...], links: dict[int, str] | None) -> Event:
    number, record, did, occurred, recorded, actor, fields, through, transition, _batch = row
    tied = tuple(links[n] for n in sorted(links)) if links else ()
    values = json.loads(fields) if fields else NOTHING
    return Event(number, record, did, occurred, recorded, actor, values, tied, through, transition)
