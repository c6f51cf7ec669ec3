"""The rows that stayed out, as a spreadsheet: as they came, with the reason in front, to be mended and brought in."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from ingrain.press.spreadsheet import Table
from ingrain.records.models import Spreadsheet


def table(sheet: Spreadsheet) -> Table:
    """Cells as text: a number that begins with 0 keeps it, and nothing that was written becomes a formula."""
    head = [_("Row"), _("Why it stayed out"), *sheet.refused.get("headings", [])]
    rows = [[number, why, *cells] for number, why, cells in sheet.refused.get("rows", [])]
    return Table(_("Rows that stayed out"), head, rows, widths=(8, 60))


def name_of(sheet: Spreadsheet) -> str:
    """What the file with the refused rows is called, without its ending."""
    return f"{PurePath(sheet.original).stem or 'rows'}-to-mend"
