"""Leaving: a preview of what is handed over, the deactivation, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ingrain.monitor import hand_over
from ingrain.monitor.models import Decision
from ingrain.people.access import may_set_up
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.directory import calendar
from ingrain.people.models import Colleague, Role
from ingrain.web import clock
from ingrain.web.asking import Asking, Day, OneColleague
from ingrain.web.doors import open_to, viewer
from ingrain.web.telling import kinds


class Leaving(Asking):
    """The last day, and who takes over."""

    day = Day(label=_("Last day"))
    heir = OneColleague(label=_("Who gets what they have open"), empty=_("Nobody: it stays theirs"))


@open_to(Role.ADMINISTRATOR, Role.LEAD)
def leave(request: HttpRequest, colleague: int) -> HttpResponse:
    """What would be handed over; posted to, it is."""
    found = get_object_or_404(Colleague.objects.select_related("manager"), pk=colleague)
    if found.left is not None or not may_set_up(viewer(request), found):
        raise Http404
    at = clock.now()
    today = calendar().day(at)
    form = Leaving(request.POST or None, initial={"day": today, "heir": found.manager})
    field = form.fields["heir"]
    assert isinstance(field, OneColleague)
    field.leave_out(found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            gone = hand_over.leave(found, said["day"], heir=said["heir"], by=viewer(request), at=at, today=today)
        except UnableToSetUp as unable:
            form.add_error(None, str(unable))
        else:
            messages.success(request, _told(gone.records, found, said["heir"]))
            return redirect("person", colleague)
    told = {
        "form": form,
        "person": found,
        "kinds": kinds(hand_over.holdings(found)),
        "reports": found.reports.filter(left=None),
        "tasks": Decision.objects.filter(who=found, done=None).count(),
    }
    return render(request, "ingrain/leave.html", told)


def _told(records: int, who: Colleague, heir: Colleague | None) -> str:
    if heir is None:
        return _t("%(who)s can't sign in any more.") % {"who": who}
    said = ngettext(
        "%(who)s can't sign in any more; %(n)s record is %(heir)s's now.",
        "%(who)s can't sign in any more; %(n)s records are %(heir)s's now.",
        records,
    )
    return said % {"who": who, "n": records, "heir": heir}


@open_to(Role.ADMINISTRATOR, Role.LEAD)
def come_back(request: HttpRequest, colleague: int) -> HttpResponse:
    """It was a mistake."""
    found = get_object_or_404(Colleague, pk=colleague)
    departure = found.departures.filter(undone=None).select_related("colleague", "heir", "by").first()
    if request.method != "POST" or departure is None:
        raise Http404
    try:
        back = hand_over.come_back(departure, by=viewer(request), at=clock.now())
    except UnableToSetUp as unable:
        messages.error(request, str(unable))
    else:
        said = ngettext("%(who)s is back, and %(n)s record.", "%(who)s is back, and %(n)s records.", back)
        messages.success(request, said % {"who": found, "n": back})
    return redirect("person", colleague)
