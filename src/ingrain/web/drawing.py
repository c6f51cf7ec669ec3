"""The cells of the grid as HTML: a page has hundreds of them, so each is one piece of text and as short as can be.

Here lives how a cell looks. What it says lives in the method; the widths of bars and the size of trends in grid.css.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ingrain.method.cells import Cell, CellState
from ingrain.monitor.view import Share

STEPS = 40
"""A bar is so many pixels wide; its parts are whole ones, and never less than one."""

WIDE, HIGH = 30, 12
FEWEST = 3
"""So many weeks make a trend."""

OPENS = frozenset({CellState.JUDGED, CellState.TOO_FEW, CellState.SILENT, CellState.UNKNOWN})


class Pen:
    """Draws the cells of one page. more: what stands in each address besides person, area and rule."""

    def __init__(self, more: dict[str, str]) -> None:
        self.more = escape("&" + urlencode(more)) if more else ""
        self.followed = escape(_("%(met)s of %(asked)s"))
        self.too_few = escape(_("%(met)s of %(asked)s, too few"))
        self.breaches = escape(_("breaches"))
        self.words = {
            CellState.SILENT: escape(_("silent")),
            CellState.UNKNOWN: escape(_("unknown")),
            CellState.NOT_LIVE: escape(_("not live yet")),
            CellState.NOTHING_DUE: escape(_("nothing due")),
        }

    def address(self, **names: str) -> str:
        """The query that names a person, an area or a rule, ready for an attribute."""
        return escape(urlencode(names))

    def cell(self, cell: Cell | None, weeks: Sequence[Share], person: str, column: str, head: str, look: bool) -> str:
        """One cell. person, column: as in the address, escaped; head: the column's title, for narrow screens."""
        if cell is None or cell.state not in OPENS:
            state = cell.state if cell else CellState.NOTHING_DUE
            return f"<td><span><small>{head}</small><q>{self.words[state]}</q></span></td>"
        looked = ' class="look"' if look else ""
        said = self.said(cell, weeks)
        return f'<td><a href="cell/?{person}&amp;{column}{self.more}"{looked}><small>{head}</small>{said}</a></td>'

    def own(self, cell: Cell | None, head: str) -> str:
        """A column's own figure, which opens nothing: several people stand behind it."""
        if cell is None or not cell.asked:
            return f"<td><span><small>{head}</small><q>{self.words[CellState.NOTHING_DUE]}</q></span></td>"
        told = f"{bar(cell)}<b>{self.followed % {'met': cell.met, 'asked': cell.asked}}</b>"
        return f"<td><span><small>{head}</small>{told}</span></td>"

    def said(self, cell: Cell, weeks: Sequence[Share]) -> str:
        """What a cell says, without its place: the same to others and to whoever it is about."""
        told = {"met": cell.met, "asked": cell.asked}
        if cell.state is CellState.SILENT:
            return f'<em class="silent">{self.words[cell.state]}</em>'
        if cell.state in self.words:
            return f"<q>{self.words[cell.state]}</q>"
        if cell.state is CellState.TOO_FEW:
            return f"<q>{self.too_few % told}</q>"
        beside = trend([*weeks, (cell.met, cell.asked)]) if weeks else ""
        if cell.breaches:
            beside = f'<span class="breach">+{cell.breaches}<span class="vh"> {self.breaches}</span></span>'
        return f"{bar(cell)}<b>{self.followed % told}</b>{beside}"


def bar(cell: Cell) -> str:
    """Followed, late, and the rest missed: two widths, which the style sheet knows."""
    met = _steps(cell.met, cell.asked)
    late = _steps(cell.late, cell.asked)
    if cell.missed and met + late >= STEPS:
        met, late = (met - 1, late) if met > late else (met, late - 1)
    return f'<i class="m{met} l{min(late, STEPS - met)}"></i>'


def _steps(part: int, whole: int) -> int:
    return max(1, round(STEPS * part / whole)) if part and whole else 0


def trend(shares: Sequence[Share]) -> str:
    """The share followed, week by week, oldest first; a week without anything asked is left out."""
    apart = WIDE / max(1, len(shares) - 1)
    points = [
        (round(place * apart), HIGH - 1 - round((HIGH - 2) * met / asked))
        for place, (met, asked) in enumerate(shares)
        if asked
    ]
    if len(points) < FEWEST:
        return ""
    (x, y), *later = points
    path = f"M{x} {y}l"
    for to_x, to_y in later:
        path += f"{to_x - x} {to_y - y} "
        x, y = to_x, to_y
    return f'<svg aria-hidden="true"><path d="{path.rstrip().replace(" -", "-")}"/></svg>'


def joined(cells: Sequence[str]) -> SafeString:
    """Cells that were drawn here, as they are."""
    return SafeString("".join(cells))
