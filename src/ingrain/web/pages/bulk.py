"""Editing everything that a list means: how many that is, which field gets which value, how far it is, and undoing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ingrain.records import bulk
from ingrain.records.access import SELLS
from ingrain.records.fields import CUSTOMERS, Field, Type
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Bulk
from ingrain.records.reading import UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to, sight, viewer
from ingrain.web.listing.asking import Listed, listed
from ingrain.web.record.facts import blank
from ingrain.web.record.finding import reader


@open_to(*SELLS)
def prepare(request: HttpRequest, kind: str) -> HttpResponse:
    """What would be changed; posted, it is begun."""
    said = QueryDict(request.POST.get("asked", "")) if request.method == "POST" else request.GET
    here = listed(request, kind, said)
    home = f"{reverse('records', args=[kind])}?{here.asked.query}"
    if here.wanted.faults or (request.GET.get("edit") == "picked" and not here.asked.one("pick")):
        messages.error(request, " ".join(here.wanted.faults) or _("Tick those that you want to change."))
        return redirect(home)
    known = {field.at: field for field in bulk.settable(here.asked.kind)}
    field = known.get(request.POST.get("field") or request.GET.get("field", ""))
    typed, error = request.POST.get("value", ""), ""
    if request.method == "POST" and field:
        try:
            return redirect("bulk", _begun(request, here, field, typed).pk)
        except (UnableToRead, UnableToSave) as unable:
            error = str(unable)
    told = {
        "asked": here.asked,
        "home": home,
        "fields": list(known.values()),
        "chosen": field,
        "box": blank(field, here.around, typed, error) if field else None,
        "cut": here.cut,
        "preview": bulk.preview(here.wanted, desk(request)),
        "kind": here.asked.kind,
    }
    return render(request, "ingrain/lists/bulk.html", told)


def _begun(request: HttpRequest, here: Listed, field: Field, typed: str) -> Bulk:
    value = reader(here.around).read(field, typed)
    shown = typed.strip()
    if field.type is Type.PERSON and isinstance(value, str):
        shown = here.around.colleagues[value].name
    elif field.type is Type.DAY and isinstance(value, str):
        shown = showing.day(reader(here.around).day(value))
    return bulk.begin(here.wanted, field, value, shown, by=desk(request), at=clock.now())


@open_to(*SELLS)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """How far an edit is; posted, it is taken back."""
    edit = Bulk.objects.defer("numbers").select_related("by").filter(pk=number).first()
    if edit is None or (edit.by != viewer(request) and not sight(request).everyone):
        raise Http404
    if request.method == "POST":
        try:
            bulk.take_back(edit, by=desk(request), at=clock.now())
        except UnableToSave as unable:
            messages.error(request, str(unable))
        return redirect("bulk", number)
    kind = CUSTOMERS[edit.kind]
    told: dict[str, Any] = {
        "edit": edit,
        "kind": kind,
        "field": kind.by_name[edit.field],
        "looked": edit.changed + edit.same + edit.refused,
        "running": (edit.done is None and edit.taking_back is None) or (edit.taking_back and not edit.undone),
        "home": f"{reverse('records', args=[kind.name])}?{edit.asked}",
        "around": Surroundings(),
    }
    part = bool(request.headers.get("HX-Request"))
    return render(request, "ingrain/lists/bulk_state.html" if part else "ingrain/lists/bulk_one.html", told)
