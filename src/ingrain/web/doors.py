"""Who a page is open to. Every page says so with `open_to`; a page that doesn't is refused by a test.

Here lives refusing. Who may see whose figures lives in people.access, which pages ask.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from ingrain.people.access import Sight
from ingrain.people.models import Colleague, Role
from ingrain.records.access import SELLS, Desk
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock

type View = Callable[..., HttpResponseBase]

EVERYONE = tuple(Role)
"""Whoever is signed in."""

SELLERS = tuple(SELLS)
"""Whoever works with records."""


def open_to(*roles: str) -> Callable[[View], View]:
    """The page is for colleagues who hold one of these roles."""

    def guarded(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if roles != EVERYONE and not viewer(request).holds(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        page.open_to = roles  # type: ignore[attr-defined]
        return page

    return guarded


def open_to_the_world(view: View) -> View:
    """The page is for whoever comes by, signed in or not."""
    view.open_to = ("the world",)  # type: ignore[attr-defined]
    return login_not_required(view)


def viewer(request: HttpRequest) -> Colleague:
    """Whoever is signed in."""
    assert isinstance(request.user, Colleague)
    return request.user


def sight(request: HttpRequest) -> Sight:
    """What they may see."""
    found: Sight | None = getattr(request, "sight", None)
    if found is None:
        found = Sight(viewer(request))
        request.sight = found  # type: ignore[attr-defined]
    return found


def desk(request: HttpRequest) -> Desk:
    """Which records they may read and change, today."""
    found: Desk | None = getattr(request, "desk", None)
    if found is None:
        around = surroundings(request)
        found = Desk(viewer(request), around.calendar.day(clock.now()))
        request.desk = found  # type: ignore[attr-defined]
    return found


def surroundings(request: HttpRequest) -> Surroundings:
    """What stands around the records, asked for once in a request."""
    found: Surroundings | None = getattr(request, "surroundings", None)
    if found is None:
        found = Surroundings()
        request.surroundings = found  # type: ignore[attr-defined]
    return found


def may_see(request: HttpRequest, person: str | None) -> None:
    """Refuse as if there were nothing, so that the answer doesn't tell whether there is."""
    if not sight(request).sees(person):
        raise Http404
