"""Spreadsheets of records: uploaded or pasted, looked at row by row, brought in, and taken back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ingrain.records.importing import arrive, bring_in, take_back
from ingrain.records.importing import refused as mending
from ingrain.records.importing.arrive import BRINGS
from ingrain.records.importing.targets import sorts
from ingrain.records.importing.workbook import UnableToBringIn
from ingrain.records.models import Spreadsheet
from ingrain.telling.words import span
from ingrain.web import came_in, clock, coming_in
from ingrain.web.attached import as_xlsx
from ingrain.web.doors import desk, open_to, viewer
from ingrain.web.showing import locale


@open_to(*BRINGS)
def bring(request: HttpRequest) -> HttpResponse:
    """What was brought in, and a place to upload or paste; by POST: a spreadsheet arrives."""
    told: dict[str, Any] = {"text": request.POST.get("text", ""), "kinds": _kinds(request)}
    if request.method == "POST":
        file = request.FILES.get("file")
        chunks = file.chunks() if isinstance(file, UploadedFile) else [told["text"].encode()]
        original = (file.name or "") if isinstance(file, UploadedFile) else ""
        try:
            if not isinstance(file, UploadedFile) and not told["text"].strip():
                raise UnableToBringIn(_("Choose a file, or paste cells."))
            kind, me, at = request.POST.get("kind", ""), viewer(request), clock.now()
            found = arrive.receive(chunks, original=original, by=me, at=at, locale=str(locale()), kind=kind)
        except UnableToBringIn as unable:
            told["unable"] = str(unable)
        else:
            return redirect("import", found.pk)
    told["sheets"] = list(arrive.seen_by(viewer(request)).select_related("by")[:30])
    told["names"] = {name: sort.plural for name, sort in sorts().items()}
    return render(request, "ingrain/bring.html", told)


def _kinds(request: HttpRequest) -> list[tuple[str, Any]]:
    return [(name, sorts()[name].plural) for name in arrive.kinds_for(viewer(request))]


def _found(request: HttpRequest, number: int) -> Spreadsheet:
    found: Spreadsheet = get_object_or_404(
        arrive.seen_by(viewer(request)).select_related("by", "batch", "intake"), pk=number
    )
    return found


# --- one spreadsheet --------------------------------------------------------------------------------------------------


@open_to(*BRINGS)
def sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """One spreadsheet: what each row would do, how far it is, or what came of it."""
    found = _found(request, sheet)
    if found.begun is None:
        return render(request, "ingrain/import_preview.html", _preview(request, found))
    if found.is_running or not found.is_in:
        return render(request, "ingrain/import_running.html", _running(found))
    return render(request, "ingrain/import_in.html", came_in.settled(found, viewer(request)))


def _preview(request: HttpRequest, found: Spreadsheet) -> dict[str, Any]:
    told: dict[str, Any] = {"sheet": found, "kinds": _kinds(request)}
    try:
        laid = arrive.lay(found, by=viewer(request), today=desk(request).today or _never())
        sheets = {"sheet": laid.grid.sheet} if len(laid.grid.sheets) > 1 else {}
        was = _laid_as({"kind": laid.sort.name, "heading": laid.table.at, **sheets})
        told |= {"laid": laid, "columns": coming_in.columns(laid), "kind": laid.sort, "was": was}
        return told | coming_in.planned(arrive.plan(laid), laid, request.GET.get("show", ""))
    except UnableToBringIn as unable:
        return {**told, "fault": str(unable)}


def _never() -> Any:
    raise Http404


def _running(found: Spreadsheet) -> dict[str, Any]:
    at = clock.now()
    still = bring_in.stands_still(found, at=at)
    return {"sheet": found, "still": still, "ago": span(max(0, at - (found.moved or at)))}


# --- doing something with it ------------------------------------------------------------------------------------------


@open_to(*BRINGS)
def say(request: HttpRequest, sheet: int) -> HttpResponse:
    """What its rows are, what the columns say, who is meant; with `go` it is sent on its way at once."""

    def verb(found: Spreadsheet) -> None:
        said: dict[str, Any] = {"kind": request.POST.get("kind", found.kind)}
        if request.POST.get("was", _laid_as(request.POST)) == _laid_as(request.POST):
            said["columns"] = request.POST.getlist("column")
        if "heading" in request.POST and request.POST["heading"].isdecimal():
            said["heading"] = int(request.POST["heading"])
        if "sheet" in request.POST:
            said["sheet"] = request.POST["sheet"]
        said["days"] = {key.removeprefix("days-"): value for key, value in request.POST.items() if key[:5] == "days-"}
        asked = zip(*(request.POST.getlist(name) for name in ("target", "said", "choice")), strict=False)
        names: dict[str, dict[str, str]] = {}
        for target, text, choice in asked:
            names.setdefault(target, {})[text] = choice
        arrive.say(found, {**said, "names": names})
        if "go" in request.POST:
            laid = arrive.lay(found, by=viewer(request), today=desk(request).today or _never())
            bring_in.begin(found, by=viewer(request), at=clock.now(), found=laid)

    return _done(request, sheet, verb)


def _laid_as(said: Mapping[str, Any]) -> str:
    """Columns are those of one sheet, below one row, of one kind: where that was changed, they are guessed anew."""
    return " ".join(str(said.get(part, "")) for part in ("kind", "heading", "sheet"))


def _done(request: HttpRequest, number: int, verb: Callable[[Spreadsheet], object], told: str = "") -> HttpResponse:
    """Do one thing with a spreadsheet, and go back to its page."""
    if request.method != "POST":
        raise Http404
    try:
        verb(_found(request, number))
    except UnableToBringIn as unable:
        messages.error(request, str(unable))
    else:
        if told:
            messages.success(request, told)
    return redirect("import", number)


@open_to(*BRINGS)
def discard(request: HttpRequest, sheet: int) -> HttpResponse:
    """Forget a file that isn't in yet."""
    if request.method != "POST":
        raise Http404
    try:
        arrive.discard(_found(request, sheet))
    except UnableToBringIn as unable:
        messages.error(request, str(unable))
        return redirect("import", sheet)
    messages.success(request, _("The file is gone."))
    return redirect("record-import")


@open_to(*BRINGS)
def progress(request: HttpRequest, sheet: int) -> HttpResponse:
    """The bar alone, which asks for itself again; once all is in, the whole page."""
    found = _found(request, sheet)
    answer = render(request, "ingrain/import_progress.html", _running(found))
    if not found.is_running:
        answer["HX-Refresh"] = "true"
    return answer


@open_to(*BRINGS)
def go_on(request: HttpRequest, sheet: int) -> HttpResponse:
    return _done(request, sheet, lambda found: bring_in.go_on(found, at=clock.now()))


@open_to(*BRINGS)
def stop(request: HttpRequest, sheet: int) -> HttpResponse:
    told = _("Stopped. Nothing of it shows; you can choose anew how it is read.")
    return _done(request, sheet, lambda found: bring_in.stop(found, at=clock.now()), told)


@open_to(*BRINGS)
def back(request: HttpRequest, sheet: int) -> HttpResponse:
    return _done(request, sheet, lambda found: take_back.ask(found, by=viewer(request), at=clock.now()))


@open_to(*BRINGS)
def refused(request: HttpRequest, sheet: int) -> HttpResponseBase:
    """The rows that stayed out, with the reasons, as a spreadsheet."""
    found = _found(request, sheet)
    if not found.refused:
        raise Http404
    return as_xlsx(mending.table(found), mending.name_of(found))
