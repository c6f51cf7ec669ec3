"""The monitor: the grid, a cell with its records, a record's story, and what is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.editions import requests
from ingrain.editions.models import Document
from ingrain.journal import read
from ingrain.method.cells import Cell, CellState, Queue, queue, surname_first
from ingrain.method.events import Instant
from ingrain.method.obligations import State
from ingrain.monitor import decide as deciding
from ingrain.monitor import grid as counting
from ingrain.monitor import looks
from ingrain.monitor.behind import Behind
from ingrain.monitor.models import Action, Decision
from ingrain.monitor.setting import Court
from ingrain.people.access import SMALLEST_GROUP, Sight
from ingrain.people.models import Colleague, Firm, Role, Team
from ingrain.telling.words import number, plain_time
from ingrain.web import clock
from ingrain.web.doors import may_see, open_to, sight, viewer
from ingrain.web.telling import Teller

WATCHERS = (Role.LEAD, Role.MANAGER, Role.SUPER_USER)
LOOKERS = (*WATCHERS, Role.SPONSOR, Role.COUNCIL)
PAGE = 60
"""So many people are shown at once."""

REASONS = ("Prepare our next talk", "It was suggested here", "They asked me to", "Before a session")


@open_to(*LOOKERS)
def monitor(request: HttpRequest) -> HttpResponse:
    """The manual that is looked at: the first that was counted."""
    found = [d for d in Document.objects.order_by("log", "pk") if counting.grid(d)]
    if len(found) == 1:
        return redirect("grid", found[0].pk)
    return render(request, "ingrain/monitor.html", {"documents": found})


@open_to(*LOOKERS)
def grid(request: HttpRequest, document: int) -> HttpResponse:
    """People by areas; sums alone for those who see sums alone."""
    found = get_object_or_404(Document.objects.select_related("log"), pk=document)
    return render(request, "ingrain/grid.html", _grid_of(request, found))


def _grid_of(request: HttpRequest, document: Document) -> dict[str, object]:
    looks.end(by=viewer(request), at=clock.now())
    grid = counting.grid(document)
    if grid is None:
        raise Http404
    court = Court(document, clock.now())
    teller = Teller(court)
    team = request.GET.get("team", "")
    seen = sight(request)
    rows = _rows(grid, teller, seen, team) if seen.watches else []
    waiting = _queue(rows)
    offset = max(0, int(request.GET.get("from", "0"))) if request.GET.get("from", "0").isdecimal() else 0
    return {
        "document": document,
        "grid": grid,
        "areas": [area.title for area in court.manual.areas],
        "rows": rows[offset : offset + PAGE],
        "earlier": offset - PAGE if offset else None,
        "later": offset + PAGE if len(rows) > offset + PAGE else None,
        "idle": [row.name for row in rows if row.idle and teller.company.team(row.person)],
        "own": grid.areas if _may_see_sums(seen, grid) else [],
        "queue": waiting,
        "queued": {(cell.person, cell.area) for cell in waiting.cells},
        "heading": heading(waiting) if seen.watches else _("How each area is doing."),
        "judged": teller.ago(grid.judged),
        "teams": Team.objects.filter(dissolved=None) if seen.everyone else [],
        "team": team,
        "again": [Return(d, deciding.now(d), teller.name(d.person)) for d in _returning(document, seen, teller.today)],
        "firm_aim": _aim(),
        "watches": seen.watches,
        "everyone": seen.everyone,
        "teller": teller,
    }


@dataclass(frozen=True)
class Row:
    """A person and their cells; each with those of the weeks before."""

    person: str | None
    name: str
    cells: list[tuple[Cell, list[Cell]]]

    @property
    def idle(self) -> bool:
        return all(cell.state in (CellState.NOTHING_DUE, CellState.NOT_LIVE) for cell, _before in self.cells)


@dataclass(frozen=True)
class Return:
    """A decision that comes back, with the cell as it is now."""

    decision: Decision
    now: object
    name: str


def _rows(grid: counting.Grid, teller: Teller, seen: Sight, team: str) -> list[Row]:
    rows: dict[str | None, Row] = {}
    for cell in grid.cells:
        if not seen.sees(cell.person) or cell.apart or (team and teller.company.team(cell.person) != team):
            continue
        row = rows.setdefault(cell.person, Row(cell.person, teller.name(cell.person), []))
        row.cells.append((cell, [*grid.before.get((cell.person, cell.area), []), cell]))
    return sorted(rows.values(), key=lambda row: surname_first(teller.company, row.person))


def _queue(rows: Sequence[Row]) -> Queue:
    firm = Firm.here()
    hours = float(firm.hours) if firm else 2.0
    cells = [cell for row in rows for cell, _before in row.cells]
    return queue(cells, aim=_aim(), hours=hours, minutes_a_look=looks.minutes_a_look())


def _aim() -> float:
    firm = Firm.here()
    return firm.aim / 100 if firm else 0.8


def _may_see_sums(seen: Sight, grid: counting.Grid) -> bool:
    """Sums over fewer than five people would tell of persons."""
    people = {cell.person for cell in grid.cells if cell.person and not cell.apart and cell.asked}
    return seen.everyone or (seen.sees_sums and len(people) >= SMALLEST_GROUP)


def _returning(document: Document, seen: Sight, today: date) -> list[Decision]:
    return [d for d in deciding.come_back(document, today) if seen.watches and seen.sees(d.person)]


def heading(waiting: Queue) -> str:
    """What needs a person, and how long it will take."""
    count = len(waiting.cells)
    if not count:
        return _("No place needs a person to look.")
    told = ngettext(
        "%(count)s place needs a person to look, about %(time)s.",
        "%(count)s places need a person to look, about %(time)s.",
        count,
    ) % {"count": number(count), "time": plain_time(waiting.minutes)}
    return told[:1].upper() + told[1:]


# --- one cell ---------------------------------------------------------------------------------------------------------


@open_to(*WATCHERS)
def cell(request: HttpRequest, document: int) -> HttpResponse:
    """One person in one area: asked for the reason first, then the records, and what happens next."""
    found = get_object_or_404(Document.objects.select_related("log", "owner"), pk=document)
    person, area = request.GET.get("person"), request.GET.get("area", "")
    may_see(request, person)
    here = _cell(found, person, area)
    me, at = viewer(request), clock.now()
    if person is not None and person != me.key and not looks.running(found, person=person, area=area, by=me, at=at):
        return _ask_why(request, found, here)
    court = Court(found, at)
    behind = Behind(court, person, area, counting.head_start(found))
    told = {
        "behind": behind,
        "cell": here,
        "rules": [(rule, lines) for rule, lines in behind.not_followed.items()],
        "followed": behind.in_state(State.MET),
        "waiting": behind.in_state(State.DUE, where="due"),
        "before": _four_weeks_ago(found, here),
        "decisions": deciding.on(found, person, area),
        "actions": Action.choices,
        "sentences": [r.sentence for a, _step, r in court.manual.judged() if a.title == area],
        "owner": requests.answerer(found),
        "colleagues": Colleague.objects.filter(is_active=True, kind="human"),
        "me": me,
        "in_a_week": court.company.calendar.day(at) + timedelta(7),
    }
    _mark_seen(found, here, at, court)
    return render(request, "ingrain/cell.html", {**_grid_of_cell(request, found, court), **told})


def _grid_of_cell(request: HttpRequest, document: Document, court: Court) -> dict[str, object]:
    return {"document": document, "teller": Teller(court), "court": court, "log": document.log}


def _ask_why(request: HttpRequest, document: Document, here: Cell) -> HttpResponse:
    """A look at a named person asks for the reason, which they will read."""
    because = request.POST.get("reason", "").strip()
    if request.method == "POST" and because:
        assert here.person is not None
        looks.begin(
            document, person=here.person, area=here.area, by=viewer(request), because=because[:300], at=clock.now()
        )
        return redirect(request.get_full_path())
    if request.method == "POST":
        messages.error(request, _("Say in a few words why you look."))
    teller = Teller(Court(document, clock.now()))
    told = {"document": document, "cell": here, "name": teller.name(here.person), "reasons": REASONS}
    return render(request, "ingrain/why.html", told)


def _cell(document: Document, person: str | None, area: str) -> Cell:
    grid = counting.grid(document)
    for found in grid.cells if grid else ():
        if found.person == person and found.area == area:
            return found
    raise Http404


def _four_weeks_ago(document: Document, here: Cell) -> Cell | None:
    grid = counting.grid(document)
    before = grid.before.get((here.person, here.area), []) if grid else []
    return before[-4] if len(before) >= 4 and before[-4].asked else None


def _mark_seen(document: Document, here: Cell, at: Instant, court: Court) -> None:
    for decision in deciding.come_back(document, court.company.calendar.day(court.now)):
        if (decision.person, decision.area) == (here.person, here.area):
            deciding.seen(decision, at=at)


@open_to(*WATCHERS)
def decide(request: HttpRequest, document: int) -> HttpResponse:
    """What happens next about a cell."""
    found = get_object_or_404(Document.objects.select_related("log"), pk=document)
    person, area = request.POST.get("person"), request.POST.get("area", "")
    may_see(request, person)
    here, at = _cell(found, person, area), clock.now()
    address = f"{reverse('cell', args=[document])}?{urlencode({'person': person or '', 'area': area})}"
    try:
        who = Colleague.objects.get(pk=int(request.POST.get("who", "")), kind="human")
        until = parse_date(request.POST.get("until", ""))
        if until is None:
            raise deciding.UnableToDecide(_("Say by which day it is done."))
        today = Court(found, at).company.calendar.day(at)
        note = request.POST.get("note", "")[:500]
        action = request.POST.get("action", "")
        made = deciding.decide(
            found, here, action, who=who, until=until, by=viewer(request), at=at, today=today, note=note,
            sentence=request.POST.get("sentence", ""),
        )  # fmt: skip
    except (Colleague.DoesNotExist, ValueError):
        messages.error(request, _("Choose who does it."))
        return redirect(address)
    except (deciding.UnableToDecide, ValidationError) as unable:
        messages.error(request, str(unable))
        return redirect(address)
    looks.end(by=viewer(request), at=at)
    messages.success(
        request,
        _("It is on %(who)s's list. We look again on %(day)s.") % {"who": made.who, "day": f"{made.again:%-d %B}"},
    )
    return redirect("grid", document)


# --- one record -------------------------------------------------------------------------------------------------------


@open_to(*WATCHERS, Role.SELLER)
def record(request: HttpRequest, document: int) -> HttpResponse:
    """What happened to a record, for those who may see somebody's figures that rest on it."""
    found = get_object_or_404(Document.objects.select_related("log"), pk=document)
    name = request.GET.get("record", "")
    court = Court(found, clock.now())
    rows = list(found.standing_set.filter(record=name).values_list("responsible", flat=True).distinct())
    if not any(sight(request).sees(person) for person in rows):
        raise Http404
    teller = Teller(court)
    story = read.story(name, found.log)
    told = {"document": found, "record": name, "label": teller.label(name, story), "story": teller.story(story)}
    return render(request, "ingrain/record.html", told)
