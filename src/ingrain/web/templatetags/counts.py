"""Numbers for the templates, as people read them."""

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """ "262,200"."""
    return f"{number:,}"
