"""Judging while others write: nobody waits, and what stands in the end is as judging everything says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.firm import MANUAL, firm, happened, instant, manual
from tests.monitor.test_watch import play, stands

from ingrain.editions.models import Document
from ingrain.journal import follow, write
from ingrain.journal.batches import show, take_back
from ingrain.journal.models import Batch, Cursor, Early
from ingrain.method.calendar import DAY, HOUR
from ingrain.method.events import Event
from ingrain.monitor import rejudging, watch
from ingrain.monitor.models import Standing
from ingrain.people.models import Colleague, Leave

pytestmark = pytest.mark.django_db
NOW = instant("2026-11-20T12:00")
LINKED = f"{MANUAL}\n- An open opportunity with a lead never goes longer than 5 days without a call.\n"

type Meanwhile = Callable[[], object]


class Interrupted:
    """Judging, in the midst of which others do things: each once, when it has read and before it has written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.others: list[Meanwhile] = []
        self.checked, self.judged = watch._checked, rejudging.judged
        monkeypatch.setattr(watch, "judged", self._then(self.judged))
        monkeypatch.setattr(watch, "_checked", self._then(self.checked))

    def _then(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any) -> Any:
            found = work(*given)
            if self.others:
                self.others.pop(0)()
            return found

        return done


def everything_is_current(document: Document, at: int = NOW) -> bool:
    """What stands once the follower has come to the end is what judging everything says."""
    follow.catch_up(at=at)
    watch.fallen_due(at)
    bit_by_bit = stands(document)
    watch.judge_all(document, at=at)
    return stands(document) == bit_by_bit


turns = st.tuples(
    st.sampled_from(["lead", "opportunity", "call on lead", "call on opportunity", "close", "hand over"]),
    st.integers(1, 3), st.integers(2, 19), st.sampled_from(["ruth.adeyemi", "colin.marsh"]),
)  # fmt: skip
doings = st.one_of(
    turns, st.sampled_from(["follow", "fall due", "judge all", "go away", "link", "bring in", "take back"])
)


def do(what: Any, turn: int, document: Document) -> None:
    if isinstance(what, tuple):
        play(turn, *what)
        return
    match what:
        case "follow":
            follow.catch_up(at=NOW - HOUR * (turn % 3))
        case "fall due":
            watch.fallen_due(NOW)
        case "judge all":
            watch.judge_all(document, at=NOW - HOUR * (turn % 5))
        case "go away":
            ruth, dana = (Colleague.objects.get(key=key) for key in ("ruth.adeyemi", "dana.whitfield"))
            Leave.objects.create(colleague=ruth, first="2026-11-03", last="2026-11-10", deputy=dana)
            watch.judge_all(document, at=NOW)
        case "link":
            happened(f"lead/{turn % 2 + 1}", "change", "2026-11-05T09:00", product="sealer")
            happened(f"opportunity/{turn % 3 + 1}", "change", "2026-11-05T10:00", to=f"lead/{turn % 2 + 1}")
        case "bring in":
            batch = Batch.objects.create(name="import", begun=NOW)
            made = Event(0, "lead/2", "create", NOW - 9 * DAY, NOW, None, {"owner": "ruth.adeyemi"}, (), "import")
            list(write.append_batch([made], {}, batch))
            show(batch, by=None, at=NOW)
        case "take back":
            for batch in Batch.objects.filter(undone=None, shown__isnull=False)[:1]:
                take_back(batch, by=None, at=NOW)


@pytest.mark.exam
@settings(max_examples=min(120, settings().max_examples // 40), deadline=None, suppress_health_check=list(HealthCheck))
@given(course=st.lists(doings, min_size=1, max_size=14), meanwhile=st.lists(doings, max_size=6))
def test_whoever_writes_in_the_midst_of_it_what_stands_is_as_judging_everything_says(
    course: list[Any], meanwhile: list[Any]
) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingrain.journal.write.GIVE_WAY", 0)
        document = manual(firm()["ingrid"], text=LINKED)
        second = manual(Colleague.objects.get(key="ingrid.sorensen"), text=MANUAL)
        interrupted = Interrupted(patch)
        for number, what in enumerate(meanwhile):
            interrupted.others.append(lambda what=what, number=number: do(what, 30 + number, document))  # type: ignore[misc]
        for turn, what in enumerate(course):
            do(what, turn, document)
            if turn % 3 == 2:
                follow.catch_up(at=NOW)
        follow.catch_up(at=NOW)
        watch.judge_all(second, at=NOW)
        watch.fallen_due(NOW)
        interrupted.others.clear()  # from here on nobody writes any more
        assert everything_is_current(document)
        assert everything_is_current(second)
        transaction.set_rollback(True)


def test_a_record_that_is_touched_while_it_is_judged_is_judged_by_what_it_is_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manual(firm()["ingrid"])
    happened("lead/1", "create", "2026-11-20T10:00", owner="ruth.adeyemi")
    interrupted = Interrupted(monkeypatch)
    interrupted.others = [lambda: happened("call/1", "call", "2026-11-20T11:00", to="lead/1")]
    follow.catch_up(at=NOW)
    follow.catch_up(at=NOW)
    assert Standing.objects.get(record="lead/1").state == "met"


def test_what_was_worked_out_before_everything_was_judged_anew_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    people = firm()
    document = manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-18T10:00", owner="ruth.adeyemi")
    interrupted = Interrupted(monkeypatch)

    def she_is_away() -> None:
        Leave.objects.create(colleague=people["ruth"], first="2026-11-18", last="2026-11-19", deputy=people["dana"])
        watch.judge_all(document, at=NOW)

    interrupted.others = [she_is_away]
    follow.catch_up(at=NOW)
    assert Standing.objects.get(record="lead/1").responsible == "dana.whitfield"


def test_nobody_waits_while_a_record_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judging itself is in no transaction of its own, whatever surrounds the test."""
    manual(firm()["ingrid"])
    happened("lead/1", "create", "2026-11-20T10:00", owner="ruth.adeyemi")
    outside = len(connection.savepoint_ids)
    interrupted = Interrupted(monkeypatch)
    depths: list[int] = []
    interrupted.others = [lambda: depths.append(len(connection.savepoint_ids))]
    follow.catch_up(at=NOW)
    assert depths == [outside]


def test_an_entry_whose_time_has_not_come_is_judged_when_it_comes() -> None:
    document = manual(firm()["ingrid"])
    happened("lead/1", "create", "2026-11-20T10:00", owner="ruth.adeyemi")
    happened("call/1", "call", "2026-11-20T14:00", to="lead/1")
    follow.catch_up(at=NOW)
    assert Standing.objects.get(record="lead/1").state == "due"
    assert Early.objects.count() == 1
    later = instant("2026-11-20T15:00")
    follow.catch_up(at=later)
    assert Standing.objects.get(record="lead/1").state == "met"
    assert not Early.objects.exists()
    assert everything_is_current(document, later)


def test_judging_everything_remembers_what_it_could_not_know_yet() -> None:
    document = manual(firm()["ingrid"])
    happened("lead/1", "create", "2026-11-20T10:00", owner="ruth.adeyemi")
    happened("call/1", "call", "2026-11-20T14:00", to="lead/1")
    watch.judge_all(document, at=NOW)
    follow.catch_up(at=instant("2026-11-20T15:00"))
    assert Standing.objects.get(record="lead/1").state == "met"


def test_one_manual_that_was_judged_does_not_hide_events_from_another() -> None:
    people = firm()
    one, two = manual(people["ingrid"]), manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-18T10:00", owner="ruth.adeyemi")
    watch.judge_all(one, at=NOW)
    follow.catch_up(at=NOW)
    assert Standing.objects.filter(document=two, record="lead/1").exists()
    watch.judge_all(two, at=NOW)
    assert Cursor.objects.get(name=watch.NAME).sequence > 0


def test_of_very_many_records_everything_is_judged_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document = manual(firm()["ingrid"])
    monkeypatch.setattr(watch, "MANY", 3)
    for number in range(6):
        happened(f"lead/{number}", "create", "2026-11-18T10:00", owner="ruth.adeyemi")
    assert follow.catch_up(at=NOW) == 0
    assert Standing.objects.filter(document=document, state="missed").count() == 6


def test_what_the_follower_judged_at_a_later_moment_than_everything_is_told_again() -> None:
    document = manual(firm()["ingrid"])
    happened("lead/1", "create", "2026-11-20T11:00", owner="ruth.adeyemi")
    follow.catch_up(at=NOW)
    watch.judge_all(document, at=NOW - 2 * HOUR)
    assert not Standing.objects.filter(record="lead/1").exists()
    assert everything_is_current(document)
    assert Standing.objects.get(record="lead/1").state == "due"
