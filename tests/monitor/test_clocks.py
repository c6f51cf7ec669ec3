"""A clock that is wrong is said, and does no harm to what is judged."""

import pytest
from tests.firm import firm, happened, instant, manual

from ingrain.jobs import tasks
from ingrain.journal import follow
from ingrain.method.calendar import DAY, HOUR
from ingrain.monitor import clocks, watch
from ingrain.monitor.models import Standing

pytestmark = pytest.mark.django_db
NOW = instant("2026-11-20T12:00")


def states() -> list[str]:
    return list(Standing.objects.order_by("record", "triggered").values_list("state", flat=True))


@pytest.fixture
def judged() -> None:
    """One lead was missed, one is due."""
    document = manual(firm()["ingrid"])
    happened("lead/1", "create", "2026-11-16T10:00", owner="ruth.adeyemi")
    happened("lead/2", "create", "2026-11-20T10:00", owner="ruth.adeyemi")
    watch.judge_all(document, at=NOW)
    assert states() == ["missed", "due"]


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("1970-01-01T00:03", "The clock says 1970-01-01 00:03, but everything was judged as of 2026-11-20 12:00"),
        ("2026-11-17T12:00", "The clock says 2026-11-17 12:00, but everything was judged as of 2026-11-20 12:00"),
        ("2036-11-20T12:00", "The clock says 2036-11-20 12:00, more than a month after the last judging"),
    ],
)
def test_a_worker_with_a_wrong_clock_changes_nothing_and_is_told_of(
    clock: str, said: str, judged: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = instant(clock)
    monkeypatch.setattr(tasks, "now", lambda: at)
    happened("lead/1", "change", "2026-11-20T11:00", product="sealer")
    happened("lead/2", "change", "2026-11-20T11:00", product="sealer")
    tasks.follow_the_journal.func()
    tasks.judge_what_fell_due.func()
    assert states() == ["missed", "due"]
    [doubt] = clocks.doubts(at)
    assert doubt.startswith(said)
    assert "ingrain rebuild" in doubt


def test_a_clock_that_goes_on_as_it_should_is_believed(judged: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in (NOW, NOW + HOUR, NOW + 3 * DAY):
        assert clocks.believed(at) == at
        assert clocks.doubts(at) == []
    monkeypatch.setattr(tasks, "now", lambda: NOW + 4 * DAY)
    tasks.judge_what_fell_due.func()
    assert states() == ["missed", "missed"]


def test_what_a_writer_far_ahead_wrote_counts_from_its_time_on_and_is_told_of(judged: None) -> None:
    happened("call/1", "call", "2031-01-01T10:00", to="lead/2")
    follow.catch_up(at=NOW)
    assert states() == ["missed", "due"]
    [doubt] = clocks.doubts(NOW)
    assert doubt.startswith("One entry carries a time that is still to come, 2031-01-01 10:00.")


def test_an_entry_older_than_the_one_before_is_told_of(judged: None) -> None:
    number = happened("call/1", "call", "2020-01-01T10:00", to="lead/2")
    [doubt] = clocks.doubts(NOW)
    assert doubt.startswith(
        f"Entry {number} was written at 2020-01-01 10:00, by its clock, after one of 2026-11-20 10:00."
    )
    follow.catch_up(at=NOW)
    assert states() == ["missed", "met"]  # what was done before a record was created counts just after it (§4)
