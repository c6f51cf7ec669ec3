"""What publishing would change, on what really happened."""

from tests.firm import MANUAL, happened, instant, leads, manual

from ingrain.editions import foreseeing
from ingrain.editions.foreseeing import foresee
from ingrain.editions.publish import save_draft
from ingrain.people.models import Colleague

NOW = instant("2026-11-20T12:00")


def test_a_stricter_rule_puts_people_below_half(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    leads(range(1, 8))
    stricter = MANUAL.replace("a call by its owner", "a meeting by its owner")
    document = save_draft(document, stricter, revision=1, by=people["ingrid"], at=NOW)
    handling, steps = foresee(document, at=NOW)
    assert (handling.area, handling.people, handling.more) == ("Lead handling", 1, 1)
    assert (handling.records, handling.records_before) == (7, 0)
    assert (steps.more, steps.records) == (0, 0)
    kept = foreseeing.known(document)
    assert kept is not None
    assert foreseeing.changes(kept.found) == [handling, steps]


def test_what_is_known_of_a_draft_goes_when_it_is_saved_again(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    leads(range(1, 8))
    foresee(document, at=NOW)
    document = save_draft(document, f"{MANUAL}\n", revision=1, by=people["ingrid"], at=NOW)
    assert foreseeing.known(document) is None


def test_an_area_that_is_gone_is_said_to_be(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    happened("opportunity/1", "create", "2026-10-01T10:00", owner="ruth.adeyemi")
    shorter = MANUAL[: MANUAL.index("## Next steps")]
    document = save_draft(document, shorter, revision=1, by=people["ingrid"], at=NOW)
    assert [(one.area, one.gone) for one in foresee(document, at=NOW)] == [
        ("Lead handling", False),
        ("Next steps", True),
    ]


def test_where_nothing_is_live_nobody_is_judged(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    document.live_dates.update(since="2027-01-01")
    leads(range(1, 8), called=False)
    assert all(one.people == one.records == 0 for one in foresee(document, at=NOW))
