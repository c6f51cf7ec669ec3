"""Figures by rule, and over other periods than 28 days: made in the background, for the days that pages show now.

Here lives which of them are kept. The cells of areas over 28 days live in grid, which keeps every day's; what others
see is kept in showing, which calls this.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain

from django.db import transaction
from django.db.models import QuerySet

from ingrain.editions.models import Document
from ingrain.method.calendar import DAY
from ingrain.method.cells import Cell, CellState, Look, area_cells, cells
from ingrain.method.cells_by_rule import rule_cells, whole_rule_cells
from ingrain.method.events import Instant
from ingrain.method.obligations import Obligation
from ingrain.monitor.models import Obliged, Showing, Standing, Tally
from ingrain.monitor.periods import DAYS, lengths
from ingrain.monitor.setting import Court
from ingrain.monitor.standings import in_period, obligations


def count(document: Document, *, at: Instant) -> int:
    """Make today's anew, from what stands; how many. Those of days that nobody is shown any more are dropped."""
    court = Court(document, at)
    if court.current is None:
        return 0
    made = list(of_a_day(court, Standing.objects.filter(document=document)))
    shown = Showing.objects.filter(document=document).values("day")
    with transaction.atomic():
        Tally.objects.filter(document=document).exclude(day__in=shown).delete()
        Tally.objects.bulk_create(made, batch_size=500)
    return len(made)


def count_person(document: Document, person: str, *, at: Instant) -> None:
    """Make today's of one person anew, at once: something that was asked of them was found to be wrong."""
    keep_person(Court(document, at), Standing.objects.filter(document=document), person)


def keep_person[Row: Obliged](court: Court, rows: QuerySet[Row], person: str, *, ago: int = 0) -> None:
    """Make those of one person and a day anew. Whether they are silent rests on their colleagues, and stays."""
    day = court.look(ago=ago).period.last
    old = Tally.objects.filter(document=court.document, person=person, day=day)
    silent = set(old.filter(state=CellState.SILENT).values_list("days", "area"))
    made = list(of_a_day(court, rows, ago=ago, person=person))
    for tally in made:
        if tally.rule is None and (tally.days, tally.area) in silent:
            tally.state = CellState.SILENT
    with transaction.atomic():
        old.delete()
        Tally.objects.bulk_create(made, batch_size=500)


def of_a_day[Row: Obliged](
    court: Court, rows: QuerySet[Row], *, ago: int = 0, person: str | None = None
) -> Iterator[Tally]:
    """Those of a day so many days ago, from these obligations; of everybody, or of one person."""
    last = court.look(ago=ago).period.last
    looks = [court.look(days=days, ago=ago) for days in lengths(last)]
    found = _obligations(court, looks[-1], rows, person)
    for look in looks:
        days = (look.period.last - look.period.first).days + 1
        for rule, whole, cell in chain(_of_areas(look, found) if days != DAYS else (), _of_rules(look, found)):
            if person is not None and (whole or cell.person != person):
                continue
            yield Tally(document=court.document, day=last, days=days, rule=rule, whole=whole, **asdict(cell))


def span(look: Look) -> tuple[Instant, Instant]:
    """From when to when something may belong to the period, in anybody's time zone."""
    calendar = look.company.calendar
    return calendar.start(look.period.first) - DAY, calendar.end(look.period.last) + DAY


def _obligations[Row: Obliged](court: Court, widest: Look, rows: QuerySet[Row], person: str | None) -> list[Obligation]:
    if person is not None:
        rows = rows.filter(responsible=person)
    return list(obligations(in_period(rows, *span(widest)), court.numbers))


def _of_areas(look: Look, found: Iterable[Obligation]) -> Iterator[tuple[None, bool, Cell]]:
    yield from ((None, False, cell) for cell in cells(look, found))
    yield from ((None, True, cell) for cell in area_cells(look, found))


def _of_rules(look: Look, found: Iterable[Obligation]) -> Iterator[tuple[int, bool, Cell]]:
    yield from ((rule, False, cell) for (_person, rule), cell in rule_cells(look, found).items())
    yield from ((rule, True, cell) for rule, cell in whole_rule_cells(look, found).items())
