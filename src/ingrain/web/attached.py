"""Tables handed out: Excel and CSV, as a file that the browser keeps."""

from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from ingrain.press.spreadsheet import Table, csv_lines, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(table: Table, name: str) -> HttpResponseBase:
    """Line by line. name: of the file, without its ending."""
    answer = StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or "attachment"
    return answer


def as_xlsx(table: Table, name: str) -> HttpResponseBase:
    """Written beside the memory and read from there, however long it is."""
    file = TemporaryFile()  # noqa: SIM115 - whoever sends the answer closes it
    write_xlsx(table, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=EXCEL)
