"""Invitations: made on a colleague's page or for many at once, and opened by whoever was invited."""

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ingrain.people import invitations
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague, Role
from ingrain.web import clock
from ingrain.web.asking import Asking
from ingrain.web.doors import open_to, open_to_the_world, viewer
from ingrain.web.pages.start import BACKEND


@open_to(Role.ADMINISTRATOR, Role.LEAD)
def invite(request: HttpRequest, colleague: int) -> HttpResponse:
    """A new link: by mail, or to be copied and handed over. Either way it is shown once."""
    found = get_object_or_404(Colleague, pk=colleague)
    if request.method != "POST":
        raise Http404
    try:
        token = invitations.invite(found, by=viewer(request), at=clock.now())
        link = _link(request, token)
        request.session["invitation"] = {"who": found.pk, "link": link}
        if request.POST.get("how") == "mail":
            invitations.send(found, link, by=viewer(request))
            messages.success(request, _t("The invitation is on its way to %(email)s.") % {"email": found.email})
    except UnableToSetUp as unable:
        messages.error(request, str(unable))
    return redirect(f"{reverse('person', args=[colleague])}#invitation")


@open_to(Role.ADMINISTRATOR, Role.LEAD)
def invite_all(request: HttpRequest) -> HttpResponse:
    """Everybody who was never invited, by mail."""
    if request.method != "POST":
        raise Http404
    number = invitations.invite_many(invitations.waiting(), _link(request, "TOKEN"), by=viewer(request))
    said = ngettext("%(n)s invitation goes out in a moment.", "%(n)s invitations go out in a moment.", number)
    messages.success(request, said % {"n": number})
    return redirect("people")


class Welcome(Asking):
    """The password that they will sign in with."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least ten letters, digits or signs."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )


@open_to_the_world
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invitation leads: a password is set, and they are signed in."""
    try:
        found = invitations.opened(token, at=clock.now())
    except invitations.UnableToOpen as unable:
        return render(request, "ingrain/welcome.html", {"unable": unable}, status=404)
    form = Welcome(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            joined = invitations.accept(token, form.cleaned_data["password"], at=clock.now())
        except invitations.UnableToOpen as unable:
            return render(request, "ingrain/welcome.html", {"unable": unable}, status=404)
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            login(request, joined, backend=BACKEND)
            return redirect("home")
    return render(request, "ingrain/welcome.html", {"form": form, "person": found})


def _link(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("welcome", args=[token]))
