"""Activities: planned, moved, done, cancelled; and that the manual hears of it."""

from datetime import date

import pytest
from tests.firm import firm, instant, manual
from tests.records.book import NOW, account, desk, lead

from ingrain.journal import follow, read
from ingrain.method.calendar import HOUR
from ingrain.monitor import watch
from ingrain.monitor.models import Standing
from ingrain.people.models import Colleague
from ingrain.records import doing, keep, mentions
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Activity, Openness

pytestmark = pytest.mark.django_db
MEETINGS = """# Selling here

## Meetings

### After the meeting

- A meeting has notes within 24 hours of its end.
"""


@pytest.fixture
def people() -> dict[str, Colleague]:
    return firm()


def test_a_field_of_an_activity_is_changed_like_any_other(people: dict[str, Colleague]) -> None:
    when = {"subject": "Line two", "start": "2026-11-23T10:00", "end": "2026-11-23T11:00"}
    met = doing.plan("meeting", [account(people["ruth"])], when, by=desk(people["ruth"]), at=NOW)
    keep.change(met, {"purpose": "They know the price"}, by=desk(people["ruth"]), at=NOW)
    assert Activity.objects.get().purpose == "They know the price"


def test_cancelling_a_meeting_voids_what_the_manual_asked_of_it(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"], text=MEETINGS)
    ruth = desk(people["ruth"])
    when = {"subject": "Line two", "start": "2026-11-18T10:00", "end": "2026-11-18T11:00"}
    begun = instant("2026-11-16T09:00")
    met = doing.plan("meeting", [lead(people["ruth"], at=begun)], when, by=ruth, at=begun)
    watch.judge_all(document, at=NOW)
    assert Standing.objects.get(record=met.record).state == "missed"
    doing.cancel(met, by=ruth, at=NOW)
    follow.catch_up(at=NOW)
    assert Standing.objects.get(record=met.record).state == "void"


def test_a_meeting_that_is_put_off_keeps_its_time_and_its_length(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    when = {"subject": "Line two", "start": "2026-11-24T10:30", "end": "2026-11-24T11:15"}
    met = doing.plan("meeting", [account(people["ruth"])], when, by=ruth, at=NOW)
    moved = doing.put_off(met, date(2026, 12, 1), by=ruth, at=NOW)
    assert (moved.start, moved.end) == (instant("2026-12-01T10:30"), instant("2026-12-01T11:15"))
    assert read.story(met.record)[-1].values == {"start": "2026-12-01T10:30", "end": "2026-12-01T11:15"}


def test_a_task_is_put_off_to_a_day(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    task = doing.plan("task", [account(people["ruth"])], {"subject": "x", "due date": "2026-11-24"}, by=ruth, at=NOW)
    assert doing.put_off(task, date(2026, 11, 25), by=ruth, at=NOW).due == date(2026, 11, 25)


def test_what_was_said_to_be_done_and_wasnt_is_planned_again(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    task = doing.plan("task", [account(people["ruth"])], {"subject": "x", "due date": "2026-11-24"}, by=ruth, at=NOW)
    done = doing.complete(task, by=ruth, at=NOW + HOUR)
    again = doing.plan_again(done, by=ruth, at=NOW + 2 * HOUR)
    assert (again.state, again.done) == ("planned", None)
    note = doing.do("note", [account(people["ruth"])], {"notes": "x"}, by=ruth, at=NOW)
    with pytest.raises(UnableToSave, match="never planned"):
        doing.plan_again(note, by=ruth, at=NOW)


def test_who_is_named_finds_it_and_is_told_once(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    doing.do("note", [account(people["ruth"])], {"notes": "Ask @colin.marsh about it. @colin.marsh!"}, by=ruth, at=NOW)
    colin = people["colin"]
    assert mentions.unseen(colin) == 1
    (one,) = mentions.mentions(desk(colin))
    assert one.by == people["ruth"]
    mentions.looked(colin, at=NOW)
    assert mentions.unseen(colin) == 0


def test_who_is_named_in_what_isnt_for_them_sees_nothing_of_it(people: dict[str, Colleague]) -> None:
    Openness.objects.create(kind="note", read="owner", change="owner")
    ruth = desk(people["ruth"])
    doing.do("note", [account(people["ruth"])], {"notes": "Between us, @dana.whitfield"}, by=ruth, at=NOW)
    assert mentions.mentions(desk(people["dana"])) == []
