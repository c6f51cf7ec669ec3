"""The cells of a manual: made from what stands, kept at the end of each day, and read for a page.

Here lives which figures are made and kept. What a cell says lives in the method.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db.models import QuerySet, Subquery

from ingrain.editions.models import Document
from ingrain.engine.checked import Answers
from ingrain.method.cells import Cell, CellState, Look, area_cells, cells
from ingrain.method.events import Instant
from ingrain.monitor import showing
from ingrain.monitor.models import Figure, Judged, Showing, Standing
from ingrain.monitor.periods import DAYS
from ingrain.monitor.setting import Court
from ingrain.monitor.showing import keep
from ingrain.monitor.standings import any_excused, in_period, obligations
from ingrain.monitor.tally import span

WEEKS_BACK = 8
"""So many weeks of trend are shown; from the first day on, since they are counted then."""

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
    """Make today's figures anew, from what stands; at first those of the weeks before too; and what others see."""
    court = Court(document, at)
    if court.current is None:
        return
    for look in _looks(court):
        found = list(obligations(in_period(Standing.objects.filter(document=document), *span(look)), court.numbers))
        keep(document, look.period.last, cells(look, found), area_cells(look, found))
    Judged.objects.update_or_create(document=document, defaults={"at": at})
    showing.make(court)


def count_checked(court: Court, answers: Answers) -> None:
    """The same from a check that has just been made, which has counted many obligations sooner than they are read."""
    if any_excused(court.document):
        count(court.document, at=court.now)
        return
    for look in _looks(court):
        keep(court.document, look.period.last, answers.cells(look.period), answers.areas(look.period))
    showing.make(court)


def _looks(court: Court) -> Iterator[Look]:
    """What is to be counted: today; at first the weeks before today and before yesterday, which others see first.

    A log is over: what was counted of it by another edition is no past.
    """
    old = Figure.objects.filter(document=court.document)
    if court.document.log is not None:
        old.delete()
    ago = {0}
    if not old.exists():
        ends = {0} if court.document.log is not None else {0, 1}
        ago |= {days + 7 * week for days in ends for week in range(1, WEEKS_BACK + 1)}
    for days in sorted(ago, reverse=True):
        yield court.look(days=DAYS, ago=days)


def grid(document: Document, *, first_sight: bool = False, of: Showing | None = None) -> Grid | None:
    """The cells of a manual as others see them; None where they see nothing yet.

    first_sight: as whoever they are about sees them today. of: as they are in a showing.
    """
    counted = days_counted(document, first_sight=first_sight, of=of)
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
    """The day whose figures are shown, when they were judged, and one day in each week before, newest first.

    of: the showing behind it, where it isn't what stands today.
    """

    shown: date
    judged: Instant
    weeks: list[date]
    of: Showing | None = None


def days_counted(document: Document, *, first_sight: bool = False, of: Showing | None = None) -> Days | None:
    """Which days there are to show; None where nobody is shown anything yet. As many queries however many were kept."""
    figures = Figure.objects.filter(document=document, days=DAYS)
    if first_sight or document.log_id is not None:
        of, shown = None, figures.order_by("-day").values_list("day", flat=True).first()
    else:
        of = of or showing.visible(document)
        shown = of.day if of else None
    if shown is None:
        return None
    ends = [shown - timedelta(7 * week) for week in range(1, WEEKS_BACK + 1)]
    newest_of = {f"week_{number}": _newest(figures, end) for number, end in enumerate(ends)}
    found = Judged.objects.filter(document=document).annotate(**newest_of).values_list("at", *newest_of)[0]
    return Days(shown, found[0], [day for day in found[1:] if day is not None], of)


def _newest(figures: QuerySet[Figure], end: date) -> Subquery:
    """The newest of the days that were counted in the week up to this one."""
    of_week = figures.filter(day__gt=end - timedelta(7), day__lte=end)
    return Subquery(of_week.order_by("-day").values("day")[:1])


def cell_of(told: Iterable[object]) -> Cell:
    """The cell of a row with CELL."""
    *counts, state, apart = told
    return Cell(*counts, CellState(str(state)), bool(apart))  # type: ignore[arg-type, call-arg]
