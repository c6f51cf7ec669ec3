"""“This is wrong”: said by whoever answers for it, answered by a person."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ingrain.monitor import objections as contesting
from ingrain.monitor.models import Objection, Standing
from ingrain.monitor.setting import APART, Court
from ingrain.people.models import Role
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, viewer


@open_to(*EVERYONE)
def object_to(request: HttpRequest) -> HttpResponse:
    """Contest an obligation of one's own."""
    number = request.POST.get("standing") or request.GET.get("standing", "")
    if not number.isdecimal():
        raise Http404
    standing = get_object_or_404(
        Standing.objects.select_related("edition__document__log"), pk=int(number), responsible=viewer(request).key
    )
    if request.method == "POST":
        try:
            contesting.object_to(standing, request.POST.get("why", "")[:500], by=viewer(request), at=clock.now())
        except contesting.UnableToObject as unable:
            messages.error(request, str(unable))
        else:
            messages.success(request, _("Somebody will read it and answer; you will see the answer here."))
            return redirect("me")
    rule = next(r for _a, _s, r in standing.edition.manual.judged() if r.number == standing.rule)
    told = {"standing": standing, "rule": rule, "number": _in_the_manual(standing)}
    return render(request, "ingrain/object.html", told)


def _in_the_manual(standing: Standing) -> int | None:
    """The number of its sentence in the current edition; None where it stands in an earlier one alone."""
    found = Court(standing.edition.document, clock.now()).numbers[standing.edition_id, standing.rule]
    return found if found < APART else None


@open_to(Role.LEAD, Role.MANAGER)
def objections(request: HttpRequest) -> HttpResponse:
    """What was contested and waits for an answer."""
    open_ones = Objection.objects.filter(answered=None).select_related("by", "edition__document")
    mine = [o for o in open_ones if contesting.may_answer(o, viewer(request))]
    done = Objection.objects.exclude(answered=None).select_related("by", "answered_by", "edition")[:50]
    past = [o for o in done if contesting.may_answer(o, viewer(request))]
    sentences = {o.pk: _sentence(o) for o in [*mine, *past]}
    waiting = [(o, sentences[o.pk]) for o in mine]
    return render(
        request, "ingrain/objections.html", {"waiting": waiting, "past": [(o, sentences[o.pk]) for o in past]}
    )


def _sentence(objection: Objection) -> str:
    judged = objection.edition.manual.judged()
    return next((rule.sentence for _a, _s, rule in judged if rule.number == objection.rule), "")


@open_to(Role.LEAD, Role.MANAGER)
def answer(request: HttpRequest, objection: int) -> HttpResponse:
    """Answer one: it was right, or it stands and why."""
    found = get_object_or_404(Objection.objects.select_related("by", "edition__document"), pk=objection)
    if not contesting.may_answer(found, viewer(request)):
        raise Http404
    if request.method == "POST" and found.answered is None:
        upheld = request.POST.get("upheld") == "yes"
        try:
            contesting.answer(
                found, upheld=upheld, words=request.POST.get("answer", "")[:500], by=viewer(request), at=clock.now()
            )
        except contesting.UnableToObject as unable:
            messages.error(request, str(unable))
        else:
            told = _("It counts no more, in any figure.") if upheld else _("It stands, and they can read why.")
            messages.success(request, told)
    return redirect("objections")
