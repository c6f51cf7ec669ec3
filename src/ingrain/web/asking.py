"""What the forms of the set-up pages share: how a field is drawn, and how colleagues and teams are chosen."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ingrain.people.models import Colleague, Team

NOBODY = _("Nobody")
PLAIN = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


class Asking(forms.Form):
    """A form whose fields look like ours. Labels carry no colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            if not isinstance(field.widget, PLAIN):
                field.widget.attrs.setdefault("class", "field")


class OneColleague(forms.ModelChoiceField):
    """A person who is still here."""

    def __init__(self, *, empty: Any = NOBODY, **kwargs: Any) -> None:
        here = Colleague.objects.filter(kind="human", left=None)
        super().__init__(queryset=here, empty_label=empty, **{"required": False, **kwargs})

    def leave_out(self, colleague: Colleague | None, keep: Colleague | None = None) -> None:
        """Not this one; but whoever stands there now can stay, even if they left."""
        wanted = Q(kind="human", left=None) | Q(pk__in=[keep.pk] if keep else [])
        self.queryset = Colleague.objects.filter(wanted).exclude(pk__in=[colleague.pk] if colleague else [])


class OneTeam(forms.ModelChoiceField):
    """A team that was not dissolved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Team.objects.filter(dissolved=None), **{"empty_label": _("None"), "required": False, **kwargs}
        )


class Day(forms.DateField):
    """A day, chosen as the browser lets choose one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
