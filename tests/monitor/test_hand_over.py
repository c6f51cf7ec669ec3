"""Leaving: who gets what was open, and how it comes back when it was a mistake."""

from dataclasses import replace
from datetime import date

import pytest
from tests.firm import firm, instant, manual

from ingrain.editions.models import Document
from ingrain.journal.read import story
from ingrain.journal.write import append
from ingrain.method.events import Event, Value
from ingrain.monitor import hand_over
from ingrain.monitor.models import Decision
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague
from ingrain.records.models import Account, Activity, Opportunity
from ingrain.records.shelf import Shelf

NOW, LATER = instant("2026-11-20T12:00"), instant("2026-11-21T12:00")
DAY = date(2026, 11, 20)


def happened(record: str, do: str, when: str, **values: Value) -> None:
    """As a verb has it: in the journal and in the rows."""
    at = instant(when)
    told = Event(0, record, do, at, at, "ruth.adeyemi", values)
    shelf = Shelf()
    shelf.fetch([record])
    shelf.tell(replace(told, sequence=append([told])[0]))
    shelf.save()


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    people = firm()
    manual(people["ingrid"])
    happened("opportunity/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi", stage="Discovery")
    happened("opportunity/2", "create", "2026-11-02T10:00", owner="ruth.adeyemi", stage="Discovery")
    happened("opportunity/2", "move", "2026-11-03T10:00", state="won")
    happened("opportunity/3", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("opportunity/3", "hand over", "2026-11-04T10:00", owner="colin.marsh")
    happened("opportunity/4", "create", "2026-11-02T10:00", owner="colin.marsh")
    happened("opportunity/4", "hand over", "2026-11-04T10:00", owner="ruth.adeyemi")
    happened("account/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("account/2", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("account/2", "delete", "2026-11-03T10:00")
    happened("call/1", "call", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("meeting/2", "plan meeting", "2026-11-02T10:00", owner="ruth.adeyemi")
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi.2")
    return people


OPEN = ["account/1", "meeting/2", "opportunity/1", "opportunity/4"]


def gone(people: dict[str, Colleague], who: str = "ruth", by: str = "adam", heir: str | None = "colin"):  # type: ignore[no-untyped-def]
    taker = people[heir] if heir else None
    return hand_over.leave(people[who], DAY, heir=taker, by=people[by], at=NOW, today=DAY)


def test_what_is_open_is_theirs_by_the_last_word_of_the_journal(people: dict[str, Colleague]) -> None:
    assert hand_over.holdings(people["ruth"]) == OPEN


def test_the_heir_gets_what_was_open(people: dict[str, Colleague]) -> None:
    departure = gone(people)
    assert departure.records == 4
    last = story("opportunity/1")[-1]
    assert (last.do, last.values, last.through, last.by) == ("hand over", {"owner": "colin.marsh"}, "page", "adam.keys")
    assert hand_over.holdings(people["ruth"]) == []
    assert set(OPEN) <= set(hand_over.holdings(people["colin"]))
    assert not Colleague.objects.get(key="ruth.adeyemi").is_active
    for row in (Opportunity.objects.get(pk=1), Account.objects.get(pk=1), Activity.objects.get(kind="meeting")):
        assert (row.owner, row.team) == (people["colin"], people["colin"].team)


def test_a_deactivation_is_undone_with_what_the_heir_still_has(people: dict[str, Colleague]) -> None:
    departure = gone(people)
    happened("opportunity/1", "hand over", "2026-11-20T18:00", owner="dana.whitfield")
    happened("opportunity/4", "move", "2026-11-20T18:00", state="lost")
    assert hand_over.come_back(departure, by=people["adam"], at=LATER) == 2
    assert hand_over.holdings(people["ruth"]) == ["account/1", "meeting/2"]
    assert Colleague.objects.get(key="ruth.adeyemi").is_active
    with pytest.raises(UnableToSetUp, match="here already"):
        hand_over.come_back(departure, by=people["adam"], at=LATER)


def test_nobody_deactivates_themselves_or_as_a_lead_an_administrator(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSetUp, match="themselves"):
        gone(people, "adam")
    with pytest.raises(UnableToSetUp, match="Only an administrator"):
        gone(people, "adam", by="ingrid")


def test_without_an_heir_everything_stays_theirs(people: dict[str, Colleague]) -> None:
    assert gone(people, heir=None).records == 0
    assert hand_over.holdings(people["ruth"]) == OPEN


def test_whoever_left_takes_nothing_over(people: dict[str, Colleague]) -> None:
    gone(people)
    people["ruth"].refresh_from_db()
    with pytest.raises(UnableToSetUp, match="still here"):
        gone(people, "dana", heir="ruth")


# --- tasks, and who reported to them ----------------------------------------------------------------------------------


def task(people: dict[str, Colleague], who: str) -> Decision:
    return Decision.objects.create(
        document=Document.objects.get(), person="colin.marsh", area="Next steps", action="lesson", who=people[who],
        until=DAY, by=people["ingrid"], at=NOW, met=1, asked=5, state="judged", again=DAY,
    )  # fmt: skip


def manager_of(who: str) -> str | None:
    above = Colleague.objects.get(key=who).manager
    return above.key if above else None


def test_what_is_on_their_list_goes_to_the_heir_and_comes_back(people: dict[str, Colleague]) -> None:
    waiting, done, settled_since = task(people, "ruth"), task(people, "ruth"), task(people, "ruth")
    Decision.objects.filter(pk=done.pk).update(done=NOW, kept=True)
    departure = gone(people)
    assert departure.tasks == [waiting.pk, settled_since.pk]
    assert set(people["colin"].tasks.all()) == {waiting, settled_since}
    assert story(f"decision/{waiting.pk}")[-1].values == {"who": "colin.marsh"}
    Decision.objects.filter(pk=settled_since.pk).update(done=NOW, kept=True)
    hand_over.come_back(departure, by=people["adam"], at=LATER)
    assert set(people["ruth"].tasks.all()) == {waiting, done}
    assert set(people["colin"].tasks.all()) == {settled_since}


def test_whoever_reported_to_them_reports_to_the_heir_and_comes_back(people: dict[str, Colleague]) -> None:
    departure = gone(people, "maria", heir="dana")
    assert {manager_of(who) for who in ("ruth.adeyemi", "colin.marsh", "sam.weir")} == {"dana.whitfield"}
    assert story("person/ruth.adeyemi")[-1].values == {"manager": "dana.whitfield"}
    Colleague.objects.filter(key="sam.weir").update(manager=people["ingrid"])
    hand_over.come_back(departure, by=people["adam"], at=LATER)
    assert [manager_of(who) for who in ("ruth.adeyemi", "colin.marsh")] == ["maria.okafor", "maria.okafor"]
    assert manager_of("sam.weir") == "ingrid.sorensen"


def test_an_heir_who_reported_to_them_reports_to_the_next_one_up(people: dict[str, Colleague]) -> None:
    Colleague.objects.filter(key="maria.okafor").update(manager=people["ingrid"])
    Colleague.objects.filter(key="sam.weir").update(manager=people["ruth"])
    people = {name: Colleague.objects.get(pk=one.pk) for name, one in people.items()}
    gone(people, "maria", heir="sam")
    assert manager_of("ruth.adeyemi") == "ingrid.sorensen", "Sam reports to Ruth: no circle"
    assert manager_of("colin.marsh") == "sam.weir"
    assert manager_of("sam.weir") == "ruth.adeyemi"


def test_without_an_heir_nobody_gets_another_manager(people: dict[str, Colleague]) -> None:
    assert gone(people, "maria", heir=None).reports == {}
    assert manager_of("ruth.adeyemi") == "maria.okafor"
