"""Words of the entrance that come from elsewhere, written as the rest of the pages writes them."""

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def plainly(text: str) -> str:
    """In English “Change Password” is said “Change password”; other languages have their own capitals."""
    if not (get_language() or "en").startswith("en"):
        return text
    first, *others = str(text).strip().split(" ")
    first = first.capitalize() if first.istitle() else first
    return " ".join([first, *(word.lower() if word.istitle() else word for word in others)])
