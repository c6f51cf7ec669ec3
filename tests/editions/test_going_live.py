"""Live dates by team and area."""

from datetime import date

from tests.firm import instant, manual

from ingrain.editions.going_live import dates, decide
from ingrain.journal.read import story
from ingrain.people.models import Colleague, Team

NOW = instant("2026-11-20T12:00")


def test_what_changes_is_kept_and_told_in_the_journal(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    north = Team.objects.get(name="North")
    decided = {(None, ""): date(2026, 9, 1), (north, ""): date(2027, 1, 4), (north, "Next steps"): None}
    assert decide(document, decided, by=people["ingrid"], at=NOW) == 2
    assert dates(document) == {
        (None, ""): date(2026, 9, 1),
        (north.pk, ""): date(2027, 1, 4),
        (north.pk, "Next steps"): None,
    }
    told = [event for event in story(f"manual/{document.pk}") if event.do == "set live date"]
    assert [event.values["since"] for event in told] == ["2027-01-04", "not yet"]


def test_what_was_decided_can_be_taken_back(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    assert decide(document, {(None, ""): ""}, by=people["ingrid"], at=NOW) == 1
    assert dates(document) == {}
    assert decide(document, {(None, ""): ""}, by=people["ingrid"], at=NOW) == 0
