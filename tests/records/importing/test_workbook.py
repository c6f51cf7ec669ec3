"""A file is what its content says; whatever it is, there is a sentence or there are cells."""

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from tests.records.importing.desk import workbook

from ingrain.records.importing import workbook as reading
from ingrain.records.importing.formulas import Formula
from ingrain.records.importing.table import table_in
from ingrain.records.importing.targets import known
from ingrain.records.importing.workbook import Grid, UnableToBringIn, opened, plain


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.xlsx", "has 0 bytes"),
        (b"  \n \n", "a.csv", "is empty"),
        (b"\x89PNG\r\n\x1a\n....", "photo.xlsx", "photo.xlsx is a PNG file"),
        (b"%PDF-1.7", "a.xlsx", "is a PDF file"),
        (reading.OLE + b"\x00" * 600 + reading.ENCRYPTED, "a.xlsx", "protected by a password"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "is damaged"),
        (reading.OLE + b"\x00" * 2000, "a.xls", "can't be opened as a workbook"),
        (bytes(range(32)) * 40, "a.csv", "is no spreadsheet that can be read"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_sentence(content: bytes, name: str, said: str) -> None:
    with pytest.raises(UnableToBringIn, match=said):
        opened(content, name)


def test_a_zip_that_holds_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hello.txt", "hello")
    with pytest.raises(UnableToBringIn, match="can't be opened as a workbook"):
        opened(out.getvalue(), "a.xlsx")


def test_an_empty_workbook_is_said_to_be_empty() -> None:
    with pytest.raises(UnableToBringIn, match="is empty"):
        opened(workbook(), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_is_read_in_any_usual_encoding_and_with_any_separator(encoding: str, separator: str) -> None:
    rows = [["Name", "City", "Note"], ["Åse Müller", "Malmö", f"one{separator} two"], ["Ole", "Århus", ""]]
    text = "\r\n".join(separator.join(f'"{c}"' if separator in c else c for c in row) for row in rows)
    grid = opened(text.encode(encoding), "a.csv")
    assert grid.rows == [["Name", "City", "Note"], ["Åse Müller", "Malmö", f"one{separator} two"], ["Ole", "Århus"]]


def test_excels_own_word_on_the_separator_is_believed() -> None:
    assert opened(b"sep=;\na;b,c\n1;2,5\n", "a.csv").rows == [["a", "b,c"], ["1", "2,5"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('=HYPERLINK("https://orme.example","Orme Foods")', "Orme Foods"),
        ('=HYPERLINK("https://orme.example")', "https://orme.example"),
        ('="00123"', "00123"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("a\x00b\x07", "ab"),
    ],
)
def test_a_link_is_what_it_shows_and_a_formula_in_a_text_is_only_text(cell: str, said: str) -> None:
    assert plain(cell) == said


def test_a_workbook_has_values_of_formulas_days_and_numbers() -> None:
    content = workbook(["Name", "Since", "Amount"], ["Orme", date(2026, 3, 1), ("=1+1", 2)], ["Delph", "", 2.5])
    grid = opened(content, "a.xlsx")
    assert grid.rows[1:] == [["Orme", date(2026, 3, 1), 2], ["Delph", "", 2.5]]
    assert grid.sheets == ["Customers"]


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("empty", ["<v></v>", "<v />", ""])
def test_formulas_that_were_saved_without_a_result_are_seen(target: str, empty: str) -> None:
    content = workbook(["Name", "Amount"], ["Orme", ("=1+1", 2)], ["Delph", ("=A2&B2", "")], ["", "", "", ("=B2", "")])
    content = repacked(content, "rels", "worksheets/sheet1.xml", target)
    content = repacked(content, "sheet1.xml", "<v></v>", empty)
    rows = opened(content, "a.xlsx").rows
    assert rows[1:] == [["Orme", 2], ["Delph", "=A2&B2"], ["", "", "", "=B2"]]
    assert [isinstance(rows[n][-1], Formula) for n in range(4)] == [False, False, True, True]


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell() -> None:
    content = workbook(["Name", "Amount", "City"], ["Orme", ("=1+1", ""), "Leeds"])
    content = repacked(content, "sheet1.xml", '<c r="B2">', '<c r="B2" t="str">')
    assert opened(content, "a.xlsx").rows[1] == ["Orme", "", "Leeds"]


def repacked(content: bytes, part: str, before: str, after: str) -> bytes:
    """A workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, held.replace(before.encode(), after.encode()) if name.endswith(part) else held)
    return out.getvalue()


def test_merged_cells_hold_their_value_in_each() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Account", "Name"])
        sheet.merge_range(1, 0, 3, 0, "Orme Foods")
        for row, name in enumerate(("Ruth", "Colin", "Dana"), 1):
            sheet.write(row, 1, name)
    grid = opened(out.getvalue(), "a.xlsx")
    assert [row[0] for row in grid.rows[1:]] == ["Orme Foods"] * 3


# --- where the table lies ---------------------------------------------------------------------------------------------


def test_titles_above_the_headings_are_passed_over() -> None:
    grid = Grid([["Our customers 2026"], [], ["", "printed on Monday"], ["Name", "City"], ["Orme", "Leeds"]])
    table = table_in(grid, known)
    assert (table.headings, table.at, table.rows) == (("Name", "City"), 4, ((5, ("Orme", "Leeds")),))


def test_two_rows_of_headings_become_one() -> None:
    grid = Grid(
        [["Name", "Address", "Address", "Phone"], ["", "Street", "City", ""], ["Orme", "Mill Lane", "Leeds", "1"]]
    )
    table = table_in(grid, known)
    assert table.headings == ("Name", "Address: Street", "Address: City", "Phone")
    assert len(table.rows) == 1


def test_a_list_without_headings_begins_with_its_first_row() -> None:
    table = table_in(Grid([["Orla Byrne", "orla@west.example"], ["Sam Weir", "sam@west.example"]]), known)
    assert (table.at, len(table.rows)) == (0, 2)


def test_blank_rows_and_blank_columns_are_left_out_and_rows_keep_their_number() -> None:
    table = table_in(Grid([["Name", "", "City"], ["Orme", "", "Leeds"], [], ["Delph", "", "Hull"]]), known)
    assert table.headings == ("Name", "City")
    assert [number for number, _ in table.rows] == [2, 4]


def test_three_hundred_columns_are_read() -> None:
    rows = [["Name", *(f"Field {n}" for n in range(299))], ["Orme", *("x" for _ in range(299))]]
    assert len(table_in(opened(workbook(*rows), "a.xlsx"), known).headings) == 300


@given(st.binary(max_size=400))
def test_no_file_makes_more_than_a_sentence(content: bytes) -> None:
    with suppress(UnableToBringIn):
        grid = opened(content, "a.csv")
        assert len(table_in(grid, known).rows) <= len(grid.rows)
