"""The bin: putting records in, and taking them back for thirty days."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ingrain.records import keep
from ingrain.records.access import SELLS
from ingrain.records.clearing import DAYS, bin_of
from ingrain.records.keep import UnableToSave
from ingrain.records.models import About, Activity, Kept
from ingrain.web import clock
from ingrain.web.doors import desk, open_to
from ingrain.web.record import answers
from ingrain.web.record.finding import changeable, found, sayer


@open_to(*SELLS)
def bin_(request: HttpRequest) -> HttpResponse:
    say = sayer(request)
    lines = [(one, say.when(one.row.deleted or 0)) for one in bin_of(desk(request), at=clock.now())]
    return render(request, "ingrain/record/bin.html", {"lines": lines, "days": DAYS})


@open_to(*SELLS)
def put(request: HttpRequest, number: int, kind: str = "activity") -> HttpResponse:
    """Into the bin, or out of it again."""
    row = changeable(request, kind, number)
    by, at = desk(request), clock.now()
    taking_out = bool(request.POST.get("back") or request.GET.get("back"))
    try:
        if taking_out:
            keep.take_out_of_bin(row, by=by, at=at)
        else:
            keep.put_in_bin(row, by=by, at=at)
    except UnableToSave as unable:
        return answers.back(request, row, str(unable), wrong=True)
    if taking_out:
        return answers.back(request, row, _("It is back."))
    undo = f"{answers.binning(row)}?back=1"
    return answers.back(request, _home(request, row), _("It is in the bin for thirty days."), undo=undo)


def _home(request: HttpRequest, row: Kept) -> Kept:
    """An activity is left for the record that it was about."""
    if isinstance(row, Activity):
        near = About.objects.filter(activity=row, near=True).values_list("record", flat=True).first()
        if near is not None:
            kind, _slash, number = near.partition("/")
            return found(request, kind, int(number))
    return row
