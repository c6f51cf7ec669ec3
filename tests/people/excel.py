"""An Excel file as small as can be, for the tests of lists."""

import io
from collections.abc import Sequence
from html import escape
from zipfile import ZipFile

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats"
PACKED = "http://schemas.openxmlformats.org/package/2006"


def excel(*rows: Sequence[str | float | None]) -> bytes:
    """A workbook: an empty sheet, and one with these rows; None is an empty cell."""
    file = io.BytesIO()
    with ZipFile(file, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKED}/content-types">'
            f'<Default Extension="rels" ContentType="{TYPE}-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="{TYPE}-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        )
        book.writestr("_rels/.rels", _links(("officeDocument", "xl/workbook.xml")))
        book.writestr("xl/_rels/workbook.xml.rels", _links(("worksheet", "one.xml"), ("worksheet", "two.xml")))
        sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in (1, 2))
        book.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}"><sheets>{sheets}</sheets></workbook>'
        )
        book.writestr("xl/one.xml", _sheet(()))
        book.writestr("xl/two.xml", _sheet(rows))
    return file.getvalue()


def _links(*found: tuple[str, str]) -> str:
    parts = (f'<Relationship Id="r{n}" Type="{LINKS}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(found, 1))
    return f'<Relationships xmlns="{PACKED}/relationships">{"".join(parts)}</Relationships>'


def _sheet(rows: Sequence[Sequence[str | float | None]]) -> str:
    told = (
        f'<row r="{n}">{"".join(_cell(f"{'ABCDEFGH'[c]}{n}", v) for c, v in enumerate(row) if v is not None)}</row>'
        for n, row in enumerate(rows, 1)
        if row
    )
    return f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(told)}</sheetData></worksheet>'


def _cell(place: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
