"""A table as a spreadsheet: Excel and CSV. Whatever people wrote stays text, and is never taken for a formula.

Here lives writing the file. What stands in it is the pages'.
"""

import csv as comma_separated
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula, wide forms included (OWASP, CSV injection)."""

type Value = str | int | None


@dataclass(frozen=True)
class Table:
    """title: the sheet's name. about: lines above the table in Excel. head: a title for each column of `rows`."""

    title: str
    about: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def csv(table: Table) -> bytes:
    """Comma separated, in UTF-8 with a mark that tells Excel so. What looks like a formula gets an apostrophe."""
    out = StringIO()
    writer = comma_separated.writer(out)
    for row in (table.head, *table.rows):
        writer.writerow([harmless(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def harmless(value: Value) -> Value:
    """The value as it may stand in a CSV."""
    if isinstance(value, str) and value.lstrip(" \ufeff\u00a0").startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def xlsx(table: Table) -> bytes:
    """An Excel workbook with one sheet: lines about it, then the table with a frozen head."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(table.title[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        first = len(table.about) + 1 if table.about else 0
        for line, text in enumerate(table.about):
            sheet.write_string(line, 0, text)
        for column, title in enumerate(table.head):
            sheet.write_string(first, column, title, bold)
        for number, row in enumerate(table.rows, first + 1):
            _write(sheet, number, row)
        sheet.freeze_panes(first + 1, 1)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, max(1, len(table.head) - 1), 14)
    return out.getvalue()


def _write(sheet: Worksheet, number: int, row: Sequence[Value]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(number, column, value)
        elif value is not None:
            sheet.write_number(number, column, value)
