"""Spreadsheets: what people wrote stays text."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.press.spreadsheet import HARMLESS, STARTS_A_FORMULA, Cell, Table, csv_lines, harmless, write_xlsx

EVIL = '=HYPERLINK("http://x.example","look")'


@pytest.mark.parametrize("text", [EVIL, "+A1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1+1"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ruth Adeyemi", "", -3, 7, "+44 (113) 496-0067", "-12.50"])
def test_names_numbers_and_telephones_stay_as_they_are(value: Cell) -> None:
    assert harmless(value) == value


@given(st.text(), st.text())
def test_no_field_of_a_csv_begins_a_formula(name: str, title: str) -> None:
    made = "".join(csv_lines(Table("Monitor", ["Person", title], [[name, -1]]))).removeprefix("\ufeff")
    for row in csv.reader(StringIO(made, newline="")):
        assert not any(one.lstrip(" ").startswith(STARTS_A_FORMULA) for one in row if not HARMLESS.fullmatch(one))


def test_an_excel_sheet_holds_texts_and_numbers_and_no_formula() -> None:
    file = BytesIO()
    write_xlsx(Table("Moni/tor", ["Person", EVIL], [[EVIL, 3], ["Ruth", None]], about=[EVIL]), file)
    with ZipFile(BytesIO(file.getvalue())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<v>3</v>" in sheet
    assert "=HYPERLINK" in sheet
    assert "<hyperlink" not in sheet
