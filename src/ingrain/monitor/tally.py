"""Figures by rule, and over other periods than 28 days: made in the background, for the days that pages show now.

Here lives which of them are kept. The cells of areas over 28 days live in grid, which keeps every day's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import chain

from django.db import transaction

from ingrain.editions.models import Document
from ingrain.method.calendar import DAY
from ingrain.method.cells import Cell, CellState, Look, area_cells, cells
from ingrain.method.cells_by_rule import rule_cells, whole_rule_cells
from ingrain.method.events import Instant
from ingrain.method.obligations import Obligation
from ingrain.monitor.grid import DAYS, head_start
from ingrain.monitor.models import Standing, Tally
from ingrain.monitor.setting import Court
from ingrain.monitor.standings import in_period, obligations

WEEK, FOUR_WEEKS, QUARTER, TWELVE_WEEKS = "week", "4-weeks", "quarter", "12-weeks"
PERIODS = (WEEK, FOUR_WEEKS, QUARTER, TWELVE_WEEKS)
"""What can be looked at, as it stands in an address; the figures end on the day that is shown."""


def days_of(period: str, last: date) -> int:
    """So many days a period has that ends on this one: the week since Monday, the quarter since its first day."""
    if period == WEEK:
        return last.weekday() + 1
    if period == QUARTER:
        return (last - date(last.year, last.month - (last.month - 1) % 3, 1)).days + 1
    return 84 if period == TWELVE_WEEKS else DAYS


def count(document: Document, *, at: Instant) -> int:
    """Make them anew, from what stands; how many. Those of days that nobody is shown any more are dropped."""
    court = Court(document, at)
    if court.current is None:
        return 0
    made = [tally for ago in sorted({0, head_start(document)}) for tally in _of_a_day(court, ago)]
    with transaction.atomic():
        Tally.objects.filter(document=document).delete()
        Tally.objects.bulk_create(made, batch_size=500)
    return len(made)


def count_person(document: Document, person: str, *, at: Instant) -> None:
    """Make those of one person anew, at once: something that was asked of them was found to be wrong.

    Whether they are silent rests on their colleagues, and stays as it was.
    """
    court = Court(document, at)
    old = Tally.objects.filter(document=document, person=person)
    silent = set(old.filter(state=CellState.SILENT).values_list("day", "days", "area"))
    made = [tally for ago in sorted({0, head_start(document)}) for tally in _of_a_day(court, ago, person)]
    for tally in made:
        if tally.rule is None and (tally.day, tally.days, tally.area) in silent:
            tally.state = CellState.SILENT
    with transaction.atomic():
        old.delete()
        Tally.objects.bulk_create(made, batch_size=500)


def _of_a_day(court: Court, ago: int, person: str | None = None) -> Iterator[Tally]:
    last = court.look(ago=ago).period.last
    looks = [court.look(days=days, ago=ago) for days in sorted({days_of(period, last) for period in PERIODS})]
    found = _obligations(court, looks[-1], person)
    for look in looks:
        days = (look.period.last - look.period.first).days + 1
        for rule, whole, cell in chain(_of_areas(look, found) if days != DAYS else (), _of_rules(look, found)):
            if person is not None and (whole or cell.person != person):
                continue
            yield Tally(document=court.document, day=last, days=days, rule=rule, whole=whole, **asdict(cell))


def _obligations(court: Court, widest: Look, person: str | None) -> list[Obligation]:
    calendar = widest.company.calendar
    first, last = calendar.start(widest.period.first) - DAY, calendar.end(widest.period.last) + DAY
    rows = Standing.objects.filter(document=court.document)
    if person is not None:
        rows = rows.filter(responsible=person)
    return list(obligations(in_period(rows, first, last), court.numbers))


def _of_areas(look: Look, found: Iterable[Obligation]) -> Iterator[tuple[None, bool, Cell]]:
    yield from ((None, False, cell) for cell in cells(look, found))
    yield from ((None, True, cell) for cell in area_cells(look, found))


def _of_rules(look: Look, found: Iterable[Obligation]) -> Iterator[tuple[int, bool, Cell]]:
    yield from ((rule, False, cell) for (_person, rule), cell in rule_cells(look, found).items())
    yield from ((rule, True, cell) for rule, cell in whole_rule_cells(look, found).items())
