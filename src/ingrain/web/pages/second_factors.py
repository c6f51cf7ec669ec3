"""A second factor that somebody lost: taken away on their page by an administrator, who gives their password again."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ingrain.people import second_factors
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague, Role
from ingrain.web import clock
from ingrain.web.doors import open_to, viewer


@open_to(Role.ADMINISTRATOR)
def remove(request: HttpRequest, colleague: int, factor: int) -> HttpResponse:
    """Take one away. Passwords are not tried out here: as often as elsewhere, then no more for a while."""
    found = get_object_or_404(Colleague, pk=colleague)
    if request.method != "POST":
        raise Http404
    me = viewer(request)
    if not ratelimit.consume(request, action="reauthenticate", user=me):
        messages.error(request, _("That was tried too often. Wait a minute, and try again."))
        return redirect(f"{reverse('person', args=[colleague])}#factors")
    try:
        what = second_factors.remove(found, factor, password=request.POST.get("password", ""), by=me, at=clock.now())
        second_factors.say_so(found, what, by=me)
    except UnableToSetUp as unable:
        messages.error(request, str(unable))
    else:
        messages.success(request, _("It opens nothing any more. %(name)s was told by mail.") % {"name": found})
    return redirect(f"{reverse('person', args=[colleague])}#factors")
