"""Being away: planned and taken out again on a colleague's page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ingrain.people import absences
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague, Leave, Role
from ingrain.web import clock
from ingrain.web.asking import Asking, Day, OneColleague
from ingrain.web.doors import open_to, viewer


class Away(Asking):
    """From the first to the last day."""

    first = Day(label=_("First day away"))
    last = Day(label=_("Last day away"))
    deputy = OneColleague(label=_("Who answers meanwhile"))

    def without(self, colleague: Colleague) -> None:
        field = self.fields["deputy"]
        assert isinstance(field, OneColleague)
        field.leave_out(colleague)


@open_to(Role.ADMINISTRATOR, Role.LEAD)
def plan(request: HttpRequest, colleague: int) -> HttpResponse:
    found = get_object_or_404(Colleague, pk=colleague)
    if request.method != "POST":
        raise Http404
    form = Away(request.POST)
    if not form.is_valid():
        messages.error(request, _t("Say the first and the last day on which they are away."))
        return redirect("person", colleague)
    said = form.cleaned_data
    try:
        absences.plan(found, said["first"], said["last"], deputy=said["deputy"], by=viewer(request), at=clock.now())
    except UnableToSetUp as unable:
        messages.error(request, str(unable))
    return redirect("person", colleague)


@open_to(Role.ADMINISTRATOR, Role.LEAD)
def cancel(request: HttpRequest, leave: int) -> HttpResponse:
    found = get_object_or_404(Leave.objects.select_related("colleague"), pk=leave)
    if request.method != "POST":
        raise Http404
    absences.cancel(found, by=viewer(request), at=clock.now())
    messages.success(request, _t("Taken out."))
    return redirect("person", found.colleague_id)
