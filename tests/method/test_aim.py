"""Objectives that are measured, and their measure."""

from datetime import UTC, date, datetime

import pytest

from ingrain.method.calendar import Calendar, instant_of
from ingrain.method.language.aim import read_objective
from ingrain.method.objective import Objective, Quarter, Turned, measure

CALDER = "turn 18 in 100 leads into won opportunities by 30 June 2027 (12 in 100 today)."


def test_the_definitions_objective_is_measured() -> None:
    assert read_objective(CALDER) == Objective(18, "lead", "won", date(2027, 6, 30), "opportunity", 12)


@pytest.mark.parametrize(
    ("sentence", "objective"),
    [
        ("Turn 7.5 in 100 leads into converted by 2027-01-31", Objective(7.5, "lead", "converted", date(2027, 1, 31))),
        (
            "turn 30 in 100 opportunities into won by Dec 1, 2026.",
            Objective(30, "opportunity", "won", date(2026, 12, 1)),
        ),
    ],
)
def test_what_it_became_and_where_it_stands_today_may_be_left_out(sentence: str, objective: Objective) -> None:
    assert read_objective(sentence) == objective


@pytest.mark.parametrize(
    "sentence",
    [
        "no lead waits more than a day.",
        "turn 18 in 100 leads into gold by 30 June 2027.",
        "turn 18 in 100 leads into won opportunities by 31 June 2027.",
        "turn 18 in 100 leads into won opportunities by summer.",
        "turn 180 in 100 leads into won opportunities by 30 June 2027.",
        "turn 18 in 100 leads into won opportunities by 30 June 2027, or sooner.",
        "",
    ],
)
def test_any_other_objective_is_prose(sentence: str) -> None:
    assert read_objective(sentence) is None


def test_each_quarters_records_are_measured_by_now_with_how_many_are_still_open() -> None:
    def on(month: int, day: int, hour: int = 12) -> int:
        return instant_of(datetime(2026, month, day, hour, tzinfo=UTC))

    records = [
        Turned(on(2, 1), reached=True, open=False),
        Turned(on(3, 31, 23), reached=False, open=True),  # in Amsterdam it is April
        Turned(on(1, 5), reached=False, open=False),
        Turned(on(8, 1), reached=True, open=True),
    ]
    assert measure(records, Calendar(zone="Europe/Amsterdam")) == (
        Quarter("2026-Q1", created=2, reached=1, open=0),
        Quarter("2026-Q2", created=1, reached=0, open=1),
        Quarter("2026-Q3", created=1, reached=1, open=0),
    )
    assert measure(records, Calendar(zone="UTC"))[0].share == pytest.approx(33.3, abs=0.1)
    assert measure([], Calendar(zone="UTC")) == ()
