"""What is suggested about a cell that needs a person, and what it rests on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.method.cells import Cell, CellState, wilson
from ingrain.method.suggest import Action, Because, Evidence, Suggestion, needs_a_person, suggest
from ingrain.monitor.models import Action as Stored
from ingrain.telling.suggesting import reason

AIM = 0.8


def cell(met: int, asked: int, state: CellState = CellState.JUDGED) -> Cell:
    low, high = wilson(met, asked, asked) if asked else (None, None)
    return Cell("ruth", "Leads", met, 0, asked - met, low=low, high=high, state=state)


SHORT = Evidence(cell(5, 20), cell(5, 20), wrong={1: 5, 2: 5, 3: 5})


def suggested(known: Evidence) -> Suggestion:
    found = suggest(known, aim=AIM)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("known", "action", "because"),
    [
        (SHORT, Action.SIT_WITH, Because.SPREAD),
        (replace(SHORT, wrong={1: 10, 2: 5}), Action.LESSON, Because.ONE_RULE),
        (replace(SHORT, wrong={1: 9, 2: 6}), Action.SIT_WITH, Because.SPREAD),
        (replace(SHORT, tried=["lesson"]), Action.TALK, Because.TRIED),
        (replace(SHORT, tried=["encourage"]), Action.SIT_WITH, Because.SPREAD),
        (replace(SHORT, before=cell(3, 20)), Action.ENCOURAGE, Because.RISES),
        (replace(SHORT, before=cell(4, 20)), Action.SIT_WITH, Because.SPREAD),
        (replace(SHORT, before=cell(0, 2, CellState.TOO_FEW)), Action.SIT_WITH, Because.SPREAD),
        (replace(SHORT, wrong={1: 12, 2: 3}, others={1: (4, 2)}), Action.WRONG, Because.EVERYBODY),
        (replace(SHORT, wrong={1: 12, 2: 3}, others={1: (3, 3)}), Action.LESSON, Because.ONE_RULE),
        (replace(SHORT, wrong={1: 12, 2: 3}, others={1: (9, 4)}), Action.LESSON, Because.ONE_RULE),
        (replace(SHORT, wrong={1: 11, 2: 4}, others={1: (9, 9)}), Action.LESSON, Because.ONE_RULE),
        (replace(SHORT, cell=cell(0, 0, CellState.SILENT)), Action.SIT_WITH, Because.SILENT),
        (replace(SHORT, days_here=27), Action.WAIT, Because.NEW),
        (replace(SHORT, days_here=28), Action.SIT_WITH, Because.SPREAD),
        (replace(SHORT, agreed=True, days_here=3), Action.WAIT, Because.AGREED),
    ],
)
def test_the_first_that_fits_is_suggested(known: Evidence, action: Action, because: Because) -> None:
    found = suggested(known)
    assert (found.action, found.because) == (action, because)


@pytest.mark.parametrize(
    "here",
    [cell(19, 20), cell(0, 3, CellState.TOO_FEW), cell(0, 0, CellState.NOTHING_DUE), replace(SHORT.cell, apart=True)],
)
def test_nothing_is_suggested_where_nobody_is_needed(here: Cell) -> None:
    assert not needs_a_person(here, AIM)
    assert suggest(replace(SHORT, cell=here), aim=AIM) is None


def test_the_actions_are_those_that_can_be_decided() -> None:
    assert {action.value for action in Action} == set(Stored.values)


def test_a_reason_is_a_sentence_with_the_numbers_behind_it() -> None:
    everybody = suggested(replace(SHORT, wrong={1: 15}, others={1: (12, 9)}))
    assert reason(everybody, "Ruth", "Call.") == (
        "All or nearly all that was not followed is “Call.”, and nine of 12 colleagues follow it in fewer than half of "
        "the cases."
    )
    lesson = suggested(replace(SHORT, wrong={1: 10, 2: 5}))
    assert reason(lesson, "Ruth", "Call.") == "10 of the 15 that were not followed are of “Call.”"
    assert "five days" in reason(suggested(replace(SHORT, days_here=5)), "Ruth")
    assert "3 of 20 four weeks ago" in reason(suggested(replace(SHORT, before=cell(3, 20))), "Ruth")


counts = st.dictionaries(st.integers(1, 5), st.integers(1, 30), max_size=5)
others = st.dictionaries(st.integers(1, 5), st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5)


@given(met=st.integers(0, 40), missed=st.integers(0, 40), wrong=counts, of=others, days=st.none() | st.integers(0, 99))
def test_a_suggestion_there_is_exactly_where_a_person_is_needed_and_it_names_a_rule_that_was_missed(
    met: int, missed: int, wrong: dict[int, int], of: dict[int, tuple[int, int]], days: int | None
) -> None:
    here = cell(met, met + missed, CellState.JUDGED if met + missed >= 5 else CellState.TOO_FEW)
    found = suggest(Evidence(here, None, wrong, of, days), aim=AIM)
    assert (found is not None) is needs_a_person(here, AIM)
    if found is not None:
        assert found.rule is None or found.rule in wrong
        assert reason(found, "Ruth", "Call.")
