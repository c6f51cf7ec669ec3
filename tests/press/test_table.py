"""Spreadsheets: what people wrote stays text."""

import csv as comma_separated
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.press.table import STARTS_A_FORMULA, Table, csv, harmless, xlsx

EVIL = '=HYPERLINK("http://x.example","look")'


@pytest.mark.parametrize("text", [EVIL, "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=1+1"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ruth Adeyemi", "", None, -3, 7])
def test_other_values_stay_as_they_are(value: str | int | None) -> None:
    assert harmless(value) == value


@given(st.text(), st.text())
def test_no_field_of_a_csv_begins_a_formula(name: str, title: str) -> None:
    made = csv(Table("Monitor", [], ["Person", title], [[name, -1]])).decode("utf-8-sig")
    for row in comma_separated.reader(StringIO(made, newline="")):
        assert not any(field.lstrip(" ").startswith(STARTS_A_FORMULA) for field in row if field != "-1")


def test_an_excel_sheet_holds_texts_and_numbers_and_no_formula() -> None:
    with ZipFile(BytesIO(xlsx(Table("Monitor", [EVIL], ["Person", EVIL], [[EVIL, 3], ["Ruth", None]])))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "<v>3</v>" in sheet
    assert "=HYPERLINK" in strings
    assert "<hyperlink" not in sheet
