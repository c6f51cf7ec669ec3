"""The rows that stayed out, as a spreadsheet: as they came, with the reason in front, to be mended and brought in."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from ingrain.press.spreadsheet import Table
from ingrain.records.models import Spreadsheet
from ingrain.telling.words import listed

NAMED = 5
"""So many rows are named of those that stayed out for the same reason."""


def table(sheet: Spreadsheet) -> Table:
    """Cells as text: a number that begins with 0 keeps it, and nothing that was written becomes a formula."""
    head = [_("Row"), _("Why it stayed out"), *sheet.refused.get("headings", [])]
    rows = [[number, why, *cells] for number, why, cells in sheet.refused.get("rows", [])]
    return Table(_("Rows that stayed out"), head, rows, widths=(8, 60))


def name_of(sheet: Spreadsheet) -> str:
    """What the file with the refused rows is called, without its ending."""
    return f"{PurePath(sheet.original).stem or 'rows'}-to-mend"


@dataclass(frozen=True)
class Reason:
    """Why rows stayed out, and which."""

    why: str
    rows: tuple[int, ...]

    @property
    def which(self) -> str:
        """Row 3; rows 3, 5 and 8; 20 rows (3, 5, 8, 9, 11 and 15 more)."""
        numbers = [str(number) for number in self.rows]
        if len(numbers) == 1:
            return _("Row %(row)s") % {"row": numbers[0]}
        if len(numbers) <= NAMED:
            return _("Rows %(rows)s") % {"rows": listed(numbers, _("and"))}
        told = {"n": f"{len(numbers):,}", "rows": ", ".join(numbers[:NAMED]), "more": f"{len(numbers) - NAMED:,}"}
        return _("%(n)s rows (%(rows)s and %(more)s more)") % told


def by_reason(rows: Iterable[tuple[int, str]]) -> list[Reason]:
    """What most rows have in common first."""
    found: dict[str, list[int]] = {}
    for number, why in rows:
        found.setdefault(why, []).append(number)
    reasons = [Reason(why, tuple(numbers)) for why, numbers in found.items()]
    return sorted(reasons, key=lambda reason: -len(reason.rows))
