"""What comes before: only what was done right is said to have done it."""

from ingrain.method.company import Company
from ingrain.method.events import Event
from ingrain.method.judge import judge
from ingrain.method.manual import Area, Manual, Rule, Step
from ingrain.method.obligations import State
from ingrain.method.rules import Named, Precedence, Subject, Things


def test_an_event_that_is_not_what_was_asked_for_does_nothing() -> None:
    directly = Precedence((Named("PAY"),), Subject("case"), Things((Named("CHECK"),)), directly=True)
    manual = Manual("Paying", (Area("Paying", (Step("Paying", (Rule(1, "", directly, 1),)),)),))
    events = [Event(n, "case/1", f'"{name}"', n, n, "ana") for n, name in enumerate(("CHECK", "PAY", "PAY"), 1)]
    first, second = judge(manual, events, Company(), at=9)
    assert (first.state, first.done_event) == (State.MET, 1)
    assert (second.state, second.done_event) == (State.MISSED, None)
