"""Why something that always has to be so wasn't: said as it was, with a mark on the events that made it so."""

from datetime import datetime

import pytest

from ingrain.method.calendar import Calendar
from ingrain.method.company import Company, Person
from ingrain.method.events import Event, Instant, Value
from ingrain.method.history import Setting
from ingrain.method.judge import judge
from ingrain.method.manual import Area, Manual, Rule, Step
from ingrain.method.obligations import State
from ingrain.method.text import read_sentence
from ingrain.method.vocabulary import CRM
from ingrain.telling.broken import Broken, broken

LONDON = Calendar("Europe/London", "GB", "ENG")
COMPANY = Company(LONDON, {"ana": Person("ana", "north"), "ben": Person("ben", "north")})
DATED = "An open opportunity always has a next step dated in the future, with 1 working day's grace."
FILLED = "An open opportunity always has its budget and decision maker filled in."

type Saved = tuple[str, str, dict[str, Value]]


def local(text: str) -> Instant:
    return LONDON.moment(datetime.fromisoformat(text))


def made(**values: Value) -> Saved:
    named = {name.replace("_", " "): value for name, value in values.items()}
    return "2026-11-02T09:00", "create", {"owner": "ana", "stage": "Discovery", **named}


def told(sentence: str, *saved: Saved, at: str = "2026-11-25T12:00", through: str = "page") -> Broken | None:
    """What broke, of the first obligation that wasn't followed. Events are numbered from 1."""
    log = [
        Event(n, "opportunity/1", do, local(time), local(time), "ana", values, through=through if n > 1 else "page")
        for n, (time, do, values) in enumerate(saved, start=1)
    ]
    form = read_sentence(sentence)
    manual = Manual("m", (Area("Next steps", (Step("s", (Rule(1, sentence, form, 1),)),)),))
    setting = Setting(COMPANY, CRM, local(at))
    wrong = [o for o in judge(manual, log, COMPANY, at=local(at)) if o.state in (State.LATE, State.MISSED)]
    return broken(wrong[0], form, "Next steps", log, setting)


def change(time: str, **values: Value) -> Saved:
    return time, "change", {name.replace("_", " "): value for name, value in values.items()}


OTHER = change("2026-11-05T10:00", budget=14_000)


@pytest.mark.parametrize(
    ("saved", "why", "marks"),
    [
        ([made(next_step="2026-11-16"), OTHER], "next step passed 9 days ago, none since", {1: "last set here"}),
        ([made(), OTHER], "never had one", {}),
        (
            [made(next_step="2026-11-06"), OTHER, change("2026-11-11T10:00", next_step="2026-12-20")],
            "set 5 days after the last one passed",
            {1: "last set here", 3: "this put it right"},
        ),
        (
            [made(), OTHER, change("2026-11-11T10:00", next_step="2026-12-20")],
            "had none until 11 Nov",
            {3: "this put it right"},
        ),
        (
            [made(next_step="2026-12-01"), change("2026-11-05T10:00", next_step=None), OTHER],
            "emptied on 5 Nov, none since",
            {2: "emptied here"},
        ),
        (
            [made(next_step="2026-12-01"), change("2026-11-05T10:00", next_step="2026-10-01")],
            "set to 1 Oct, which had passed, none since",
            {2: "last set here"},
        ),
        (
            [made(next_step="2026-11-06"), change("2026-11-12T10:00", next_step="2026-11-10")],
            "next step passed 19 days ago, none in the future since",
            {1: "last set here"},
        ),
        (
            [made(next_step="2026-11-06"), ("2026-11-20T09:00", "move", {"stage": "lost"})],
            "next step passed on 6 Nov, none until it was closed on 20 Nov",
            {1: "last set here"},
        ),
        (
            [made(next_step="2026-11-06"), ("2026-11-20T09:00", "hand over", {"owner": "ben"})],
            "next step passed on 6 Nov, none until it was handed over on 20 Nov",
            {1: "last set here"},
        ),
        ([made(next_step="soon")], "“soon” is no date, none since", {1: "last set here"}),
    ],
)
def test_a_date_that_was_not_in_the_future(saved: list[Saved], why: str, marks: dict[int, str]) -> None:
    assert told(DATED, *saved) == Broken(why, marks)


@pytest.mark.parametrize(
    ("saved", "why", "marks"),
    [
        ([made(budget=5)], "decision maker never filled in", {}),
        ([made(next_step="2026-12-01")], "budget and decision maker never filled in", {}),
        (
            [made(budget=5), change("2026-11-09T10:00", decision_maker="J. Hale")],
            "decision maker not filled in until 9 Nov",
            {2: "this put it right"},
        ),
        (
            [made(budget=5, decision_maker="J. Hale"), change("2026-11-09T10:00", budget=None)],
            "budget emptied on 9 Nov, not filled in since",
            {2: "emptied here"},
        ),
        (
            [
                made(budget=5, decision_maker="J. Hale"),
                change("2026-11-09T10:00", budget=None),
                change("2026-11-12T11:00", budget=6),
            ],
            "budget emptied on 9 Nov, filled in 3 days later",
            {2: "emptied here", 3: "this put it right"},
        ),
    ],
)
def test_fields_that_were_not_filled_in(saved: list[Saved], why: str, marks: dict[int, str]) -> None:
    assert told(FILLED, *saved) == Broken(why, marks)


def test_a_bulk_edit_sets_nothing() -> None:
    bulk = change("2026-11-05T10:00", next_step="2026-12-20")
    assert told(DATED, made(), bulk, through="bulk") == Broken("never had one", {})


def test_a_rule_about_linked_records_is_not_told_from_one_story() -> None:
    assert told("An open opportunity always has a contact.", made()) is None


def test_the_reason_is_about_the_break_that_was_never_put_right() -> None:
    found = told(
        DATED,
        made(next_step="2026-11-03"),
        change("2026-11-09T10:00", next_step="2026-11-11"),
        at="2026-11-25T12:00",
    )
    assert found == Broken("next step passed 14 days ago, none since", {2: "last set here"})


def test_other_forms_are_told_elsewhere() -> None:
    assert told("Within 1 working day of being created, an opportunity has a call.", made()) is None
