"""What stands is current, after each event, in time, by each edition; and always as judging everything says."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import EXAM
from tests.firm import MANUAL, firm, happened, instant, judged, leads, manual

from ingrain.editions.models import Document
from ingrain.editions.publish import publish, save_draft
from ingrain.journal import follow, write
from ingrain.journal.batches import show, take_back
from ingrain.journal.models import Batch
from ingrain.method.events import Event, Instant
from ingrain.monitor import grid, watch
from ingrain.monitor.forget import forget
from ingrain.monitor.models import Figure, Standing
from ingrain.monitor.setting import KEPT
from ingrain.monitor.standings import FIELDS
from ingrain.people.models import Colleague

pytestmark = pytest.mark.django_db
NOW = instant("2026-11-20T12:00")


@pytest.fixture
def people() -> dict[str, Colleague]:
    return firm()


def catch_up(at: Instant = NOW) -> None:
    follow.catch_up(at=at)


def stands(document: Document) -> list[str]:
    return sorted(map(repr, Standing.objects.filter(document=document).values_list("edition_id", *FIELDS)))


def states(record: str) -> list[str]:
    return list(Standing.objects.filter(record=record).order_by("triggered", "due").values_list("state", flat=True))


def test_a_lead_that_comes_in_is_due_and_once_called_it_is_met(people: dict[str, Colleague]) -> None:
    manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-20T10:00", owner="ruth.adeyemi")
    catch_up()
    assert states("lead/1") == ["due"]
    happened("call/1", "call", "2026-11-20T11:00", to="lead/1")
    catch_up()
    assert states("lead/1") == ["met"]


def test_what_was_due_is_missed_when_time_alone_has_passed(people: dict[str, Colleague]) -> None:
    manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-18T10:00", owner="ruth.adeyemi")
    catch_up(instant("2026-11-18T10:01"))
    assert states("lead/1") == ["due"]
    assert watch.fallen_due(NOW) == 1
    assert states("lead/1") == ["missed"]
    assert watch.fallen_due(NOW) == 0


def test_an_activity_counts_for_what_it_is_linked_to_however_far_above(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    happened("opportunity/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi", state="open")
    happened("lead/1", "create", "2026-11-02T09:00", owner="ruth.adeyemi", to="opportunity/1")
    catch_up()
    happened("call/1", "call", "2026-11-10T11:00", to="lead/1")
    catch_up()
    found = stands(document)
    watch.judge_all(document, at=NOW)
    assert stands(document) == found
    assert "met" in states("opportunity/1")


def test_obligations_keep_the_edition_under_which_they_arose(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    stricter = MANUAL.replace("Within 1 working day", "Within 2 hours")
    document = save_draft(document, stricter, revision=document.revision, by=people["ingrid"], at=NOW)
    since = instant("2026-11-10T00:00")
    publish(document, by=people["ingrid"], at=NOW, since=since, revision=document.revision)
    happened("lead/2", "create", "2026-11-12T10:00", owner="ruth.adeyemi")
    watch.judge_all(document, at=NOW)
    found = dict(Standing.objects.filter(rule=1).values_list("record", "edition__number"))
    assert found == {"lead/1": 1, "lead/2": 2}
    due = dict(Standing.objects.filter(rule=1).values_list("record", "due"))
    assert due == {"lead/1": instant("2026-11-04T00:00"), "lead/2": instant("2026-11-12T12:00")}


def test_a_cell_counts_what_arose_under_earlier_editions_too(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    leads(range(1, 7))
    document = save_draft(
        document, MANUAL.replace("Within 1 working day", "Within 2 hours"), revision=1, by=people["ingrid"], at=NOW
    )
    publish(document, by=people["ingrid"], at=NOW, since=instant("2026-11-15T00:00"), revision=document.revision)
    watch.judge_all(document, at=NOW)
    grid.count(document, at=NOW)
    cell = Figure.objects.get(document=document, person="ruth.adeyemi", area="Lead handling", day="2026-11-20")
    assert (cell.met, cell.judged_records) == (6, 6)


def test_counting_twice_leaves_one_figure_a_cell(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    leads(range(1, 7))
    watch.judge_all(document, at=NOW)
    grid.count(document, at=NOW)
    once = Figure.objects.count()
    grid.count(document, at=NOW)
    assert Figure.objects.count() == once


happenings = st.lists(
    st.tuples(st.sampled_from(["lead", "opportunity", "call on lead", "call on opportunity", "close", "hand over"]),
              st.integers(1, 3), st.integers(2, 19), st.sampled_from(["ruth.adeyemi", "colin.marsh"])),
    min_size=1, max_size=12,
)  # fmt: skip


def play(turn: int, what: str, number: int, day: int, who: str) -> None:
    when = f"2026-11-{day:02}T10:{turn:02}"
    match what:
        case "lead" | "opportunity":
            happened(f"{what}/{number}", "create", when, who, owner=who, state="open")
        case "close":
            happened(f"opportunity/{number}", "change", when, who, state="lost")
        case "hand over":
            happened(f"lead/{number}", "hand over", when, who, owner="dana.whitfield")
        case _:
            happened(f"call/{turn}", "call", when, who, to=f"{what.rpartition(' ')[2]}/{number}")


@settings(max_examples=200 if EXAM else 10, deadline=None, suppress_health_check=list(HealthCheck))
@given(course=happenings, pauses=st.sets(st.integers(0, 11)))
def test_judging_touched_records_comes_out_as_judging_everything(
    course: list[tuple[str, int, int, str]], pauses: set[int]
) -> None:
    with transaction.atomic():
        document = manual(firm()["ingrid"])
        for turn, (what, number, day, who) in enumerate(course):
            play(turn, what, number, day, who)
            if turn in pauses:
                catch_up()
        catch_up()
        bit_by_bit = stands(document)
        watch.judge_all(document, at=NOW)
        assert stands(document) == bit_by_bit
        transaction.set_rollback(True)


def test_who_is_judged_sees_a_day_earlier_what_others_see(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    leads(range(1, 7))
    happened("lead/9", "create", "2026-11-18T10:00", "ruth.adeyemi", owner="ruth.adeyemi")
    judged(document, at=NOW)
    own, others = grid.grid(document, first_sight=True), grid.grid(document)
    assert own is not None
    assert others is not None
    assert (str(own.day), str(others.day)) == ("2026-11-20", "2026-11-18")
    missed = [next(c.missed for c in g.cells if c.person == "ruth.adeyemi") for g in (own, others)]
    assert missed == [1, 0]


def test_what_is_about_persons_is_forgotten_after_twelve_months_and_what_areas_added_up_to_is_not(
    people: dict[str, Colleague],
) -> None:
    document = manual(people["ingrid"])
    leads(range(1, 7))
    watch.judge_all(document, at=NOW)
    grid.count(document, at=NOW)
    assert forget(at=NOW, today=date(2026, 11, 20)) == 0
    later = instant("2027-12-01T12:00")
    assert forget(at=later, today=date(2027, 12, 1)) > 0
    assert not Figure.objects.filter(whole=False).exists()
    assert Figure.objects.filter(whole=True).exists()
    assert not Standing.objects.filter(belongs__isnull=False).exists()
    watch.judge_all(document, at=later)
    assert not Standing.objects.filter(belongs__lt=later - KEPT).exists()


def test_a_batch_is_judged_once_it_is_shown_and_no_more_once_it_is_taken_back(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    batch = Batch.objects.create(name="import", begun=NOW)
    made = Event(0, "lead/5", "create", instant("2026-11-02T10:00"), NOW, None, {"owner": "ruth.adeyemi"}, (), "import")
    list(write.append_batch([made], {}, batch))
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    catch_up()
    assert states("lead/5") == []
    show(batch, by="ingrid.sorensen", at=NOW)
    catch_up()
    assert states("lead/5") == ["missed"]
    shown = stands(document)
    watch.judge_all(document, at=NOW)
    assert stands(document) == shown
    take_back(batch, by="ingrid.sorensen", at=NOW)
    catch_up()
    assert states("lead/5") == []
    assert states("lead/1") == ["missed"]
