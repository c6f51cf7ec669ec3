"""The cells of a manual: made from what stands, kept at the end of each day, and read for a page.

Here lives which figures are made and kept. What a cell says lives in the method.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet, Subquery

from ingrain.editions.models import Document
from ingrain.engine.checked import Answers
from ingrain.method.calendar import DAY
from ingrain.method.cells import Cell, CellState, Look, area_cells, cells
from ingrain.method.events import Instant
from ingrain.monitor.models import Figure, Judged, Standing
from ingrain.monitor.setting import Court
from ingrain.monitor.standings import any_excused, in_period, obligations

DAYS = 28
WEEKS_BACK = 8
"""So many weeks of trend are shown; from the first day on, since they are counted then."""

HEAD_START = 1
"""Days by which whoever is judged sees their figures before anybody else does."""

CELL = tuple(f.name for f in fields(Cell))
"""In the order of a cell's fields, of which the last two are its state and whether it stands apart."""


@dataclass(frozen=True)
class Grid:
    """What a page shows: the cells of a day by person, the areas' own, and those of the weeks before, oldest first."""

    document: Document
    day: date
    judged: Instant
    cells: tuple[Cell, ...]
    areas: tuple[Cell, ...]
    before: dict[tuple[str | None, str], list[Cell]]


def count(document: Document, *, at: Instant) -> None:
    """Make the figures anew, from what stands: today's, and those that others see; at first the weeks before too."""
    court = Court(document, at)
    if court.current is None:
        return
    for look in _looks(court):
        calendar = look.company.calendar
        start, end = calendar.start(look.period.first) - DAY, calendar.end(look.period.last) + DAY
        rows = in_period(Standing.objects.filter(document=document), start, end)
        found = list(obligations(rows, court.numbers))
        _keep(court, look, cells(look, found), area_cells(look, found))
    Judged.objects.update_or_create(document=document, defaults={"at": at})


def count_checked(court: Court, answers: Answers) -> None:
    """The same from a check that has just been made, which has counted many obligations sooner than they are read."""
    if any_excused(court.document):
        count(court.document, at=court.now)
        return
    for look in _looks(court):
        _keep(court, look, answers.cells(look.period), answers.areas(look.period))


def _looks(court: Court) -> Iterator[Look]:
    """What is to be counted: today, and what others see; at first the weeks before too.

    A log is over: what was counted of it by another edition is no past.
    """
    old = Figure.objects.filter(document=court.document)
    if court.document.log is not None:
        old.delete()
    ago = {0, head_start(court.document)}
    if not old.exists():
        ago |= {days + 7 * week for days in ago for week in range(1, WEEKS_BACK + 1)}
    for days in sorted(ago, reverse=True):
        yield court.look(days=DAYS, ago=days)


def head_start(document: Document) -> int:
    """In days. Those in a log that was brought in have no page of their own to look at first."""
    return HEAD_START if document.log_id is None else 0


def _keep(court: Court, look: Look, people: Iterable[Cell], areas: Iterable[Cell]) -> None:
    day = look.period.last
    made = [*_figures(court, day, people), *_figures(court, day, areas, whole=True)]
    with transaction.atomic():
        Figure.objects.filter(document=court.document, day=day, days=DAYS).delete()
        Figure.objects.bulk_create(made)


def _figures(court: Court, day: date, found: Iterable[Cell], *, whole: bool = False) -> list[Figure]:
    return [Figure(document=court.document, day=day, days=DAYS, whole=whole, **asdict(cell)) for cell in found]


def grid(document: Document, *, first_sight: bool = False) -> Grid | None:
    """The cells of a manual as others see them; None where nothing was counted yet.

    first_sight: as whoever they are about sees them, a day earlier.
    """
    counted = days_counted(document, first_sight=first_sight)
    if counted is None:
        return None
    figures, shown, weeks = Figure.objects.filter(document=document, days=DAYS), counted.shown, counted.weeks
    before: dict[tuple[str | None, str], list[Cell]] = {}
    now: list[Cell] = []
    areas: list[Cell] = []
    rows = figures.filter(day__in=[shown, *weeks]).order_by("day", "pk").values_list("day", "whole", *CELL)
    for on, whole, *told in rows:
        cell = cell_of(told)
        if on == shown:
            (areas if whole else now).append(cell)
        elif not whole:
            before.setdefault((cell.person, cell.area), []).append(cell)
    return Grid(document, shown, counted.judged, tuple(now), tuple(areas), before)


@dataclass(frozen=True)
class Days:
    """The day whose figures are shown, when they were judged, and one day in each week before, newest first."""

    shown: date
    judged: Instant
    weeks: list[date]


def days_counted(document: Document, *, first_sight: bool = False) -> Days | None:
    """Which days there are to show; None where nothing was counted yet. Three queries, however many days were kept."""
    figures = Figure.objects.filter(document=document, days=DAYS)
    newest = figures.order_by("-day").values_list("day", flat=True).first()
    if newest is None:
        return None
    latest = newest - timedelta(0 if first_sight else head_start(document))
    shown = figures.filter(day__lte=latest).order_by("-day").values_list("day", flat=True).first()
    if shown is None:
        shown = figures.order_by("day").values_list("day", flat=True)[0]
    ends = [shown - timedelta(7 * week) for week in range(1, WEEKS_BACK + 1)]
    newest_of = {f"week_{number}": _newest(figures, end) for number, end in enumerate(ends)}
    found = Judged.objects.filter(document=document).annotate(**newest_of).values_list("at", *newest_of)[0]
    return Days(shown, found[0], [day for day in found[1:] if day is not None])


def _newest(figures: QuerySet[Figure], end: date) -> Subquery:
    """The newest of the days that were counted in the week up to this one."""
    of_week = figures.filter(day__gt=end - timedelta(7), day__lte=end)
    return Subquery(of_week.order_by("-day").values("day")[:1])


def cell_of(told: Iterable[object]) -> Cell:
    """The cell of a row with CELL."""
    *counts, state, apart = told
    return Cell(*counts, CellState(str(state)), bool(apart))  # type: ignore[arg-type, call-arg]
