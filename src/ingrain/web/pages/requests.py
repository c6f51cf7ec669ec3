"""“The manual is wrong”: asked by whoever reads it, answered by whoever owns it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ingrain.editions import requests
from ingrain.editions.models import Request
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, viewer
from ingrain.web.pages.manual import may_read


@open_to(*EVERYONE)
def ask(request: HttpRequest, document: int) -> HttpResponse:
    """Ask for another sentence: ?rule= is its number in the edition that was published last."""
    found = may_read(request, document)
    number = request.GET.get("rule", "")
    judged = found.current.manual.judged() if found.current else ()
    area, rule = next(((a, r) for a, _step, r in judged if str(r.number) == number), (None, None))
    if area is None or rule is None:
        raise Http404
    if request.method == "POST":
        words = request.POST.get("why", "")[:500]
        try:
            made = requests.ask(found, area.title, rule.sentence, words, by=viewer(request), at=clock.now())
        except requests.UnableToAsk as unable:
            messages.error(request, str(unable))
        else:
            who = requests.answerer(found).name
            messages.success(request, _("It is on %(who)s's list. You will see the answer here.") % {"who": who})
            return redirect("request", made.pk)
    told = {"document": found, "area": area, "rule": rule, "owner": requests.answerer(found)}
    return render(request, "ingrain/ask.html", told)


@open_to(*EVERYONE)
def asked(request: HttpRequest, asked: int) -> HttpResponse:
    """One request with all that was said about it; answered by its owner, or by whoever was asked back."""
    found = get_object_or_404(
        Request.objects.select_related("document__owner", "by", "closed").prefetch_related("turns__by"), pk=asked
    )
    me = viewer(request)
    if not requests.may_see(found, me):
        raise Http404
    if request.method == "POST":
        try:
            _said(request, found)
        except requests.UnableToAsk as unable:
            messages.error(request, str(unable))
        else:
            messages.success(request, _("Noted. They can read it."))
        return redirect("tasks" if request.GET.get("from") == "todo" else request.path)
    told = {"one": found, "answers": requests.may_answer(found, me), "me": me}
    return render(request, "ingrain/asked.html", told)


def _said(request: HttpRequest, asked: Request) -> None:
    words, me, at = request.POST.get("words", "")[:500], viewer(request), clock.now()
    if asked.stand == requests.Stand.ASKED_BACK:
        requests.reply(asked, words, by=me, at=at)
    else:
        requests.answer(asked, request.POST.get("stand", ""), words, by=me, at=at)
