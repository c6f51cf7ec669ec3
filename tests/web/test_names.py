"""A name in a log becomes a colleague's: the lead decides, the figures follow, and it is undone."""

from typing import Any

import pytest
from django.test import Client
from tests.firm import instant
from tests.web import test_logs
from tests.web.conftest import SignIn
from tests.web.test_logs import brought_in, here

from ingrain.connect.models import Arrival, Joined
from ingrain.editions.models import Document
from ingrain.editions.of_a_log import save_about, starter
from ingrain.editions.publish import publish
from ingrain.journal import read
from ingrain.journal.write import append
from ingrain.method.calendar import DAY
from ingrain.method.events import Event
from ingrain.monitor import grid, logs, watch
from ingrain.monitor.models import Standing
from ingrain.monitor.names import UnableToJoin, join
from ingrain.people.models import Colleague
from ingrain.web import clock

pytestmark = pytest.mark.anywhere

lead = test_logs.lead
NOW = instant("2026-11-20T12:00")


@pytest.fixture
def document(lead: Client, people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> Document:
    """A log whose Ann is Ruth and whose Bob nobody knows, held against its starter."""
    monkeypatch.setattr(logs, "FORWARD", [])
    Colleague.objects.filter(key="ruth.adeyemi").update(name="Ann Adeyemi", email="ann@firm.example")
    brought_in(lead)
    batch = Arrival.objects.get().batch
    assert batch is not None
    found = save_about(batch, starter(batch), by=people["ingrid"], revision=0, at=NOW)
    publish(found, by=people["ingrid"], at=NOW, revision=1)
    watch.judge_all(found, at=NOW)
    logs.when_taken_forward(lambda pk: watch.judge_all(Document.objects.get(pk=pk), at=NOW))
    return found


def chosen(lead: Client, **names: Colleague) -> str:
    said = {"name": list(names), "who": [str(one.pk) for one in names.values()]}
    return str(lead.post(here("names/"), said, follow=True).content.decode())


def cells(document: Document) -> dict[str | None, int]:
    found = grid.grid(document)
    return {cell.person: cell.asked for cell in found.cells} if found else {}


def test_a_name_is_suggested_and_nothing_is_joined_before_somebody_says_so(lead: Client, document: Document) -> None:
    page = lead.get(here("names/")).content.decode()
    assert "2 names are nobody" in page
    assert "one may be a colleague" in page
    assert "the address begins like this" in page
    assert not Joined.objects.exists()
    assert "Ann" in cells(document)


def test_the_figures_follow_and_come_back(lead: Client, document: Document, people: dict[str, Colleague]) -> None:
    before = cells(document)
    assert "1 name is somebody" in chosen(lead, Ann=people["ruth"])
    after = cells(document)
    assert after == {"ruth.adeyemi" if name == "Ann" else name: asked for name, asked in before.items()}
    assert Standing.objects.filter(responsible="ruth.adeyemi").exists()
    assert not Standing.objects.filter(responsible="Ann").exists()
    lead.post(here(f"names/{Joined.objects.get().pk}/"))
    assert cells(document) == before
    batch = document.log
    assert batch is not None
    told = read.story(f"log/{batch.pk}")
    assert [event.do for event in told][-2:] == ["join name", "part name"]
    assert told[-1].values == {"name": "Ann", "who": "ruth.adeyemi"}


def test_what_was_counted_is_what_the_engine_counted(
    lead: Client, document: Document, people: dict[str, Colleague]
) -> None:
    chosen(lead, Ann=people["ruth"])
    by_engine = grid.grid(document)
    grid.count(document, at=NOW)
    assert grid.grid(document) == by_engine


def test_whoever_it_is_has_the_figures_a_day_before_others(
    lead: Client, document: Document, people: dict[str, Colleague], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(lead, Ann=people["ruth"])
    ruth = sign_in(people["ruth"])
    address = f"/monitor/{document.pk}/"
    about: Any = {"person": "ruth.adeyemi", "area": next(c.area for c in grid.grid(document).cells)}  # type: ignore[union-attr]
    assert "From beginning to end" in ruth.get("/me/").content.decode()
    for after, seen in ((0, False), (DAY - 1, False), (DAY, True)):
        monkeypatch.setattr(clock, "now", lambda after=after: NOW + after)
        assert ("Ann Adeyemi" in lead.get(address).content.decode()) is seen
        assert (lead.get(f"{address}cell/", about).status_code == 200) is seen
        assert "Bob" in lead.get(address).content.decode()


def test_two_names_can_be_one_person(lead: Client, document: Document, people: dict[str, Colleague]) -> None:
    before = cells(document)
    chosen(lead, Ann=people["ruth"], Bob=people["ruth"])
    assert set(cells(document)) == {"ruth.adeyemi"}
    assert sum(before.values()) >= sum(cells(document).values()) > 0


def test_only_the_lead_says_whose_a_name_is_and_only_of_names_that_are_there(
    document: Document, people: dict[str, Colleague], lead: Client, sign_in: SignIn
) -> None:
    assert document.log is not None
    with pytest.raises(UnableToJoin, match="adoption lead"):
        join(document.log, {"Ann": people["ruth"]}, by=people["adam"], at=NOW)
    assert sign_in(people["adam"]).get(here("names/")).status_code == 403
    assert "isn&#x27;t in this log" in chosen(lead, Zed=people["ruth"])
    assert not Joined.objects.exists()


def test_the_firms_own_records_are_as_they_were(lead: Client, document: Document, people: dict[str, Colleague]) -> None:
    append([Event(0, "lead/1", "create", NOW, NOW, "Ann", {})])
    chosen(lead, Ann=people["ruth"])
    assert read.story("lead/1")[0].by == "Ann"
