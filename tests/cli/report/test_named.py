"""The records that need no explaining: every kind opens to its rules, days and names, as many as the cell says."""

import re
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from ingrain.cli.answer import Answer
from ingrain.cli.check import answer_of, usual
from ingrain.cli.opening import Told, open_both
from ingrain.cli.report.figures import Behind, behind_the_cells
from ingrain.cli.report.html import together
from ingrain.cli.report.named import Names
from ingrain.engine.check import setting_of
from ingrain.method.cells import Cell
from ingrain.method.obligations import Obligation, State
from ingrain.telling.why import Teller

HOUR = 3_600_000_000


@pytest.fixture(scope="module")
def answer(company: tuple[Path, Path]) -> Iterator[Answer]:
    with closing(open_both(*company, Told())) as opened:
        yield answer_of(opened, usual(), "company.jsonl")


def told(answer: Answer, known: Behind, most: int | None = None) -> str:
    """The text of what opens, a line for each element."""
    look = answer.checked.look
    setting = setting_of(look.manual, answer.company, at=look.at, vocabulary=answer.vocabulary, closed=look.closed)
    teller = Teller(answer, look.period.last, setting)
    page = together(Names(answer, teller, lambda o: o.record, most).of(known))
    return unescape(re.sub(r"(?:<[^>]*>)+", "\n", page)).strip()


def called(number: int, what: str) -> str:
    return f"The one {what}" if number == 1 else f"The {number:,} {what}"


def test_every_kind_opens_to_as_many_as_the_cell_says(answer: Answer) -> None:
    behind = behind_the_cells(answer)
    seen = set()
    for cell in answer.checked.cells:
        known = behind.get((cell.person, cell.area), Behind())
        for number, what in _counts(cell):
            assert (called(number, what) in told(answer, known)) == bool(number)
            seen |= {what} if number else set()
    assert {"followed", "still due", "done early", "void"} <= seen


def _counts(cell: Cell) -> list[tuple[int, str]]:
    words = "followed", "still due", "done early", "void", "unknown"
    return list(zip((cell.met, cell.due, cell.early, cell.void, cell.unknown), words, strict=True))


def test_names_stand_under_their_rule_and_day(answer: Answer) -> None:
    at = answer.checked.look.at
    rules = [number for number, (area, _, _) in answer.rules.items() if area.title == "Next steps"]
    due = [_due(rules[1], "opportunity/2", at + 100 * HOUR), _due(rules[0], "opportunity/1", at + 24 * HOUR),
           _due(rules[1], "opportunity/3", at + 24 * HOUR)]  # fmt: skip
    lines = [line.strip() for line in told(answer, Behind(due=due)).splitlines()]
    first, second = (f"“{answer.rules[number][2].sentence}”" for number in rules[:2])
    assert lines[0] == "The 3 still due"
    assert lines.index(first) < lines.index("opportunity/1") < lines.index(second)
    assert [line for line in lines[lines.index(second) :] if line.startswith("opportunity")] == [
        "opportunity/3",
        "opportunity/2",
    ]


def test_a_record_that_was_done_early_several_times_a_day_is_named_once(answer: Answer) -> None:
    at = answer.checked.look.at
    early = [_due(1, "lead/1", at + HOUR, state=State.MET, done=at - n) for n in range(1, 4)]
    assert told(answer, Behind(early=early)).splitlines()[-1].strip() == "lead/1 (3 times)"


def test_what_there_is_no_room_for_is_said(answer: Answer) -> None:
    due = [_due(1, f"lead/{n}", answer.checked.look.at + HOUR) for n in range(5)]
    assert "Three more: too many for this file. --records FILE.csv writes" in told(answer, Behind(due=due), most=2)


def _due(rule: int, record: str, due: int, *, state: State = State.DUE, done: int | None = None) -> Obligation:
    return Obligation(
        rule=rule, record=record, responsible="ruth", triggered=due - 48 * HOUR, state=state, due=due, done=done
    )
