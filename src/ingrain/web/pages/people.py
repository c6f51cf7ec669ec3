"""Who is here: everybody by surname, and what is known of one of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ingrain.journal.memberships import memberships
from ingrain.method.cells import surname_first
from ingrain.people import colleagues, invitations, second_factors
from ingrain.people.access import may_set_up
from ingrain.people.directory import directory
from ingrain.people.models import Colleague, Role, Team
from ingrain.web import clock
from ingrain.web.asking import Asking, OneColleague, OneTeam
from ingrain.web.doors import open_to, viewer
from ingrain.web.pages.absences import away_of

SETS_UP = (Role.ADMINISTRATOR, Role.LEAD)
A_PAGE = 100


class Person(Asking):
    """What is known of somebody. An adoption lead sees the roles, and gives none."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    team = OneTeam(label=_("Team"))
    manager = OneColleague(label=_("Manager"))
    coach = OneColleague(label=_("Coach"), help_text=_("The super user who helps them, and sees their figures."))
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, by: Colleague, of: Colleague | None = None, **kwargs: Any) -> None:
        known = colleagues.known_of(of) if of else colleagues.Known("", roles=frozenset({Role.SELLER.value}))
        self.before = known.roles
        super().__init__(*args, initial={**vars(known), "roles": sorted(known.roles)}, **kwargs)
        if not by.holds(Role.ADMINISTRATOR):
            self.fields["roles"].disabled = True
            self.fields["roles"].help_text = _("Only an administrator gives roles or takes them away.")
        if of and not may_set_up(by, of):
            for field in self.fields.values():
                field.disabled = True
        for name in ("manager", "coach"):
            field = self.fields[name]
            assert isinstance(field, OneColleague)
            field.leave_out(of, getattr(of, name, None))

    def known(self) -> colleagues.Known:
        said = self.cleaned_data
        roles = self.before if self.fields["roles"].disabled else frozenset(said["roles"])
        return colleagues.Known(
            said["name"], said["email"] or None, said["team"], said["manager"], said["coach"], roles
        )


@open_to(*SETS_UP)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody by surname, a hundred to a page; those who left on a page of their own."""
    team, gone = request.GET.get("team", ""), request.GET.get("left") == "yes"
    everybody = _by_surname()
    here = [one for one in everybody if one.left is None]
    shown = [one for one in everybody if one.left is not None] if gone else here
    if team:
        shown = [one for one in shown if one.team and one.team.name == team]
    start = int(number) if (number := request.GET.get("from", "")).isdecimal() else 0
    humans = [one for one in here if one.kind == "human"]
    told = {
        "people": shown[start : start + A_PAGE],
        "earlier": max(0, start - A_PAGE) if start else None,
        "later": start + A_PAGE if start + A_PAGE < len(shown) else None,
        "humans": humans,
        "not_yet": [one for one in humans if one.last_login is None],
        "gone": gone,
        "left": len(everybody) - len(here),
        "teams": Team.objects.filter(dissolved=None),
        "team": team,
        "waiting": invitations.waiting(),
        "mail": invitations.mail_goes_out(),
        "nobody_leads": not any(one.holds(Role.LEAD) for one in here),
    }
    return render(request, "ingrain/people.html", told)


def _by_surname() -> list[Colleague]:
    company = directory()
    everybody = Colleague.objects.select_related("team", "manager").prefetch_related("held_roles")
    return sorted(everybody, key=lambda one: (one.kind != "human", surname_first(company, one.key)))


@open_to(*SETS_UP)
def add(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    form = Person(request.POST or None, by=viewer(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = colleagues.add(form.known(), by=viewer(request), at=clock.now())
        except colleagues.UnableToSetUp as unable:
            form.add_error(None, str(unable))
        else:
            messages.success(request, _t("%(name)s is here. Invite them when you like.") % {"name": added})
            return redirect("person", added.pk)
    return render(request, "ingrain/person_new.html", {"form": form})


@open_to(*SETS_UP)
def person(request: HttpRequest, colleague: int) -> HttpResponse:
    """One of them: what is known, and everything that can be done about them."""
    found = get_object_or_404(Colleague.objects.select_related("team", "manager"), pk=colleague)
    form = Person(request.POST or None, by=viewer(request), of=found)
    if request.method == "POST" and form.is_valid():
        try:
            colleagues.change(found, form.known(), by=viewer(request), at=clock.now())
        except colleagues.UnableToSetUp as unable:
            form.add_error(None, str(unable))
        else:
            messages.success(request, _t("Saved."))
            return redirect("person", found.pk)
    return render(request, "ingrain/person.html", {"form": form, **_about(request, found)})


def _about(request: HttpRequest, found: Colleague) -> dict[str, Any]:
    kept = request.session.pop("invitation", None)
    return {
        "person": found,
        "may": may_set_up(viewer(request), found),
        "link": kept["link"] if kept and kept["who"] == found.pk else None,
        "mail": invitations.mail_goes_out(),
        "has_password": found.has_usable_password(),
        "away": away_of(found),
        "leaves": found.leaves.select_related("deputy"),
        "departure": found.departures.filter(undone=None).select_related("heir", "by").first(),
        "memberships": memberships(found.key),
        "reports": found.reports.filter(left=None),
        "me": found == viewer(request),
        "factors": second_factors.held(found) if viewer(request).holds(Role.ADMINISTRATOR) else [],
    }
