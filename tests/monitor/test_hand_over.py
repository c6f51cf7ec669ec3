"""Leaving: who gets what was open, and how it comes back when it was a mistake."""

from dataclasses import replace
from datetime import date

import pytest
from tests.firm import firm, instant, manual

from ingrain.journal.read import story
from ingrain.journal.write import append
from ingrain.method.events import Event, Value
from ingrain.monitor import hand_over
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague
from ingrain.records.models import Account, Activity, Opportunity
from ingrain.records.shelf import Shelf

NOW, LATER = instant("2026-11-20T12:00"), instant("2026-11-21T12:00")
DAY = date(2026, 11, 20)


def happened(record: str, do: str, when: str, **values: Value) -> None:
    """As a verb has it: in the journal and in the rows."""
    at = instant(when)
    told = Event(0, record, do, at, at, "ruth.adeyemi", values)
    shelf = Shelf()
    shelf.fetch([record])
    shelf.tell(replace(told, sequence=append([told])[0]))
    shelf.save()


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    people = firm()
    manual(people["ingrid"])
    happened("opportunity/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi", stage="Discovery")
    happened("opportunity/2", "create", "2026-11-02T10:00", owner="ruth.adeyemi", stage="Discovery")
    happened("opportunity/2", "move", "2026-11-03T10:00", state="won")
    happened("opportunity/3", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("opportunity/3", "hand over", "2026-11-04T10:00", owner="colin.marsh")
    happened("opportunity/4", "create", "2026-11-02T10:00", owner="colin.marsh")
    happened("opportunity/4", "hand over", "2026-11-04T10:00", owner="ruth.adeyemi")
    happened("account/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("account/2", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("account/2", "delete", "2026-11-03T10:00")
    happened("call/1", "call", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("meeting/2", "plan meeting", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi.2")
    return people


OPEN = ["account/1", "meeting/2", "opportunity/1", "opportunity/4"]


def gone(people: dict[str, Colleague], who: str = "ruth", by: str = "adam", heir: str | None = "colin"):  # type: ignore[no-untyped-def]
    taker = people[heir] if heir else None
    return hand_over.leave(people[who], DAY, heir=taker, by=people[by], at=NOW, today=DAY)


def test_what_is_open_is_theirs_by_the_last_word_of_the_journal(people: dict[str, Colleague]) -> None:
    assert hand_over.holdings(people["ruth"]) == OPEN


def test_the_heir_gets_what_was_open(people: dict[str, Colleague]) -> None:
    departure = gone(people)
    assert departure.records == 4
    last = story("opportunity/1")[-1]
    assert (last.do, last.values, last.through, last.by) == ("hand over", {"owner": "colin.marsh"}, "page", "adam.keys")
    assert hand_over.holdings(people["ruth"]) == []
    assert set(OPEN) <= set(hand_over.holdings(people["colin"]))
    assert not Colleague.objects.get(key="ruth.adeyemi").is_active
    for row in (Opportunity.objects.get(pk=1), Account.objects.get(pk=1), Activity.objects.get(kind="meeting")):
        assert (row.owner, row.team) == (people["colin"], people["colin"].team)


def test_a_deactivation_is_undone_with_what_the_heir_still_has(people: dict[str, Colleague]) -> None:
    departure = gone(people)
    happened("opportunity/1", "hand over", "2026-11-20T18:00", owner="dana.whitfield")
    happened("opportunity/4", "move", "2026-11-20T18:00", state="lost")
    assert hand_over.come_back(departure, by=people["adam"], at=LATER) == 2
    assert hand_over.holdings(people["ruth"]) == ["account/1", "meeting/2"]
    assert Colleague.objects.get(key="ruth.adeyemi").is_active
    with pytest.raises(UnableToSetUp, match="here already"):
        hand_over.come_back(departure, by=people["adam"], at=LATER)


def test_nobody_deactivates_themselves_or_as_a_lead_an_administrator(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSetUp, match="themselves"):
        gone(people, "adam")
    with pytest.raises(UnableToSetUp, match="Only an administrator"):
        gone(people, "adam", by="ingrid")


def test_without_an_heir_everything_stays_theirs(people: dict[str, Colleague]) -> None:
    assert gone(people, heir=None).records == 0
    assert hand_over.holdings(people["ruth"]) == OPEN


def test_whoever_left_takes_nothing_over(people: dict[str, Colleague]) -> None:
    gone(people)
    people["ruth"].refresh_from_db()
    with pytest.raises(UnableToSetUp, match="still here"):
        gone(people, "dana", heir="ruth")
