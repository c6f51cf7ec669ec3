"""My figures by rule and over every period: what others can ask the grid for, a day before they see it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from ingrain.editions.models import Document
from ingrain.method.cells import Cell
from ingrain.method.obligations import State
from ingrain.monitor.behind import Behind
from ingrain.monitor.setting import Court
from ingrain.monitor.tally import FOUR_WEEKS, PERIODS
from ingrain.monitor.view import View, all_of
from ingrain.people.models import Colleague
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, viewer
from ingrain.web.pages.grid import period_names
from ingrain.web.telling import Teller


@dataclass(frozen=True)
class Line:
    """An area, or a rule of it under its sentence; its cells by period, each with the address of its records."""

    title: str
    rule: int | None
    cells: list[tuple[Cell | None, str]]


@open_to(*EVERYONE)
def mine(request: HttpRequest) -> HttpResponse:
    """A line for each area and rule; with ?area= the records behind one of the numbers."""
    me = viewer(request)
    parts = [part for document in Document.objects.select_related("log") if (part := _part(document, me))]
    told: dict[str, object] = {"parts": parts, "periods": period_names().values()}
    if request.GET.get("area"):
        chosen = Document.objects.select_related("log").filter(pk=_number(request.GET.get("manual", "")) or 0).first()
        told |= _behind(chosen, me, request) if chosen else {}
    return render(request, "ingrain/mine.html", told)


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _view(court: Court, period: str) -> View:
    return View(court.document, court.company, period, first_sight=True)


def _part(document: Document, me: Colleague) -> tuple[Document, list[Line]] | None:
    court = Court(document, clock.now())
    views = {period: _view(court, period) for period in PERIODS}
    if court.current is None or not views[FOUR_WEEKS].there:
        return None
    cells = {period: all_of(view, me.key) for period, view in views.items()}
    lines = []
    for area in court.joined.areas:
        rules = [(rule.sentence, rule.number) for step in area.steps for rule in step.rules if rule.form is not None]
        for title, rule in [(area.title, None), *rules]:
            found = [(cells[p].get((area.title, rule)), _address(document, area.title, rule, p)) for p in PERIODS]
            if any(cell and cell.asked for cell, _address_of in found):
                lines.append(Line(title, rule, found))
    return (document, lines) if lines else None


def _address(document: Document, area: str, rule: int | None, period: str) -> str:
    return urlencode({"manual": document.pk, "area": area, "rule": rule or "", "period": period})


def _behind(document: Document, me: Colleague, request: HttpRequest) -> dict[str, object]:
    """The obligations behind a number, each of which I can say is wrong."""
    court = Court(document, clock.now())
    period = request.GET.get("period", "")
    view = _view(court, period if period in PERIODS else FOUR_WEEKS)
    if court.current is None or not view.there:
        return {}
    rule = _number(request.GET.get("rule", ""))
    area = request.GET.get("area", "")
    lines = [one for one in Behind(court, me.key, area, 0, view.days).lines if rule in (None, one.rule.number)]
    counted = [one for one in lines if one.where == "counted"]
    return {
        "document": document,
        "teller": Teller(court),
        "area": area,
        "period": period_names()[view.period],
        "wrong": [one for one in counted if one.state in (State.LATE, State.MISSED)],
        "followed": [one for one in counted if one.state is State.MET],
    }
