"""A record's story: everything merged, page by page without a gap, and as quick with ten thousand calls as with ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.firm import firm
from tests.records.book import NOW, account, contact, desk, lead, opportunity

from ingrain.people.models import Colleague
from ingrain.records import doing, keep, moving, timeline
from ingrain.records.models import About, Account, Activity, Lead, Openness, Opportunity, Stage
from ingrain.records.setting_back import set_back
from ingrain.records.timeline import Changed, Done, Place

pytestmark = pytest.mark.django_db
MINUTE = 60 * 1_000_000


@pytest.fixture
def people() -> dict[str, Colleague]:
    return firm()


def read_through(row: Account, colleague: Colleague, most: int) -> list[str]:
    """Every line of a story, page by page."""
    seen: list[str] = []
    place: Place | None = None
    for _ in range(200):
        page = timeline.page(row, desk(colleague), place, most=most)
        seen += [
            line.activity.record if isinstance(line, Done) else f"entry {line.event.sequence}" for line in page.lines
        ]
        if page.more is None:
            return seen
        place = Place.read(str(page.more))
    raise AssertionError("a story without an end")


def test_what_was_done_and_what_was_changed_stand_in_one_line_of_time(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = account(ruth)
    doing.do("call", [made], {"notes": "They want a quote."}, by=desk(ruth), at=NOW + MINUTE)
    keep.change(made, {"city": "Leeds"}, by=desk(ruth), at=NOW + 2 * MINUTE)
    lines = timeline.page(made, desk(ruth)).lines
    assert [type(line) for line in lines] == [Changed, Done, Changed]
    assert isinstance(lines[1], Done)
    assert lines[1].activity.text == "They want a quote."


def test_a_contacts_call_stands_in_the_accounts_story_and_says_whom_it_was_with(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = account(ruth)
    priya = contact(ruth, made)
    doing.do("call", [priya], {"notes": "Hello"}, by=desk(ruth), at=NOW + MINUTE)
    first = timeline.page(made, desk(ruth)).lines[0]
    assert isinstance(first, Done)
    assert first.about == [priya.record]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(["call", "change"]), st.integers(-40, 3)), max_size=14),
    most=st.integers(1, 5),
)
def test_page_by_page_nothing_is_missing_and_nothing_comes_twice(
    people: dict[str, Colleague], steps: list[tuple[str, int]], most: int
) -> None:
    ruth = people["ruth"]
    made = account(ruth, f"Calder {len(steps)} {most}")
    expected = 1
    for number, (what, back) in enumerate(steps):
        at = NOW + number * MINUTE
        if what == "call":
            doing.do("call", [made], {"notes": "x"}, by=desk(ruth), at=at, done=at + back * MINUTE)
        else:
            keep.change(made, {"city": f"City {number}"}, by=desk(ruth), at=at)
        expected += 1
    seen = read_through(made, ruth, most)
    assert len(seen) == len(set(seen)) == expected


def test_what_is_planned_stands_apart_until_it_is_done(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = account(ruth)
    call = doing.plan("call", [made], {"subject": "Ring", "due date": "2026-11-24"}, by=desk(ruth), at=NOW)
    assert timeline.planned(made, desk(ruth)) == [call]
    assert not any(isinstance(line, Done) for line in timeline.page(made, desk(ruth)).lines)
    doing.complete(call, by=desk(ruth), at=NOW + MINUTE)
    assert timeline.planned(made, desk(ruth)) == []
    assert any(isinstance(line, Done) for line in timeline.page(made, desk(ruth)).lines)


def test_what_was_cancelled_or_binned_isnt_planned_any_more(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = account(ruth)
    for end in (doing.cancel, keep.put_in_bin):
        task = doing.plan("task", [made], {"subject": "Send it", "due date": "2026-11-24"}, by=desk(ruth), at=NOW)
        end(task, by=desk(ruth), at=NOW + MINUTE)  # type: ignore[operator]
    assert timeline.planned(made, desk(ruth)) == []
    keep.take_out_of_bin(task, by=desk(ruth), at=NOW + 2 * MINUTE)
    assert timeline.planned(made, desk(ruth)) == [task]


def test_activities_that_arent_for_them_arent_in_their_story(people: dict[str, Colleague]) -> None:
    Openness.objects.create(kind="note", read="owner", change="owner")
    ruth = people["ruth"]
    made = account(ruth)
    doing.do("note", [made], {"notes": "Between us."}, by=desk(ruth), at=NOW + MINUTE)
    doing.do("call", [made], {"notes": "Open."}, by=desk(ruth), at=NOW + MINUTE)
    kinds = {
        name: [line.activity.kind for line in timeline.page(made, desk(one)).lines if isinstance(line, Done)]
        for name, one in people.items()
    }
    assert sorted(kinds["ruth"]) == sorted(kinds["maria"]) == ["call", "note"]
    assert kinds["colin"] == kinds["dana"] == ["call"]
    assert kinds["sven"] == []


def test_a_story_costs_the_same_with_thousands_of_calls(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = account(ruth)
    here = desk(ruth)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            timeline.page(made, here)
            timeline.planned(made, here)
        return len(asked)

    doing.do("call", [made], {"notes": "x"}, by=here, at=NOW)
    cost()
    before = cost()
    calls = Activity.objects.bulk_create(
        Activity(kind="call", owner=ruth, text="x", created=NOW, at=NOW - n) for n in range(10_000)
    )
    About.objects.bulk_create(About(activity=one, record=made.record, at=one.at) for one in calls)
    assert cost() == before <= 7


def test_a_place_is_read_back_from_an_address_and_nonsense_is_the_beginning() -> None:
    assert Place.read(str(Place(5, 6, 7))) == Place(5, 6, 7)
    for text in ("", "1.2", "a.b.c", "1.2.3.4"):
        assert Place.read(text) == Place()


# --- setting back -----------------------------------------------------------------------------------------------------


def test_each_value_can_be_set_back_and_that_too(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = account(ruth, city="Leeds")
    york = keep.change(made, {"city": "York"}, by=desk(ruth), at=NOW + MINUTE)
    back = set_back(york, "city", entry=york.version, by=desk(ruth), at=NOW + 2 * MINUTE)
    assert Account.objects.get().city == "Leeds"
    set_back(back, "city", entry=back.version, by=desk(ruth), at=NOW + 3 * MINUTE)
    assert Account.objects.get().city == "York"


def test_what_was_empty_is_empty_again(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = account(ruth)
    now = keep.change(made, {"city": "York"}, by=desk(ruth), at=NOW + MINUTE)
    set_back(now, "city", entry=now.version, by=desk(ruth), at=NOW + 2 * MINUTE)
    assert Account.objects.get().city == ""


def test_a_stage_and_a_lost_sale_are_set_back_too(people: dict[str, Colleague]) -> None:

    ruth = people["ruth"]
    made = opportunity(ruth)
    proposal = moving.move(made, Stage.objects.get(name="Proposal"), by=desk(ruth), at=NOW + MINUTE)
    lost = moving.lose(proposal, because="price", by=desk(ruth), at=NOW + 2 * MINUTE)
    set_back(lost, "stage", entry=lost.version, by=desk(ruth), at=NOW + 3 * MINUTE)
    now = Opportunity.objects.get()
    assert (now.state, str(now.stage)) == ("open", "Proposal")
    set_back(now, "stage", entry=proposal.version, by=desk(ruth), at=NOW + 4 * MINUTE)
    assert str(Opportunity.objects.get().stage) == "Qualification"


def test_a_lead_that_was_closed_by_mistake_is_open_again(people: dict[str, Colleague]) -> None:

    ruth = people["ruth"]
    closed = moving.disqualify(lead(ruth), because="no budget", by=desk(ruth), at=NOW + MINUTE)
    set_back(closed, "state", entry=closed.version, by=desk(ruth), at=NOW + 2 * MINUTE)
    assert Lead.objects.get().state == "open"
