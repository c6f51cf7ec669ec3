"""Teams: all of them, and one with who is in it; added, renamed, emptied, dissolved, brought back."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.editions.renaming import rename
from ingrain.people import teams as changing
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.directory import calendar
from ingrain.people.models import Role, Team
from ingrain.web import clock
from ingrain.web.doors import open_to, viewer

SETS_UP = (Role.ADMINISTRATOR, Role.LEAD)


@open_to(*SETS_UP)
def teams(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        _try(request, lambda: changing.add(request.POST.get("name", ""), by=viewer(request), at=clock.now()))
        return redirect("teams")
    found = Team.objects.annotate(people=Count("colleagues", filter=Q(colleagues__left=None)))
    told = {"teams": [t for t in found if not t.dissolved], "past": [t for t in found if t.dissolved]}
    return render(request, "ingrain/teams.html", told)


@open_to(*SETS_UP)
def team(request: HttpRequest, team: int) -> HttpResponse:
    """One team. do=rename gives it another name, do=move takes everybody to another one."""
    found = get_object_or_404(Team, pk=team)
    if request.method == "POST":
        if request.POST.get("do") == "move":
            _move(request, found)
        else:
            name = request.POST.get("name", "")
            _try(request, lambda: rename(found, name, by=viewer(request), at=clock.now()), _("Renamed."))
        return redirect("team", team)
    others = Team.objects.filter(dissolved=None).exclude(pk=found.pk)
    return render(request, "ingrain/team.html", {"team": found, "there": changing.members(found), "others": others})


def _move(request: HttpRequest, found: Team) -> None:
    number = request.POST.get("to", "")
    to = get_object_or_404(Team, pk=int(number) if number.isdecimal() else 0, dissolved=None)

    def move() -> None:
        moved = changing.move_all(found, to, by=viewer(request), at=clock.now())
        said = ngettext("%(n)s person is in %(team)s now.", "%(n)s people are in %(team)s now.", moved)
        messages.success(request, said % {"n": moved, "team": to})

    _try(request, move)


@open_to(*SETS_UP)
def dissolve(request: HttpRequest, team: int) -> HttpResponse:
    """Dissolve a team, or bring back one that was."""
    found = get_object_or_404(Team, pk=team)
    if request.method != "POST":
        raise Http404
    by, at = viewer(request), clock.now()
    if found.dissolved:
        _try(request, lambda: changing.bring_back(found, by=by, at=at), _("The team is back."))
    else:
        today = calendar().day(at)
        _try(request, lambda: changing.dissolve(found, by=by, at=at, today=today), _("Dissolved; its past stays."))
    return redirect("team", team)


def _try(request: HttpRequest, verb: Callable[[], object], told: str = "") -> None:
    try:
        verb()
    except UnableToSetUp as unable:
        messages.error(request, str(unable))
    else:
        if told:
            messages.success(request, told)
