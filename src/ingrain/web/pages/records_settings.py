"""Who may read and change which records, who works where, and in which currency the firm reckons."""

from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ingrain.people.models import Colleague, Role
from ingrain.records import opening
from ingrain.records.fields import CUSTOMERS
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Circle, Openness, Territory
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock
from ingrain.web.asking import Asking
from ingrain.web.doors import open_to, viewer


class Circles(Asking):
    """For every kind two circles, and the currency."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {one.kind: one for one in Openness.objects.all()}
        for kind in CUSTOMERS:
            now = known.get(kind) or Openness(kind=kind)
            for what, label in (("read", _("Read by")), ("change", _("Changed by"))):
                self.fields[f"{kind}-{what}"] = forms.ChoiceField(
                    label=label,
                    choices=Circle.choices,
                    initial=getattr(now, what),
                    widget=forms.Select(attrs={"class": "field"}),
                )
        currencies = [(code, code) for code in sorted(list_currencies())]
        self.fields["currency"] = forms.ChoiceField(
            label=_("The company reckons in"), choices=currencies, initial=Surroundings().currency,
            widget=forms.Select(attrs={"class": "field"}),
        )  # fmt: skip

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """(kind, who reads, who changes) as they are drawn."""
        return [(kind.plural, self[f"{name}-read"], self[f"{name}-change"]) for name, kind in CUSTOMERS.items()]


class Territories(Asking):
    """For everybody who sells the territories in which they work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(Colleague.objects.filter(held_roles__role__in=opening_roles(), left=None).distinct())
        known: dict[int, list[str]] = {}
        for colleague, name in Territory.objects.order_by("name").values_list("colleague", "name"):
            known.setdefault(colleague, []).append(name)
        for one in self.people:
            self.fields[f"p{one.pk}"] = forms.CharField(
                label=one.name, required=False, initial=", ".join(known.get(one.pk, ())), max_length=500,
                widget=forms.TextInput(attrs={"class": "field"}),
            )  # fmt: skip


def opening_roles() -> tuple[str, ...]:
    return (Role.SELLER, Role.SUPER_USER, Role.MANAGER)


@open_to(*opening.MAY)
def records_settings(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("what") if request.method == "POST" else None
    circles = Circles(request.POST if asked == "circles" else None)
    territories = Territories(request.POST if asked == "territories" else None)
    form = {"circles": circles, "territories": territories}.get(asked or "")
    if form is not None and form.is_valid():
        try:
            _save(form, viewer(request))
        except UnableToSave as unable:
            form.add_error(None, str(unable))
        else:
            messages.success(request, _t("Saved. It holds from the next page on, for everybody."))
            return redirect("records-settings")
    return render(request, "ingrain/records_settings.html", {"circles": circles, "territories": territories})


def _save(form: Asking, by: Colleague) -> None:
    given = form.cleaned_data
    if isinstance(form, Territories):
        opening.divide({one: given[f"p{one.pk}"].split(",") for one in form.people}, by=by, at=clock.now())
    else:
        circles = {kind: (given[f"{kind}-read"], given[f"{kind}-change"]) for kind in CUSTOMERS}
        opening.open_up(circles, by=by, at=clock.now())
        opening.reckon_in(given["currency"], by=by, at=clock.now())
