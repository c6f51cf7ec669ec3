"""The rows that stayed out, as a spreadsheet: as they came, with the reason in front, to be mended and brought in."""

import io
from pathlib import PurePath

import xlsxwriter
from django.utils.translation import gettext as _

from ingrain.records.models import Spreadsheet


def as_workbook(sheet: Spreadsheet) -> bytes:
    """Cells as text: a number that begins with 0 keeps it, and nothing that was written becomes a formula."""
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, plain) as book:
        page = book.add_worksheet()
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        page.freeze_panes(1, 0)
        page.set_column(0, 0, 8)
        page.set_column(1, 1, 60, wrapped)
        headings = sheet.refused.get("headings", [])
        page.write_row(0, 0, [_("Row"), _("Why it stayed out"), *headings], bold)
        for place, (number, why, cells) in enumerate(sheet.refused.get("rows", []), 1):
            page.write_number(place, 0, number)
            page.write_string(place, 1, why)
            for column, cell in enumerate(cells, 2):
                page.write_string(place, column, cell)
    return out.getvalue()


def name_of(sheet: Spreadsheet) -> str:
    """What the file with the refused rows is called."""
    return f"{PurePath(sheet.original).stem or 'rows'}-to-mend.xlsx"
