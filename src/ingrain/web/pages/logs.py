"""Logs: uploaded, shown as they would come in, brought in, given a manual, taken back and handed out."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from ingrain.connect import arrive, bring_in, hand_out
from ingrain.connect.arrive import UnableToBringIn
from ingrain.connect.models import Arrival
from ingrain.editions.models import Document
from ingrain.editions.of_a_log import about, read_about, save_about, starter
from ingrain.editions.publish import UnableToPublish, publish
from ingrain.journal.models import Batch
from ingrain.logs.headings import NEEDED
from ingrain.method.calendar import EPOCH
from ingrain.method.events import Instant
from ingrain.method.text import UnableToReadManual
from ingrain.method.vocabulary import plural_of
from ingrain.monitor import grid
from ingrain.monitor import logs as taking
from ingrain.people.models import Role
from ingrain.telling.words import figure, number, span
from ingrain.web import clock
from ingrain.web.doors import open_to, viewer

LARGEST_MANUAL = 2_000_000
ROLES = {"case": later("Case"), "activity": later("Activity"), "time": later("Time"), "person": later("Person"),
         "transition": later("Transition")}  # fmt: skip
TOLD = ("record", "zone", *ROLES, "dates", "encoding", "delimiter", "objects")


@open_to(Role.LEAD)
def logs(request: HttpRequest) -> HttpResponse:
    """What was brought in, what is on its way, and a place to upload; by POST: a file arrives."""
    if request.method == "POST":
        return _received(request)
    found = list(Arrival.objects.select_related("batch", "by"))
    shown = [one for one in found if one.is_in and not one.is_back]
    told = {
        "arrivals": found,
        "heading": _heading(len(shown), sum(one.is_running for one in found)),
        "running": any(one.is_running for one in found),
    }
    return render(request, "ingrain/logs.html", told)


def _heading(count: int, running: int) -> str:
    if running and not count:
        return _("A log is on its way.")
    if not count:
        return _("No log was brought in yet.")
    told = ngettext("%(count)s log is here.", "%(count)s logs are here.", count) % {"count": number(count)}
    return str(told[:1].upper() + told[1:])


def _received(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("log")
    if not isinstance(file, UploadedFile):
        messages.error(request, _("Choose a file first."))
        return redirect("logs")
    try:
        manual = _manual_in(request)
        arrival = arrive.receive(
            file.chunks(), original=file.name or "log", manual=manual, by=viewer(request), at=clock.now()
        )
    except UnableToBringIn as unable:
        messages.error(request, str(unable))
        return redirect("logs")
    return redirect("log", arrival.pk)


def _manual_in(request: HttpRequest) -> str:
    """The text of a manual that was pasted, or came as a file."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return request.POST.get("text", "").replace("\r\n", "\n")
    if (file.size or 0) > LARGEST_MANUAL:
        raise UnableToBringIn(_("%s is too large for a manual: is it the log?") % file.name)
    try:
        return str(file.read().decode("utf-8-sig")).replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UnableToBringIn(_("%s is not UTF-8: save the manual as UTF-8 text.") % file.name) from None


def local_time(instant: Instant, zone: tzinfo) -> datetime:
    """An instant as the log's own clock showed it."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)


# --- one log ----------------------------------------------------------------------------------------------------------


@open_to(Role.LEAD)
def log(request: HttpRequest, log: int) -> HttpResponse:
    """One log: how it would come in, how far it is, or what it is and what can be done with it."""
    arrival = get_object_or_404(Arrival.objects.select_related("batch", "by"), pk=log)
    if arrival.begun is None:
        return render(request, "ingrain/log_preview.html", _preview(arrival))
    if not arrival.is_in:
        return render(request, "ingrain/log_running.html", _running(arrival))
    return render(request, "ingrain/log.html", _settled(arrival))


def _preview(arrival: Arrival) -> dict[str, Any]:
    found = arrive.preview(arrival)
    zone = arrive.options(arrival.told).tz
    fields = list(dict.fromkeys(name for event in found.events for name in event.values))[:8]
    rows = [
        {
            "event": event,
            "case": event.record.partition("/")[2],
            "when": f"{local_time(event.occurred, zone):%-d %b %Y %H:%M}",
            "did": event.do.strip('"'),
            "values": [event.values.get(name) for name in fields],
        }
        for event in found.events
    ]
    roles = [(role, name, found.roles.get(role, "")) for role, name in ROLES.items()]
    return {
        "arrival": arrival,
        "preview": found,
        "fields": fields,
        "rows": rows,
        "roles": roles,
        "needed": NEEDED,
        "dates": arrive.DATES,
        "separators": arrive.SEPARATORS,
        "encodings": arrive.ENCODINGS,
        "steps": any(event.transition for event in found.events),
    }


def _running(arrival: Arrival) -> dict[str, Any]:
    at = clock.now()
    still = bring_in.stands_still(arrival, at=at)
    return {"arrival": arrival, "still": still, "ago": span(max(0, at - (arrival.moved or at)))}


def _settled(arrival: Arrival, **more: Any) -> dict[str, Any]:
    batch = _batch(arrival)
    document = about(batch)
    manuals = [(one, grid.grid(one) is not None) for one in Document.objects.filter(log=batch)]
    text = document.draft if document else starter(batch)
    reading = read_about(batch, text) if not arrival.is_back else None
    return {
        "arrival": arrival,
        "batch": batch,
        "document": document,
        "manuals": manuals,
        "text": text,
        "problems": reading.problems if reading else (),
        "facts": _facts(arrival, batch),
        "judging": [one for one, there in manuals if one.current and not there],
        "published": document.current if document else None,
        **more,
    }


def _facts(arrival: Arrival, batch: Batch) -> str:
    return ", ".join(
        [
            figure(batch.events, _("event"), _("events")),
            figure(batch.records, arrival.record, plural_of(arrival.record)),
            figure(arrival.people, _("person"), _("people")),
        ]
    )


def _batch(arrival: Arrival) -> Batch:
    if arrival.batch is None or not arrival.is_in:
        raise Http404
    return arrival.batch


def _posted(request: HttpRequest, log: int) -> Arrival:
    if request.method != "POST":
        raise Http404
    return get_object_or_404(Arrival.objects.select_related("batch", "by"), pk=log)


def _done(request: HttpRequest, log: int, verb: Callable[[Arrival], object], told: str = "") -> HttpResponse:
    """Do one thing with a log, and go back to its page."""
    try:
        verb(_posted(request, log))
    except UnableToBringIn as unable:
        messages.error(request, str(unable))
    else:
        if told:
            messages.success(request, told)
    return redirect("log", log)


# --- before it is in --------------------------------------------------------------------------------------------------


@open_to(Role.LEAD)
def chosen(request: HttpRequest, log: int) -> HttpResponse:
    """What the columns say, and what it is called; with `go` it is sent on its way at once."""

    def say(arrival: Arrival) -> None:
        said = {key: request.POST[key] for key in TOLD if key in request.POST}
        arrive.say(arrival, said, name=request.POST.get("name", ""))
        if "go" in request.POST:
            bring_in.begin(arrival, by=viewer(request), at=clock.now())

    return _done(request, log, say)


@open_to(Role.LEAD)
def discard(request: HttpRequest, log: int) -> HttpResponse:
    """Forget a file that isn't in yet."""
    try:
        arrive.discard(_posted(request, log))
    except UnableToBringIn as unable:
        messages.error(request, str(unable))
        return redirect("log", log)
    messages.success(request, _("The file is gone."))
    return redirect("logs")


@open_to(Role.LEAD)
def progress(request: HttpRequest, log: int) -> HttpResponse:
    """The bar alone, which asks for itself again; once all is in, the whole page."""
    arrival = get_object_or_404(Arrival.objects.select_related("batch"), pk=log)
    answer = render(request, "ingrain/log_progress.html", _running(arrival))
    if not arrival.is_running:
        answer["HX-Refresh"] = "true"
    return answer


@open_to(Role.LEAD)
def go_on(request: HttpRequest, log: int) -> HttpResponse:
    return _done(request, log, lambda arrival: bring_in.go_on(arrival, at=clock.now()))


@open_to(Role.LEAD)
def stop(request: HttpRequest, log: int) -> HttpResponse:
    told = _("Stopped. Nothing of it shows; you can choose anew how it is read.")
    return _done(request, log, lambda arrival: bring_in.stop(arrival, at=clock.now()), told)


# --- once it is in ----------------------------------------------------------------------------------------------------


@open_to(Role.LEAD)
def back(request: HttpRequest, log: int) -> HttpResponse:
    told = _("It is taken back: nobody sees it any more, nor a figure made from it.")
    by, at = viewer(request), clock.now()
    return _done(request, log, lambda arrival: taking.take_back(_batch(arrival), by=by, at=at), told)


@open_to(Role.LEAD)
def forward(request: HttpRequest, log: int) -> HttpResponse:
    told = _("It is there again; figures of its manuals appear once they are judged.")
    by, at = viewer(request), clock.now()
    return _done(request, log, lambda arrival: taking.take_forward(_batch(arrival), by=by, at=at), told)


@open_to(Role.LEAD)
def manual(request: HttpRequest, log: int) -> HttpResponse:
    """A manual for the log: kept as a draft, and published where that is asked and every sentence can be read."""
    arrival = _posted(request, log)
    batch, me, at = _batch(arrival), viewer(request), clock.now()
    text = request.POST.get("text", "")
    try:
        text = _manual_in(request)
        revision = request.POST.get("revision", "0")
        document = save_about(batch, text, by=me, revision=int(revision) if revision.isdecimal() else 0, at=clock.now())
        if "publish" in request.POST:
            publish(document, by=me, at=at, revision=document.revision)
            messages.success(request, _("Published. It is being held against every %s.") % arrival.record)
            return redirect("log", log)
    except UnableToReadManual:
        messages.error(request, _("It is kept as a draft, and can't be published before these sentences are mended."))
    except (UnableToPublish, UnableToBringIn) as unable:
        messages.error(request, str(unable))
        return render(request, "ingrain/log.html", {**_settled(arrival), "text": text})
    return redirect("log", log)


# --- out --------------------------------------------------------------------------------------------------------------


@open_to(Role.LEAD)
def as_xes(request: HttpRequest, log: int) -> StreamingHttpResponse:
    return _xes(request, _visible(log))


@open_to(Role.LEAD)
def as_ocel(request: HttpRequest, log: int) -> StreamingHttpResponse:
    return _ocel(request, _visible(log))


@open_to(Role.LEAD)
def own_as_xes(request: HttpRequest) -> StreamingHttpResponse:
    return _xes(request, None)


@open_to(Role.LEAD)
def own_as_ocel(request: HttpRequest) -> StreamingHttpResponse:
    return _ocel(request, None)


def _visible(log: int) -> Batch:
    batch = _batch(get_object_or_404(Arrival.objects.select_related("batch"), pk=log))
    if batch.undone is not None:
        raise Http404
    return batch


def _xes(request: HttpRequest, batch: Batch | None) -> StreamingHttpResponse:
    name = batch.name if batch else _("Our own records")
    pieces = hand_out.as_xes(batch, name=name, by=viewer(request), at=clock.now())
    return _attached(StreamingHttpResponse(pieces, content_type="application/gzip"), f"{slugify(name) or 'log'}.xes.gz")


def _ocel(request: HttpRequest, batch: Batch | None) -> StreamingHttpResponse:
    name = batch.name if batch else _("Our own records")
    pieces = hand_out.as_ocel(batch, by=viewer(request), at=clock.now())
    answer = StreamingHttpResponse(pieces, content_type="application/json")
    return _attached(answer, f"{slugify(name) or 'log'}.ocel.json")


def _attached(answer: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
