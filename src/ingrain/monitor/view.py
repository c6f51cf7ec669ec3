"""A page of the grid: some people by areas, or by the rules of one area, over a period; and what waits in all of it.

Here lives reading no more than a page shows: the number of queries doesn't grow with people or days. Counting lives in
grid and tally.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from ingrain.editions.models import Document
from ingrain.method.cells import Cell, CellState, Queue, queue_of, room_for, surname_first
from ingrain.method.company import Company
from ingrain.method.events import Instant
from ingrain.monitor.grid import CELL, cell_of, days_counted
from ingrain.monitor.models import Figure, Showing, Tally
from ingrain.monitor.periods import DAYS, FOUR_WEEKS, days_of

type Share = tuple[int, int]
"""So much was followed of so much that was asked."""

type Column = str | int
"""An area's title, or a rule's number among those of all editions."""


@dataclass(frozen=True)
class View:
    """What is looked at. area: its rules instead of all areas; people: those who may be seen, None is everybody.

    first_sight: as whoever the figures are about sees them today; of: as they are in a showing.
    """

    document: Document
    company: Company
    period: str = FOUR_WEEKS
    area: str = ""
    people: Collection[str] | None = None
    first_sight: bool = False
    of: Showing | None = None

    @cached_property
    def _days(self) -> Any:
        return days_counted(self.document, first_sight=self.first_sight, of=self.of)

    @property
    def there(self) -> bool:
        """Whether anything was counted yet."""
        return self._days is not None

    @property
    def day(self) -> date:
        """The last day of the period."""
        found: date = self._days.shown
        return found

    @property
    def showing(self) -> Showing | None:
        """What stands behind the figures, where it isn't what stands today."""
        found: Showing | None = self._days.of
        return found

    @property
    def days(self) -> int:
        return days_of(self.period, self.day)

    @property
    def weeks(self) -> list[date]:
        """One day in each week before, newest first."""
        found: list[date] = self._days.weeks
        return found

    @property
    def judged(self) -> Instant:
        found: Instant = self._days.judged
        return found

    @property
    def counted(self) -> bool:
        """Whether these figures were made already: those by rule and over other periods come a little later."""
        if not self.area and self.days == DAYS:
            return True
        return Tally.objects.filter(document=self.document, days=self.days, day=self.day).exists()

    # --- people -------------------------------------------------------------------------------------------------------

    @cached_property
    def everybody(self) -> list[str]:
        """All who have cells and may be seen, by surname."""
        rows = self._figures().filter(whole=False, apart=False).exclude(person=None)
        known = set(rows.values_list("person", flat=True).distinct())
        seen = known if self.people is None else known & set(self.people)
        return sorted(seen, key=self._by_name)

    def page(self, after: str | None, size: int) -> tuple[list[str], bool]:
        """The people whose names come after somebody's, so many, and whether there are more."""
        start = 0 if after is None else bisect_right(self.everybody, self._by_name(after), key=self._by_name)
        return self.everybody[start : start + size], len(self.everybody) > start + size

    def _by_name(self, person: str) -> tuple[str, str, str]:
        return *surname_first(self.company, person), person

    # --- cells --------------------------------------------------------------------------------------------------------

    def cells(self, people: Sequence[str]) -> dict[tuple[str, Column], Cell]:
        """The cells of these people; by rule without those of whom nothing was asked."""
        return {(cell.person or "", column): cell for column, cell in self._read(self._shown().filter(
            whole=False, person__in=people))}  # fmt: skip

    def before(self, people: Sequence[str]) -> dict[tuple[str, str], list[Share]]:
        """The areas over 28 days in the weeks before, oldest first: the trend, whatever period is shown."""
        if self.area:
            return {}
        found: dict[tuple[str, str], list[Share]] = {}
        rows = Figure.objects.filter(document=self.document, days=DAYS, day__in=self.weeks)
        rows = rows.filter(whole=False, person__in=people).order_by("day")
        for person, area, met, late, missed in rows.values_list("person", "area", "met", "late", "missed"):
            found.setdefault((str(person), area), []).append((met, met + late + missed))
        return found

    def own(self, *, everyone: bool, fewest: int) -> dict[Column, Cell]:
        """Each column's own figure; for those who don't see everyone, where enough people stand behind it."""
        shown = self._shown()
        found = dict(self._read(shown.filter(whole=True)))
        if everyone:
            return found
        asked = shown.filter(whole=False, apart=False).filter(Q(met__gt=0) | Q(late__gt=0) | Q(missed__gt=0))
        by = "rule" if self.area else "area"
        behind = dict(asked.order_by().values_list(by).annotate(people=Count("person", distinct=True)))
        return {column: cell for column, cell in found.items() if behind.get(column, 0) >= fewest}

    def waiting(self, aim: float, *, hours: float, minutes_a_look: int) -> Queue:
        """The places to look at, as method.cells.queue says: silence first, then the shortfall that is certain."""
        rows = self._figures().filter(whole=False, apart=False)
        if self.people is not None:
            rows = rows.filter(person__in=self.people)
        if self.area:
            rows = rows.filter(area=self.area)
        room = room_for(hours, minutes_a_look)
        judged, silent = Q(state=CellState.JUDGED), Q(state=CellState.SILENT)
        short = judged & Q(high__lt=aim)
        counts = rows.aggregate(judged=Count("pk", filter=judged), waiting=Count("pk", filter=short | silent))
        told = [*rows.filter(silent).order_by("pk").values_list(*CELL)[:room]]
        told += rows.filter(short).order_by("high", "pk").values_list(*CELL)[: room - len(told)]
        return queue_of([cell_of(one) for one in told], minutes_a_look=minutes_a_look, **counts)

    def _figures(self) -> QuerySet[Any]:
        """The cells of areas over the period."""
        if self.period == FOUR_WEEKS or self.days == DAYS:
            return Figure.objects.filter(document=self.document, days=DAYS, day=self.day)
        return Tally.objects.filter(document=self.document, days=self.days, day=self.day, rule=None)

    def _shown(self) -> QuerySet[Any]:
        """The cells of the columns: areas, or the rules of one area."""
        if not self.area:
            return self._figures()
        rows = Tally.objects.filter(document=self.document, days=self.days, day=self.day, area=self.area)
        return rows.exclude(rule=None)

    def _read(self, rows: QuerySet[Any]) -> Iterable[tuple[Column, Cell]]:
        by = "rule" if self.area else "area"
        return ((told[0], cell_of(told[1:])) for told in rows.values_list(by, *CELL))


@dataclass(frozen=True)
class Row:
    """A person and their cells in the order of the columns, None where nothing was asked; each with its weeks."""

    person: str
    name: str
    cells: list[tuple[Column, Cell | None, list[Share]]] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        """Nothing was due, or nothing is live yet."""
        nothing = (CellState.NOTHING_DUE, CellState.NOT_LIVE)
        return all(cell is None or cell.state in nothing for _column, cell, _weeks in self.cells)


def rows(view: View, people: Sequence[str], columns: Sequence[Column]) -> list[Row]:
    """These people's rows."""
    cells, before = view.cells(people), view.before(people)
    names = {one: view.company.people[one].shown if one in view.company.people else one for one in people}
    return [
        Row(one, names[one], [(c, cells.get((one, c)), before.get((one, str(c)), [])) for c in columns])
        for one in people
    ]


def cell_at(view: View, person: str | None, area: str, rule: int | None = None) -> Cell | None:
    """One cell, of an area or of one of its rules; None where there is none."""
    here = view if rule is None else replace(view, area=area)
    rows = here._shown().filter(whole=False, person=person, area=area)
    if rule is not None:
        rows = rows.filter(rule=rule)
    told = rows.values_list(*CELL).first()
    return cell_of(told) if told else None


def cell_before(view: View, person: str | None, area: str, weeks: int = 4) -> Cell | None:
    """The cell of an area so many weeks ago, over 28 days, where something was asked then."""
    if len(view.weeks) < weeks:
        return None
    rows = Figure.objects.filter(document=view.document, days=DAYS, day=view.weeks[weeks - 1], whole=False)
    told = rows.filter(person=person, area=area).values_list(*CELL).first()
    return cell_of(told) if told and cell_of(told).asked else None


def all_of(view: View, person: str) -> dict[tuple[str, int | None], Cell]:
    """Every cell of a person over the period: of areas under None, of their rules under the rule's number."""
    found: dict[tuple[str, int | None], Cell] = {}
    for told in view._figures().filter(whole=False, person=person).values_list(*CELL):
        cell = cell_of(told)
        found[cell.area, None] = cell
    rules = Tally.objects.filter(document=view.document, days=view.days, day=view.day, whole=False, person=person)
    for rule, *told in rules.exclude(rule=None).values_list("rule", *CELL):
        cell = cell_of(told)
        found[cell.area, rule] = cell
    return found
