"""The manual on paper."""

from io import BytesIO

import pytest
from docx import Document as WordDocument

from ingrain.editions.starting import starters
from ingrain.method.vocabulary import CRM
from ingrain.press.pdf import pdf
from ingrain.press.sheet import Sheet, paragraphs
from ingrain.press.word import word


@pytest.fixture
def sheet() -> Sheet:
    manual = starters()[0].manual
    return Sheet(manual, CRM, "Edition 7", {"": ["12 in 100"]}, {1: "375 of 412"}, [("North, 9 people", "live")])


def test_word_holds_headings_rules_figures_and_who_lives_by_it(sheet: Sheet) -> None:
    read = WordDocument(BytesIO(word(sheet)))
    told = [(part.style.name if part.style else "", part.text) for part in read.paragraphs]
    assert told[0] == ("Title", "How we sell to businesses")
    assert ("Heading 1", "Lead handling") in told
    rule = "Within 1 working day of being created, a lead has a call, email or meeting by its owner.  375 of 412"
    assert ("List Bullet", rule) in told
    assert ("List Bullet", "North, 9 people: live") in told


def test_pdf_is_one_and_the_same_each_time(sheet: Sheet) -> None:
    made = pdf(sheet)
    assert made.startswith(b"%PDF-")
    assert made == pdf(sheet)
    assert word(sheet) == word(sheet)


def test_a_file_is_named_after_the_manual(sheet: Sheet) -> None:
    assert sheet.file_name == "how-we-sell-to-businesses"


def test_prose_loses_the_marks_of_markdown() -> None:
    assert paragraphs("One *two*\nthree.\n\n**Four**.") == ["One two three.", "Four."]
