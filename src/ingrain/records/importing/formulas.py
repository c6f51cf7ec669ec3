"""Formulas of a workbook that were saved without their result: only what opened it in Excel knows it.

Programs that write workbooks leave the result out; a reader of values sees nothing there. Here lives finding them.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
PLACE = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')
A_TEXT = re.compile(rb'(?:^|\s)t="str"')
"""A formula whose result is a text may have an empty one."""

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LARGEST = 200_000_000
"""Bytes of a sheet; in a larger one nobody looks for formulas."""


class Formula(str):
    """A formula whose result nobody knows, as a cell."""

    __slots__ = ()


def without_result(content: bytes, sheet: str) -> Iterator[tuple[int, int, Formula]]:
    """(row, column, formula), both from 0, of those in a sheet of an .xlsx."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            part = _part_of(packed, sheet)
            held = b"" if not part or packed.getinfo(part).file_size > LARGEST else packed.read(part)
    except (zipfile.BadZipFile, KeyError, OSError, ElementTree.ParseError, RuntimeError):
        return
    for said, formula in CELL.findall(held):
        if (place := PLACE.search(said)) and not A_TEXT.search(said):
            yield int(place[2]) - 1, _column(place[1]), Formula(f"={unescape(formula.decode(errors='replace'))}")


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """Where a sheet lies in the file; "" where it isn't an .xlsx."""
    if "xl/workbook.xml" not in packed.namelist():
        return ""
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
    named = {one.get("name"): one.get(RELATION) for one in book.iter() if one.tag.endswith("}sheet")}
    relations = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    target = targets.get(named.get(sheet), "")
    return target.removeprefix("/") if target.startswith("/") or not target else f"xl/{target}"


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
