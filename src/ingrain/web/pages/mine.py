"""My figures by rule and over every period: what others can ask the grid for, a day before they see it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from ingrain.editions.models import Document
from ingrain.method.cells import Cell
from ingrain.monitor.periods import FOUR_WEEKS, PERIODS
from ingrain.monitor.view import all_of, cell_at
from ingrain.web.behind import what_stands_behind
from ingrain.web.doors import EVERYONE, open_to, viewer
from ingrain.web.drawing import OPENS, Pen
from ingrain.web.pages.grid import period_names
from ingrain.web.sights import Sight, sights


@dataclass(frozen=True)
class Line:
    """An area, or a rule of it under its sentence; its cells by period, each with the address of its records."""

    title: str
    rule: int | None
    cells: list[tuple[Cell | None, str]]

    @property
    def drawn(self) -> list[tuple[SafeString, str]]:
        """The cells as on the grid."""
        pen = Pen({})
        return [
            (SafeString(pen.said(cell, [])), address) if cell else (SafeString(""), "") for cell, address in self.cells
        ]


@open_to(*EVERYONE)
def mine(request: HttpRequest) -> HttpResponse:
    """A line for each area and rule; with ?day= as others see it, with ?area= the records behind one number."""
    seen = [one for d in Document.objects.select_related("log") for one in sights(d, viewer(request))]
    day = request.GET.get("day", "")
    chosen = [one for one in seen if one.day == day] or [one for one in seen if not one.day]
    parts = [(one.document, lines) for one in chosen if (lines := _lines(one))]
    told: dict[str, object] = {
        "parts": parts,
        "periods": period_names().values(),
        "sights": {one.day: one for one in seen}.values() if len(seen) > 1 else [],
        "day": chosen[0].day if chosen else "",
    }
    number = _number(request.GET.get("manual", ""))
    for one in chosen:
        if request.GET.get("area") and one.document.pk == number:
            told |= _behind(one, request)
    return render(request, "ingrain/mine.html", told)


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _lines(sight: Sight) -> list[Line]:
    cells = {period: all_of(sight.view(period), sight.who.key) for period in PERIODS}
    lines = []
    for area in sight.teller.court.joined.areas:
        rules = [(rule.sentence, rule.number) for step in area.steps for rule in step.rules if rule.form is not None]
        for title, rule in [(area.title, None), *rules]:
            found = [(cells[p].get((area.title, rule)), _address(sight, area.title, rule, p)) for p in PERIODS]
            if any(cell and cell.state in OPENS for cell, _address_of in found):
                lines.append(Line(title, rule, found))
    return lines


def _address(sight: Sight, area: str, rule: int | None, period: str) -> str:
    said: dict[str, str | int] = {
        "manual": sight.document.pk,
        "area": area,
        "rule": rule or "",
        "period": period,
        "day": sight.day,
    }
    return urlencode(said)


def _behind(sight: Sight, request: HttpRequest) -> dict[str, object]:
    """The obligations behind a number, each of which I can say is wrong."""
    period = request.GET.get("period", "")
    view = sight.view(period if period in PERIODS else FOUR_WEEKS)
    rule = _number(request.GET.get("rule", ""))
    cell = cell_at(view, sight.who.key, request.GET.get("area", ""), rule)
    if cell is None:
        return {}
    return what_stands_behind(view, cell, rule) | {"sight": sight, "period": period_names()[view.period], "own": True}
