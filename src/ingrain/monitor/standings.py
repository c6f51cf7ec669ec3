"""Obligations <-> their rows. Here lives storing how things stand; deciding how they stand lives in the method."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import batched
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from ingrain.editions.models import Document, Edition
from ingrain.engine.checked import FIELDS
from ingrain.journal.bulk import insert, rows, rows_of
from ingrain.method.events import Instant
from ingrain.method.obligations import Obligation, State
from ingrain.monitor.models import Objection, Obliged, Showing, Shown, Standing

AT_ONCE = 5_000
FEW = 500
COLUMNS = ("document_id", "edition_id", "area", *FIELDS)
HELD = attrgetter(*FIELDS)
STOOD = f"SELECT id, {', '.join(COLUMNS)} FROM {Standing._meta.db_table} WHERE"


def keep_rows(edition: Edition, found: Iterable[tuple[Any, ...]]) -> int:
    """Store obligations of an edition from rows with FIELDS; how many."""
    areas = {rule.number: area.title for area, _, rule in edition.manual.judged()}
    about = edition.document_id, edition.pk
    kept = 0
    for some in batched(found, AT_ONCE):
        insert(Standing._meta.db_table, COLUMNS, [(*about, areas[row[0]], *row) for row in some])
        kept += len(some)
    return kept


class Changes:
    """What judging some records anew changes in what stands. Worked out without a lock: only what differs is written.

    What it is compared with is read when it is worked out; who writes it makes sure that nobody else did since.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._now: Counter[tuple[Any, ...]] = Counter()
        self._gone: list[int] = []
        self._new: list[tuple[Any, ...]] = []

    def now(self, edition: Edition, found: Iterable[Obligation]) -> None:
        """Obligations that stand now, of the records that are named next."""
        areas = {rule.number: area.title for area, _, rule in edition.manual.judged()}
        about = edition.document_id, edition.pk
        self._now.update((*about, areas[o.rule], *HELD(o)) for o in found)

    def instead_of(self, records: Iterable[str]) -> None:
        """They stand in place of what stood of these records."""
        self._compare(rows_of(f"{STOOD} record IN ({{names}}) AND document_id = %s", records, self.document.pk))

    def instead_of_people(self) -> None:
        """They stand in place of what was asked of people, whatever the record."""
        self._compare(rows(f"{STOOD} record LIKE %s AND document_id = %s", "person/%", self.document.pk))

    def _compare(self, stood: Iterable[tuple[Any, ...]]) -> None:
        for number, *row in stood:
            told = tuple(row)
            if self._now[told] > 0:
                self._now[told] -= 1
            else:
                self._gone.append(number)
        self._new += self._now.elements()
        self._now.clear()

    def write(self) -> None:
        """Write the difference, in the caller's transaction."""
        for some in batched(self._gone, FEW):
            Standing.objects.filter(pk__in=some).delete()
        insert(Standing._meta.db_table, COLUMNS, self._new)


def keep_shown(showing: Showing, rows: QuerySet[Standing]) -> None:
    """Keep these as they stand, for those who see them later."""
    for some in batched(rows.values_list(*COLUMNS).iterator(AT_ONCE), AT_ONCE):
        insert(Shown._meta.db_table, ("showing_id", *COLUMNS), [(showing.pk, *row) for row in some])


def obligation(row: tuple[Any, ...]) -> Obligation:
    """The obligation of a row with FIELDS."""
    found = dict(zip(FIELDS, row, strict=True))
    found["state"] = State(found["state"])
    found["area_state"] = found["area_state"] and State(found["area_state"])
    return Obligation(**found)


def obligations[Row: Obliged](rows: QuerySet[Row], numbers: Mapping[tuple[int, int], int]) -> Iterator[Obligation]:
    """The obligations of these rows, those that were excused as void; rules by the number that they have among all."""
    excused = _excused()
    for edition, *row in rows.values_list("edition_id", *FIELDS).iterator(AT_ONCE):
        found = obligation(tuple(row))
        if (edition, found.rule) not in numbers:
            continue
        if (edition, found.rule, found.record, found.responsible, found.triggered) in excused:
            found = _void(found)
        yield replace(found, rule=numbers[edition, found.rule])


def in_period[Row: Obliged](rows: QuerySet[Row], first: Instant, last: Instant) -> QuerySet[Row]:
    """Those that a period's cells are made from: decided in it, arisen in it, or still open."""
    decided = Q(belongs__gte=first, belongs__lte=last)
    arisen = Q(triggered__gte=first, triggered__lte=last)
    return rows.filter(decided | arisen | Q(state=State.DUE) | Q(belongs__gt=last) | Q(belongs=None))


def any_excused(document: Document) -> bool:
    """Whether anything that this manual asked was found to be wrong."""
    return Objection.objects.filter(upheld=True, edition__document=document).exists()


def _excused() -> set[tuple[int, int, str, str, Instant]]:
    """What was contested and found to be wrong."""
    return set(
        Objection.objects.filter(upheld=True).values_list("edition_id", "rule", "record", "responsible", "triggered")
    )


def _void(o: Obligation) -> Obligation:
    return replace(o, state=State.VOID, area_state=o.area_state and State.VOID, breach=False)
