"""Since when each area is live for each team: a grid of dates for those who lead the adoption."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from ingrain.editions import going_live as deciding
from ingrain.editions import work
from ingrain.editions.models import Document
from ingrain.people.directory import calendar
from ingrain.people.models import Role, Team
from ingrain.web import clock
from ingrain.web.doors import open_to, viewer
from ingrain.web.pages.manual import may_read

type Decided = dict[deciding.Place, date | str | None]


class UnableToTell(Exception):
    """A cell whose day is missing or is no day, as a sentence."""


@dataclass(frozen=True)
class Cell:
    """A team and an area. choice: "" as decided more generally, "no" not yet, "from" a day."""

    name: str
    label: str
    choice: str
    day: str = ""


@open_to(Role.LEAD)
def going_live(request: HttpRequest, document: int) -> HttpResponse:
    """The grid; days in the past are asked for once more before they are taken."""
    found = may_read(request, document)
    edition, today = found.current, calendar().day(clock.now())
    if edition is None:
        messages.error(request, _("Publish the manual first; then decide who lives by it, and since when."))
        return redirect("reading", document)
    areas = ["", *(area.title for area in edition.manual.areas)]
    past: list[tuple[str, date]] = []
    if request.method == "POST":
        try:
            decided = _decided(request, areas)
        except UnableToTell as unable:
            messages.error(request, str(unable))
        else:
            past = _past(found, decided, today)
            if not past or "confirmed" in request.POST:
                return _take(request, found, decided)
    rows = [(team, [_cell(request, found, team, n, area) for n, area in enumerate(areas)]) for team in _teams()]
    told = {"document": found, "areas": areas, "rows": rows, "past": past, "today": today}
    return render(request, "ingrain/going_live.html", told)


def _teams() -> list[Team | None]:
    return [None, *Team.objects.filter(dissolved=None)]


def _name(team: Team | None, number: int) -> str:
    return f"{team.pk if team else 'all'}-{number}"


def _cell(request: HttpRequest, document: Document, team: Team | None, number: int, area: str) -> Cell:
    name = _name(team, number)
    label = f"{team or _('Every team')}, {area or _('the whole manual')}"
    if request.method == "POST":
        return Cell(name, label, request.POST.get(f"choice-{name}", ""), request.POST.get(f"day-{name}", ""))
    known, key = deciding.dates(document), (team.pk if team else None, area)
    if key not in known:
        return Cell(name, label, "")
    since = known[key]
    return Cell(name, label, "from", since.isoformat()) if since else Cell(name, label, "no")


def _decided(request: HttpRequest, areas: list[str]) -> Decided:
    found: Decided = {}
    for team in _teams():
        for number, area in enumerate(areas):
            name = _name(team, number)
            choice, day = request.POST.get(f"choice-{name}", ""), request.POST.get(f"day-{name}", "")
            found[team, area] = {"": "", "no": None}[choice] if choice in ("", "no") else _day(day, team, area)
    return found


def _day(said: str, team: Team | None, area: str) -> date:
    try:
        found = parse_date(said)
    except ValueError:
        found = None
    if found is None:
        place = f"{team or _('Every team')}, {area or _('the whole manual')}"
        raise UnableToTell(_("%s: say from which day, or choose something else.") % place)
    return found


def _past(
    document: Document, decided: Mapping[deciding.Place, date | str | None], today: date
) -> list[tuple[str, date]]:
    """The places that would be live from a day that has passed, and weren't so before."""
    known = deciding.dates(document)
    return [
        (f"{team or _('Every team')}, {area or _('the whole manual')}", since)
        for (team, area), since in decided.items()
        if isinstance(since, date) and since < today and known.get((team.pk if team else None, area)) != since
    ]


def _take(request: HttpRequest, document: Document, decided: Decided) -> HttpResponse:
    changed = deciding.decide(document, decided, by=viewer(request), at=clock.now())
    if changed:
        work.judge_everything(document.pk)
        messages.success(request, _("It is decided. Everything is being judged anew; the figures follow in a moment."))
    else:
        messages.success(request, _("Nothing was changed."))
    return redirect("reading", document.pk)
