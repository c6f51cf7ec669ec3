"""A list as a file: Excel or CSV, of what the viewer may read."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from ingrain.press.spreadsheet import Table
from ingrain.records.access import SELLS
from ingrain.records.exporting import columns, table
from ingrain.web.attached import as_csv, as_xlsx
from ingrain.web.doors import desk, open_to
from ingrain.web.listing.asking import listed


@open_to(*SELLS)
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The whole list. all=yes: with every field."""
    here = listed(request, kind)
    if here.wanted.faults:
        return redirect(f"{reverse('records', args=[kind])}?{here.asked.query}")
    shown = columns(here.wanted, all_fields=request.GET.get("all") == "yes")
    head = [str(column.label) for column in shown]
    rows = table(here.wanted, shown, desk(request), here.around)
    name = str(here.asked.kind.plural).lower()
    made = Table(str(here.asked.kind.plural), head, rows)
    return as_csv(made, name) if request.GET.get("as") == "csv" else as_xlsx(made, name)
