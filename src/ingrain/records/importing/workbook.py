"""A file as rows of cells: Excel and OpenDocument by calamine, text in any of the ways in which it is saved.

What a file is, its content says, not its name. Here lives no meaning: a cell is text, a number or a day.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, TablesNotSupported

from ingrain.records.importing.formulas import Formula, without_result

type Cell = str | int | float | date
"""An empty one is "". A Formula is a text that stands for what nobody knows."""

MOST = 50_000
WIDEST = 500
LARGEST = 50_000_000
UNPACKED = 800_000_000
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"%PDF": "PDF", b"RIFF": "RIFF", b"BM": "BMP"}
SEPARATORS = (",", ";", "\t", "|")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
LINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*$', re.IGNORECASE)
AS_TEXT = re.compile(r'="((?:[^"]|"")*)"$')


class UnableToBringIn(Exception):
    """Why a spreadsheet can't come in, as a sentence that says what to do."""


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet. sheets: the names of all. Each row is as wide as what is in it."""

    rows: list[list[Cell]]
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""


def opened(content: bytes, original: str, sheet: str = "") -> Grid:
    """The cells of a file."""
    if not content:
        raise UnableToBringIn(_("%(file)s has 0 bytes: nothing was saved in it. Save it again.") % _as(original))
    if len(content) > LARGEST:
        raise UnableToBringIn(_("%(file)s is larger than 50 MB. Bring it in in parts.") % _as(original))
    for begins, what in PICTURES.items():
        if content.startswith(begins) and not (what == "BMP" and content[2:3].isalnum()):
            told = _("%(file)s is a %(what)s file, whatever it is called. Choose the spreadsheet itself.")
            raise UnableToBringIn(told % {**_as(original), "what": what})
    grid = _workbook(content, original, sheet) if content.startswith((OLE, ZIP)) else _text(decoded(content, original))
    rows = _without_blanks(grid.rows)
    if not rows:
        raise UnableToBringIn(_("%(file)s is empty: there is no cell with anything in it.") % _as(original))
    if len(rows) > MOST:
        told = _("%(file)s has %(n)s rows, and %(most)s come in at once. Bring it in in parts.")
        raise UnableToBringIn(told % {**_as(original), "n": f"{len(rows):,}", "most": f"{MOST:,}"})
    return Grid(rows, grid.sheets, grid.sheet)


def _as(original: str) -> dict[str, str]:
    return {"file": original or _("What was pasted")}


# --- workbooks --------------------------------------------------------------------------------------------------------


def _workbook(content: bytes, original: str, sheet: str) -> Grid:
    if content.startswith(OLE) and ENCRYPTED in content:
        raise UnableToBringIn(_locked(original))
    _refuse_bombs(content, original)
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(content))
        names = list(book.sheet_names)
        if not names:
            raise UnableToBringIn(_("%(file)s has no sheet in it.") % _as(original))
        chosen = sheet if sheet in names else _fullest(book, names)
        rows = _cells(book.get_sheet_by_name(chosen))
        _put_formulas(rows, without_result(content, chosen))
        return Grid(rows, names, chosen)
    except PasswordError:
        raise UnableToBringIn(_locked(original)) from None
    except CalamineError as error:
        if "password" in str(error).lower():
            raise UnableToBringIn(_locked(original)) from None
        told = _("%(file)s can't be opened as a workbook (%(why)s). Open it in Excel, and save it again as .xlsx.")
        raise UnableToBringIn(told % {**_as(original), "why": _line(error)}) from None


def _locked(original: str) -> str:
    return _("%(file)s is protected by a password. Open it in Excel, take the password off, and save it.") % _as(
        original
    )


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:120].rstrip(".")


def _refuse_bombs(content: bytes, original: str) -> None:
    if not content.startswith(ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError):
        told = _("%(file)s is damaged: it was cut off, or isn't a workbook. Save it again, and upload it once more.")
        raise UnableToBringIn(told % _as(original)) from None
    if size > UNPACKED:
        raise UnableToBringIn(_("%(file)s is too large once it is unpacked. Bring it in in parts.") % _as(original))


def _fullest(book: CalamineWorkbook, names: Sequence[str]) -> str:
    """The sheet that has most in it; often the first holds a title page."""
    sizes = {name: (s := book.get_sheet_by_name(name)).total_height * s.width for name in names[:20]}
    return max(sizes, key=lambda name: sizes[name])


def _cells(sheet: CalamineSheet) -> list[list[Cell]]:
    rows = [[_cell(value) for value in row[:WIDEST]] for row in sheet.to_python(skip_empty_area=False)]
    try:
        merged = sheet.merged_cell_ranges or []
    except TablesNotSupported:
        merged = []
    for (top, left), (bottom, right) in merged:
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        for row in rows[top : bottom + 1]:
            for place in range(left, min(right + 1, len(row))):
                row[place] = value
    return rows


def _put_formulas(rows: list[list[Cell]], found: Iterable[tuple[int, int, Formula]]) -> None:
    """Formulas without a result stand where a reader of values sees an empty cell, or nothing any more."""
    for row, column, formula in found:
        if row <= MOST and column < WIDEST:
            rows += ([] for _ in range(row + 1 - len(rows)))
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = formula


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
        case datetime() if value.time() == time(0):
            return value.date()
        case int() | float() | date():
            return value
        case timedelta() | time():
            return str(value)
        case _:
            return plain(str(value)) if value is not None else ""


def plain(text: str) -> str:
    """Text without what can't be seen; a link that Excel made is what it shows."""
    text = CONTROL.sub("", text).replace("\xa0", " ").strip()
    if text.startswith("="):
        if link := LINK.match(text):
            return (link.group(2) or link.group(1)).replace('""', '"').strip()
        if told := AS_TEXT.match(text):
            return told.group(1).replace('""', '"').strip()
    return text


# --- text -------------------------------------------------------------------------------------------------------------


def decoded(content: bytes, original: str) -> str:
    """The text of a file: UTF-8, UTF-16 or Windows-1252."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(CONTROL.findall(text[:20_000])) * 100 <= len(text[:20_000]):
            return text
    told = _("%(file)s is no spreadsheet that can be read. Save it as .xlsx or CSV.")
    raise UnableToBringIn(told % _as(original))


def _encodings(content: bytes) -> tuple[str, ...]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    start = content[:2_000]
    if start.count(0) > len(start) // 4:
        return ("utf-16-le",) if start[1::2].count(0) > start[0::2].count(0) else ("utf-16-be",)
    return ("utf-8-sig", "cp1252", "latin-1")


def _text(text: str) -> Grid:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    first, _new, rest = lines.partition("\n")
    separator = ""
    if len(first) == 5 and first.lower().startswith("sep="):
        separator, lines = first[4], rest
    csv.field_size_limit(10_000_000)
    try:
        reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator or separator_of(lines))
        return Grid([[plain(cell) for cell in row[:WIDEST]] for row in reader])
    except csv.Error as error:
        told = _("This can't be read as CSV (%(why)s). Save it once more from Excel, or copy the cells and paste them.")
        raise UnableToBringIn(told % {"why": _line(error)}) from None


def separator_of(text: str) -> str:
    """What stands between cells: what stands equally often in most of the first lines, outside quotes."""
    lines = [re.sub(r'"(?:[^"]|"")*"', "", line) for line in text[:50_000].split("\n")[:50] if line.strip()]
    best, most = ",", (0, 0)
    for one in SEPARATORS:
        found = Counter(line.count(one) for line in lines)
        found.pop(0, None)
        if found:
            times, agreeing = max(found.items(), key=lambda pair: pair[1])
            if (agreeing, times) > most:
                best, most = one, (agreeing, times)
    return best


def _without_blanks(rows: Iterable[list[Cell]]) -> list[list[Cell]]:
    """Without the blank rows at the end, and each without its blank cells there; numbers of rows stay as they are."""
    found = []
    for row in rows:
        end = len(row)
        while end and row[end - 1] == "":
            end -= 1
        found.append(row[:end])
    while found and not found[-1]:
        found.pop()
    return found
