"""What the tests of spreadsheets share: files as people have them, and the way from upload to what stands."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from tests.firm import instant

from ingrain.people.models import Colleague
from ingrain.records.importing import arrive, bring_in, take_back
from ingrain.records.importing.plan import Plan
from ingrain.records.importing.said import Laid
from ingrain.records.models import Spreadsheet

NOW = instant("2026-11-20T12:00")
LATER = instant("2026-11-21T12:00")
TODAY = date(2026, 11, 20)
MAVEN = Path(__file__).resolve().parents[4] / "shared" / "data"


def table(*rows: str) -> bytes:
    """A CSV."""
    return "\n".join(rows).encode()


def workbook(*rows: Sequence[Any]) -> bytes:
    """A workbook with these cells; what begins with = is a formula with its value: ("=1+1", 2)."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Customers")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):
                    sheet.write_formula(place, column, cell[0], None, cell[1])
                elif isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                else:
                    sheet.write(place, column, cell)
    return out.getvalue()


def uploaded(by: Colleague, content: bytes, name: str = "customers.csv", kind: str = "", **said: Any) -> Spreadsheet:
    sheet = arrive.receive([content], original=name, by=by, at=NOW, kind=kind)
    if said:
        arrive.say(sheet, {"kind": sheet.kind, **said})
    return sheet


def read(sheet: Spreadsheet) -> Laid:
    return arrive.lay(sheet, by=sheet.by, today=TODAY)


def planned(sheet: Spreadsheet) -> Plan:
    return arrive.plan(read(sheet))


def brought_in(by: Colleague, content: bytes, name: str = "customers.csv", kind: str = "", **said: Any) -> Spreadsheet:
    sheet = uploaded(by, content, name, kind, **said)
    bring_in.begin(sheet, by=by, at=NOW, found=read(sheet))
    return worked_on(sheet)


def worked_on(sheet: Spreadsheet) -> Spreadsheet:
    bring_in.bring_in(sheet.pk, clock=lambda: NOW)
    return Spreadsheet.objects.get(pk=sheet.pk)


def taken_back(sheet: Spreadsheet, by: Colleague | None = None) -> Spreadsheet:
    take_back.ask(sheet, by=by or sheet.by, at=LATER)
    take_back.take_back(sheet.pk, clock=lambda: LATER)
    return Spreadsheet.objects.get(pk=sheet.pk)
