"""The reference of the forms: its pages are those that are committed, its examples are read, its cases come out."""

from pathlib import Path

import pytest

from ingrain.cli.case_file import Case, cases_in
from ingrain.cli.cases import run_case
from ingrain.cli.forms import reference, write_reference
from ingrain.method.language.forms import PAGES, Page
from ingrain.method.rules import FORM_NUMBER
from ingrain.method.text import read_sentence
from ingrain.method.vocabulary import CRM

FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "forms"
LOG = CRM.with_log("application", None)


def test_the_committed_pages_are_the_generated_ones() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert committed == reference(), "run: .venv/bin/python -m ingrain.cli.forms docs/reference/forms"


def test_every_form_has_its_page() -> None:
    assert [page.number for page in PAGES] == sorted(set(FORM_NUMBER.values()))


@pytest.mark.parametrize(("page", "example"), [(page, example) for page in PAGES for example in page.examples])
def test_every_example_is_of_its_form(page: Page, example: str) -> None:
    assert FORM_NUMBER[type(read_sentence(example, LOG))] == page.number


CASES = [case for page in PAGES for case in cases_in(page.cases, f"form {page.number}")]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_worked_case_comes_out_as_it_says(case: Case) -> None:
    assert [str(difference) for difference in run_case(case)] == []


def test_writing_removes_the_page_of_a_form_that_is_no_more(tmp_path: Path) -> None:
    (tmp_path / "99-gone.md").write_text("old")
    write_reference(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(reference())
