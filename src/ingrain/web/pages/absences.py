"""Being away: planned and taken out again on a colleague's page, and by whoever leads them where they hand over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ingrain.people import absences
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague, Leave, Role
from ingrain.records.handing import may_hand_over
from ingrain.web import clock
from ingrain.web.asking import Asking, Day, OneColleague
from ingrain.web.doors import desk, open_to, viewer


class Away(Asking):
    """From the first to the last day."""

    first = Day(label=_("First day away"))
    last = Day(label=_("Last day away"))
    deputy = OneColleague(label=_("Who answers meanwhile"))

    def without(self, colleague: Colleague) -> None:
        field = self.fields["deputy"]
        assert isinstance(field, OneColleague)
        field.leave_out(colleague)


def away_of(colleague: Colleague) -> Away:
    """An empty form for somebody, who can't stand in for themselves."""
    form = Away()
    form.without(colleague)
    return form


@open_to(Role.ADMINISTRATOR, Role.LEAD, Role.MANAGER)
def plan(request: HttpRequest, colleague: int) -> HttpResponse:
    found = get_object_or_404(Colleague, pk=colleague)
    if request.method != "POST" or not _may(request, found):
        raise Http404
    form = Away(request.POST)
    if not form.is_valid():
        messages.error(request, _t("Say the first and the last day on which they are away."))
        return _back(request, found)
    said = form.cleaned_data
    try:
        absences.plan(found, said["first"], said["last"], deputy=said["deputy"], by=viewer(request), at=clock.now())
    except UnableToSetUp as unable:
        messages.error(request, str(unable))
    return _back(request, found)


@open_to(Role.ADMINISTRATOR, Role.LEAD, Role.MANAGER)
def cancel(request: HttpRequest, leave: int) -> HttpResponse:
    found = get_object_or_404(Leave.objects.select_related("colleague"), pk=leave)
    if request.method != "POST" or not _may(request, found.colleague):
        raise Http404
    absences.cancel(found, by=viewer(request), at=clock.now())
    messages.success(request, _t("Taken out."))
    return _back(request, found.colleague)


def _may(request: HttpRequest, colleague: Colleague) -> bool:
    """Whoever sets people up, and whoever leads them."""
    return viewer(request).holds(Role.ADMINISTRATOR, Role.LEAD) or may_hand_over(desk(request), colleague)


def _back(request: HttpRequest, colleague: Colleague) -> HttpResponse:
    """To where whoever asked may be."""
    return redirect("person" if viewer(request).holds(Role.ADMINISTRATOR, Role.LEAD) else "hand-over", colleague.pk)
