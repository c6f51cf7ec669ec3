"""Every page says to whom it is open, and nobody sees a page or a person that isn't for them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.firm import firm, instant, judged, leads, manual
from tests.web.conftest import SignIn

from ingrain.editions import requests
from ingrain.editions.models import Document, Request
from ingrain.monitor import grid
from ingrain.monitor.decide import decide
from ingrain.monitor.models import Decision, Objection, Standing
from ingrain.monitor.objections import object_to
from ingrain.people.models import Colleague, Role, Team
from ingrain.records.importing import arrive
from ingrain.records.models import Spreadsheet
from ingrain.web import clock, urls
from ingrain.web.doors import EVERYONE

pytestmark = pytest.mark.anywhere

NOW = instant("2026-11-20T12:00")


def pages() -> list[URLPattern]:
    return [pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]


@pytest.fixture
def watched(
    watched_once: dict[str, Colleague],
    db: None,
    settings_for_pages: None,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    tmp_path: Path,
) -> dict[str, Colleague]:
    """The firm, its manual, some leads, figures of all of it, and a spreadsheet of Ruth's that isn't in yet."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.MEDIA_ROOT = tmp_path
    arrive.receive([b"Name,Company\nOrla,Orme"], original="leads.csv", by=watched_once["ruth"], at=NOW)
    return watched_once


@pytest.fixture(scope="module")
def watched_once(kept: None) -> dict[str, Colleague]:
    people = firm()
    document = manual(people["ingrid"])
    leads(range(1, 8))
    leads(range(11, 18), by="dana.whitfield", called=False)
    judged(document, at=NOW)
    contested = Standing.objects.filter(responsible="ruth.adeyemi").order_by("record")[0]
    object_to(contested, "I called.", by=people["ruth"], at=NOW)
    cell = next(c for c in grid.grid(document).cells if c.person == "ruth.adeyemi")  # type: ignore[union-attr]
    today = date(2026, 11, 20)
    sentence = next(document.current.manual.judged())[2].sentence  # type: ignore[union-attr]
    requests.ask(document, "Lead handling", sentence, "Not for spam.", by=people["ruth"], at=NOW)
    decide(document, cell, "lesson", who=people["maria"], until=today, by=people["maria"], at=NOW, today=today)
    return people


@pytest.mark.parametrize("pattern", pages(), ids=lambda p: str(p.pattern))
def test_every_page_says_to_whom_it_is_open(pattern: URLPattern) -> None:
    assert getattr(pattern.callback, "open_to", None), f"{pattern.pattern} needs open_to"


def only() -> int:
    """The number of the one manual."""
    return Document.objects.get().pk


WORDS = {"kind": "lead", "what": "call", "field": "city"}
"""Parts of addresses that are no numbers."""


def address(pattern: URLPattern) -> str:
    """The page's address, with numbers of what there is."""
    there: dict[str, Model | None] = {
        "document": Document.objects.first(),
        "decision": Decision.objects.first(),
        "asked": Request.objects.first(),
        "objection": Objection.objects.first(),
        "colleague": Colleague.objects.get(key="ruth.adeyemi"),
        "team": Team.objects.first(),
        "sheet": Spreadsheet.objects.first(),
    }
    parts = pattern.pattern.converters
    named = {name: found.pk if (found := there.get(name)) else WORDS.get(name, 1) for name in parts}
    if "ending" in named:
        named["ending"] = "csv"
    return reverse(str(pattern.name), kwargs=named)


@pytest.mark.parametrize("pattern", pages(), ids=lambda p: str(p.pattern))
def test_a_page_is_refused_to_roles_that_it_is_not_for(
    pattern: URLPattern, watched: dict[str, Colleague], sign_in: SignIn
) -> None:
    roles: tuple[str, ...] = pattern.callback.open_to  # type: ignore[attr-defined]
    for person in watched.values():
        answer = sign_in(person).get(address(pattern))
        if answer.streaming:
            list(answer)  # to its end: then its file is closed, as a server does
        status = answer.status_code
        if roles not in (EVERYONE, ("the world",)) and not person.holds(*roles):
            assert status == 403, f"{person} got {status} from {pattern.pattern}"
        else:
            assert status in (200, 302, 404), f"{person} got {status} from {pattern.pattern}"


@pytest.mark.parametrize("pattern", pages(), ids=lambda p: str(p.pattern))
def test_who_is_not_signed_in_is_asked_to(pattern: URLPattern, watched: dict[str, Colleague]) -> None:
    if pattern.callback.open_to == ("the world",):  # type: ignore[attr-defined]
        return
    answer = Client().get(address(pattern))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


SEES = {
    "maria": {"ruth.adeyemi", "colin.marsh", "sam.weir", "maria.okafor"},
    "ingrid": {"ruth.adeyemi", "dana.whitfield", "colin.marsh"},
    "sam": {"sam.weir"},
}


@pytest.mark.parametrize("who", ["maria", "ingrid", "sam", "sven", "wanda", "adam", "ruth", "dana"])
@pytest.mark.parametrize("person", ["ruth.adeyemi", "dana.whitfield"])
def test_a_persons_cell_opens_for_those_alone_who_may_look_at_them(
    who: str, person: str, watched: dict[str, Colleague], sign_in: SignIn
) -> None:
    client = sign_in(watched[who])
    answer: Any = client.get(reverse("cell", args=[only()]), {"person": person, "area": "Lead handling"})
    allowed = person in SEES.get(who, set())
    assert (answer.status_code == 200) is allowed
    page = client.get(reverse("grid", args=[only()]))
    if page.status_code == 200:
        named = {"ruth.adeyemi": "Ruth Adeyemi", "dana.whitfield": "Dana Whitfield"}[person]
        assert (named in page.content.decode()) is allowed


@pytest.mark.parametrize(
    ("who", "sees"), [("maria", True), ("ingrid", True), ("sven", False), ("dana", False), ("ruth", True)]
)
def test_a_records_story_opens_for_those_alone_who_may_see_somebody_it_counts_for(
    who: str, sees: bool, watched: dict[str, Colleague], sign_in: SignIn
) -> None:
    answer = sign_in(watched[who]).get(reverse("record", args=[only()]), {"record": "lead/1"})
    assert (answer.status_code == 200) is sees


def test_there_is_no_address_beside_the_pages_and_the_entrance() -> None:
    roots = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    assert roots == {"", "sign-in/"}


def test_sums_over_fewer_than_five_people_are_shown_to_nobody_who_sees_sums_alone(
    watched: dict[str, Colleague], sign_in: SignIn
) -> None:
    for who in ("sven", "wanda"):
        page = sign_in(watched[who]).get(reverse("grid", args=[only()])).content.decode()
        assert "The area itself" not in page
        assert "Ruth" not in page


def test_roles_are_those_that_the_pages_know() -> None:
    for pattern in pages():
        assert set(pattern.callback.open_to) <= {*Role, "the world"}  # type: ignore[attr-defined]
