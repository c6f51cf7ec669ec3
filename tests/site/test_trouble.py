"""A full disk, and a database that something else keeps: a sentence, nothing half-done, and it works again later."""

import os
from pathlib import Path

import pytest
from tests.site.test_killed import python

CHILD = Path(__file__).resolve().parent / "trouble_child.py"


def tried(data: Path, trouble: str, seconds: float) -> list[str]:
    out, complaint = python(data, str(CHILD), trouble, str(seconds)).communicate(timeout=600)
    assert "Traceback" not in complaint, complaint[-3000:]
    return out.strip().splitlines()


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("full", "The disk is full, and nothing was saved."),
        ("locked", "Something else kept the database for too long, and nothing was saved."),
    ],
)
def test_publishing_deciding_and_a_list_of_people_say_that_nothing_was_saved(
    trouble: str, sentence: str, tmp_path: Path
) -> None:
    *pages, left, again = tried(tmp_path, trouble, 3)
    assert len(pages) == 3
    for page in pages:
        assert page.startswith("503 ")
        assert sentence in page
    assert left == "nothing"
    assert again == "302 302 302"


@pytest.mark.exam
def test_a_database_that_something_else_keeps_for_a_while_is_waited_for(tmp_path: Path) -> None:
    """Twenty seconds in make exam, as long as people should ever have to wait; two in make test."""
    *pages, left = tried(tmp_path, "waited", 20 if os.environ.get("INGRAIN_EXAM") == "1" else 2)
    assert [page[:3] for page in pages] == ["302"] * 3
    assert left != "nothing"
