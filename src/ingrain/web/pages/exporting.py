"""A list as a file: Excel or CSV, of what the viewer may read."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from ingrain.press.spreadsheet import csv_lines, write_xlsx
from ingrain.records.access import SELLS
from ingrain.records.exporting import columns, table
from ingrain.web.doors import desk, open_to
from ingrain.web.listing.asking import listed

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    if request.GET.get("as") == "csv":
        lines = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
        lines["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return lines
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.xlsx"
        write_xlsx(path, head, rows, str(here.asked.kind.plural))
        answer = HttpResponse(path.read_bytes(), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
