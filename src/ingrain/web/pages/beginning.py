"""Beginning a manual: from one that comes with Ingrain, or from what the firm has already; and how one writes one."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ingrain.editions import bringing
from ingrain.editions.bringing import Brought, UnableToBringIn
from ingrain.editions.starting import dated, start, starters
from ingrain.editions.words import vocabulary_of
from ingrain.method.language.forms import PAGES
from ingrain.people.directory import calendar
from ingrain.people.models import Role
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, viewer

SALT = "a manual that was brought in"


@open_to(Role.LEAD)
def beginning(request: HttpRequest) -> HttpResponse:
    """The three starters; making one of them one's own."""
    if request.method == "POST":
        chosen = next((one for one in starters() if one.name == request.POST.get("starter")), None)
        if chosen is not None:
            year = calendar().day(clock.now()).year + 1
            made = start(dated(chosen.text, year), by=viewer(request), at=clock.now())
            messages.success(request, _("It is yours now. Change what isn't how you work, then publish it."))
            return redirect("writing", made.pk)
        messages.error(request, _("Choose one of the manuals."))
    return render(request, "ingrain/beginning.html", {"starters": starters()})


@open_to(Role.LEAD)
def starter(request: HttpRequest, name: str) -> HttpResponse:
    """One of the starters, to be read before it is chosen."""
    chosen = next((one for one in starters() if one.name == name), None)
    if chosen is None:
        return redirect("beginning")
    told = {"starter": chosen, "manual": chosen.manual, "words": vocabulary_of(None)}
    return render(request, "ingrain/starter.html", told)


@open_to(*EVERYONE)
def guide(request: HttpRequest) -> HttpResponse:
    """From objective to steps to rules."""
    return render(request, "ingrain/guide.html", {"forms": PAGES})


@open_to(Role.LEAD)
def bringing_in(request: HttpRequest) -> HttpResponse:
    """A file is read and shown; with what was chosen for each bullet it becomes a draft."""
    if request.method == "POST" and "lines" in request.POST:
        return _begin(request)
    file = request.FILES.get("file")
    if request.method != "POST" or file is None:
        if request.method == "POST":
            messages.error(request, _("Choose a file: Word (.docx) or Markdown (.md)."))
        return redirect("beginning")
    try:
        blocks = bringing.blocks_of(file.name or "", file.read(bringing.LARGEST + 1))
        lines = bringing.bring(file.name or "", blocks, vocabulary_of(None))
    except UnableToBringIn as unable:
        messages.error(request, str(unable))
        return redirect("beginning")
    held = signing.dumps([(li.text, li.was, li.by_hand, li.nearest) for li in lines], salt=SALT, compress=True)
    told = {
        "lines": list(enumerate(lines)),
        "held": held,
        "name": file.name,
        "rules": sum(line.text.startswith("- ") for line in lines),
        "asks": sum(line.asks for line in lines),
    }
    return render(request, "ingrain/brought.html", told)


def _begin(request: HttpRequest) -> HttpResponse:
    try:
        lines = [Brought(*line) for line in signing.loads(request.POST["lines"], salt=SALT)]
    except signing.BadSignature:
        messages.error(request, _("What was shown is no longer whole. Bring the file in once more."))
        return redirect("beginning")
    chosen = {n: request.POST.get(f"line-{n}", "") for n, line in enumerate(lines) if line.asks}
    made = start(bringing.text_of(lines, chosen), by=viewer(request), at=clock.now())
    messages.success(request, _("It is a draft now. What can't be read yet is listed beside the text."))
    return redirect("writing", made.pk)
