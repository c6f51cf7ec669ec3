"""The grid of a report: people by areas, each cell a link to what stands behind it. By surname; nobody is ranked."""

from collections.abc import Mapping, Sequence

from ingrain.cli.answer import Answer, besides, is_open, said
from ingrain.cli.report.figures import PERIODS, Behind, Place, Share
from ingrain.cli.report.html import Markup, Part, el
from ingrain.cli.report.pictures import bar, sparkline
from ingrain.method.cells import Cell, CellState
from ingrain.telling.words import _, figure, listed, number, several

ROOM_FOR_BOTH = 4
"""Up to so many areas, a cell with breaches has room for its sparkline too."""


ROOM_ON_A_PHONE = 8
"""Up to so many letters, a figure has room for its sparkline on a phone too."""


def place_id(person: int, area: int) -> str:
    """Where a cell's detail stands in the page."""
    return f"c{person}-{area}"


def places(answer: Answer, *, everyone: bool) -> dict[Place, str]:
    """The place in the page of each cell that has something to show; without everyone, of those to be looked at."""
    queued = {(cell.person, cell.area) for cell in answer.queue.cells}
    return {
        (cell.person, cell.area): place_id(row, column)
        for row, cells in enumerate(answer.rows.values())
        for column, cell in enumerate(cells)
        if is_open(cell) and (everyone or (cell.person, cell.area) in queued)
    }


def grid(answer: Answer, behind: Mapping[Place, Behind], where: Mapping[Place, str]) -> Markup:
    """The table. Roles are written out, since a phone shows it as cards and would forget that it is a table."""
    areas = [area.title for area in answer.checked.look.manual.areas]
    heads = [el("th", title, scope="col", role="columnheader") for title in (_("Person"), *areas)]
    drawn = _Grid(answer, behind, where)
    groups = [el("tbody", [drawn.row(who) for who in answer.busy], role="rowgroup")]
    if answer.apart:
        groups.append(el("tbody", [drawn.row(who) for who in answer.apart], class_="apart", role="rowgroup"))
    groups.append(el("tfoot", drawn.own_row(), role="rowgroup"))
    return el(
        "table",
        el("caption", _("People by areas: records that were followed of those that were asked"), class_="vh"),
        el("thead", el("tr", heads, role="row"), role="rowgroup"),
        groups,
        class_="grid",
        role="table",
    )


def idle(answer: Answer) -> Markup | None:
    """The people of whom there is nothing to show, in one line that opens."""
    if not answer.idle:
        return None
    told = several("Nothing was due from %s person", "Nothing was due from %s people", len(answer.idle))
    people = [el("li", el("b", answer.name(who)), " ", _why_idle(answer.rows[who])) for who in answer.idle]
    return el(
        "details", el("summary", told % number(len(answer.idle))), el("ul", people, class_="names"), class_="nothing"
    )


def _why_idle(cells: Sequence[Cell]) -> str:
    """ "nothing due", "nothing due; not live yet in Close dates"."""
    areas: dict[str, list[str]] = {}
    for cell in cells:
        areas.setdefault(said(cell), []).append(cell.area)
    usual = max(areas, key=lambda state: len(areas[state]))
    others = [_("%s in %s") % (state, listed(found)) for state, found in areas.items() if state != usual]
    return "; ".join((usual, *others))


class _Grid:
    def __init__(self, answer: Answer, behind: Mapping[Place, Behind], where: Mapping[Place, str]) -> None:
        self.answer, self.behind, self.places = answer, behind, where
        self.numbers = {who: number for number, who in enumerate(answer.rows)}
        self.few = len(answer.checked.areas) <= ROOM_FOR_BOTH
        self.queued = {(cell.person, cell.area) for cell in answer.queue.cells}

    def row(self, who: str | None) -> Markup:
        cells = self.answer.rows[who]
        apart = el("span", _("counted apart"), class_="note") if cells[0].apart else None
        name = el("th", el("span", self.answer.name(who)), apart, scope="row", role="rowheader")
        row = f"p{self.numbers[who]}"
        return el("tr", name, [self.cell(cell) for cell in cells], role="row", id=row, class_=row)

    def own_row(self) -> Markup:
        note = el("span", _("first deadlines kept"), class_="note")
        name = el("th", el("span", _("The area itself")), note, scope="row", role="rowheader")
        own = [self._td(cell, el("span", self._figure(cell), class_="figure")) for cell in self.answer.checked.areas]
        return el("tr", name, own, role="row")

    def cell(self, cell: Cell) -> Markup:
        place = self.places.get((cell.person, cell.area))
        if place is None:
            return self._td(cell, el("span", self._figure(cell), class_="figure"))
        queued = (cell.person, cell.area) in self.queued
        hint = el("span", _(", to be looked at"), class_="vh") if queued else None
        kinds = [
            name for name, holds in (("look", queued), ("tall", bool(cell.breaches)), ("big", _is_big(cell))) if holds
        ]
        link = el("a", self._figure(cell), hint, href=f"#{place}", class_=" ".join(kinds) or None)
        return self._td(cell, link)

    def _td(self, cell: Cell, inside: Part) -> Markup:
        return el("td", el("span", cell.area, class_="area", aria_hidden="true"), inside, role="cell")

    def _figure(self, cell: Cell) -> Part:
        """A bar, a count and a sparkline; or the state's word."""
        if cell.state is CellState.SILENT:
            return el("span", said(cell), class_="silent")
        rest = ", ".join(besides(cell))
        if cell.state is not CellState.JUDGED:
            return [el("span", said(cell), class_="quiet"), el("span", f"; {rest}", class_="vh") if rest else None]
        count = el("span", said(cell), class_="num")
        more = el("span", _(" followed"), f"; {rest}" if rest else "", class_="vh")
        breaches = _breaches(cell)
        room = self.few or not breaches
        return [bar(cell), count, more, breaches, self._spark(cell) if room else None]

    def _spark(self, cell: Cell) -> Markup | None:
        known = self.behind.get((cell.person, cell.area))
        if known is None or not known.before or (cell.person, cell.area) not in self.places:
            return None
        unknown = [Share(0, 0)] * (PERIODS - 1 - len(known.before))
        return sparkline([*unknown, *reversed(known.before), Share(cell.met, cell.asked)])


def _is_big(cell: Cell) -> bool:
    """Whether a figure is so wide that a phone has no room for a line beside it."""
    return cell.state is CellState.JUDGED and (bool(cell.breaches) or len(said(cell)) > ROOM_ON_A_PHONE)


def _breaches(cell: Cell) -> Markup | None:
    if not cell.breaches:
        return None
    told = figure(cell.breaches, "breach", "breaches")
    return el("span", f"+{cell.breaches:,}", class_="breach", aria_hidden="true", title=told)
