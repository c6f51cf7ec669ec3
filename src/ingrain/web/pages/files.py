"""Files that hang on records: taken in, handed out to those who may read the record, taken away and put back."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.records import files as keeping
from ingrain.records.access import SELLS
from ingrain.records.fields import ACTIVITIES
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Attachment, Kept
from ingrain.web import clock
from ingrain.web.doors import desk, open_to
from ingrain.web.record import answers
from ingrain.web.record.finding import changeable, found


@open_to(*SELLS)
def attach(request: HttpRequest, number: int, kind: str = "activity") -> HttpResponse:
    """Some files at once: those that can't be kept are named, the others are kept."""
    row = changeable(request, kind, number)
    wrong = []
    uploads = request.FILES.getlist("files")
    for upload in uploads:
        try:
            keeping.attach(row, upload, by=desk(request), at=clock.now())
        except UnableToSave as unable:
            wrong.append(str(unable))
    if not uploads:
        wrong.append(_("Choose a file first."))
    if wrong:
        return answers.back(request, row, " ".join(wrong), wrong=True)
    said = ngettext("%(n)d file is kept.", "%(n)d files are kept.", len(uploads)) % {"n": len(uploads)}
    return answers.back(request, row, said)


@open_to(*SELLS)
def file(request: HttpRequest, number: int) -> HttpResponseBase:
    """The file itself, to be saved and never shown in the browser; posted to: taken away, or put back."""
    one, row = _found(request, number)
    if request.method == "POST":
        return _settle(request, one, row)
    path = keeping.path(one.file)
    if one.deleted is not None or not path.is_file():
        raise Http404
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=one.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _settle(request: HttpRequest, one: Attachment, row: Kept) -> HttpResponse:
    by, at = desk(request), clock.now()
    try:
        if request.GET.get("back"):
            keeping.put_back(one, row, by=by, at=at)
            return answers.back(request, row, _("The file is back."))
        keeping.detach(one, row, by=by, at=at)
    except UnableToSave as unable:
        return answers.back(request, row, str(unable), wrong=True)
    return answers.back(request, row, _("The file is taken away."), undo=f"{request.path}?back=1")


def _found(request: HttpRequest, number: int) -> tuple[Attachment, Kept]:
    """A file and its record, for those who may read that. Raises Http404."""
    one = Attachment.objects.filter(pk=number).first()
    if one is None:
        raise Http404
    kind, _slash, of = one.record.partition("/")
    return one, found(request, "activity" if kind in ACTIVITIES else kind, int(of))
