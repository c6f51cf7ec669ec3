"""What somebody says of a spreadsheet before it comes in: what its rows are, what its columns say, who is meant.

Here lives reading it back, with the file that it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ingrain.people.models import Colleague
from ingrain.records.access import Desk
from ingrain.records.importing import guessing
from ingrain.records.importing.cells import Days, Numbers, days_of, numbers_of
from ingrain.records.importing.table import Table, table_in
from ingrain.records.importing.targets import Sort, Target, known, sorts
from ingrain.records.importing.workbook import Grid, opened
from ingrain.records.models import Spreadsheet
from ingrain.records.reading import Reader
from ingrain.records.surroundings import Surroundings


@dataclass
class Laid:
    """A spreadsheet as it lies on the table: its cells, what each column says, and who brings it in on which day."""

    sheet: Spreadsheet
    by: Colleague
    today: date
    grid: Grid
    table: Table
    around: Surroundings = field(default_factory=Surroundings)

    @property
    def told(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = self.sheet.told
        return told

    @property
    def locale(self) -> str:
        return str(self.told.get("locale") or "en")

    @cached_property
    def sort(self) -> Sort:
        return sorts()[self.sheet.kind or guessing.kind_of(self.table, self.sheet.original)]

    @cached_property
    def columns(self) -> list[str]:
        """What each column says; "" for one that isn't read."""
        said = self.told.get("columns")
        if isinstance(said, list) and len(said) == len(self.table.headings):
            return [name if name in self.sort.by_name else "" for name in said]
        return guessing.columns_of(self.sort, self.table)

    @cached_property
    def read(self) -> list[tuple[int, Target]]:
        """The columns that are read, with what they say."""
        return [(place, self.sort.by_name[name]) for place, name in enumerate(self.columns) if name]

    def days(self, place: int) -> Days:
        said = self.told.get("days") or {}
        return days_of(self.table.column(place), self.locale, str(said.get(str(place), "")))

    def numbers(self, place: int) -> Numbers:
        return numbers_of(self.table.column(place), self.locale)

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """What was decided of names: target -> folded text -> choice."""
        said: dict[str, dict[str, str]] = dict(self.told.get("names") or {})
        return said

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.by, self.today)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.locale, self.today, self.around)


def laid(sheet: Spreadsheet, *, by: Colleague, today: date) -> Laid:
    """Open the file."""
    grid = opened(sheet.path.read_bytes(), sheet.original, str(sheet.told.get("sheet") or ""))
    at = sheet.told.get("heading")
    return Laid(sheet, by, today, grid, table_in(grid, known, at if isinstance(at, int) else None))
