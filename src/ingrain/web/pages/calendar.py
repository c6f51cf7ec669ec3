"""The calendar: somebody's week; what is moved in it, planned in it, and how a meeting was.

Longer than most files: whatever is sent from the week is answered in one way, which stands at the end.
"""

from datetime import date, datetime, time, timedelta
from json import dumps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from ingrain.method.calendar import SECOND
from ingrain.method.events import Instant
from ingrain.people.models import Colleague
from ingrain.records import doing, keep, planning
from ingrain.records.access import SELLS
from ingrain.records.days import name_of, week_around, week_named
from ingrain.records.keep import SavedMeanwhile, UnableToSave
from ingrain.records.models import Activity
from ingrain.records.once import once
from ingrain.records.reading import UnableToRead
from ingrain.records.week import at_which_hours, entry, length, may_be_asked_for, without_note
from ingrain.records.week import week as read_week
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to, surroundings
from ingrain.web.record import answers
from ingrain.web.record.finding import changeable, found, reader
from ingrain.web.week import Draughtsman, moment_asked

PLANNED = (Activity.Kind.MEETING, Activity.Kind.CALL, Activity.Kind.TASK)
MINUTE = 60 * SECOND


@open_to(*SELLS)
def week(request: HttpRequest) -> HttpResponse:
    """?week=2026-W48, ?whose=ruth.adeyemi, ?days=7 for a weekend on which there is nothing."""
    here, draws = desk(request), draughtsman(request)
    first = showing.locale().first_week_day
    begins = _begins(request, draws.today, first)
    may_see = may_be_asked_for(here)
    who = _whose(request, may_see)
    mine = who.pk == here.viewer.pk
    read = read_week(here, who, begins, draws.calendar, today=draws.today)
    whole = request.GET.get("days") == "7"
    columns, hours = draws.columns(read, whole=whole)
    asked: dict[str, str | int] = {name: request.GET[name] for name in ("whose", "days") if name in request.GET}
    told = {
        "columns": columns,
        "hours": hours,
        "heading": draws.heading(read, None if mine else who),
        "span": draws.span(read),
        "name": name_of(begins),
        "number": int(name_of(begins)[-2:]),
        "before": urlencode({**asked, "week": name_of(begins - timedelta(7))}),
        "after": urlencode({**asked, "week": name_of(begins + timedelta(7))}),
        "today": urlencode(asked),
        "this_week": any(column.today for column in columns),
        "whole_week": urlencode({**asked, "week": name_of(begins), "days": 7}) if len(columns) < 7 else "",
        "left_over": [draws.shown(one) for one in read.left_over],
        "left_more": read.left_more,
        "more": read.more,
        "whom": may_see,
        "who": who,
        "mine": mine,
        "zone": draws.calendar.zone,
        "here": request.get_full_path(),
        **(asks(request) if mine else {}),
    }
    return render(request, "ingrain/calendar.html", told)


def asks(request: HttpRequest) -> dict[str, Any]:
    """The meetings that have ended and ask how they were: (what is said, the entry, a key for the answer)."""
    draws = draughtsman(request)
    ended = without_note(desk(request), draws.calendar, at=clock.now())
    asked = [(draws.ended(one), one, answers.key()) for one in ended]
    return {"ended": asked, "more_ended": len(asked) - 1, "here": request.get_full_path()}


def to_do(request: HttpRequest) -> dict[str, Any]:
    """The meetings that ask how they were, what is planned for today, and what is left over from before."""
    here, draws, asked = desk(request), draughtsman(request), asks(request)
    read = read_week(here, here.viewer, draws.today, draws.calendar, today=draws.today)
    ended = {one.row.pk for _said, one, _key in asked["ended"]}
    planned = [e for e in read.entries if e.day == draws.today and e.planned and e.row.pk not in ended]
    return {
        **asked,
        "planned": [draws.shown(one) for one in planned],
        "left_over": [draws.shown(one) for one in read.left_over],
        "left_more": read.left_more,
    }


def draughtsman(request: HttpRequest) -> Draughtsman:
    return Draughtsman(surroundings(request).calendar, clock.now())


def _begins(request: HttpRequest, today: date, first: int) -> date:
    said = request.GET.get("week", "")
    begins = week_named(said, first) if said else week_around(today, first)
    if begins is None:
        raise Http404
    return begins


def _whose(request: HttpRequest, may_see: list[Colleague]) -> Colleague:
    """Refused as if there were nobody of that name."""
    key = request.GET.get("whose") or may_see[0].key
    who = next((one for one in may_see if one.key == key), None)
    if who is None:
        raise Http404
    return who


# --- moving -----------------------------------------------------------------------------------------------------------


@open_to(*SELLS)
def move(request: HttpRequest, number: int) -> HttpResponse:
    """The small form; and where it goes: day, time ("" for a whole day), minutes, seen."""
    row = found(request, "activity", number)
    assert isinstance(row, Activity)
    if request.method != "POST":
        return _move_form(request, row)
    try:
        moved = _moved(request, row)
    except (UnableToSave, UnableToRead) as unable:
        said = _meanwhile(request, row, unable) if isinstance(unable, SavedMeanwhile) else str(unable)
        if "form" in request.POST:
            return _move_form(request, row, said)
        return _back(request, said, wrong=True)
    draws = draughtsman(request)
    said = _("%(what)s: %(when)s.") % {"what": _title(request, moved), "when": draws.moved(moved)}
    undo = "" if moved.version == row.version or _said(request, "undo") else _undo(request, row, moved)
    return _back(request, said, undo=undo)


def _said(request: HttpRequest, name: str, default: str = "") -> str:
    """What was sent, in the form or, by an undo, in its address."""
    return request.POST.get(name, request.GET.get(name, default)).strip()


def _moved(request: HttpRequest, row: Activity) -> Activity:
    by, at, calendar = desk(request), clock.now(), surroundings(request).calendar
    seen = _said(request, "seen")
    version = int(seen) if seen.isdecimal() else None
    day = _day(request)
    said = _said(request, "time")
    if not said:
        return doing.move_to_day(row, day, by=by, at=at, seen=version)
    start = moment_asked(day, _time(said), calendar, second="second" in request.GET)
    return doing.move_to(row, start, start + _lasts(request, length(row)), by=by, at=at, seen=version)


def _day(request: HttpRequest) -> date:
    said = _said(request, "day")
    if not said:
        raise UnableToSave(_("Say on which day."))
    return reader(surroundings(request)).day(said)


def _time(said: str) -> time:
    try:
        return time.fromisoformat(said).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as unable:
        raise UnableToSave(_("“%(said)s” is no time of day. Write it as 14:30.") % {"said": said}) from unable


def _lasts(request: HttpRequest, usual: int) -> int:
    said = _said(request, "minutes")
    if not said:
        return usual
    if not said.isdecimal() or len(said) > 5:
        raise UnableToSave(_("“%(said)s” is no number of minutes. Write it as 45.") % {"said": said})
    return int(said) * MINUTE


def _meanwhile(request: HttpRequest, row: Activity, clash: SavedMeanwhile) -> str:
    by = surroundings(request).colleagues.get(clash.clashes[0].by or "")
    now = Activity.objects.get(pk=row.pk)
    return _("%(who)s moved %(what)s meanwhile, to %(when)s. There it stands; move it again if you must.") % {
        "who": by.name if by else _("Somebody"), "what": _title(request, now), "when": draughtsman(request).moved(now),
    }  # fmt: skip


def _undo(request: HttpRequest, before: Activity, moved: Activity) -> str:
    calendar = surroundings(request).calendar
    said, minutes = at_which_hours(before, calendar)
    day = before.due if before.start is None else calendar.day(before.start)
    asked: dict[str, Any] = {"day": day, "time": said, "minutes": minutes, "seen": moved.version, "undo": 1}
    if before.start is not None and calendar.local(before.start).fold:
        asked["second"] = 1
    asked["back"] = _home(request)
    return f"{reverse('calendar-move', args=[moved.pk])}?{urlencode(asked)}"


def _undo_by(request: HttpRequest, row: Activity, it: str) -> str:
    return f"{reverse('calendar-how', args=[row.pk])}?{urlencode({'it': it, 'back': _home(request)})}"


def _move_form(request: HttpRequest, row: Activity, error: str = "") -> HttpResponse:
    draws = draughtsman(request)
    shown = draws.shown(entry(row, desk(request), draws.calendar))
    typed = {
        "day": request.POST.get("day", shown.day.isoformat()),
        "time": request.POST.get("time", shown.time),
        "minutes": request.POST.get("minutes", shown.minutes),
    }
    told = {
        "row": row, "entry": shown, "typed": typed, "error": error, "back": _home(request),
        "may_move": shown.may_move, "meeting": row.kind == Activity.Kind.MEETING,
    }  # fmt: skip
    return _sheet(request, "ingrain/calendar_move.html", told)


# --- planning ---------------------------------------------------------------------------------------------------------


@open_to(*SELLS)
def plan(request: HttpRequest) -> HttpResponse:
    """The short form, for a day and an hour; and what it sends."""
    if request.method != "POST":
        return _plan_form(request)
    by, at = desk(request), clock.now()
    try:
        record = once(request.POST.get("key", ""), lambda: _planned(request, at).record, by=by.viewer, at=at)
    except (UnableToSave, UnableToRead) as unable:
        return _plan_form(request, str(unable))
    row = Activity.objects.get(pk=int(record.partition("/")[2]))
    said = {"what": _title(request, row), "when": draughtsman(request).moved(row)}
    return _back(request, _("%(what)s is planned: %(when)s.") % said, undo=_undo_by(request, row, "never"))


def _planned(request: HttpRequest, at: Instant) -> Activity:
    kind = request.POST.get("kind", Activity.Kind.MEETING)
    if kind not in PLANNED:
        raise Http404
    subject = " ".join(request.POST.get("subject", "").split())[:250]
    said, calendar = _said(request, "time"), surroundings(request).calendar
    if said == "" and kind == Activity.Kind.MEETING:
        raise UnableToSave(_("A meeting has its hour. Say when it begins."))
    day, hours = _day(request), None
    if said and kind != Activity.Kind.TASK:
        start = moment_asked(day, _time(said), calendar)
        hours = start, start + _lasts(request, 60 * MINUTE if kind == Activity.Kind.MEETING else 15 * MINUTE)
    about = planning.called(request.POST.get("with", ""), desk(request))
    return planning.plan(kind, about, subject, day, hours, by=desk(request), at=at)


def _plan_form(request: HttpRequest, error: str = "") -> HttpResponse:
    draws = draughtsman(request)
    day = _said(request, "day") or draws.today.isoformat()
    told = {
        "error": error,
        "typed": request.POST,
        "day": day,
        "time": _said(request, "time", _next_hour(draws)),
        "minutes": _said(request, "minutes", "60"),
        "kind": request.POST.get("kind", Activity.Kind.MEETING),
        "kinds": [(value, Activity.Kind(value).label) for value in PLANNED],
        "key": request.POST.get("key") or answers.key(),
        "back": _home(request),
    }
    return _sheet(request, "ingrain/calendar_plan.html", told)


def _next_hour(draws: Draughtsman) -> str:
    local: datetime = draws.calendar.local(draws.now)
    return f"{min(local.hour + 1, 23):02}:00"


@open_to(*SELLS)
def whom(request: HttpRequest) -> HttpResponse:
    """Records of whatever kind that are called like what is typed."""
    hits = planning.offered(request.GET.get("value", "")[:100], desk(request), region=surroundings(request).region)
    return render(request, "ingrain/record/offers.html", {"hits": hits})


# --- how it was -------------------------------------------------------------------------------------------------------


@open_to(*SELLS)
def how(request: HttpRequest, number: int) -> HttpResponse:
    """What came out of a meeting that has ended; that it didn't take place; and, as undos, that it is planned, or was
    never to be."""
    row = changeable(request, "activity", number)
    assert isinstance(row, Activity)
    by, at = desk(request), clock.now()
    text, key = request.POST.get("notes", ""), request.POST.get("key", "")
    it, undo = _said(request, "it"), ""
    try:
        if it == "not":
            doing.cancel(row, by=by, at=at)
            said = _("Noted: it didn’t take place.")
            undo = _undo_by(request, row, "again")
        elif it == "again":
            doing.plan_again(row, by=by, at=at)
            said = _("It is planned again.")
        elif it == "never":
            keep.put_in_bin(row, by=by, at=at)
            said = _("Taken back.")
        else:
            once(key, lambda: doing.write_notes(row, text, by=by, at=at).record, by=by.viewer, at=at)
            said = _("%(what)s: your note is kept, and it is done.") % {"what": _title(request, row)}
    except UnableToSave as unable:
        return _back(request, str(unable), wrong=True)
    return _back(request, said, undo=undo)


# --- answering --------------------------------------------------------------------------------------------------------


def _title(request: HttpRequest, row: Activity) -> str:
    draws = draughtsman(request)
    return draws.shown(entry(row, desk(request), draws.calendar)).title


def _sheet(request: HttpRequest, template: str, told: dict[str, Any]) -> HttpResponse:
    """A form beside the week, or on a page of its own."""
    if request.headers.get("HX-Request"):
        return render(request, template, told)
    return render(request, "ingrain/calendar_page.html", {**told, "form": template})


def _home(request: HttpRequest) -> str:
    """The page that they came from; otherwise this week."""
    asked = _said(request, "back")
    return asked if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("calendar")


def _back(request: HttpRequest, said: str, *, wrong: bool = False, undo: str = "") -> HttpResponse:
    """Where they came from, with a sentence; with htmx that page is made anew where it stands."""
    (messages.error if wrong else messages.success)(request, said, extra_tags=undo)
    home = _home(request)
    if request.headers.get("HX-Request"):
        answer = HttpResponse()
        answer["HX-Location"] = dumps({"path": home, "target": "#main", "select": "#main", "swap": "outerHTML"})
        return answer
    return redirect(home)
