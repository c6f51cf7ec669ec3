"""The reference pages are true: the example of our own form can be read, and each key of it stands in a table."""

import re
from datetime import date
from pathlib import Path

import pytest
from tests.logs.build import at, read, written

from ingrain.logs import open_log
from ingrain.logs.header import COMPANY, PERSON
from ingrain.logs.headings import ROLES, USUAL
from ingrain.logs.json_lines import KEYS, VERBS, WAYS_IN

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference"
OWN_FORM = (PAGES / "json-lines.md").read_text(encoding="utf-8")
LOGS = (PAGES / "logs.md").read_text(encoding="utf-8")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    (block,) = re.findall(r"^```jsonl\n(.*?)^```", OWN_FORM, re.DOTALL | re.MULTILINE)
    return written(tmp_path / "example.jsonl", block)


def test_the_example_is_read_to_the_last_word(example: Path) -> None:
    reading = read(example)
    assert reading.sentences == []
    assert [event.do for event in reading.events] == [
        "create",
        "call",
        "plan meeting",
        "change",
        "create",
        "hand over",
        '"O_SENT"',
    ]
    assert at(reading.events[1].recorded) == "2026-11-09T17:10:00"
    assert at(reading.events[5].occurred) == "2026-11-09T13:00:30"
    assert reading.events[4].values["budget"] is None


def test_the_examples_company_says_everything_that_one_can(example: Path) -> None:
    company = open_log(example).company
    assert company is not None
    assert (company.calendar.zone, company.calendar_of("ben").zone) == ("Europe/London", "Europe/Paris")
    assert company.deputy("ana", date(2026, 11, 10)) == "ben"
    assert not company.is_person("112")
    assert not company.is_person("sync")
    assert len(company.live) == 2
    assert len(company.gaps) == 1


@pytest.mark.parametrize("word", sorted(KEYS | COMPANY | PERSON | WAYS_IN))
def test_each_key_is_explained(word: str) -> None:
    assert f"`{word}`" in OWN_FORM


@pytest.mark.parametrize("word", sorted(VERBS))
def test_each_verb_is_named(word: str) -> None:
    assert re.search(rf"\b{word}\b", OWN_FORM)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_of_a_column_is_in_the_table_of_logs(role: str) -> None:
    assert re.search(rf"the column of the {role}|`{USUAL[role][0]}`", LOGS)
