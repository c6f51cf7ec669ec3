"""Each rule's sums over everybody."""

import pytest
from tests.firm import MANUAL, firm, happened, instant, leads, manual

from ingrain.monitor import watch
from ingrain.monitor.by_rule import sums
from ingrain.people.models import Colleague

NOW = instant("2026-11-20T12:00")
TEXT = MANUAL.replace("by its owner.\n", "by its owner.\n- A lead has at most 1 email.\n")


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    """The firm's colleagues by first name."""
    return firm()


def test_people_are_added_up_and_machines_stand_apart(people: dict[str, Colleague]) -> None:
    Colleague.objects.join(key="mailbox", name="Mailbox", kind="integration")
    document = manual(people["ingrid"], text=TEXT)
    leads(range(1, 4))
    leads(range(11, 13), by="dana.whitfield", called=False)
    leads(range(21, 22), by="mailbox", called=False)
    watch.judge_all(document, at=NOW)
    found = sums(document, at=NOW)[1]
    assert (found.met, found.missed, found.people, found.apart) == (3, 2, 2, 1)


def test_breaches_are_counted_beside_the_share(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"], text=TEXT)
    leads(range(1, 3))
    for number in range(2):
        happened(f"email/{number}", "email", f"2026-11-03T1{number}:00", to="lead/1")
    watch.judge_all(document, at=NOW)
    found = sums(document, at=NOW)[2]
    assert (found.asked, found.breaches, found.people) == (0, 1, 1)
