"""A pasted or uploaded list as rows and columns: an Excel file, cells from Excel by tabs, or CSV.

Here lives which column is what. What a row says of somebody lives in lists.py.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineError, CalamineWorkbook

from ingrain.people.colleagues import UnableToSetUp

ZIPPED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LARGEST = 100_000_000
"""Bytes of an Excel file once it is unpacked."""

MOST = 5_000
"""Rows of one list."""

TITLES = {
    "name": gettext_lazy("Name"),
    "first": gettext_lazy("First name"),
    "last": gettext_lazy("Surname"),
    "email": gettext_lazy("E-mail address"),
    "team": gettext_lazy("Team"),
    "role": gettext_lazy("Roles"),
    "manager": gettext_lazy("Manager"),
}
WORDS = {
    "name": {"name", "full name", "person", "employee", "display name", "colleague", "who"},
    "first": {"first name", "first", "given name", "forename", "firstname", "vorname"},
    "last": {"last name", "last", "surname", "family name", "lastname", "nachname"},
    "email": {"email", "e mail", "mail", "email address", "e mail address", "mail address", "work email", "address"},
    "team": {"team", "department", "group", "unit", "abteilung", "sales team"},
    "role": {"role", "roles", "function", "job", "job title", "title", "position", "rolle"},
    "manager": {"manager", "reports to", "boss", "supervisor", "line manager", "sales manager", "vorgesetzter"},
}
USUAL = ("name", "email", "team", "role", "manager")


@dataclass(frozen=True)
class Sheet:
    """columns: what each one is, "" for one that isn't read. rows: (number as Excel counts them, cells)."""

    separator: str
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def title(self, column: str) -> str:
        """What the list itself calls a column; what we call it, where it has no headings."""
        if self.headings and column in self.columns:
            return self.headings[self.columns.index(column)] or str(TITLES[column])
        return str(TITLES[column])

    def text(self, numbers: Sequence[int]) -> str:
        """Some of the rows as they came, with their heading."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.separator, lineterminator="\n")
        if self.headings:
            writer.writerow(self.headings)
        writer.writerows(cells for number, cells in self.rows if number in set(numbers))
        return out.getvalue()


def decoded(content: bytes) -> str:
    """The text of a file: an Excel sheet by tabs; CSV in UTF-8, UTF-16, or Windows-1252."""
    if content.startswith((ZIPPED, OLD_EXCEL)):
        return _of_excel(content)
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnableToSetUp(_("This is no text. Upload an Excel file or a CSV, or copy the cells and paste them here."))


def _of_excel(content: bytes) -> str:
    """The first sheet with anything in it, its rows as Excel counts them."""
    try:
        if content.startswith(ZIPPED) and _unpacked(content) > LARGEST:
            raise UnableToSetUp(_("This file is too large for a list of people. Bring it in in parts."))
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names)
            rows = next((found for found in sheets if any(any(row) for row in found)), [])
    except (CalamineError, BadZipFile) as error:
        raise UnableToSetUp(
            _("This file can't be read as an Excel file (%(error)s). Open it in Excel, and save it as .xlsx once more.")
            % {"error": error}
        ) from error
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _unpacked(content: bytes) -> int:
    with ZipFile(io.BytesIO(content)) as file:
        return sum(part.file_size for part in file.infolist())


def _cell(cell: object) -> str:
    """What Excel shows of a cell: 7 is no 7.0."""
    whole = isinstance(cell, float) and cell.is_integer()
    return " ".join(str(int(cell) if whole else cell).split())  # type: ignore[call-overload]


def read(text: str, chosen: Sequence[str] = ()) -> Sheet:
    """Rows and columns of a text. chosen: what each column is, where somebody said so."""
    text = text.removeprefix("\ufeff")
    if "\x00" in text or text.startswith("PK\x03\x04"):
        raise UnableToSetUp(_("This is no text. Upload an Excel file or a CSV, or copy the cells and paste them here."))
    separator = _separator(text)
    try:
        lines = [
            (number, tuple(" ".join(cell.split()) for cell in cells))
            for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1)
        ]
    except csv.Error as error:
        raise UnableToSetUp(_("The list can't be read as CSV: %(error)s.") % {"error": error}) from None
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if not lines:
        raise UnableToSetUp(_("The list is empty. Copy the cells in Excel, with their headings, and paste them here."))
    if len(lines) > MOST:
        raise UnableToSetUp(_("The list has more than %(most)s rows. Bring it in in parts.") % {"most": f"{MOST:,}"})
    headings = () if any("@" in cell for cell in lines[0][1]) else lines[0][1]
    width = max(len(cells) for _number, cells in lines)
    columns = _chosen(chosen, width) or (_by_heading(headings, width) if headings else _by_place(lines[0][1], width))
    return Sheet(separator, headings, columns, tuple(lines[1:] if headings else lines))


def _separator(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return "\t" if "\t" in first else max(";,", key=first.count)


def _chosen(chosen: Sequence[str], width: int) -> tuple[str, ...]:
    known = [column if column in TITLES else "" for column in chosen]
    return tuple((*known, *[""] * width)[:width]) if any(known) else ()


def _by_heading(headings: Sequence[str], width: int) -> tuple[str, ...]:
    found: list[str] = []
    for heading in headings:
        plain = " ".join(heading.casefold().replace("-", " ").replace("_", " ").split())
        fits = (column for column, words in WORDS.items() if plain in words and column not in found)
        found.append(next(fits, ""))
    return tuple((*found, *[""] * width)[:width])


def _by_place(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Without headings: the address is where the @ is, the others stand in the usual order."""
    at = next(place for place, cell in enumerate(cells) if "@" in cell)
    others = [column for column in USUAL if column != "email"]
    found = [*others[:at], "email", *others[at:]]
    return tuple((*found, *[""] * width)[:width])
