"""The database can't take what somebody saved: a page that says so, in a sentence, and what to do.

Each verb writes in one transaction, so nothing half-done stays. What is no such trouble is an error like any other.
"""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


class Trouble:
    """Answers for a database that is kept by something else, or a disk that is full."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        told = sentence_of(error) if isinstance(error, OperationalError) else None
        if told is None:
            return None
        return HttpResponse(render_to_string("ingrain/trouble.html", {"told": told}), status=503)


def sentence_of(error: OperationalError) -> str | None:
    """Why nothing was saved, and what to do; None where it is another trouble."""
    text = str(error).lower()
    if "full" in text or "no space" in text:
        return _("The disk is full, and nothing was saved. Ask whoever runs Ingrain to make room, then do it again.")
    if "locked" in text or "lock timeout" in text:
        return _("Something else kept the database for too long, and nothing was saved. Do it again in a minute.")
    return None
