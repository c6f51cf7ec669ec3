"""A cell with its records and what is suggested, a record's story, and what is decided."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ingrain.editions import requests
from ingrain.editions.models import Document
from ingrain.journal import read
from ingrain.method.cells import Cell
from ingrain.method.events import Instant
from ingrain.monitor import decide as deciding
from ingrain.monitor import looks
from ingrain.monitor.models import Action
from ingrain.monitor.names import not_yet
from ingrain.monitor.periods import FOUR_WEEKS, PERIODS
from ingrain.monitor.setting import Court
from ingrain.monitor.view import View, cell_at
from ingrain.people.models import Colleague
from ingrain.web import clock
from ingrain.web.behind import what_stands_behind
from ingrain.web.doors import EVERYONE, may_see, open_to, sight, viewer
from ingrain.web.pages.grid import WATCHERS, period_names
from ingrain.web.telling import Teller

REASONS = ("Prepare our next talk", "It was suggested here", "They asked me to", "Before a session")


@open_to(*WATCHERS)
def cell(request: HttpRequest, document: int) -> HttpResponse:
    """One person in one area: asked for the reason first, then the records, and what happens next."""
    found = get_object_or_404(Document.objects.select_related("log", "owner"), pk=document)
    person, area = request.GET.get("person"), request.GET.get("area", "")
    may_see(request, person)
    me, at = viewer(request), clock.now()
    court = Court(found, at)
    teller = Teller(court)
    view, rule = View(found, teller.company, _period(request)), _rule(request)
    here = cell_at(view, person, area, rule) if view.there else None
    if here is None or (person != me.key and person in not_yet(found, at=at)):
        raise Http404
    if person is not None and person != me.key and not looks.running(found, person=person, area=area, by=me, at=at):
        return _ask_why(request, found, here, teller)
    told = what_stands_behind(view, here, rule) | {"period": period_names()[view.period]}
    _mark_seen(found, here, at, court)
    return render(request, "ingrain/cell.html", told | _next(request, court, here))


def _period(request: HttpRequest) -> str:
    found = request.GET.get("period", FOUR_WEEKS)
    return found if found in PERIODS else FOUR_WEEKS


def _rule(request: HttpRequest) -> int | None:
    found = request.GET.get("rule", "")
    return int(found) if found.isdecimal() and len(found) < 10 else None


def _next(request: HttpRequest, court: Court, here: Cell) -> dict[str, object]:
    """What can be decided, and what was decided before."""
    return {
        "decisions": deciding.on(court.document, here.person, here.area),
        "actions": Action.choices,
        "sentences": [r.sentence for a, _step, r in court.manual.judged() if a.title == here.area],
        "owner": requests.answerer(court.document),
        "colleagues": Colleague.objects.filter(is_active=True, kind="human").only("pk", "name"),
        "me": viewer(request),
        "in_a_week": court.company.calendar.day(court.now) + timedelta(7),
    }


def _ask_why(request: HttpRequest, document: Document, here: Cell, teller: Teller) -> HttpResponse:
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
    told = {"document": document, "cell": here, "name": teller.name(here.person), "reasons": REASONS}
    return render(request, "ingrain/why.html", told)


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
    at = clock.now()
    court = Court(found, at)
    view = View(found, court.company)
    here = cell_at(view, person, area) if view.there else None
    if here is None or (person != viewer(request).key and person in not_yet(found, at=at)):
        raise Http404
    address = f"{reverse('cell', args=[document])}?{urlencode({'person': person or '', 'area': area})}"
    try:
        who = Colleague.objects.get(pk=int(request.POST.get("who", "")), kind="human")
        until = parse_date(request.POST.get("until", ""))
        if until is None:
            raise deciding.UnableToDecide(_("Say by which day it is done."))
        today = court.company.calendar.day(at)
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


@open_to(*EVERYONE)
def record(request: HttpRequest, document: int) -> HttpResponse:
    """What happened to a record, for those who may see somebody's figures that rest on it."""
    found = get_object_or_404(Document.objects.select_related("log"), pk=document)
    name = request.GET.get("record", "")
    court = Court(found, clock.now())
    of_record = found.standing_set.filter(record=name), found.shown_set.filter(record=name)
    rows = {person for some in of_record for person in some.values_list("responsible", flat=True).distinct()}
    if not any(sight(request).sees(person) for person in rows):
        raise Http404
    teller = Teller(court)
    story = read.story(name, found.log)
    told = {"document": found, "record": name, "label": teller.label(name, story), "story": teller.story(story)}
    return render(request, "ingrain/record.html", told)
