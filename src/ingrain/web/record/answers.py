"""How the page of a record answers: with the parts that changed, or, without htmx, by going back to the page."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from ingrain.records.fields import kind_of
from ingrain.records.models import Activity, Kept
from ingrain.web.signposts import address_of

SAVED = "saved"
"""Parts of the page that hear of it ask for themselves anew."""


def part(request: HttpRequest, template: str, told: dict[str, Any], *, saved: str = "", undo: str = "") -> HttpResponse:
    """A part of the page; saved: what is said of it; undo: where it can be taken back."""
    html: str = render_to_string(template, told, request)
    if saved:
        html += note(request, saved, undo)
    answer = HttpResponse(html)
    if saved:
        answer["HX-Trigger"] = SAVED
    return answer


def note(request: HttpRequest, said: str, undo: str = "", *, wrong: bool = False) -> str:
    """A line at the foot of the page that tells what was done, with a button that takes it back."""
    return render_to_string("ingrain/record/note.html", {"said": said, "undo": undo, "wrong": wrong}, request)


def back(request: HttpRequest, row: Kept, said: str = "", *, wrong: bool = False, undo: str = "") -> HttpResponse:
    """To the record's page; with htmx the whole of it is made anew where it stands."""
    address = address_of(row.record)
    if said:
        (messages.error if wrong else messages.success)(request, said, extra_tags=undo)
    if request.headers.get("HX-Request"):
        answer = HttpResponse()
        answer["HX-Location"] = f'{{"path": "{address}", "target": "#main", "select": "#main", "swap": "outerHTML"}}'
        return answer
    return redirect(address)


def undo_of(row: Kept, *, seen: int) -> str:
    """Where what was just done to a record is taken back. seen: its version before."""
    if row.version == seen:
        return ""
    kind = "activity" if isinstance(row, Activity) else kind_of(row).name
    name = "activity-set-back" if kind == "activity" else "one-set-back"
    args = [row.pk] if kind == "activity" else [kind, row.pk]
    return f"{reverse(name, args=args)}?entry={row.version}"


def binning(row: Kept) -> str:
    """Where a record is put into the bin."""
    if isinstance(row, Activity):
        return f"{reverse('activity-bin', args=[row.pk])}"
    return reverse("one-bin", args=[kind_of(row).name, row.pk])


def key() -> str:
    """A name for what is about to be sent, so that it is done once however often it arrives."""
    return uuid4().hex
