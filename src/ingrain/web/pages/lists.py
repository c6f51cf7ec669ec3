"""A list of people: pasted or uploaded, looked at row by row, taken in, and taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ingrain.journal.taking_back import take_back
from ingrain.people import intake, invitations, sheet
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.lists import NEW, UNCHANGED, UPDATE, WRONG, Line, Preview
from ingrain.people.models import Intake, Role
from ingrain.web import clock
from ingrain.web.doors import open_to, viewer

SETS_UP = (Role.ADMINISTRATOR, Role.LEAD)
WORDS = {
    NEW: gettext_lazy("new"),
    UPDATE: gettext_lazy("changes"),
    UNCHANGED: gettext_lazy("as it is"),
    WRONG: gettext_lazy("wrong"),
}


@open_to(*SETS_UP)
def bring(request: HttpRequest) -> HttpResponse:
    """Paste or upload, look, take in. The text travels along; nothing is kept before it is taken in."""
    told: dict[str, Any] = {"lists": Intake.objects.select_related("by")[:10], "text": request.POST.get("text", "")}
    if request.method != "POST":
        return render(request, "ingrain/list.html", told)
    try:
        told["text"] = text = _text(request)
        read = sheet.read(text, request.POST.getlist("column"))
        told["columns"] = _columns(read)
        if request.POST.get("do") == "take":
            taken = intake.take_in(read, by=viewer(request), at=clock.now())
            return redirect("list", taken.pk)
        told |= _seen(Preview(read, viewer(request)))
    except UnableToSetUp as unable:
        told["unable"] = str(unable)
    return render(request, "ingrain/list.html", told)


def _text(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    return sheet.decoded(file.read()) if file else request.POST.get("text", "")


def _columns(read: sheet.Sheet) -> list[dict[str, Any]]:
    """What each column is taken for, with its heading and first cell, so that it can be said otherwise."""
    first = read.rows[0][1] if read.rows else ()
    return [
        {
            "heading": read.headings[place] if place < len(read.headings) else "",
            "example": first[place] if place < len(first) else "",
            "choices": [("", _("not read"), not column), *((c, t, c == column) for c, t in sheet.TITLES.items())],
        }
        for place, column in enumerate(read.columns)
    ]


def _seen(preview: Preview) -> dict[str, Any]:
    lines = sorted(preview.lines, key=lambda line: line.state != WRONG)
    return {
        "preview": preview,
        "lines": [(line, WORDS[line.state], _roles(line)) for line in lines],
        "new": len(preview.of(NEW)),
        "updates": len(preview.of(UPDATE)),
        "unchanged": len(preview.of(UNCHANGED)),
        "wrong": len(preview.of(WRONG)),
        "coming": len(preview.of(NEW)) + len(preview.of(UPDATE)),
    }


def _roles(line: Line) -> str:
    return ", ".join(str(role.label) for role in Role if role in (line.roles or ()))


@open_to(*SETS_UP)
def taken(request: HttpRequest, number: int) -> HttpResponse:
    """What a list brought, with its wrong rows to be put right; posted to, it is taken back."""
    found = get_object_or_404(Intake.objects.select_related("by"), pk=number)
    if request.method == "POST":
        try:
            take_back(found, by=viewer(request), at=clock.now())
        except UnableToSetUp as unable:
            messages.error(request, str(unable))
        else:
            messages.success(request, _("Everything is as it was before this list."))
        return redirect("list", number)
    people = list(found.taken.all())
    told = {
        "list": found,
        "new": [one for one in people if one.before is None],
        "changed": [one for one in people if one.before is not None],
        "waiting": [] if found.undone else invitations.waiting(),
        "mail": invitations.mail_goes_out(),
    }
    return render(request, "ingrain/list_taken.html", told)
