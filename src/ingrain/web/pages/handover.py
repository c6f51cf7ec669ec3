"""Handing over what somebody has open: by kind, shown before it is done, and taken back with one click."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.people.models import Colleague, Role
from ingrain.records import handing
from ingrain.records.access import SELLS
from ingrain.records.folding import as_person_sorted
from ingrain.records.keep import UnableToSave
from ingrain.records.models import HandOver
from ingrain.records.shelf import Shelf
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to
from ingrain.web.pages.absences import away_of

NAMED = 8
"""So many records of a kind are named in the preview."""


@open_to(Role.MANAGER, Role.LEAD)
def hand_over(request: HttpRequest, colleague: int) -> HttpResponseBase:
    """Which kinds go to whom; posted to, they do."""
    giver = _giver(request, colleague)
    heirs = _heirs(request, giver)
    if request.method == "POST":
        heir = next((one for one in heirs if str(one.pk) == request.POST.get("heir")), None)
        try:
            if heir is None:
                raise UnableToSave(_("Choose who takes over."))
            kinds = request.POST.getlist("kind")
            done = handing.hand_over(giver, heir, kinds=kinds, by=desk(request), at=clock.now())
        except UnableToSave as unable:
            messages.error(request, str(unable))
        else:
            said = ngettext("%(n)s record is %(heir)s's now.", "%(n)s records are %(heir)s's now.", done.records)
            messages.success(request, said % {"n": done.records, "heir": heir})
        return redirect("hand-over", colleague)
    around = Surroundings()
    told = {
        "giver": giver,
        "heirs": heirs,
        "kinds": [
            (kind, handing.kind_named(kind), len(records), _names(records))
            for kind, records in handing.holdings(giver).items()
        ],
        "before": [
            (one, showing.moment(one.at, around, around.calendar.day(clock.now())))
            for one in giver.handed_over.select_related("heir", "by")[:20]
        ],
        "away": away_of(giver),
        "leaves": giver.leaves.filter(last__gte=around.calendar.day(clock.now())).select_related("deputy"),
    }
    return render(request, "ingrain/hand_over.html", told)


@open_to(Role.MANAGER, Role.LEAD)
def take_back(request: HttpRequest, colleague: int, number: int) -> HttpResponse:
    giver = _giver(request, colleague)
    done = get_object_or_404(HandOver, pk=number, giver=giver)
    if request.method != "POST":
        raise Http404
    try:
        back = handing.take_back(done, by=desk(request), at=clock.now())
    except UnableToSave as unable:
        messages.error(request, str(unable))
    else:
        said = ngettext("%(n)s record is %(who)s's again.", "%(n)s records are %(who)s's again.", back)
        messages.success(request, said % {"n": back, "who": giver})
    return redirect("hand-over", colleague)


def _giver(request: HttpRequest, number: int) -> Colleague:
    found = get_object_or_404(Colleague, pk=number, kind="human")
    if not handing.may_hand_over(desk(request), found):
        raise Http404
    return found


def _heirs(request: HttpRequest, giver: Colleague) -> list[Colleague]:
    """Those who sell, are here, and whom they lead."""
    here = Colleague.objects.filter(kind="human", left=None, held_roles__role__in=SELLS).exclude(pk=giver.pk).distinct()
    near = [one for one in here if desk(request).sight.sees(one.key)]
    return sorted(near, key=lambda one: as_person_sorted(one.name))


def _names(records: list[str]) -> list[str]:
    shelf = Shelf()
    shelf.fetch(records[:NAMED])
    return [str(shelf.rows[record]) for record in records[:NAMED] if record in shelf.rows]
