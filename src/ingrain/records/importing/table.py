"""Where the table lies in a sheet: titles above it, one row of headings or two, and the rows below."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ingrain.records.folding import words
from ingrain.records.importing.formulas import Formula
from ingrain.records.importing.workbook import Cell, Grid

LOOKED_AT = 30
LONGEST = 80


@dataclass(frozen=True)
class Table:
    """Headings, "" where there is none; the row that they stand in, 0 for none; rows with their number in Excel."""

    headings: tuple[str, ...]
    at: int
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    def column(self, place: int) -> list[Cell]:
        """What stands in a column, without blanks and formulas that have no result."""
        return [cell for _, cells in self.rows if (cell := cells[place]) != "" and not isinstance(cell, Formula)]


def table_in(grid: Grid, known: Callable[[str], bool], at: int | None = None) -> Table:
    """The table of a sheet. known: whether a text is a heading that means something; at: the row that was said."""
    rows = grid.rows
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    top = _top(full, known) if at is None else at - 1 if 0 < at <= len(full) else -1
    if top < 0:
        return _kept(tuple([""] * width), 0, full, 0)
    headings = [shown(cell) for cell in full[top]]
    below = top + 1
    if below < len(full) - 1 and at is None and _is_second(full[top], full[below], known):
        headings = _joined(headings, [shown(cell) for cell in full[below]])
        below += 1
    return _kept(tuple(headings), top + 1, full, below)


def _kept(headings: tuple[str, ...], at: int, full: Sequence[Sequence[Cell]], below: int) -> Table:
    """Without blank rows, and without columns that have neither a heading nor anything else."""
    rows = [(number, row) for number, row in enumerate(full[below:], below + 1) if any(cell != "" for cell in row)]
    places = [p for p, heading in enumerate(headings) if heading or any(row[p] != "" for _, row in rows)]
    return Table(
        tuple(headings[p] for p in places), at, tuple((number, tuple(row[p] for p in places)) for number, row in rows)
    )


def _top(full: Sequence[Sequence[Cell]], known: Callable[[str], bool]) -> int:
    """The row of headings; -1 where the first row is one of the list already."""
    filled = [sum(cell != "" for cell in row) for row in full[:LOOKED_AT]]
    usual = Counter(n for n in filled if n).most_common(1)[0][0]
    enough = max(1, min(usual, max(filled)) * 0.5)
    best, most = -1, 0
    for place, row in enumerate(full[:LOOKED_AT]):
        told = [shown(cell) for cell in row if cell != ""]
        meaning = sum(map(known, told))
        if meaning > most and (len(set(told)) > 1 or len(told) == 1) and not any(map(is_data, row)):
            best, most = place, meaning
    if most >= 2 or (most == 1 and filled[best] == 1):
        return best
    for place, row in enumerate(full[:LOOKED_AT]):
        told = [shown(cell) for cell in row if cell != ""]
        if len(told) >= enough and (len(set(told)) > 1 or len(told) == usual == 1):
            return place if not any(map(is_data, row)) else -1
    return -1


def is_data(cell: Cell) -> bool:
    """What no heading looks like."""
    if isinstance(cell, int | float | date):
        return not (isinstance(cell, int) and 1900 <= cell <= 2100)
    digits = sum(c.isdigit() for c in cell)
    return "@" in cell or "://" in cell or len(cell) > LONGEST or (digits > 3 and digits * 2 > len(cell))


def _is_second(first: Sequence[Cell], second: Sequence[Cell], known: Callable[[str], bool]) -> bool:
    """Whether headings go on in the row below: groups above, their parts below."""
    told, below = [shown(c) for c in first if c != ""], [shown(c) for c in second if c != ""]
    if not below or any(map(is_data, second)) or len(set(below)) < len(below):
        return False
    grouped = len(set(told)) < len(told) or any(a == "" and b != "" for a, b in zip(first, second, strict=True))
    return grouped and sum(map(known, below)) >= max(2, len(below) // 2)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    found, group = [], ""
    for one, other in zip(above, below, strict=True):
        group = one or group
        same = words(one) == words(other)
        found.append(one if not other or same else f"{group}: {other}" if group else other)
    return found


def shown(cell: Cell) -> str:
    """A cell as text, on one line."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return repr(cell)
    return " ".join(str(cell).split())
