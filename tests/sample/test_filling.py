"""The words of the sample company are believable, and who did what when stays as it was."""

from collections import Counter

import pytest

from ingrain.method.events import Event
from ingrain.sample import make_company
from ingrain.sample.days import LAST_DAY
from ingrain.sample.filling import ACTIVITIES, filled


@pytest.fixture(scope="module")
def before() -> list[Event]:
    return list(make_company(people=8, weeks=8).events)


@pytest.fixture(scope="module")
def after(before: list[Event]) -> list[Event]:
    return list(filled(before, LAST_DAY))


def did(events: list[Event]) -> Counter[tuple[str, str | None, int, int, str]]:
    """What was done by whom, when and through what; a change that was split off doesn't count twice."""
    return Counter((e.do, e.by, e.occurred, e.recorded, e.through) for e in events if e.do != "change")


def test_who_did_what_when_is_the_same(before: list[Event], after: list[Event]) -> None:
    more = did(after) - did(before)
    assert not did(before) - did(after)
    assert {do for do, *_ in more} <= {"plan call", "plan meeting", "plan task"}


def test_what_is_planned_lies_ahead_and_is_about_their_open_deals(before: list[Event], after: list[Event]) -> None:
    known = {e.record for e in before}
    plans = [e for e in after if e.do.startswith("plan ") and e.record not in known and e.links[0].startswith("opp")]
    plans = [e for e in plans if str(e.values.get("start") or e.values.get("due")) >= f"{LAST_DAY}"]
    assert len(plans) > 10
    owners = {e.record: e.values["owner"] for e in before if "owner" in e.values}
    ended = {e.record for e in before if e.values.get("state") in ("won", "lost")}
    for plan in plans:
        about = plan.links[0]
        assert about not in ended
        assert owners[about] == plan.by == plan.values["owner"]
        assert plan.do != "plan meeting" or str(plan.values["start"]) > f"{LAST_DAY}T24"
    hours = [(e.by, e.values["start"]) for e in plans if "start" in e.values]
    assert len(hours) == len(set(hours)), "nobody is at two places at once"


def test_records_hold_at_least_what_they_held(before: list[Event], after: list[Event]) -> None:
    """What a manual judges: stages, owners, days, amounts of each record, in order."""

    def told(events: list[Event]) -> dict[str, list[tuple[str, object]]]:
        found: dict[str, list[tuple[str, object]]] = {}
        for event in events:
            for name in ("stage", "state", "owner", "next step", "close date", "amount", "loss reason", "budget"):
                if name in event.values and event.kind not in (*ACTIVITIES, "meeting"):
                    found.setdefault(event.record, []).append((name, event.values[name]))
        return found

    assert told(before) == told(after)


def test_no_two_people_share_an_address_of_mail(after: list[Event]) -> None:
    mails = [e.values["email address"] for e in after if e.kind in ("lead", "contact") and "email address" in e.values]
    assert mails
    assert len(set(mails)) == len(mails)


def test_accounts_have_telephones_and_subjects_are_topics(after: list[Event]) -> None:
    accounts = [e for e in after if e.kind == "account" and e.do == "create"]
    assert all(e.values.get("phone") for e in accounts)
    names = {str(e.values.get("name")) for e in after if e.do == "create" and e.kind in ("account", "contact", "lead")}
    subjects = {str(e.values["subject"]) for e in after if "subject" in e.values}
    assert not {s for s in subjects if s in names or ":" in s}
