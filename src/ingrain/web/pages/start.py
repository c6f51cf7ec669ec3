"""The first start: whoever comes first sets up the company, and is its administrator. Then there is no such page."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from ingrain.people import firm as setting_up
from ingrain.people.colleagues import Known, UnableToSetUp
from ingrain.people.models import Firm
from ingrain.people.places import countries, regions, zones
from ingrain.web import clock
from ingrain.web.asking import Asking
from ingrain.web.doors import open_to_the_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Placed(Asking):
    """Where a firm is. The regions are those of the country that was chosen."""

    zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: [(zone, zone.replace("_", " ")) for zone in zones()])
    country = forms.ChoiceField(
        label=_("Country of the holidays"), required=False, choices=lambda: [("", _("No holidays")), *countries()]
    )
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].widget.attrs["data-zone"] = ""
        country = str(self["country"].value() or "")
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)
        region.choices = [("", _("All of it")), *regions(country)]


class Start(Placed):
    """What is asked at the first start."""

    company = forms.CharField(label=_("Company"), max_length=200)
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("At least ten letters, digits or signs."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@open_to_the_world
def start(request: HttpRequest) -> HttpResponse:
    """Company, time zone, holidays, and the first administrator, who is signed in then."""
    if Firm.here() is not None:
        raise Http404
    form = Start(request.POST or None, initial={"zone": "UTC"})
    if request.method == "POST" and "regions" not in request.POST and form.is_valid():
        said = form.cleaned_data
        place = setting_up.Place(said["zone"], said["country"], said["region"])
        try:
            first = setting_up.begin(
                said["company"], place, Known(said["name"], said["email"]), said["password"], at=clock.now()
            )
        except UnableToSetUp as unable:
            form.add_error(None, str(unable))
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            login(request, first, backend=BACKEND)
            return redirect("people")
    return render(request, "ingrain/start.html", {"form": form})


@open_to_the_world
def regions_of(request: HttpRequest) -> HttpResponse:
    """The regions of a country, to be chosen from."""
    form = Placed({"country": request.GET.get("country", ""), "zone": "UTC", "region": ""})
    return render(request, "ingrain/field.html", {"field": form["region"]})
