"""The manuals that come with Ingrain, and beginning one."""

import pytest
from tests.firm import instant

from ingrain.editions.starting import STARTERS, dated, may_write, start, starters
from ingrain.journal.read import story
from ingrain.method.language.aim import read_objective
from ingrain.method.text import read_manual
from ingrain.people.models import Colleague


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_reads_without_error_or_warning(name: str) -> None:
    starter = next(one for one in starters() if one.name == name)
    reading = read_manual(starter.text)
    assert reading.problems == ()
    assert reading.manual is not None
    assert 4 <= len(reading.manual.areas) <= 6
    assert starter.rules >= 12
    assert all(step.prose for area in reading.manual.areas for step in area.steps)
    assert all(any(step.questions for step in area.steps) for area in reading.manual.areas)


def test_a_starters_objective_is_for_next_year() -> None:
    starter = starters()[0]
    objective = read_manual(dated(starter.text, 2031)).manual
    assert objective is not None
    measured = read_objective(objective.header.objective or "")
    assert measured is not None
    assert measured.by.year == 2031


def test_whoever_begins_a_manual_owns_it_and_the_journal_says_so(people: dict[str, Colleague]) -> None:
    made = start(starters()[1].text, by=people["ingrid"], at=instant("2026-11-20T12:00"))
    assert made.title == "How we sell from the desk"
    assert made.current is None
    assert [event.do for event in story(f"manual/{made.pk}")] == ["create"]
    assert may_write(made, people["ingrid"])
    assert not may_write(made, people["maria"])
