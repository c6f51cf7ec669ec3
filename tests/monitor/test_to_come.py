"""What is decided for a day to come: the old edition judges until then, and the day brings the new one by itself."""

from datetime import date

import pytest
from tests.firm import MANUAL, firm, happened, instant, manual
from tests.monitor.test_watch import stands

from ingrain.editions import going_live
from ingrain.editions.models import Document
from ingrain.editions.publish import UnableToPublish, publish, save_draft
from ingrain.journal import follow
from ingrain.monitor import watch
from ingrain.monitor.models import Standing
from ingrain.people.models import Colleague, Team

pytestmark = pytest.mark.django_db
NOW = instant("2026-11-20T12:00")
DAY = instant("2026-12-01T00:00")
AFTER = instant("2026-12-01T12:00")
STRICTER = MANUAL.replace("Within 1 working day", "Within 2 hours").replace("14 days", "3 days")


@pytest.fixture
def people() -> dict[str, Colleague]:
    return firm()


def published_for_december(people: dict[str, Colleague]) -> Document:
    document = manual(people["ingrid"])
    document = save_draft(document, STRICTER, revision=document.revision, by=people["ingrid"], at=NOW)
    publish(document, by=people["ingrid"], at=NOW, since=DAY, revision=document.revision)
    document = Document.objects.get(pk=document.pk)
    watch.judge_all(document, at=NOW)
    return document


def editions(record: str) -> set[int]:
    return set(Standing.objects.filter(record=record).values_list("edition__number", flat=True))


def test_until_its_day_the_edition_before_judges(people: dict[str, Colleague]) -> None:
    published_for_december(people)
    happened("lead/1", "create", "2026-11-20T10:00", owner="ruth.adeyemi")
    follow.catch_up(at=NOW)
    assert editions("lead/1") == {1}


def test_on_its_day_an_edition_comes_by_itself_with_what_arose_since(people: dict[str, Colleague]) -> None:
    document = published_for_december(people)
    happened("opportunity/1", "create", "2026-11-20T10:00", owner="ruth.adeyemi", state="open")
    follow.catch_up(at=NOW)
    happened("lead/2", "create", "2026-12-01T09:00", owner="ruth.adeyemi")
    watch.fallen_due(AFTER)
    follow.catch_up(at=AFTER)
    assert editions("lead/2") == {2}
    found = stands(document)
    watch.judge_all(document, at=AFTER)
    assert stands(document) == found


def test_the_follower_brings_it_too(people: dict[str, Colleague]) -> None:
    document = published_for_december(people)
    happened("lead/2", "create", "2026-12-01T09:00", owner="ruth.adeyemi")
    follow.catch_up(at=AFTER)
    assert editions("lead/2") == {2}
    found = stands(document)
    watch.judge_all(document, at=AFTER)
    assert stands(document) == found


def test_a_team_that_goes_live_on_a_day_to_come_is_judged_from_that_day_on(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    south = Team.objects.get(name="South")
    going_live.decide(document, {(south, ""): date(2026, 12, 1)}, by=people["ingrid"], at=NOW)
    happened("opportunity/1", "create", "2026-11-02T10:00", "dana.whitfield", owner="dana.whitfield", state="open")
    watch.judge_all(document, at=NOW)
    assert not Standing.objects.filter(responsible="dana.whitfield").exists()
    watch.fallen_due(AFTER)
    assert Standing.objects.filter(responsible="dana.whitfield").exists()
    found = stands(document)
    watch.judge_all(document, at=AFTER)
    assert stands(document) == found


def test_the_first_edition_can_not_be_put_off(people: dict[str, Colleague]) -> None:
    document = Document.objects.create(title="", owner=people["ingrid"], draft=MANUAL)
    with pytest.raises(UnableToPublish, match="live dates"):
        publish(document, by=people["ingrid"], at=NOW, since=DAY, revision=1)


def test_an_edition_to_come_is_replaced_from_its_own_day_alone(people: dict[str, Colleague]) -> None:
    document = published_for_december(people)
    text = STRICTER.replace("2 hours", "3 hours")
    document = save_draft(document, text, revision=document.revision, by=people["ingrid"], at=NOW)
    with pytest.raises(UnableToPublish, match="still to come"):
        publish(document, by=people["ingrid"], at=NOW, since=instant("2026-11-25T00:00"), revision=document.revision)
    publish(document, by=people["ingrid"], at=NOW, since=DAY, revision=document.revision)
    happened("lead/2", "create", "2026-12-01T09:00", owner="ruth.adeyemi")
    watch.judge_all(document, at=AFTER)
    assert editions("lead/2") == {3}
