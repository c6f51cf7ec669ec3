"""Tables as files: Excel and CSV. What a cell holds is a value and never a formula, whoever typed it.

Here lives writing the file. What stands in it is said by whoever hands the table over.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

import xlsxwriter

type Cell = str | int | float | date | None

STARTS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, wide forms included (OWASP, CSV injection)."""

HARMLESS = re.compile(r"[+-][\d\s()./-]*")
"""A telephone number or a number: nothing in it can be carried out."""

LONGEST = 32_000
PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Table:
    """title: the sheet's name. head: a title for each column. about: lines above it, in Excel. widths: of columns."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[str] = ()
    widths: Sequence[int] = ()


def write_xlsx(table: Table, file: IO[bytes]) -> None:
    """Write a workbook into an open file, row by row, so that its length costs no memory."""
    with xlsxwriter.Workbook(file, PLAIN) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", table.title)[:31] or None)
        bold, day = book.add_format({"bold": True, "valign": "top"}), book.add_format({"num_format": "yyyy-mm-dd"})
        first = len(table.about) + 1 if table.about else 0
        sheet.freeze_panes(first + 1, 1)
        for column in range(len(table.head)):
            sheet.set_column(column, column, table.widths[column] if column < len(table.widths) else 18)
        for line, text in enumerate(table.about):
            sheet.write_string(line, 0, text)
        for column, name in enumerate(table.head):
            sheet.write_string(first, column, name, bold)
        for number, row in enumerate(table.rows, first + 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value[:LONGEST])
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write_number(number, column, value)


class _Line:
    """Takes what the writer writes, and hands it on."""

    def write(self, text: str) -> str:
        return text


def csv_lines(table: Table) -> Iterator[str]:
    """Lines of CSV, with the mark by which Excel knows that they are UTF-8. What looks like a formula is put off."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([harmless(name) for name in table.head])
    for row in table.rows:
        yield writer.writerow([harmless(value) for value in row])


def harmless(value: Cell) -> str | int | float:
    """The value as it may stand in a CSV: text that would be carried out as a formula stands behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.lstrip(" \ufeff\u00a0").startswith(STARTS_A_FORMULA):
        return value if HARMLESS.fullmatch(value) else f"'{value}"
    return value
