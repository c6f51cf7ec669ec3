"""The manual's pages: who reads what, who writes, what is asked before anything is judged from a day that is past."""

from io import BytesIO

import pytest
from docx import Document as WordDocument
from tests.firm import MANUAL, firm, instant, judged, leads, manual
from tests.web.conftest import SignIn

from ingrain.editions import work
from ingrain.editions.models import Document
from ingrain.editions.publish import save_draft
from ingrain.people.models import Colleague
from ingrain.web import clock

NOW = instant("2026-11-20T12:00")
STRICTER = MANUAL.replace("14 days", "7 days")

type Asked = list[tuple[str, int]]


def only() -> int:
    """The number of the first manual; PostgreSQL goes on counting from test to test."""
    found = Document.objects.order_by("pk").first()
    assert found is not None
    return found.pk


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What was asked of the worker."""
    found: Asked = []
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(
        work,
        "_DONE_BY",
        [
            work.Work(
                lambda pk: found.append(("judge", pk)),
                lambda pk: found.append(("measure", pk)),
                lambda pk, _revision: found.append(("foresee", pk)),
            )
        ],
    )
    return found


@pytest.fixture(scope="module")
def written(kept: None) -> dict[str, Colleague]:
    """The firm and its manual, with figures."""
    people = firm()
    found = manual(people["ingrid"])
    leads(range(1, 8))
    leads(range(11, 18), by="dana.whitfield", called=False)
    judged(found, at=NOW)
    return people


@pytest.fixture
def people(written: dict[str, Colleague], db: None, settings_for_pages: None) -> dict[str, Colleague]:
    return written


@pytest.fixture
def document(people: dict[str, Colleague], asked: Asked) -> Document:
    return Document.objects.get()


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_lead_reads_the_sums_and_others_where_enough_people_stand_behind_them(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    seen = {who: sign_in(people[who]).get(f"/manual/{only()}/").content.decode() for who in ("ingrid", "ruth", "wanda")}
    assert "7 of 14" in seen["ingrid"]
    for who in ("ruth", "wanda"):
        assert "7 of 14" not in seen[who]
        assert "too few people to show" in seen[who]
    assert 'id="rule-1"' in seen["ruth"]
    assert '<span class="word">a lead</span>' in seen["ruth"]


def test_who_lives_by_it_is_said_team_by_team(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    document.live_dates.create(team=people["dana"].team, area="", since="2027-01-04")
    page = sign_in(people["ruth"]).get(f"/manual/{only()}/").content.decode()
    assert "North, 4 people" in page
    assert "live for North since 1 September 2026" in page
    assert "from 4 January" in page


def test_a_draft_is_read_by_its_writers_alone(people: dict[str, Colleague], asked: Asked, sign_in: SignIn) -> None:
    new = Document.objects.create(title="New", owner=people["maria"], draft=MANUAL).pk
    status = {who: sign_in(people[who]).get(f"/manual/{new}/").status_code for who in ("maria", "ingrid", "ruth")}
    assert status == {"maria": 200, "ingrid": 200, "ruth": 404}


@pytest.mark.parametrize(("ending", "begins"), [("word", b"PK"), ("pdf", b"%PDF-")])
def test_it_is_had_on_paper(
    ending: str, begins: bytes, document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    answer = sign_in(people["ingrid"]).get(f"/manual/{only()}/{ending}/")
    assert answer.content.startswith(begins)
    assert "selling-here-1." in answer["Content-Disposition"]


def test_on_paper_nobody_reads_what_the_page_hides(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    told = {}
    for who in ("ingrid", "ruth"):
        answer = sign_in(people[who]).get(f"/manual/{only()}/word/")
        told[who] = "\n".join(part.text for part in WordDocument(BytesIO(answer.content)).paragraphs)
    assert "7 of 14" in told["ingrid"]
    assert "7 of 14" not in told["ruth"]


def test_two_editions_are_compared(document: Document, people: dict[str, Colleague], sign_in: SignIn) -> None:
    save_draft(document, STRICTER, revision=1, by=people["ingrid"], at=NOW)
    page = sign_in(people["ingrid"]).get(f"/manual/{only()}/compare/", {"from": "1", "to": "draft"}).content.decode()
    assert "<del>14</del>" in page
    assert "<ins>7</ins>" in page
    assert sign_in(people["ruth"]).get(f"/manual/{only()}/compare/", {"from": "1", "to": "draft"}).status_code == 404


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["write", "check", "publish"])
def test_only_the_owner_and_the_leads_write(
    page: str, document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    for who in ("ruth", "maria", "wanda", "adam"):
        assert sign_in(people[who]).post(f"/manual/{only()}/{page}/", {"text": "x", "revision": "1"}).status_code == 404
    assert Document.objects.get(pk=only()).draft == MANUAL


def test_checking_says_where_and_saves_nothing(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    wrong = MANUAL.replace("a lead has a call", "a laed has a call")
    page = sign_in(people["ingrid"]).post(f"/manual/{only()}/check/", {"text": wrong, "revision": "1"}).content.decode()
    assert "One place can" in page
    assert "<mark>laed</mark>" in page
    column = next(line.index("laed") + 1 for line in wrong.split("\n") if "laed" in line)
    assert f'data-line="9" data-column="{column}" data-length="4"' in page
    assert 'data-better="Within 1 working day of being created, a lead has a call by its owner."' in page
    assert Document.objects.get(pk=only()).draft == MANUAL


def test_nothing_typed_is_lost_when_somebody_else_saved(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    save_draft(document, STRICTER, revision=1, by=people["maria"], at=NOW)
    client = sign_in(people["ingrid"])
    mine = MANUAL.replace("14 days", "21 days")
    page = client.post(f"/manual/{only()}/write/", {"text": mine, "revision": "1"}).content.decode()
    assert "Maria Okafor saved this manual" in page
    assert "21 days" in page
    assert "7 days" in page
    assert 'name="revision" value="2"' in page
    assert Document.objects.get(pk=only()).draft == STRICTER
    client.post(f"/manual/{only()}/write/", {"text": mine, "revision": "2"})
    assert Document.objects.get(pk=only()).draft == mine


def test_while_one_types_one_hears_that_somebody_else_saved(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    save_draft(document, STRICTER, revision=1, by=people["maria"], at=NOW)
    page = (
        sign_in(people["ingrid"]).post(f"/manual/{only()}/check/", {"text": MANUAL, "revision": "1"}).content.decode()
    )
    assert "Maria Okafor saved this manual meanwhile" in page


# --- publishing -------------------------------------------------------------------------------------------------------


def test_before_publishing_one_sees_what_would_change(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    stricter = MANUAL.replace("a call by its owner", "a meeting by its owner")
    save_draft(document, stricter, revision=1, by=people["ingrid"], at=NOW)
    page = sign_in(people["ingrid"]).get(f"/manual/{only()}/publish/").content.decode()
    assert "One person more would be below half; 14 records to look at, 7 by the edition that is published." in page
    assert "One sentence is different" in page


def test_with_much_to_judge_the_worker_is_asked_once(
    document: Document, people: dict[str, Colleague], sign_in: SignIn, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingrain.editions.foreseeing.AT_ONCE", 3)
    save_draft(document, STRICTER, revision=1, by=people["ingrid"], at=NOW)
    client = sign_in(people["ingrid"])
    for _look in range(2):
        page = client.get(f"/manual/{only()}/publish/").content.decode()
        assert "It is being worked out" in page
    assert asked == [("foresee", only())]


def test_publishing_asks_the_worker_to_judge_everything(
    document: Document, people: dict[str, Colleague], sign_in: SignIn, asked: Asked
) -> None:
    save_draft(document, STRICTER, revision=1, by=people["ingrid"], at=NOW)
    answer = sign_in(people["ingrid"]).post(f"/manual/{only()}/publish/", {"revision": "2", "from": "now"})
    assert answer.status_code == 302
    assert document.editions.count() == 2
    assert asked == [("judge", only())]


def test_an_edition_from_a_day_that_is_past_is_asked_for_twice(
    document: Document, people: dict[str, Colleague], sign_in: SignIn, asked: Asked
) -> None:
    save_draft(document, STRICTER, revision=1, by=people["ingrid"], at=NOW)
    client, form = sign_in(people["ingrid"]), {"revision": "2", "from": "day", "since": "2026-11-02"}
    page = client.post(f"/manual/{only()}/publish/", form).content.decode()
    assert "It would apply from 2 November 2026 on, a day that is past." in page
    assert "14 obligations have arisen since then, for 2 people." in page
    assert document.editions.count() == 1
    client.post(f"/manual/{only()}/publish/", {**form, "confirmed": "yes"})
    edition = document.editions.get(number=2)
    assert edition.since == instant("2026-11-02T00:00")
    assert asked == [("judge", only())]


@pytest.mark.parametrize("since", ["", "soon", "2026-02-31"])
def test_a_day_that_is_none_is_asked_for(
    since: str, document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    save_draft(document, STRICTER, revision=1, by=people["ingrid"], at=NOW)
    answer = sign_in(people["ingrid"]).post(
        f"/manual/{only()}/publish/", {"revision": "2", "from": "day", "since": since}
    )
    assert "Say from which day it applies." in answer.content.decode()


def test_who_publishes_second_is_told(document: Document, people: dict[str, Colleague], sign_in: SignIn) -> None:
    save_draft(document, STRICTER, revision=1, by=people["ingrid"], at=NOW)
    answer = sign_in(people["ingrid"]).post(f"/manual/{only()}/publish/", {"revision": "1", "from": "now"})
    assert "Somebody else changed this manual meanwhile" in answer.content.decode()
    assert document.editions.count() == 1


# --- live dates -------------------------------------------------------------------------------------------------------


def test_a_live_date_that_is_past_is_asked_for_twice(
    document: Document, people: dict[str, Colleague], sign_in: SignIn, asked: Asked
) -> None:
    client = sign_in(people["ingrid"])
    team = people["dana"].team
    assert team is not None
    form = {"choice-all-0": "from", "day-all-0": "2026-09-01", f"choice-{team.pk}-1": "from"}
    form[f"day-{team.pk}-1"] = "2026-11-02"
    page = client.post(f"/manual/{only()}/live/", form).content.decode()
    assert "South, Lead handling: what has arisen since 2 November 2026 is judged, and nothing before it." in page
    assert asked == []
    client.post(f"/manual/{only()}/live/", {**form, "confirmed": "yes"})
    assert document.live_dates.filter(team=team, area="Lead handling", since="2026-11-02").exists()
    assert asked == [("judge", only())]


def test_a_live_date_without_its_day_is_asked_for(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    page = sign_in(people["ingrid"]).post(f"/manual/{only()}/live/", {"choice-all-0": "from"}).content.decode()
    assert "Every team, the whole manual: say from which day" in page
