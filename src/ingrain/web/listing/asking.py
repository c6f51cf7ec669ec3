"""The list that an address asks for, for whoever is signed in."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from ingrain.monitor.pressing import PRESSING, pressing
from ingrain.records.lists import Asked, Wanted, wanted
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock
from ingrain.web.doors import desk, sight
from ingrain.web.record.finding import reader


@dataclass(frozen=True)
class Listed:
    """What is asked for, the rows that this means, and, of what the manual says, their numbers."""

    asked: Asked
    wanted: Wanted
    around: Surroundings
    only: list[int] | None = None


def listed(request: HttpRequest, kind: str, said: QueryDict | None = None) -> Listed:
    """By the address of the page, or by another that was passed along."""
    given = request.GET if said is None else said
    asked = Asked.of(kind, dict(given.lists()))
    around = Surroundings()
    state = asked.one("manual")
    only = pressing(kind, state, sight=sight(request), at=clock.now()) if state in PRESSING else None
    return Listed(asked, wanted(asked, desk(request), reader(around), only=only), around, only)
