"""What somebody has open goes to somebody else in one go, and comes back; a deputy needs no hand-over."""

from datetime import date

import pytest
from tests.firm import firm
from tests.records.book import account, contact, lead
from tests.records.dealing import NOW, TODAY, deal, desk, reckons_in

from ingrain.journal.read import story
from ingrain.method.calendar import DAY
from ingrain.people.models import Colleague, Leave
from ingrain.records import doing, handing, keep, moving, sums
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Opportunity, Pile


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    reckons_in()
    people = firm()
    ruth = people["ruth"]
    of = account(ruth)
    contact(ruth, of)
    moving.disqualify(lead(ruth, "Jan Kos"), because="no budget", by=desk(ruth), at=NOW)
    lead(ruth)
    deal(ruth, "Cartoner", amount=100, close_date="2026-12-11")
    moving.win(deal(ruth, "Tray sealer"), by=desk(ruth), at=NOW)
    keep.put_in_bin(deal(ruth, "Labelling line"), by=desk(ruth), at=NOW)
    doing.do("call", [of], {"notes": "Rang."}, by=desk(ruth), at=NOW)
    doing.plan("task", [of], {"due date": "2026-12-01"}, by=desk(ruth), at=NOW)
    return people


def counted(whose: Colleague) -> dict[str, int]:
    return {kind: len(records) for kind, records in handing.holdings(whose).items()}


def test_what_is_open_is_what_can_be_handed_over(people: dict[str, Colleague]) -> None:
    assert counted(people["ruth"]) == {"lead": 1, "account": 1, "contact": 1, "opportunity": 1, "planned activity": 1}


def test_chosen_kinds_go_to_the_heir_in_journal_rows_and_sums(people: dict[str, Colleague]) -> None:
    by = desk(people["maria"])
    kinds = ["opportunity", "planned activity"]
    done = handing.hand_over(people["ruth"], people["colin"], kinds=kinds, by=by, at=NOW + DAY)
    assert done.records == 2
    assert counted(people["colin"]) == {"opportunity": 1, "planned activity": 1}
    row = Opportunity.objects.get(name="Cartoner")
    last = story(row.record)[-1]
    assert (last.do, last.values, last.by) == ("hand over", {"owner": "colin.marsh"}, "maria.okafor")
    assert row.version == last.sequence
    assert Pile.objects.get(owner=people["colin"], cards=1).worth == 100_00
    assert sums.recount(today=date(2026, 11, 21)) == 0


def test_it_is_taken_back_as_far_as_it_lies(people: dict[str, Colleague]) -> None:
    by = desk(people["maria"])
    done = handing.hand_over(people["ruth"], people["colin"], by=by, at=NOW + DAY)
    moving.win(Opportunity.objects.get(name="Cartoner"), by=by, at=NOW + 2 * DAY)
    assert handing.take_back(done, by=by, at=NOW + 3 * DAY) == 4
    assert counted(people["ruth"]) == {"lead": 1, "account": 1, "contact": 1, "planned activity": 1}
    with pytest.raises(UnableToSave, match="already"):
        handing.take_back(done, by=by, at=NOW + 3 * DAY)


@pytest.mark.parametrize(
    ("who", "giver", "heir", "why"),
    [
        ("colin", "ruth", "colin", "whoever leads"),
        ("maria", "dana", "colin", "whoever leads"),
        ("maria", "ruth", "dana", "whom you lead"),
        ("maria", "ruth", "ruth", "still here"),
        ("maria", "colin", "ruth", "nothing of this"),
        ("wanda", "ruth", "colin", "whoever leads"),
        ("adam", "ruth", "colin", "whoever leads"),
    ],
)
def test_it_is_handed_over_by_those_who_lead_to_those_who_are_there(
    people: dict[str, Colleague], who: str, giver: str, heir: str, why: str
) -> None:
    with pytest.raises(UnableToSave, match=why):
        handing.hand_over(people[giver], people[heir], by=desk(people[who]), at=NOW)


def test_a_deputy_sees_and_changes_what_is_theirs_while_they_are_away(people: dict[str, Colleague]) -> None:
    Leave.objects.create(colleague=people["ruth"], first=TODAY, last=TODAY, deputy=people["dana"])
    row = Opportunity.objects.get(name="Cartoner")
    assert desk(people["dana"]).may_change(row)
    assert not desk(people["dana"], date(2026, 11, 21)).may_change(row)
    changed = keep.change(row, {"what next": "Ring Jan"}, by=desk(people["dana"]), at=NOW)
    assert story(changed.record)[-1].by == "dana.whitfield"
