"""What I am to do: what was decided and is on my list, what I planned, and what is asked of the manual that I own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ingrain.editions import requests
from ingrain.editions.models import Request
from ingrain.monitor import decide as deciding
from ingrain.monitor.models import Decision
from ingrain.people.directory import directory
from ingrain.records import mentions as naming
from ingrain.records.access import SELLS
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, viewer
from ingrain.web.pages.calendar import to_do


@open_to(*EVERYONE)
def tasks(request: HttpRequest) -> HttpResponse:
    company = directory()
    names = {key: person.shown for key, person in company.people.items()}
    me = viewer(request)
    mine = Decision.objects.filter(who=me, request=None).select_related("by", "document").order_by("until")
    told = {
        "waiting": [(d, names.get(d.person, d.person)) for d in mine if d.done is None],
        "past": [(d, names.get(d.person, d.person)) for d in mine if d.done is not None][-30:],
        "requests": requests.waiting_for(me),
        "asked": Request.objects.filter(by=me).select_related("document", "closed").prefetch_related("turns__by")[:30],
        "me": me,
        "today": company.calendar.day(clock.now()),
        **({**to_do(request), "named": naming.unseen(me)} if me.holds(*SELLS) else {}),
    }
    return render(request, "ingrain/tasks.html", told)


@open_to(*EVERYONE)
def settle(request: HttpRequest, decision: int) -> HttpResponse:
    """Done, or not done and why."""
    found = get_object_or_404(Decision, pk=decision, who=viewer(request))
    if request.method != "POST" or found.done is not None:
        raise Http404
    try:
        because = request.POST.get("because", "")[:500]
        deciding.settle(
            found, done=request.POST.get("done") == "yes", because=because, by=viewer(request), at=clock.now()
        )
    except deciding.UnableToDecide as unable:
        messages.error(request, str(unable))
    else:
        messages.success(request, _("Noted."))
    return redirect("tasks")
