"""A pipeline meeting: who is talked about, what moved, what is stuck; and what was said when."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.firm import firm
from tests.records.dealing import NOW, TODAY, deal, desk, reckons_in, stage

from ingrain.journal.read import story
from ingrain.method.calendar import DAY
from ingrain.people.models import Colleague, Leave
from ingrain.records import forecasting, keep, moving, quarters, targets
from ingrain.records.keep import UnableToSave
from ingrain.records.meeting import MOST, Meeting
from ingrain.records.models import Movement, Opportunity
from ingrain.records.surroundings import Surroundings

QUARTER = date(2026, 10, 1)


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    reckons_in()
    return firm()


def meeting(who: Colleague, at: int = NOW) -> Meeting:
    around = Surroundings()
    return Meeting(desk(who, around.calendar.day(at)), around, at, QUARTER)


def test_people_stand_by_surname_and_are_those_whom_one_leads(people: dict[str, Colleague]) -> None:
    def names(who: str) -> list[str]:
        return [person.colleague.name for person in meeting(people[who]).people]

    assert names("maria") == ["Ruth Adeyemi", "Colin Marsh", "Maria Okafor", "Sam Weir"]
    assert names("ruth") == ["Ruth Adeyemi"]
    assert "Dana Whitfield" in names("ingrid")
    assert names("wanda") == names("adam") == names("sven") == []


def test_whoever_stands_in_sees_the_absent_persons_part_too(people: dict[str, Colleague]) -> None:
    Leave.objects.create(colleague=people["colin"], first=TODAY, last=TODAY, deputy=people["dana"])
    assert [one.colleague.name for one in meeting(people["dana"]).people] == ["Colin Marsh", "Dana Whitfield"]


def test_what_we_said_then_and_what_we_say_now(people: dict[str, Colleague]) -> None:
    start = NOW - 50 * DAY
    row = deal(people["ruth"], amount=420_000, close_date="2026-12-11", forecast="committed", at=start)
    keep.change(row, {"amount": 380_000}, by=desk(people["ruth"]), at=NOW)
    other = deal(people["colin"], amount=100, close_date="2026-12-11", at=start)
    moving.win(other, by=desk(people["colin"]), at=NOW - 8 * DAY)
    deal(people["dana"], amount=7, close_date="2026-12-11", forecast="committed", at=start)
    found = meeting(people["maria"])
    assert found.at_the_start.committed == 420_000_00
    assert found.then.committed == 420_100_00
    assert (found.now.won, found.now.committed, found.now.all) == (100_00, 380_100_00, 380_100_00)
    assert (found.history[0].day, found.history[-1].day) == (QUARTER, TODAY)
    for one in found.history:
        assert one.sums == forecasting.said_on(one.day, found.numbers, QUARTER).sums
    mine = next(person for person in found.people if person.colleague == people["ruth"])
    assert (mine.now.committed, mine.before.committed) == (380_000_00, 420_000_00)


def test_what_moved_since_last_week_is_told_of_whoever_owns_it(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    row = deal(people["ruth"], amount=100, close_date="2026-12-11", at=NOW - 20 * DAY)
    moving.move(row, stage("Discovery"), by=ruth, at=NOW - 10 * DAY)
    moving.move(row, stage("Proposal"), by=ruth, at=NOW - 2 * DAY)
    keep.change(row, {"close date": "2027-01-15", "amount": 80}, by=ruth, at=NOW - DAY)
    keep.change(row, {"close date": "2027-01-10", "forecast": "likely"}, by=ruth, at=NOW)
    found = meeting(people["maria"])
    (moved,) = found.moved(people["ruth"])
    said = {(one.what, one.before, one.after, one.pushed, one.slipped) for one in moved.movements}
    assert said == {
        ("stage", "Discovery", "Proposal", False, False),
        ("close date", "2026-12-11", "2027-01-15", True, True),
        ("close date", "2027-01-15", "2027-01-10", False, False),
        ("worth", "10000", "8000", False, False),
        ("category", "pipeline", "likely", False, False),
    }
    assert found.put_off == (1, 1)
    assert Opportunity.objects.get(pk=row.pk).pushed == 1
    entries = {event.sequence for event in story(row.record)}
    assert {one.entry for one in Movement.objects.all()} <= entries
    assert found.moved(people["colin"]) == []


def test_won_lost_and_reopened_are_movements_with_what_they_are_worth(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    row = deal(people["ruth"], amount=100)
    moving.lose(row, because="price", by=ruth, at=NOW)
    moving.reopen(row, by=ruth, at=NOW)
    moving.win(row, by=ruth, at=NOW)
    told = [(one.what, one.gap) for one in Movement.objects.order_by("pk")]
    assert told == [("opened", 100_00), ("lost", -100_00), ("reopened", 0), ("won", 100_00)]


def test_what_waits_is_counted_and_named_with_why(people: dict[str, Colleague]) -> None:
    deal(people["ruth"], "stuck", next_step="2026-12-01", at=NOW - 22 * DAY)
    deal(people["ruth"], "past", next_step="2026-12-01", close_date="2026-11-19")
    deal(people["ruth"], "stepless", close_date="2027-04-01")
    deal(people["ruth"], "fine", next_step="2026-12-01", close_date="2026-12-11")
    moving.win(deal(people["ruth"], "won"), by=desk(people["ruth"]), at=NOW)
    found = meeting(people["maria"])
    counts = found.open[people["ruth"].pk]
    assert (counts.all, counts.stuck, counts.past, counts.stepless, counts.undated) == (4, 1, 1, 1, 1)
    talk = found.to_talk_about(people["ruth"])
    assert {line.row.name: (line.stuck, line.past, line.stepless) for line in talk} == {
        "past": (False, True, False), "stepless": (False, False, True), "stuck": (True, False, False),
    }  # fmt: skip
    assert [line.row.name for line in found.closing(people["ruth"])] == ["fine"]


def test_targets_are_set_by_those_who_lead_and_are_journalled(people: dict[str, Colleague]) -> None:
    maria = desk(people["maria"])
    north = people["ruth"].team
    assert north
    targets.aim(people["ruth"], QUARTER, 100_000_00, by=maria, at=NOW)
    targets.aim(people["colin"], QUARTER, 50_000_00, by=maria, at=NOW)
    assert meeting(people["maria"]).target == 150_000_00
    last = story("person/ruth.adeyemi")[-1]
    assert (last.do, last.values) == ("set target", {"target": 100_000, "quarter": "2026-10-01"})
    targets.aim(north, QUARTER, 200_000_00, by=maria, at=NOW)
    around = Surroundings()
    assert Meeting(maria, around, NOW, QUARTER, north).target == 200_000_00
    targets.aim(people["ruth"], QUARTER, None, by=maria, at=NOW)
    assert targets.of_people([people["ruth"].pk], QUARTER) == {}


@pytest.mark.parametrize(
    ("who", "whom"), [("maria", "maria"), ("maria", "dana"), ("ruth", "ruth"), ("ruth", "colin"), ("adam", "ruth")]
)
def test_nobody_sets_their_own_target_or_that_of_people_whom_they_do_not_lead(
    people: dict[str, Colleague], who: str, whom: str
) -> None:
    with pytest.raises(UnableToSave, match="whoever leads"):
        targets.aim(people[whom], QUARTER, 1, by=desk(people[who]), at=NOW)


def test_what_has_no_next_step_comes_first_and_what_is_cut_off_is_nowhere_else(people: dict[str, Colleague]) -> None:
    for n in range(MOST + 3):
        deal(people["ruth"], f"past {n}", next_step="2026-12-01", close_date="2026-11-01")
    deal(people["ruth"], "stepless", close_date="2027-04-01")
    found = meeting(people["maria"])
    talk = found.to_talk_about(people["ruth"])
    assert (len(talk), talk[0].row.name, found.open[people["ruth"].pk].talk) == (MOST, "stepless", MOST + 4)
    assert found.closing(people["ruth"]) == []
    assert len(found.to_talk_about(people["ruth"], 500)) == MOST + 4


def test_a_meeting_asks_as_often_with_many_as_with_few(people: dict[str, Colleague]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found = meeting(people["maria"])
            assert [person.now.committed for person in found.people]
            assert found.history
            assert [found.now, found.then, found.target, found.put_off]
            talk = found.to_talk_about(people["ruth"])
            assert [str(line.row.stage) for line in [*talk, *found.closing(people["ruth"])]]
            assert found.moved(people["ruth"])
        return len(queries)

    deal(people["ruth"], close_date="2026-12-11")
    few = asked()
    for n in range(40):
        deal(people["ruth"], f"n{n}", close_date="2026-12-11")
    assert asked() <= few <= 26


@pytest.mark.parametrize("n", range(1, 13))
def test_quarters_follow_one_another(n: int) -> None:
    quarter = quarters.quarter_of(date(2026, n, 28))
    assert quarters.number(quarter) == (n + 2) // 3
    assert quarters.preceding(quarters.following(quarter)) == quarter
    assert quarters.last_day(quarter) + timedelta(1) == quarters.following(quarter)
