"""Search: a page of its own, and what a box shows under it as one types."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ingrain.records import related
from ingrain.records.access import SELLS
from ingrain.records.fields import CUSTOMERS
from ingrain.records.finding import Hit, search
from ingrain.records.models import Recent
from ingrain.records.surroundings import Surroundings
from ingrain.web.doors import desk, open_to, viewer
from ingrain.web.signposts import address_of

SHOWN, ON_THE_PAGE = 12, 40
LAST_SEEN = 8
LONGEST = 200


@open_to(*SELLS)
def find(request: HttpRequest) -> HttpResponse:
    """What was typed, found; without anything typed, what was looked at last."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    typing = bool(request.headers.get("HX-Request"))
    told: dict[str, Any] = {"q": text}
    if text:
        hits = search(text, desk(request), region=Surroundings().region, limit=SHOWN if typing else ON_THE_PAGE)
        told["groups"] = _grouped(hits)
    else:
        told["recent"] = _recent(request)
    return render(request, "ingrain/lists/hits.html" if typing else "ingrain/lists/find.html", told)


def _grouped(hits: list[Hit]) -> list[tuple[str, list[tuple[Hit, str]]]]:
    """By kind, the kind of the best hit first; what was done comes last."""
    found: dict[str, list[tuple[Hit, str]]] = {}
    for hit in hits:
        found.setdefault(hit.kind if hit.kind in CUSTOMERS else "", []).append((hit, address_of(hit.record)))
    ordered = sorted(found.items(), key=lambda group: not group[0])
    return [(str(CUSTOMERS[kind].plural) if kind else "", some) for kind, some in ordered]


def _recent(request: HttpRequest) -> list[tuple[str, str]]:
    seen = Recent.objects.filter(colleague=viewer(request)).order_by("-at").values_list("record", flat=True)
    records = list(seen[:LAST_SEEN])
    names = related.names(records, desk(request))
    return [(names[record], address_of(record)) for record in records if record in names]
