"""What something can be done about is what the judge may still call late or met; the rest is only to be known."""

import pytest
from hypothesis import HealthCheck, given, settings
from tests.engine.random_worlds import World, crm_worlds

from ingrain.engine.in_memory import check_in_memory
from ingrain.method.duties import can_be_done
from ingrain.method.obligations import State
from ingrain.method.rules import Form
from ingrain.method.text import read_sentence


def form(sentence: str) -> Form:
    return read_sentence(sentence)


@pytest.mark.parametrize(
    ("sentence", "while_due", "once_missed"),
    [
        ("Within 1 working day of being created, a lead has a call by its owner.", True, True),
        ("A meeting has notes within 24 hours of its end.", True, True),
        ("When lost, an opportunity has its loss reason filled in within 1 working day.", True, True),
        ("An open opportunity always has a next step dated in the future.", True, True),
        ("No opportunity stays in Negotiation longer than 30 days.", True, True),
        ("An open opportunity never goes longer than 14 days without a call.", True, True),
        ("Before moving to Proposal, an opportunity has its budget filled in.", False, True),
        ("Before moving to Proposal, an opportunity has a meeting.", False, False),
        ("A key account has at least 1 meeting per quarter.", True, False),
        ("A lead has at most 5 emails.", False, False),
        ("An opportunity never moves back to Qualification.", False, False),
        ("An opportunity moves through Qualification, Discovery and Proposal in order.", False, False),
        ("No seller has more than 40 open opportunities.", False, False),
        ("Every seller updates a record on at least 4 of 5 working days.", True, False),
    ],
)
def test_what_can_be_done_about_a_sentence(sentence: str, while_due: bool, once_missed: bool) -> None:
    assert can_be_done(form(sentence), State.DUE) is while_due
    assert can_be_done(form(sentence), State.MISSED) is once_missed
    assert not any(can_be_done(form(sentence), one) for one in (State.MET, State.LATE, State.VOID, State.UNKNOWN))


@pytest.mark.exam
@settings(suppress_health_check=list(HealthCheck))
@given(crm_worlds())
def test_what_the_judge_calls_late_could_be_done_when_it_was_missed(world: World) -> None:
    rules = {rule.number: rule.form for _area, _step, rule in world.manual.judged()}
    checked = check_in_memory(
        world.manual, world.events, world.company, at=world.at, vocabulary=world.vocabulary, closed=world.closed
    )
    for obligation in checked.answers.obligations():
        if obligation.state is State.LATE:
            assert can_be_done(rules[obligation.rule], State.MISSED), rules[obligation.rule]  # type: ignore[arg-type]
