"""Whole judgings that are asked for while one waits are joined, and what stands in the end is the same."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django_ox.models import OxTask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.firm import firm, instant, leads, manual
from tests.monitor.test_watch import stands
from tests.records.book import opportunity

from ingrain.jobs import tasks
from ingrain.journal import follow
from ingrain.monitor import watch
from ingrain.monitor.models import Standing
from ingrain.people import absences
from ingrain.people.models import Colleague, Firm, Leave, Team

pytestmark = pytest.mark.django_db
NOW = instant("2026-11-20T12:00")
DATES = """# Selling

## Dates

### Close date

- An open opportunity always has a close date dated in the future.
"""
WHOLE = "ingrain.jobs.tasks.judge_everything"


def waiting(path: str = WHOLE) -> list[OxTask]:
    return list(OxTask.objects.filter(task_path=path, status="READY").order_by("enqueued_at"))


def work_off() -> None:
    """The worker does what waits, as one that begins it does: it is begun, and then looked at what is to be done."""
    for job in waiting():
        OxTask.objects.filter(pk=job.pk).update(status="RUNNING")
        tasks.judge_everything.func(*job.args)


def change(what: str, number: int) -> None:
    ruth = Colleague.objects.get(key="ruth.adeyemi")
    match what:
        case "away":
            first = date(2026, 11, 2) + timedelta(number)
            Leave.objects.filter(colleague=ruth).delete()
            Leave.objects.create(
                colleague=ruth, first=first, last=first, deputy=Colleague.objects.get(key="dana.whitfield")
            )
        case "team":
            Colleague.objects.filter(pk=ruth.pk).update(team=Team.objects.order_by("pk")[number % 2])
        case "country":
            Firm.objects.update(country=["", "DE", "GB"][number % 3])
    tasks.judge_all_manuals()


turns = st.sampled_from(["away", "team", "country", "work", "event"])


@settings(max_examples=min(100, settings().max_examples // 40), deadline=None, suppress_health_check=list(HealthCheck))
@given(course=st.lists(st.tuples(turns, st.integers(0, 4)), min_size=1, max_size=10))
def test_joined_judgings_come_out_as_one_after_each_change(course: list[tuple[str, int]]) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "now", lambda: NOW)
        document = manual(firm()["ingrid"])
        leads(range(1, 4))
        for turn, (what, number) in enumerate(course):
            match what:
                case "work":
                    work_off()
                case "event":
                    leads([10 * turn + number], called=bool(number % 2))
                case _:
                    change(what, number)
            assert len(waiting()) <= 1
        work_off()
        follow.catch_up(at=NOW)
        found = stands(document)
        watch.judge_all(document, at=NOW)
        assert stands(document) == found
        transaction.set_rollback(True)


def test_what_changes_after_a_judging_has_begun_asks_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "now", lambda: NOW)
    manual(firm()["ingrid"])
    [first] = waiting()
    OxTask.objects.filter(pk=first.pk).update(status="RUNNING")
    change("country", 1)
    change("country", 2)
    assert len(waiting()) == 1


def test_many_events_ask_the_follower_once() -> None:
    manual(firm()["ingrid"])
    leads(range(1, 6))
    assert len(waiting("ingrain.jobs.tasks.follow_the_journal")) == 1


def test_changes_among_people_by_their_own_verbs_are_joined() -> None:
    people = firm()
    manual(people["ingrid"])
    for number in range(5):
        day = date(2026, 11, 2) + timedelta(7 * number)
        absences.plan(people["ruth"], day, day, by=people["adam"], at=NOW)
    assert len(waiting()) == 1


def test_once_on_each_day_of_the_firm_everything_is_judged_and_a_passed_date_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = firm()
    Firm.objects.update(zone="America/New_York")
    document = manual(people["ingrid"], text=DATES)
    opportunity(people["ruth"], at=instant("2026-11-18T10:00"), close_date="2026-11-19")
    OxTask.objects.all().delete()
    watch.judge_all(document, at=instant("2026-11-19T20:00"))
    assert not stands(document)

    for hour, asked in (("20T04:20", 0), ("20T05:20", 1), ("20T06:20", 1)):
        at_the_hour(monkeypatch, hour)
        assert len(waiting()) == asked, hour
    monkeypatch.setattr(tasks, "now", lambda: instant("2026-11-20T06:30"))
    work_off()
    assert [one.state for one in Standing.objects.filter(document=document)] == ["missed"]
    OxTask.objects.all().delete()
    at_the_hour(monkeypatch, "20T07:20")
    assert not waiting(), "it is judged on that day"


def test_a_worker_that_was_away_at_midnight_begins_the_day_when_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    document = manual(firm()["ingrid"], text=DATES)
    watch.judge_all(document, at=instant("2026-11-18T15:00"))
    OxTask.objects.all().delete()
    at_the_hour(monkeypatch, "20T14:20")
    assert len(waiting()) == 1


def at_the_hour(patch: pytest.MonkeyPatch, hour: str) -> None:
    patch.setattr(tasks, "now", lambda: instant(f"2026-11-{hour}"))
    tasks.begin_the_day.func()
