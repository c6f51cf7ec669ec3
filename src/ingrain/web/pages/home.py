"""The first page: what this person is here for; before there is a firm, setting it up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ingrain.people.models import Firm, Role
from ingrain.web.doors import open_to_the_world, viewer


@open_to_the_world
def home(request: HttpRequest) -> HttpResponse:
    if Firm.here() is None:
        return redirect("start")
    if not request.user.is_authenticated:
        return redirect("account_login")
    if viewer(request).holds(Role.LEAD, Role.MANAGER, Role.SUPER_USER, Role.SPONSOR, Role.COUNCIL):
        return redirect("monitor")
    if viewer(request).holds(Role.ADMINISTRATOR):
        return redirect("people")
    return redirect("me")
