"""What Ingrain knows about me: every figure with its records, who looked and why, and all of it to take along."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ingrain.editions.models import Document
from ingrain.engine.checked import FIELDS
from ingrain.journal import read
from ingrain.journal.models import Entry
from ingrain.method.cells import Cell
from ingrain.method.obligations import State
from ingrain.monitor import grid as counting
from ingrain.monitor.behind import Behind
from ingrain.monitor.models import Decision, Look, Objection, Standing
from ingrain.monitor.setting import Court
from ingrain.people.models import Colleague
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, viewer
from ingrain.web.telling import Teller


@open_to(*EVERYONE)
def me(request: HttpRequest) -> HttpResponse:
    """My figures, area by area; with ?area= the records behind one of them."""
    who = viewer(request)
    parts = [part for document in Document.objects.select_related("log") if (part := _part(document, who))]
    told: dict[str, Any] = {
        "parts": parts,
        "looks": Look.objects.filter(person=who.key).select_related("by")[:20],
        "decisions": Decision.objects.filter(person=who.key).select_related("who", "by")[:20],
        "objections": Objection.objects.filter(by=who).select_related("answered_by"),
    }
    area, number = request.GET.get("area", ""), request.GET.get("manual", "")
    for part in parts:
        if area and str(part["document"].pk) == number:
            told |= _behind(part, who, area)
    return render(request, "ingrain/me.html", told)


def _part(document: Document, who: Colleague) -> dict[str, Any] | None:
    """My cells of one manual, each with those of the weeks before."""
    grid = counting.grid(document, first_sight=True)
    others = counting.grid(document)
    mine = [cell for cell in grid.cells if cell.person == who.key] if grid else []
    if grid is None or others is None or not mine:
        return None
    shown = {cell.area: cell for cell in others.cells if cell.person == who.key}
    cells = [(cell, [*grid.before.get((cell.person, cell.area), []), cell], shown.get(cell.area)) for cell in mine]
    return {"document": document, "cells": cells, "others": others.day}


def _behind(part: dict[str, Any], who: Colleague, area: str) -> dict[str, Any]:
    court = Court(part["document"], clock.now())
    behind = Behind(court, who.key, area)
    cell: Cell | None = next((cell for cell, _weeks, _shown in part["cells"] if cell.area == area), None)
    return {
        "cell": cell,
        "document": part["document"],
        "teller": Teller(court),
        "rules": list(behind.not_followed.items()),
        "followed": behind.in_state(State.MET),
        "waiting": behind.in_state(State.DUE, where="due"),
        "early": behind.in_state(State.MET, where="early"),
        "void": [line for line in behind.lines if line.state is State.VOID],
    }


@open_to(*EVERYONE)
def download(request: HttpRequest) -> HttpResponse:
    """Everything about me, as one file."""
    who = viewer(request)
    told = {
        "me": {"name": who.name, "email": who.email, "team": str(who.team or ""), "roles": sorted(who.roles)},
        "away": list(who.leaves.values("first", "last")),
        "what I am asked for": list(Standing.objects.filter(responsible=who.key).values("area", *FIELDS)),
        "who looked at me": list(
            Look.objects.filter(person=who.key).values("by__name", "area", "reason", "at", "seconds")
        ),
        "what was decided": list(
            Decision.objects.filter(person=who.key).values(
                "area", "action", "note", "by__name", "who__name", "until", "kept"
            )
        ),
        "what I contested": list(Objection.objects.filter(by=who).values("record", "why", "at", "upheld", "answer")),
        "what I did": [
            {"record": e.record, "did": e.do, "occurred": e.occurred, "recorded": e.recorded, "values": dict(e.values)}
            for e in read.events(records=Entry.objects.filter(actor=who.key).values_list("record", flat=True))
            if e.by == who.key
        ],
    }
    answer = HttpResponse(json.dumps(told, default=str, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="ingrain-{who.key}.json"'
    return answer
