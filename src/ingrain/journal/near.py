"""Reading what lies around records: what they were ever tied to, and the events of many of them in few queries."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import batched
from typing import NamedTuple

from django.db.models import QuerySet

from ingrain.journal.models import Entry, Tie
from ingrain.journal.read import visible
from ingrain.method.events import NOTHING, Event

AT_ONCE = 500
FIELDS = ("sequence", "record", "did", "occurred", "recorded", "actor", "held__fields", "through", "transition")


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
        for some in batched(records, AT_ONCE):
            found: dict[str, list[Tied]] = {record: [] for record in some}
            one, two = Tie.objects.filter(record__in=some), Tie.objects.filter(other__in=some)
            for row in one.values_list("pk", "entry", "record", "other").union(
                two.values_list("pk", "entry", "record", "other")
            ):
                tie = Tied(*row)
                for record in {tie.record, tie.other}:
                    if record in found:
                        found[record].append(tie)
            self._of.update(found)


def events(whole: Collection[str], partly: Collection[str], dids: Collection[str], ties: Ties) -> list[Event]:
    """All events of some records; of others those that did one of these things, or tied something. In order."""
    shown = visible()
    tied = {tie.entry: None for tie in ties.of(partly) if tie.record not in whole}
    rows = {
        row[0]: row
        for some in (
            *(shown.filter(record__in=part) for part in batched(whole, AT_ONCE)),
            *(shown.filter(record__in=part, did__in=dids) for part in batched(partly, AT_ONCE)),
            *(shown.filter(pk__in=part) for part in batched(tied, AT_ONCE)),
        )
        for row in _rows(some)
    }
    links: dict[int, dict[int, str]] = {}
    for tie in ties.of([*whole, *partly]):
        links.setdefault(tie.entry, {})[tie.number] = tie.other
    return [_event(rows[number], links.get(number)) for number in sorted(rows)]


def _rows(entries: QuerySet[Entry]) -> list[tuple[int, str, str, int, int, str | None, str | None, str, str | None]]:
    return list(entries.values_list(*FIELDS))


def _event(
    row: tuple[int, str, str, int, int, str | None, str | None, str, str | None], links: dict[int, str] | None
) -> Event:
    number, record, did, occurred, recorded, actor, fields, through, transition = row
    tied = tuple(links[n] for n in sorted(links)) if links else ()
    values = json.loads(fields) if fields else NOTHING
    return Event(number, record, did, occurred, recorded, actor, values, tied, through, transition)
