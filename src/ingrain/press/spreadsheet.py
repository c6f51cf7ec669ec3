"""Tables as files: Excel and CSV. What a cell holds is a value and never a formula, whoever typed it."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

type Cell = str | int | float | date | None

FORMULA = re.compile(r"[=@+\-\t\r\n]")
HARMLESS = re.compile(r"[+-][\d\s()./-]*")
"""A telephone number or a number: nothing in it can be carried out."""
LONGEST = 32_000


def write_xlsx(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> int:
    """Write a workbook row by row, so that its length costs no memory; how many rows."""
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}
    )  # fmt: skip
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or None)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(head) - 1), 20)
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value[:LONGEST])
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value is not None:
                sheet.write_number(number, column, value)
    book.close()
    return number


class _Line:
    """Takes what the writer writes, and hands it on."""

    def write(self, text: str) -> str:
        return text


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Lines of CSV, with the mark by which Excel knows that they are UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(list(head))
    for row in rows:
        yield writer.writerow([_plain(value) for value in row])


def _plain(value: Cell) -> str | int | float:
    """Text that a spreadsheet would carry out as a formula stands behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and FORMULA.match(value) and not HARMLESS.fullmatch(value):
        return f"'{value}"
    return value
