"""Nobody is judged for the time before their team went live, also not through a handover."""

from datetime import datetime

import pytest

from ingrain.method.calendar import Calendar
from ingrain.method.company import Company, Person
from ingrain.method.events import Event, Instant
from ingrain.method.judge import judge
from ingrain.method.manual import Area, Manual, Rule, Step
from ingrain.method.obligations import State
from ingrain.method.text import read_sentence

LONDON = Calendar("Europe/London", "GB", "ENG")


def local(text: str) -> Instant:
    return LONDON.moment(datetime.fromisoformat(text))


COMPANY = Company(
    LONDON,
    {"ana": Person("ana", "north"), "dan": Person("dan", "south")},
    live={("north", None): local("2026-01-01"), ("south", None): local("2026-12-01")},
)


def told(
    sentence: str, *events: tuple[str, str, dict[str, str]], at: str
) -> list[tuple[str | None, State, State | None]]:
    log = [
        Event(n, "opportunity/1", do, local(time), local(time), "ana", values)
        for n, (time, do, values) in enumerate(events, start=1)
    ]
    manual = Manual("m", (Area("a", (Step("s", (Rule(1, sentence, read_sentence(sentence), 1),)),)),))
    found = judge(manual, log, COMPANY, at=local(at))
    return [(o.responsible, o.state, o.area_state) for o in found if not o.area_only]


CREATED = ("2026-11-02T09:00", "create", {"owner": "ana", "stage": "Negotiation"})
HANDED = ("2026-11-03T09:00", "hand over", {"owner": "dan"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Within 5 days of being created, an opportunity has a call.",
        "No opportunity stays in Negotiation longer than 5 days.",
        "An opportunity never goes longer than 5 days without a call.",
    ],
)
def test_who_isnt_live_yet_takes_over_without_a_duty_and_the_area_keeps_it(sentence: str) -> None:
    assert told(sentence, CREATED, HANDED, at="2026-11-12T09:00") == [("ana", State.VOID, State.MISSED)]


def test_a_period_is_asked_of_its_own_owner() -> None:
    sentence = "An opportunity has at least 1 call per week."
    created = ("2026-10-01T09:00", "create", {"owner": "dan", "stage": "Negotiation"})
    back = ("2026-11-02T00:00", "hand over", {"owner": "ana"})
    assert told(sentence, created, back, at="2026-11-10T09:00") == [
        ("ana", State.MISSED, State.MISSED),
        ("ana", State.DUE, State.DUE),
    ]
