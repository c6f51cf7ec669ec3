"""Lists for the templates: from a record to the one before and after it, in the list that one came from."""

from typing import Any

from django import template
from django.http import QueryDict
from django.urls import reverse

from ingrain.records.fields import CUSTOMERS, kind_of
from ingrain.records.lists import beside as beside_in
from ingrain.web.listing.asking import listed
from ingrain.web.signposts import address_of

register = template.Library()


@register.inclusion_tag("ingrain/lists/beside.html", takes_context=True)
def beside(context: Any, row: Any) -> dict[str, Any]:
    """The records before and after this one in the list that the address names; nothing where it names none."""
    request = context["request"]
    query, kind = request.GET.get("list"), kind_of(row).name
    if query is None or kind not in CUSTOMERS:
        return {}
    here = listed(request, kind, QueryDict(query))
    before, after = beside_in(here.wanted, row) if not here.wanted.faults else (None, None)
    return {
        "list": f"{reverse('records', args=[kind])}?{query}",
        "query": query,
        "before": before and address_of(before.record),
        "after": after and address_of(after.record),
    }
