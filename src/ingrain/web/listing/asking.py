"""The list that an address asks for, for whoever is signed in."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict

from ingrain.monitor.pressing import PRESSING, pressing
from ingrain.records import views
from ingrain.records.lists import Asked, Wanted, wanted
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock
from ingrain.web.doors import desk, sight, viewer
from ingrain.web.record.finding import reader


@dataclass(frozen=True)
class Listed:
    """What is asked for, and the rows that this means. cut: the manual says so of more of them than these."""

    asked: Asked
    wanted: Wanted
    around: Surroundings
    cut: bool = False


def listed(request: HttpRequest, kind: str, said: QueryDict | None = None) -> Listed:
    """By the address of the page, or by another that was passed along."""
    given = request.GET if said is None else said
    asked = Asked.of(kind, dict(given.lists()))
    around = Surroundings()
    state = asked.one("manual")
    found = pressing(kind, state, sight=sight(request), at=clock.now()) if state in PRESSING else None
    only = None if found is None else found.numbers
    meant = wanted(asked, desk(request), reader(around), only=only)
    return Listed(asked, meant, around, found is not None and found.cut)


def asked_of_view(request: HttpRequest, kind: str) -> Asked:
    """What a view asks, that was chosen from those that they may use."""
    kept = views.views_for(viewer(request), kind).filter(pk=request.GET["view"]).first()
    if kept is None:
        raise Http404
    return Asked.of(kind, kept.asked)
