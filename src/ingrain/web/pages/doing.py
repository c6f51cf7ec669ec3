"""Activities: logged or planned from a record's page with two keystrokes; done, moved, cancelled; their own page."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ingrain.method.events import Value
from ingrain.records import doing, recent, related
from ingrain.records.access import SELLS
from ingrain.records.fields import kind_of
from ingrain.records.keep import UnableToSave
from ingrain.records.models import About, Activity, Attachment, Kept
from ingrain.records.once import once
from ingrain.records.reading import UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock
from ingrain.web.doors import desk, open_to, surroundings
from ingrain.web.pages.one import story
from ingrain.web.record import answers
from ingrain.web.record.facts import facts
from ingrain.web.record.finding import changeable, found, reader, sayer
from ingrain.web.signposts import address_of

PLANNED_FIRST = (Activity.Kind.TASK, Activity.Kind.MEETING)
"""Kinds that are planned more often than told of afterwards."""

L = gettext_lazy
SAID = {
    "call": L("What did they say?"), "email": L("What is it about?"), "meeting": L("What is it about?"),
    "task": L("What is to be done?"), "note": L("Note"), "quote": L("Quote for what?"),
}  # fmt: skip


@open_to(*SELLS)
def do(request: HttpRequest, kind: str, number: int, what: str) -> HttpResponse:
    """The small form; and what it sends."""
    row = found(request, kind, number)
    if what not in Activity.Kind.values or row.deleted is not None:
        raise Http404
    if request.method != "POST":
        return _form(request, row, what)
    try:
        values, day = _read(request, what)
        made = once(
            request.POST.get("key", ""), lambda: _made(request, row, what, values, day).record,
            by=desk(request).viewer, at=clock.now(),
        )  # fmt: skip
    except (UnableToSave, UnableToRead) as unable:
        return _form(request, row, what, str(unable))
    activity = Activity.objects.get(pk=int(made.partition("/")[2]))
    said = _("%(what)s planned.") if activity.state == Activity.State.PLANNED else _("%(what)s saved.")
    undo = answers.binning(activity)
    return answers.back(request, row, said % {"what": activity.get_kind_display()}, undo=undo)


def _made(request: HttpRequest, row: Kept, what: str, values: dict[str, Value], planned: bool) -> Activity:
    by, at = desk(request), clock.now()
    if planned:
        return doing.plan(what, [row], values, by=by, at=at)
    return doing.do(what, [row], values, by=by, at=at)


def _read(request: HttpRequest, what: str) -> tuple[dict[str, Value], bool]:
    """What was typed, and whether it is planned."""
    given = request.POST
    around = surroundings(request)
    today = around.calendar.day(clock.now())
    values: dict[str, Value] = {"subject": " ".join(given.get("subject", "").split())[:250]}
    values["notes"] = given.get("notes", "").replace("\r\n", "\n")
    values["purpose"] = " ".join(given.get("purpose", "").split())[:250]
    if not any(values.values()) and (what in ("note", "task") or given.get("when") != "done"):
        raise UnableToSave(_("Write a word about it, so that you know tomorrow what it was."))
    when = given.get("when", "done")
    if what == Activity.Kind.NOTE or when == "done":
        if what == Activity.Kind.MEETING:
            values |= _meeting(today, given.get("time", ""), given.get("long", "60"), past=True)
        return values, False
    day = _day(when, given.get("day", ""), today, around)
    if what == Activity.Kind.MEETING:
        return values | _meeting(day, given.get("time", ""), given.get("long", "60")), True
    return values | {"due date": day.isoformat()}, True


def _day(when: str, said: str, today: date, around: Surroundings) -> date:
    match when:
        case "today":
            return today
        case "tomorrow":
            return today + timedelta(1)
        case "week":
            return today + timedelta(7 - today.weekday())
        case _:
            if not said.strip():
                raise UnableToSave(_("Say on which day."))
            return reader(around).day(said.strip())


def _meeting(day: date, said: str, long: str, *, past: bool = False) -> dict[str, Value]:
    """Start and end of a meeting, in the firm's time."""
    try:
        start = datetime.combine(day, time.fromisoformat(said or "10:00"))
        minutes = min(max(int(long or 60), 5), 24 * 60)
    except ValueError as unable:
        raise UnableToSave(_("“%(said)s” is no time of day. Write it as 14:30.") % {"said": said}) from unable
    if past and not said:
        return {}
    end = start + timedelta(minutes=minutes)
    return {"start": start.isoformat(timespec="minutes"), "end": end.isoformat(timespec="minutes")}


def _form(request: HttpRequest, row: Kept, what: str, error: str = "") -> HttpResponse:
    told: dict[str, Any] = {
        "row": row,
        "what": what,
        "title": Activity.Kind(what).label,
        "said": SAID[what],
        "error": error,
        "typed": request.POST,
        "key": request.POST.get("key") or answers.key(),
        "when": request.POST.get("when") or ("tomorrow" if what in PLANNED_FIRST else "done"),
        "action": request.path,
        "home": address_of(row.record),
    }
    part = request.headers.get("HX-Request") is not None
    return render(request, "ingrain/record/do.html" if part else "ingrain/record/do_page.html", told)


# --- the page of one --------------------------------------------------------------------------------------------------


@open_to(*SELLS)
def activity(request: HttpRequest, number: int) -> HttpResponse:
    row = found(request, "activity", number)
    assert isinstance(row, Activity)
    here, say = desk(request), sayer(request)
    recent.look_at(row, by=here.viewer, at=clock.now())
    editable = row.deleted is None and here.may_change(row)
    records = About.objects.filter(activity=row, near=True).values_list("record", flat=True)
    about = [(name, address_of(record)) for record, name in related.names(records, here).items()]
    first, rest = facts(row, say.around, editable=editable)
    told = {
        "kind": kind_of(row),
        "about": about,
        "first": [*first, *rest],
        "editable": editable,
        "may_restore": here.may_change(row),
        "sentence": say.sentence(row, related.Around()),
        "files": Attachment.objects.filter(record=row.record, deleted=None).select_related("by"),
        "planned": row.state == Activity.State.PLANNED,
        "began": row.start is not None and row.start <= clock.now(),
        "key": answers.key(),
        **story(request, row, say, editable=editable),
    }
    return render(request, "ingrain/record/activity.html", told)


@open_to(*SELLS)
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Done; didn't happen; another day; planned after all."""
    row = changeable(request, "activity", number)
    assert isinstance(row, Activity)
    by, at = desk(request), clock.now()
    try:
        match request.POST.get("it"):
            case "done":
                doing.complete(row, by=by, at=at)
                said = _("Done.")
            case "not":
                doing.cancel(row, by=by, at=at)
                said = _("Noted: it didn’t take place.")
            case "again":
                doing.plan_again(row, by=by, at=at)
                said = _("It is planned again.")
            case "tomorrow" | "week" | "day" as when:
                around = surroundings(request)
                day = _day(when, request.POST.get("day", ""), around.calendar.day(at), around)
                doing.put_off(row, day, by=by, at=at)
                said = _("Moved to %(day)s.") % {"day": sayer(request).day(day)}
            case _:
                raise Http404
    except (UnableToSave, UnableToRead) as unable:
        return answers.back(request, _home(request, row), str(unable), wrong=True)
    return answers.back(request, _home(request, row), said)


@open_to(*SELLS)
def notes(request: HttpRequest, number: int) -> HttpResponse:
    """What came out of a meeting, or of anything else."""
    row = changeable(request, "activity", number)
    assert isinstance(row, Activity)
    by, at = desk(request), clock.now()
    text = request.POST.get("notes", "")
    try:
        once(
            request.POST.get("key", ""), lambda: doing.write_notes(row, text, by=by, at=at).record, by=by.viewer, at=at
        )
    except UnableToSave as unable:
        return answers.back(request, row, str(unable), wrong=True)
    return answers.back(request, row, _("Notes saved."))


def _home(request: HttpRequest, row: Activity) -> Kept:
    """Where they came from: a record that it is about, or its own page."""
    kind, _slash, number = request.POST.get("home", "").partition("/")
    if number.isdecimal() and About.objects.filter(activity=row, record=f"{kind}/{number}").exists():
        return found(request, kind, int(number))
    return row
