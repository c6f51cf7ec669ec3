"""Making and changing records: what the journal says and what stands are one; two people lose nothing."""

import pytest
from tests.firm import firm
from tests.records.book import NOW, account, contact, desk, lead, opportunity

from ingrain.journal import read
from ingrain.people.models import Colleague
from ingrain.records import doing, keep, moving, setting_back
from ingrain.records.converting import convert
from ingrain.records.keep import SavedMeanwhile, UnableToSave
from ingrain.records.models import About, Account, Contact, Lead, Mention, Openness, Opportunity, Stage

pytestmark = pytest.mark.django_db
MINUTE = 60 * 1_000_000


@pytest.fixture
def people() -> dict[str, Colleague]:
    return firm()


def test_a_new_record_is_in_the_journal_and_in_the_table(people: dict[str, Colleague]) -> None:
    made = lead(people["ruth"], "Orla Byrne", company="Westport Foods", budget=4500.5)
    (entry,) = read.story(made.record)
    assert (entry.do, entry.by, entry.values["company"]) == ("create", "ruth.adeyemi", "Westport Foods")
    stored = Lead.objects.get()
    assert (stored.name, stored.budget, stored.owner, stored.team) == (
        "Orla Byrne",
        450050,
        people["ruth"],
        people["ruth"].team,
    )
    assert stored.version == entry.sequence


def test_a_record_without_a_name_is_refused_and_nothing_is_left_of_it(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSave, match="Give it a name"):
        account(people["ruth"], "  ")
    assert not Account.objects.exists()
    assert read.last() == (0, None)


def test_what_stays_as_it_is_isnt_journalled(people: dict[str, Colleague]) -> None:
    made = account(people["ruth"], city="Leeds")
    keep.change(made, {"city": "Leeds"}, by=desk(people["ruth"]), at=NOW)
    assert len(read.story(made.record)) == 1


def test_two_people_who_change_different_fields_are_joined(people: dict[str, Colleague]) -> None:
    made = account(people["ruth"])
    keep.change(made, {"city": "Leeds"}, by=desk(people["colin"]), at=NOW, seen=made.version)
    now = keep.change(made, {"industry": "Food"}, by=desk(people["ruth"]), at=NOW, seen=made.version)
    assert (now.city, now.industry) == ("Leeds", "Food")  # type: ignore[attr-defined]


def test_whoever_changes_the_same_field_later_is_told_what_the_other_said(people: dict[str, Colleague]) -> None:
    made = account(people["ruth"])
    keep.change(made, {"city": "Leeds"}, by=desk(people["colin"]), at=NOW, seen=made.version)
    with pytest.raises(SavedMeanwhile) as refused:
        keep.change(made, {"city": "York"}, by=desk(people["ruth"]), at=NOW, seen=made.version)
    (clash,) = refused.value.clashes
    assert (clash.field.name, clash.theirs, clash.by) == ("city", "Leeds", "colin.marsh")
    assert Account.objects.get().city == "Leeds"


def test_another_team_reads_but_doesnt_change(people: dict[str, Colleague]) -> None:
    made = account(people["ruth"])
    assert desk(people["dana"]).may_read(made)
    with pytest.raises(UnableToSave, match="not change it"):
        keep.change(made, {"city": "York"}, by=desk(people["dana"]), at=NOW)


def test_where_only_the_owner_reads_others_dont_and_the_manager_does(people: dict[str, Colleague]) -> None:
    Openness.objects.create(kind="account", read="owner", change="owner")
    made = account(people["ruth"])
    readers = {name for name, one in people.items() if desk(one).may_read(made)}
    assert readers == {"ruth", "maria", "ingrid"}
    listed = {name for name, one in people.items() if Account.objects.filter(desk(one).readable("account")).exists()}
    assert listed == readers


def test_a_stage_is_moved_once_and_a_closed_one_stays(people: dict[str, Colleague]) -> None:
    made = opportunity(people["ruth"], amount=1000)
    proposal = Stage.objects.get(name="Proposal")
    moved = moving.move(made, proposal, by=desk(people["ruth"]), at=NOW)
    assert (moved.stage, moved.moved) == (proposal, NOW)
    with pytest.raises(UnableToSave, match=r"moved to Proposal by .* meanwhile"):
        moving.move(made, Stage.objects.get(name="Discovery"), by=desk(people["colin"]), at=NOW, seen=made.version)
    moving.win(moved, by=desk(people["ruth"]), at=NOW)
    with pytest.raises(UnableToSave, match="won already"):
        moving.move(moved, proposal, by=desk(people["ruth"]), at=NOW)
    assert moving.reopen(moved, by=desk(people["ruth"]), at=NOW).stage == proposal


def test_losing_asks_why(people: dict[str, Colleague]) -> None:
    made = opportunity(people["ruth"])
    with pytest.raises(UnableToSave, match="why it was lost"):
        moving.lose(made, because=" ", by=desk(people["ruth"]), at=NOW)
    lost = moving.lose(made, because="price", by=desk(people["ruth"]), at=NOW)
    assert (lost.state, lost.loss_reason, lost.closed) == ("lost", "price", True)


def test_a_lead_is_converted_without_retyping(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    asked = lead(people["ruth"], "Orla Byrne", company="Westport Foods", phone="0113 496 0067", product="case erector")
    doing.do("call", [asked], {"notes": "Wants two."}, by=ruth, at=NOW - MINUTE)
    made = convert(asked, by=ruth, at=NOW, amount=52000)
    assert made.account.name == "Westport Foods"
    assert made.contact is not None
    assert (made.contact.phone, made.contact.account) == ("0113 496 0067", made.account)
    assert made.opportunity is not None
    assert (made.opportunity.name, made.opportunity.amount) == ("Westport Foods: case erector", 5_200_000)
    assert made.opportunity.lead_id == asked.pk
    assert Lead.objects.get().state == "converted"
    about = set(About.objects.values_list("record", "near"))
    assert about == {(asked.record, True), (made.opportunity.record, False), (made.account.record, False)}


def test_a_lead_that_was_taken_up_again_makes_nobody_and_nothing_twice(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    asked = lead(people["ruth"], "Zoë Müllerström", company="Kelso Foods")
    first = convert(asked, by=ruth, at=NOW)
    again = setting_back.set_back(
        Lead.objects.get(pk=asked.pk), "state", entry=Lead.objects.get(pk=asked.pk).version, by=ruth, at=NOW
    )
    assert again.state == "open"  # type: ignore[attr-defined]
    second = convert(Lead.objects.get(pk=asked.pk), by=ruth, at=NOW, into=first.account)
    assert second == first
    assert (Contact.objects.count(), Opportunity.objects.count(), Account.objects.count()) == (1, 1, 1)


def test_an_activity_with_a_contact_shows_on_the_account_too(people: dict[str, Colleague]) -> None:
    mills = account(people["ruth"])
    priya = contact(people["ruth"], mills)
    doing.do("call", [priya], {"notes": "Hello."}, by=desk(people["ruth"]), at=NOW)
    assert set(About.objects.values_list("record", "near")) == {(priya.record, True), (mills.record, False)}


def test_a_meeting_counts_once_its_notes_are_written(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    mills = account(people["ruth"])
    planned = doing.plan(
        "meeting", [mills], {"start": "2026-11-20T09:00", "end": "2026-11-20T10:00"}, by=ruth, at=NOW - 4 * 60 * MINUTE
    )
    held = doing.write_notes(planned, "They want two. @colin.marsh knows the line.", by=ruth, at=NOW)
    assert held.state == "done"
    assert [e.do for e in read.story(planned.record)] == ["plan meeting", "meeting", "note"]
    assert Mention.objects.get().colleague == people["colin"]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("@colin.marsh knows the line", ["colin"]),
        ("Ask @Colin Marsh, he knows", ["colin"]),
        ("@colin marsh and @Dana Whitfield.", ["colin", "dana"]),
        ("@Colin Marshall is somebody else", []),
        ("colin.marsh without the sign; post@firm.example", []),
    ],
)
def test_a_colleague_is_named_by_key_or_by_whole_name(
    said: str, named: list[str], people: dict[str, Colleague]
) -> None:
    doing.do("note", [lead(people["ruth"])], {"notes": said}, by=desk(people["ruth"]), at=NOW)
    assert {one.colleague for one in Mention.objects.all()} == {people[name] for name in named}


def test_what_is_in_the_bin_isnt_changed_and_comes_back_as_it_was(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    made = account(people["ruth"], city="Leeds")
    keep.put_in_bin(made, by=ruth, at=NOW)
    with pytest.raises(UnableToSave, match="in the bin"):
        keep.change(made, {"city": "York"}, by=ruth, at=NOW)
    back = keep.take_out_of_bin(made, by=ruth, at=NOW)
    assert (back.deleted, Account.objects.get().city) == (None, "Leeds")


def test_a_later_close_date_is_counted_as_pushed(people: dict[str, Colleague]) -> None:
    made = opportunity(people["ruth"], close_date="2026-12-01")
    for day in ("2026-12-20", "2026-12-10", "2027-01-15"):
        made = keep.change(made, {"close date": day}, by=desk(people["ruth"]), at=NOW)  # type: ignore[assignment]
    assert Opportunity.objects.get().pushed == 2
