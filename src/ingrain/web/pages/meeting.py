"""The pipeline meeting: the quarter as the team says it, and person by person what to talk about; and the targets."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ingrain.people.models import Colleague, Role, Team
from ingrain.records import targets
from ingrain.records.access import SELLS
from ingrain.records.handing import may_hand_over
from ingrain.records.keep import UnableToSave
from ingrain.records.meeting import MOST, Line, Meeting, quarters_to_choose
from ingrain.records.models import Target
from ingrain.records.quarters import following, preceding, quarter_of
from ingrain.records.reading import UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to
from ingrain.web.meetings import Wording, quarter_named
from ingrain.web.pages import cards
from ingrain.web.pages.board import stood_in_for
from ingrain.web.signposts import address_of

MOST_AT_ALL = 520
"""So many opportunities of one sort are shown on a page, however often one asks for more."""


@open_to(*SELLS)
def meeting(request: HttpRequest) -> HttpResponse:
    """person: whom it is about now; without one, the team."""
    found = held(request)
    say = Wording(found)
    key = request.GET.get("person", "")
    one = next((person for person in found.people if person.colleague.key == key), None)
    if key and one is None:
        raise Http404
    told = {
        "meeting": found,
        "say": say,
        "one": one,
        "people": [(person, say.waiting(person), say.short(person.now.committed)) for person in found.people],
        "quarters": [(day.isoformat(), quarter_named(day)) for day in quarters_to_choose(found.today)],
        "quarter": quarter_named(found.quarter),
        "asked": _asked(request),
        "absent": stood_in_for(request),
    }
    if one is None:
        told["history"] = [_week(say, said) for said in reversed(found.history)]
        told["rows"] = [_row(say, person) for person in found.people]
        return render(request, "ingrain/meeting.html", told)
    most = _most(request)
    talk, rest = found.to_talk_about(one.colleague, most), found.closing(one.colleague, most + 1)
    moved = found.moved(one.colleague, most + 1)
    is_cut = len(talk) < one.open.talk or rest[most:] or moved[most:]
    told |= {
        "moved": [(moved, say.moves(moved), address_of(moved.row.record)) for moved in moved[:most]],
        "talk": [_line(request, say, line) for line in talk],
        "rest": [_line(request, say, line) for line in rest[:most]],
        "more": f"{_asked(request)}&person={key}&most={most + 5 * MOST}" if is_cut and most < MOST_AT_ALL else "",
        "may_hand_over": may_hand_over(found.desk, one.colleague),
        "beside": _beside(found, one.colleague),
    }
    return render(request, "ingrain/meeting_person.html", told)


def held(request: HttpRequest) -> Meeting:
    """The meeting that an address asks for."""
    around, at = Surroundings(), clock.now()
    asked = request.GET.get("quarter", "")
    try:
        quarter = quarter_of(date.fromisoformat(asked)) if asked else quarter_of(around.calendar.day(at))
    except ValueError as unable:
        raise Http404 from unable
    everybody = Meeting(desk(request), around, at, quarter)
    number = request.GET.get("team", "")
    team = next((team for team in everybody.teams if str(team.pk) == number), None)
    if number and team is None:
        raise Http404
    return Meeting(desk(request), around, at, quarter, team)


def _asked(request: HttpRequest) -> str:
    """The address without the person."""
    asked = request.GET.copy()
    for name in ("person", "most"):
        asked.pop(name, None)
    return asked.urlencode()


def _most(request: HttpRequest) -> int:
    """How many of each sort are shown."""
    asked = request.GET.get("most", "")
    return min(int(asked), MOST_AT_ALL) if asked.isdecimal() and int(asked) > 0 else MOST


def _row(say: Wording, person) -> dict[str, object]:  # type: ignore[no-untyped-def]
    now, before = person.now, person.before
    return {
        "person": person,
        "target": say.money(person.target),
        "won": say.money(now.won),
        "committed": say.money(now.committed),
        "gap": say.gap(now.committed - before.committed),
        "likely": say.money(now.likely),
        "all": say.money(now.all),
    }


def _week(say: Wording, said) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {
        "day": say.day(said.day),
        "won": say.money(said.won),
        "committed": say.money(said.committed),
        "likely": say.money(said.likely),
        "all": say.money(said.all),
    }


def _line(request: HttpRequest, say: Wording, line: Line) -> dict[str, object]:
    return {
        "row": line.row,
        "address": address_of(line.row.record),
        "tags": list(say.tags(line)),
        "fields": cards.fields_of(line.row, say.meeting.around),
        "amount": showing.money(line.row.amount, line.row.currency or say.meeting.around.currency),
        "closing": say.day(line.row.close_date) if line.row.close_date else _("no close date"),
        "step": say.day(line.row.next_step) if line.row.next_step else "",
        "category": showing.category(line.row.category),
        "may_change": desk(request).may_change(line.row),
    }


def _beside(found: Meeting, one: Colleague) -> dict[str, Colleague | None]:
    """Who comes before and after them."""
    order = [person.colleague for person in found.people]
    place = order.index(one)
    return {
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
    }


@open_to(Role.MANAGER, Role.LEAD)
def aims(request: HttpRequest) -> HttpResponseBase:
    """The targets of a quarter: of each team and each person, as they are set by whoever leads them."""
    found = held(request)
    sitting = desk(request)
    whom: list[tuple[str, Colleague | Team]] = [
        *((f"team-{team.pk}", team) for team in found.teams if targets.may_aim(sitting, team)),
        *((f"person-{one.pk}", one) for one in found.colleagues if targets.may_aim(sitting, one)),
    ]
    if request.method == "POST":
        try:
            for name, one in whom:
                if name in request.POST:
                    targets.aim(one, found.quarter, _typed(request, found, name), by=sitting, at=found.at)
        except (UnableToRead, UnableToSave) as unable:
            messages.error(request, str(unable))
        else:
            messages.success(request, _("The targets are saved."))
            return redirect(f"{reverse('pipeline-targets')}?{request.GET.urlencode()}")
    set_so_far = {
        (target.colleague_id, target.team_id): target.amount for target in Target.objects.filter(quarter=found.quarter)
    }
    told = {
        "rows": [(name, one, _shown(set_so_far, one), isinstance(one, Team)) for name, one in whom],
        "quarter": quarter_named(found.quarter),
        "currency": found.around.currency,
        "before": preceding(found.quarter).isoformat(),
        "after": following(found.quarter).isoformat(),
        "asked": request.GET.urlencode(),
    }
    return render(request, "ingrain/targets.html", told)


def _shown(amounts: dict[tuple[int | None, int | None], int], one: Colleague | Team) -> str:
    amount = amounts.get((one.pk, None) if isinstance(one, Colleague) else (None, one.pk))
    return "" if amount is None else showing.typed(amount)


def _typed(request: HttpRequest, found: Meeting, name: str) -> int | None:
    said = request.POST[name].strip()
    return round(cards.reader(request, found.around).money(said) * 100) if said else None


@open_to(*SELLS)
def change(request: HttpRequest, number: int) -> HttpResponseBase:
    """A line of the meeting is saved while they talk; answered by the line as it stands."""
    row = cards.found(request, number)
    if request.method != "POST":
        raise Http404
    sentence, failed = cards.saved(request, row)
    if not request.htmx:  # type: ignore[attr-defined]
        (messages.error if failed else messages.success)(request, sentence)
        return redirect(cards.back(request))
    say = Wording(held(request))
    line = say.meeting.line(cards.found(request, number))
    shown = _line(request, say, line)
    if failed:
        shown["fields"] = cards.fields_of(line.row, say.meeting.around) | cards.typed_in(request)
    told = {"line": shown, "sentence": sentence, "failed": failed, "asked": _asked(request), "say": say}
    whose = next((one for one in say.meeting.people if one.colleague.pk == line.row.owner_id), None)
    if whose is not None:
        told |= {"key": whose.colleague.key, "committed": say.short(whose.now.committed)}
    return render(request, "ingrain/meeting_line.html", told | {"answer": True})
