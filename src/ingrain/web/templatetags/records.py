"""Records for the templates."""

from django import template

from ingrain.web.signposts import address_of

register = template.Library()


@register.filter
def page_of(record: str) -> str:
    """Where a record's page is."""
    return address_of(record)
