"""Checking the sample company finds every deviation that was planted, and nothing else."""

from collections import Counter

import pytest
from tests.conftest import EXAM

from ingrain.method.judge import judge
from ingrain.method.obligations import Obligation, State
from ingrain.method.text import manual_of
from ingrain.sample import Sample, make_company
from ingrain.sample.deviations import Deviation

type Key = tuple[object, ...]

VIOLATED = (State.LATE, State.MISSED)
USUAL = [(7, 24, 26), (1, 8, 9), (2, 21, 13), (5, 12, 40)]
LARGER = [(seed, 24, 26) for seed in range(20, 40)] + [(3, 300, 26), (4, 90, 52)] if EXAM else [(20, 40, 12)]


def planted(deviation: Deviation) -> Key:
    """What truth and judgement are compared by. The due moment of what is judged at once is its occasion."""
    return (
        int(deviation.rule),
        deviation.record,
        deviation.responsible,
        deviation.state,
        deviation.breach,
        deviation.period,
        deviation.due,
        deviation.occasion,
    )


def found(obligation: Obligation) -> Key:
    due = obligation.due if obligation.occasion is None else None
    return (
        obligation.rule,
        obligation.record,
        obligation.responsible,
        obligation.state.value,
        obligation.breach,
        obligation.period,
        due,
        obligation.occasion,
    )


def both(sample: Sample) -> tuple[Counter[Key], Counter[Key]]:
    """What was planted, and what checking finds."""
    judged = judge(manual_of(sample.manual_text), sample.events, sample.company, at=sample.at)
    violated = (o for o in judged if o.state in VIOLATED and not o.area_only)
    return Counter(map(planted, sample.truth)), Counter(map(found, violated))


def assert_same(sample: Sample) -> None:
    truth, judged = both(sample)
    assert not list((truth - judged).elements())[:5], "planted and not found"
    assert not list((judged - truth).elements())[:5], "found and not planted"


@pytest.mark.parametrize(("seed", "people", "weeks"), USUAL)
def test_checking_finds_what_was_planted_and_nothing_else(seed: int, people: int, weeks: int) -> None:
    assert_same(make_company(seed=seed, people=people, weeks=weeks))


@pytest.mark.exam
@pytest.mark.parametrize(("seed", "people", "weeks"), LARGER)
def test_it_does_so_in_other_companies_too(seed: int, people: int, weeks: int) -> None:
    assert_same(make_company(seed=seed, people=people, weeks=weeks))
