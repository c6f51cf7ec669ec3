"""A firm's own manual, brought in as Word or Markdown."""

from io import BytesIO

import pytest
from docx import Document as WordDocument

from ingrain.editions.bringing import UnableToBringIn, blocks_of, bring, text_of
from ingrain.method.text import read_manual
from ingrain.method.vocabulary import CRM

MARKDOWN = """# How we work

Some words before.

## Leads

Prose of the area.

- Within 1 working day of being created, a lead has a call by its owner
- Be nice
- a laed has at most 5 emails

### Later

Prose that goes on
over two lines.

- By hand: smile.
"""


def brought(name: str, content: bytes, chosen: dict[int, str] | None = None) -> str:
    return text_of(bring(name, blocks_of(name, content), CRM), chosen or {})


def test_rules_stay_and_the_rest_is_looked_at_by_hand() -> None:
    text = brought("manual.md", MARKDOWN.encode())
    assert "- Within 1 working day of being created, a lead has a call by its owner.\n" in text
    assert "- By hand: be nice.\n" in text
    assert "- By hand: a laed has at most 5 emails.\n" in text
    assert "over two lines." in text
    assert read_manual(text).errors == ()


def test_the_nearest_wording_can_be_chosen() -> None:
    lines = bring("manual.md", blocks_of("manual.md", MARKDOWN.encode()), CRM)
    asks = {line.was: (n, line) for n, line in enumerate(lines) if line.asks}
    number, line = asks["a laed has at most 5 emails"]
    assert line.nearest is not None
    text = text_of(lines, {number: "nearest"})
    assert f"- {line.nearest}" in text
    assert read_manual(text).errors == ()


@pytest.mark.parametrize(
    "text",
    [
        "Only prose.",
        "- A bullet without any heading.",
        "# Title\n\n- A bullet below it.",
        "## One\n\n## Two\n\ntext",
        "### A step first\n\n- Be nice\n\n# Then a title\n\n#### deep",
        "# A\n\n# B\n\n## C\n\n- x",
        "# T\n\n## A\n\n### S\n\n#### deep\n\n- x\n\n## B",
    ],
)
def test_whatever_its_shape_it_becomes_a_manual(text: str) -> None:
    assert read_manual(brought("our_way.md", text.encode())).errors == ()


def test_a_word_file_keeps_headings_bullets_and_prose() -> None:
    word = WordDocument()
    word.add_heading("How we work", 0)
    word.add_heading("Leads", 1)
    word.add_heading("First contact", 2)
    word.add_paragraph("Call first.")
    word.add_paragraph("A lead has at most 5 emails.", style="List Bullet")
    word.add_paragraph("Listen before you pitch", style="List Bullet")
    held = BytesIO()
    word.save(held)
    text = brought("How we work.docx", held.getvalue())
    manual = read_manual(text).manual
    assert manual is not None
    assert (manual.title, manual.areas[0].title, manual.areas[0].steps[0].title) == (
        "How we work",
        "Leads",
        "First contact",
    )
    assert [rule.sentence for rule in manual.areas[0].steps[0].rules] == [
        "A lead has at most 5 emails.",
        "By hand: listen before you pitch.",
    ]
    assert manual.areas[0].steps[0].prose == "Call first."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("manual.docx", b"not a zip", "no Word file"),
        ("manual.md", b"caf\xe9", "byte 4"),
        ("manual.doc", b"x", ".docx"),
        ("manual.md", b"", "no text"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(name: str, content: bytes, told: str) -> None:
    with pytest.raises(UnableToBringIn, match=told):
        brought(name, content)
