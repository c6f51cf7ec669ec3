"""The objective, measured on the journal."""

from tests.firm import MANUAL, happened, instant, manual

from ingrain.editions.measuring import is_due, measure, told
from ingrain.people.models import Colleague

NOW = instant("2026-11-20T12:00")
AIMED = MANUAL.replace(
    "# Selling here\n", "# Selling here\n\nObjective: turn 18 in 100 leads into won opportunities by 30 June 2027.\n"
)


def test_of_each_quarters_leads_the_share_that_was_won(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"], text=AIMED)
    for number in range(1, 6):
        happened(f"lead/{number}", "create", "2026-08-03T10:00", owner="ruth.adeyemi")
    happened("opportunity/1", "create", "2026-08-20T10:00", owner="ruth.adeyemi", state="open", to="lead/1")
    happened("opportunity/1", "win", "2026-09-20T10:00", state="won")
    assert is_due(document, at=NOW)
    measure(document, at=NOW)
    assert told(document) == {"": ["20 in 100 of the leads of July to September 2026: 1 of 5, four still open"]}
    assert not is_due(document, at=NOW)
    assert is_due(document, at=instant("2026-11-22T12:00"))


def test_prose_is_not_measured(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    measure(document, at=NOW)
    assert told(document) == {}
    assert not is_due(document, at=NOW)
