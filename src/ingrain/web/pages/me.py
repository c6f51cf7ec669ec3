"""What Ingrain knows about me: every figure with its records, before others see it, who looked and why."""

from collections.abc import Iterable
from io import BytesIO
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ingrain.editions.models import Document, Request
from ingrain.method.cells import Cell
from ingrain.monitor import take_along
from ingrain.monitor.models import Decision, Look, Objection
from ingrain.people.models import Colleague
from ingrain.press import bundle
from ingrain.web.behind import what_stands_behind
from ingrain.web.doors import EVERYONE, open_to, viewer
from ingrain.web.sights import Said, Sight, sights


@open_to(*EVERYONE)
def me(request: HttpRequest) -> HttpResponse:
    """My figures, area by area; with ?area= the records behind one of them, with ?day= as others see it."""
    who = viewer(request)
    seen = [one for document in Document.objects.select_related("log") for one in sights(document, who)]
    told: dict[str, Any] = {
        "parts": [_part(document, list(some)) for document, some in groupby(seen, key=lambda one: one.document)],
        "looks": Look.objects.filter(person=who.key).select_related("by"),
        "decisions": [(d, _now(seen, d)) for d in _decided(who)],
        "objections": Objection.objects.filter(by=who).select_related("answered_by"),
        "requests": Request.objects.filter(by=who),
        "me": who,
        "leaves": who.leaves.select_related("deputy"),
    }
    area, number, day = (request.GET.get(name, "") for name in ("area", "manual", "day"))
    for sight in seen:
        cell = sight.cell(area)
        if cell and (str(sight.document.pk), day) == (number, sight.day):
            told |= what_stands_behind(sight.view(), cell) | {"sight": sight, "own": True}
    return render(request, "ingrain/me.html", told)


def _part(document: Document, seen: list[Sight]) -> dict[str, Any]:
    """Each area with what every sight says of it."""
    areas: dict[str, list[tuple[Sight, Said]]] = {}
    for sight in seen:
        for said in sight.said:
            areas.setdefault(said.area, []).append((sight, said))
    return {"document": document, "areas": areas}


def _decided(who: Colleague) -> Iterable[Decision]:
    return Decision.objects.filter(person=who.key).select_related("who", "by", "document", "request")


def _now(seen: Iterable[Sight], decision: Decision) -> list[Cell]:
    """How it stands now, as others see it or will."""
    shown = [s for s in seen if s.document == decision.document and (s.of or s.document.log_id is not None)]
    return [cell for s in shown if (cell := s.cell(decision.area)) and cell.asked]


@open_to(*EVERYONE)
def download(request: HttpRequest) -> HttpResponse:
    """Everything about me, as one file."""
    who = viewer(request)
    file = BytesIO()
    bundle.write(take_along.tables(who), _("Everything that Ingrain keeps about %(name)s") % {"name": who.name}, file)
    answer = HttpResponse(file.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="ingrain-{who.key}.zip"'
    return answer
