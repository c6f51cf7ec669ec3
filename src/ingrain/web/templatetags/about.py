"""Every number about a named person is printed here, so that a test can find each one on that person's own page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

register = template.Library()

FORMULAS = {
    "followed": later("followed = met ÷ (met + late + missed); each record counts once per rule, with its worst."),
    "late": later("late = done, but after it was due."),
    "missed": later("missed = not done although it was due."),
    "met": later("met = done in time."),
    "not followed": later("not followed = late or missed by one rule; each record once."),
    "breaches": later("breaches = so often was something that should never be; counted beside the share."),
    "due": later("still due = asked, not done, and there is time left."),
    "early": later("done early = done, and counted on the day it was due."),
    "void": later("void = excused, or found to be wrong; counted nowhere."),
    "arose": later("silent = much less to do arose in these 28 days than for colleagues in the same role."),
}
"""Each kind of number with how it is made; one that isn't here can't be printed."""


@register.simple_tag
def figure(kind: str, number: int, asked: int | None = None) -> SafeString:
    """A number about somebody: "7", or "5 of 7"; where nothing was asked, that is said."""
    if kind not in FORMULAS:
        raise template.TemplateSyntaxError(f"No formula says how “{kind}” is made: write it into FORMULAS.")
    if asked is None:
        return format_html('<data value="{} {}">{}</data>', kind, number, number)
    if not asked:
        return format_html("<span>{}</span>", _("nothing due"))
    said = _("%(met)s of %(asked)s") % {"met": number, "asked": asked}
    return format_html('<data class="num" value="{} {} {}">{}</data>', kind, number, asked, said)


@register.simple_tag
def formulas() -> list[str]:
    """How the numbers are made."""
    return [str(said) for said in FORMULAS.values()]
