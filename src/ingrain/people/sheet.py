"""A pasted or uploaded list as rows and columns: from Excel by tabs, or CSV with commas or semicolons.

Here lives which column is what. What a row says of somebody lives in lists.py.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ingrain.people.colleagues import UnableToSetUp

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
    """The text of a file as Excel and others write it: UTF-8, UTF-16, or Windows-1252."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnableToSetUp(_("This file is no text. In Excel, save it as CSV, or copy the cells and paste them here."))


def read(text: str, chosen: Sequence[str] = ()) -> Sheet:
    """Rows and columns of a text. chosen: what each column is, where somebody said so."""
    text = text.removeprefix("\ufeff")
    if "\x00" in text or text.startswith("PK\x03\x04"):
        raise UnableToSetUp(_("This file is no text. In Excel, save it as CSV, or copy the cells and paste them here."))
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
