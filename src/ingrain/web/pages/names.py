"""Whose the names in a log are: suggested with the reason, decided here, and taken back here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.connect import names as naming
from ingrain.connect.models import Arrival, Joined
from ingrain.journal.models import Batch
from ingrain.monitor import names as joining
from ingrain.people.models import Colleague, Role
from ingrain.web import clock
from ingrain.web.doors import open_to, viewer

A_PAGE = 100


@open_to(Role.LEAD)
def names(request: HttpRequest, log: int) -> HttpResponse:
    """The names that are nobody's yet, and those that are somebody's; posted to, what was chosen is joined."""
    arrival = get_object_or_404(Arrival.objects.select_related("batch"), pk=log)
    batch = _batch(arrival)
    if request.method == "POST":
        return _joined(request, log, batch)
    kept = list(Joined.objects.filter(log=batch).select_related("colleague", "by"))
    theirs = {one.name for one in kept}
    open_ones = [name for name in naming.names_in(batch) if name not in theirs]
    shown = Paginator(open_ones, A_PAGE).get_page(request.GET.get("page"))
    suggested = naming.suggest(shown.object_list, naming.known())
    told = {
        "arrival": arrival,
        "joined": kept,
        "page": shown,
        "names": [(name, suggested.get(name)) for name in shown.object_list],
        "suggested": len(suggested),
        "colleagues": Colleague.objects.filter(kind="human"),
    }
    return render(request, "ingrain/names.html", told)


def _batch(arrival: Arrival) -> Batch:
    if arrival.batch is None or not arrival.is_in or arrival.is_back:
        raise Http404
    return arrival.batch


def _joined(request: HttpRequest, log: int, batch: Batch) -> HttpResponse:
    said = list(zip(request.POST.getlist("name"), request.POST.getlist("who"), strict=False))
    people = Colleague.objects.in_bulk([int(who) for _name, who in said if who.isdecimal()])
    chosen = {name: people[int(who)] for name, who in said if who.isdecimal() and int(who) in people}
    try:
        number = joining.join(batch, chosen, by=viewer(request), at=clock.now())
    except joining.UnableToJoin as unable:
        messages.error(request, str(unable))
    else:
        told = ngettext("%(n)s name is somebody's now.", "%(n)s names are somebody's now.", number) % {"n": number}
        messages.success(request, _("%(told)s The figures follow in a moment.") % {"told": told})
    return redirect("log-names", log)


@open_to(Role.LEAD)
def part(request: HttpRequest, log: int, joined: int) -> HttpResponse:
    """It was somebody else."""
    found = get_object_or_404(Joined.objects.select_related("colleague", "log"), pk=joined, log__arrival=log)
    if request.method != "POST":
        raise Http404
    joining.part(found, by=viewer(request), at=clock.now())
    messages.success(request, _("“%(name)s” is the log's own name again.") % {"name": found.name})
    return redirect("log-names", log)
