"""The company's settings: name, working time, aim and the reviewers' hours."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ingrain.people import firm as changing
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Firm, Role
from ingrain.web import clock
from ingrain.web.doors import open_to, viewer
from ingrain.web.pages.start import Placed


class Settings(Placed):
    """Everything that is set for the whole company."""

    name = forms.CharField(label=_("Company"), max_length=200)
    opens = forms.TimeField(
        label=_("The day begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(label=_("The day ends at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    aim = forms.IntegerField(
        label=_("Aim: of 100 records, so many are handled as the manual says"), min_value=1, max_value=100
    )
    hours = forms.DecimalField(
        label=_("Hours a week that reviewers have"),
        help_text=_("The list of what needs a look is cut to this time."),
        min_value=0,
        max_value=168,
        max_digits=4,
        decimal_places=1,
    )


@open_to(Role.ADMINISTRATOR)
def settings(request: HttpRequest) -> HttpResponse:
    found = get_object_or_404(Firm)
    fields = ("name", "zone", "country", "region", "opens", "closes", "aim", "hours")
    form = Settings(request.POST or None, initial={field: getattr(found, field) for field in fields})
    if request.method == "POST" and "regions" not in request.POST and form.is_valid():
        try:
            anew = changing.change(form.cleaned_data, by=viewer(request), at=clock.now())
        except UnableToSetUp as unable:
            form.add_error(None, str(unable))
        else:
            messages.success(request, _judged() if anew else _t("Saved."))
            return redirect("settings")
    return render(request, "ingrain/firm.html", {"form": form})


def _judged() -> str:
    return _t("Saved. Everything is judged anew by this working time; the figures follow in a few minutes.")
