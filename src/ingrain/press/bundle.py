"""Tables as one file to take along: each as a CSV that Excel opens, all as JSON, and a page that says what is what.

Here lives writing. What stands in the tables is said by whoever hands them over.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from ingrain.press import spreadsheet
from ingrain.press.spreadsheet import Cell


@dataclass(frozen=True)
class Table:
    """A name that can be a file's, what the table says, its columns, and its rows."""

    name: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def write(tables: Iterable[Table], title: str, file: IO[bytes]) -> None:
    """Write a zip into an open file."""
    found = list(tables)
    with ZipFile(file, "w", ZIP_DEFLATED) as bundle:
        bundle.writestr("read me first.txt", _what_is_what(title, found))
        told = {table.name: {"says": table.says, "rows": table.rows} for table in found}
        bundle.writestr("everything.json", json.dumps(told, default=str, ensure_ascii=False, indent=1))
        for table in found:
            if table.rows:
                bundle.writestr(f"{table.name}.csv", _csv(table))


def _what_is_what(title: str, tables: Iterable[Table]) -> str:
    lines = [title, "", "everything.json holds all of it for programs; each .csv opens in Excel.", ""]
    for table in tables:
        lines += [f"{table.name}{'.csv' if table.rows else ''}, {len(table.rows)} rows", f"    {table.says}", ""]
    return "\r\n".join(lines)


def _csv(table: Table) -> str:
    rows = ([_cell(row.get(column)) for column in table.columns] for row in table.rows)
    return "".join(spreadsheet.csv_lines(spreadsheet.Table(table.name, table.columns, rows)))


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, dict | list):
        return json.dumps(value, default=str, ensure_ascii=False)
    return value if isinstance(value, int | float) else str(value)
