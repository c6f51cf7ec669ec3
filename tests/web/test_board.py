"""The pages of the pipeline without a browser: who gets them, what they answer, what they refuse."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.records.dealing import NOW, TODAY, account, deal, desk, reckons_in, stage
from tests.web.conftest import SignIn

from ingrain.journal.read import story
from ingrain.people.models import Colleague, Leave
from ingrain.records import moving
from ingrain.records.models import Circle, HandOver, Openness, Opportunity, Product, Rate, Stage, Target, View
from ingrain.web import clock


@pytest.fixture
def selling(people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> dict[str, Colleague]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    reckons_in()
    return people


def named(name: str) -> Opportunity:
    return Opportunity.objects.select_related("stage").get(name=name)


def test_a_card_is_moved_won_lost_and_reopened_without_javascript(
    selling: dict[str, Colleague], sign_in: SignIn
) -> None:
    row = deal(selling["ruth"], "Cartoner")
    client = sign_in(selling["ruth"])
    sheet = client.get(reverse("card", args=[row.pk])).content.decode()
    assert "Move to" in sheet
    move = reverse("card-move", args=[row.pk])
    answer = client.post(move + "?who=mine", {"to": stage("Proposal").pk, "seen": row.version})
    assert (answer.status_code, answer["Location"]) == (302, reverse("board") + "?who=mine")
    assert named("Cartoner").stage == stage("Proposal")
    client.post(move, {"to": "lost", "because": " "})
    assert named("Cartoner").state == "open"
    client.post(move, {"to": "lost", "because": "price"})
    assert (named("Cartoner").state, named("Cartoner").loss_reason) == ("lost", "price")
    client.post(move, {"to": "open"})
    client.post(move, {"to": "won"})
    assert [event.values.get("stage") for event in story(row.record)[1:]] == ["Proposal", "lost", "Proposal", "won"]
    page = client.get(reverse("board"), follow=True).content.decode()
    assert "Cartoner is won." in page


def test_two_people_move_one_card_and_the_second_is_told(selling: dict[str, Colleague], sign_in: SignIn) -> None:
    row = deal(selling["ruth"], "Cartoner")
    move = reverse("card-move", args=[row.pk])
    for who, to in (("colin", "Discovery"), ("ruth", "Proposal")):
        answer = sign_in(selling[who]).post(
            move, {"to": stage(to).pk, "seen": row.version}, headers={"hx-request": "true"}
        ).content.decode()  # fmt: skip
    assert "Cartoner was moved to Discovery by Colin Marsh meanwhile. Look before you move it on." in answer
    assert f'data-stage="{stage("Discovery").pk}"' in answer
    assert named("Cartoner").stage == stage("Discovery")
    assert len(story(row.record)) == 2


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(selling: dict[str, Colleague], sign_in: SignIn, back: str) -> None:
    row = deal(selling["ruth"])
    answer = sign_in(selling["ruth"]).post(reverse("card-move", args=[row.pk]), {"to": "won", "back": back})
    assert answer["Location"] == reverse("board")


def test_what_is_not_readable_is_not_there_and_what_is_not_changeable_says_so(
    selling: dict[str, Colleague], sign_in: SignIn
) -> None:
    row = deal(selling["ruth"], "Cartoner", amount=3)
    Openness.objects.create(kind="opportunity", read=Circle.OWNER, change=Circle.OWNER)
    dana = sign_in(selling["dana"])
    assert dana.get(reverse("card", args=[row.pk])).status_code == 404
    for name in ("card-move", "card-change", "meeting-change"):
        answer = dana.post(reverse(name, args=[row.pk]), {"to": "won", "amount": "1"})
        assert answer.status_code == 404
        assert "Cartoner" not in answer.content.decode()
    Openness.objects.update(read=Circle.EVERYONE)
    assert "but not change it" in dana.get(reverse("card", args=[row.pk])).content.decode()
    answer = dana.post(reverse("card-move", args=[row.pk]), {"to": "won"}, headers={"hx-request": "true"})
    assert "You may read this record, but not change it." in answer.content.decode()
    assert named("Cartoner").state == "open"


def test_the_board_of_somebody_else_shows_nothing_that_is_not_for_them(
    selling: dict[str, Colleague], sign_in: SignIn
) -> None:
    of = account(selling["ruth"], "Secret Foods")
    deal(selling["ruth"], "Cartoner", amount=31_337, account=of.record)
    Openness.objects.create(kind="opportunity", read=Circle.OWNER, change=Circle.OWNER)
    dana = sign_in(selling["dana"])
    for asked in ("", "?who=all", "?who=ruth.adeyemi", "?who=team", "?who=all&name=carton", "?who=all&words=carton"):
        page = dana.get(reverse("board") + asked).content.decode()
        assert not [word for word in ("Cartoner", "31,337", "Secret Foods", "Ruth Adeyemi") if word in page]
        assert "Nothing is open here." in page
    assert dana.get(reverse("pipeline-meeting") + "?person=ruth.adeyemi").status_code == 404
    assert "Ruth" not in dana.get(reverse("pipeline-meeting")).content.decode()


def test_a_deputy_is_told_for_whom_they_stand_in(selling: dict[str, Colleague], sign_in: SignIn) -> None:
    row = deal(selling["ruth"], "Cartoner")
    Leave.objects.create(colleague=selling["ruth"], first=TODAY, last=TODAY, deputy=selling["dana"])
    dana = sign_in(selling["dana"])
    assert "You stand in for Ruth Adeyemi today" in dana.get(reverse("board")).content.decode()
    assert "Ruth Adeyemi is away, and you stand in." in dana.get(reverse("card", args=[row.pk])).content.decode()


@pytest.mark.parametrize("asked", ["?pipeline=99", "?pipeline=x"])
def test_a_pipeline_that_is_not_there_is_not_found(selling: dict[str, Colleague], sign_in: SignIn, asked: str) -> None:
    assert sign_in(selling["ruth"]).get(reverse("board") + asked).status_code == 404


@pytest.mark.parametrize("after", ["x", "2026-99-01.4", "-1 or 1=1", "99999999999999999999"])
def test_a_place_that_is_none_is_not_found(selling: dict[str, Colleague], sign_in: SignIn, after: str) -> None:
    answer = sign_in(selling["ruth"]).get(reverse("board-more", args=[stage("Proposal").pk]), {"after": after})
    assert answer.status_code == 404


def test_the_board_is_narrowed_as_the_list_is_and_knows_its_views(
    selling: dict[str, Colleague], sign_in: SignIn
) -> None:
    deal(selling["ruth"], "Cartoner", amount=42_000, product="Packer")
    deal(selling["ruth"], "Tray sealer", amount=9_000)
    client = sign_in(selling["ruth"])
    page = client.get(reverse("board") + "?amount.from=10k&product=Packer").content.decode()
    assert ("Cartoner" in page, "Tray sealer" in page) == (True, False)
    assert "1 opportunity is open, worth £42,000" in page
    assert f'href="{reverse("records", args=["opportunity"])}?amount.from=10k&amp;product=Packer"' in page
    kept = client.post(
        reverse("record-view", args=["opportunity"]),
        {"asked": "amount.from=10k&state=won", "name": "Big ones", "board": stage("Proposal").pipeline_id},
    )
    assert kept["Location"].startswith(reverse("board"))
    assert "Big ones" in client.get(kept["Location"]).content.decode()
    seen = client.get(reverse("board") + f"?view={View.objects.get().pk}", follow=True).content.decode()
    assert ("Cartoner" in seen, "Tray sealer" in seen) == (True, False), "what is open, whatever a view says of states"
    tidied = client.get(reverse("board") + "?tidy=1&amount.from=&product=Packer&who=mine")
    assert tidied["Location"] == reverse("board") + "?product=Packer&who=mine"
    wrong = client.get(reverse("board") + "?amount.from=much").content.decode()
    assert ("Nothing is shown until this is clear." in wrong, "Cartoner" in wrong) == (True, False)
    quick = client.get(reverse("board") + "?manual=no+next+step").content.decode()
    assert "Cartoner" in quick
    as_list = client.get(reverse("records", args=["opportunity"]) + "?who=all").content.decode()
    assert f'href="{reverse("board")}?who=all"' in as_list


def test_more_of_a_column_comes_as_cards(selling: dict[str, Colleague], sign_in: SignIn) -> None:
    for n in range(32):
        deal(selling["ruth"], f"Line {n:02}", close_date="2026-12-11")
    client = sign_in(selling["ruth"])
    page = client.get(reverse("board")).content.decode()
    assert page.count('class="card"') == 30
    place = named("Line 29")
    answer = client.get(
        reverse("board-more", args=[stage("Qualification").pk]), {"after": f"2026-12-11.{place.pk}"}
    ).content.decode()  # fmt: skip
    assert answer.count('class="card"') == 2


def test_the_page_asks_as_often_with_many_cards(selling: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(selling["ruth"])

    def asked(of: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("board") + of).status_code == 200
        return len(queries)

    ways = ("", "?amount.from=1&words=n&product=-", "?manual=missed")
    deal(selling["ruth"], "nnn", amount=5)
    asked("")
    few = [asked(way) for way in ways]
    for n in range(60):
        deal(selling["ruth"], f"n{n}", stage="Proposal" if n % 2 else "Discovery")
    many = [asked(way) for way in ways]
    assert all(now <= then <= 38 for now, then in zip(many, few, strict=True)), (few, many)


def test_pipelines_products_and_currencies_are_set_up(selling: dict[str, Colleague], sign_in: SignIn) -> None:
    row = deal(selling["ruth"], "Cartoner", amount=100, currency="EUR")
    adam = sign_in(selling["adam"])
    adam.post(reverse("set-pipelines"), {"name": "Service", "stages": "Asked\nOffered"})
    assert Stage.objects.get(name="Offered").pipeline.name == "Service"
    pipeline = stage("Qualification").pipeline_id
    adam.post(reverse("set-pipeline", args=[pipeline]), {"do": "add", "name": "Trial", "chance": "60"})
    trial = Stage.objects.get(name="Trial")
    adam.post(reverse("set-pipeline", args=[pipeline]), {"do": "up", "stage": trial.pk})
    assert [one.name for one in Stage.objects.filter(pipeline=pipeline)][-2:] == ["Trial", "Negotiation"]
    number = stage("Qualification").pk
    refused = adam.post(reverse("set-stage", args=[number]), {"do": "away"}, follow=True).content.decode()
    assert "1 opportunity is open in Qualification. Say where it goes" in refused
    adam.post(reverse("set-stage", args=[number]), {"do": "away", "to": trial.pk})
    assert named("Cartoner").stage == trial
    adam.post(reverse("set-products"), {"name": "Belt", "price": "12.50"})
    assert Product.objects.get(name="Belt").price == 12_50
    adam.post(reverse("set-currencies"), {"do": "rate", "currency": "eur", "rate": "0.85", "since": "2026-01-01"})
    assert (Opportunity.objects.get(pk=row.pk).worth, Rate.objects.get().currency) == (85_00, "EUR")
    bad = adam.post(
        reverse("set-currencies"), {"do": "rate", "currency": "EUR", "rate": "much", "since": "2026-01-01"}, follow=True
    )
    assert "is no rate" in bad.content.decode()
    for name in ("set-pipelines", "set-products", "set-currencies"):
        assert adam.get(reverse(name)).status_code == 200
        assert sign_in(selling["ruth"]).get(reverse(name)).status_code == 403


def test_targets_are_set_on_one_page(selling: dict[str, Colleague], sign_in: SignIn) -> None:
    maria = sign_in(selling["maria"])
    page = maria.get(reverse("pipeline-targets")).content.decode()
    assert "Ruth Adeyemi" in page
    assert f"person-{selling['maria'].pk}" not in page
    maria.post(
        reverse("pipeline-targets"), {f"person-{selling['ruth'].pk}": "120k", f"person-{selling['dana'].pk}": "1"}
    )
    assert [(one.colleague, one.amount) for one in Target.objects.all()] == [(selling["ruth"], 120_000_00)]
    assert "£120,000" in maria.get(reverse("pipeline-meeting")).content.decode()


def test_a_manager_names_a_deputy_for_those_whom_they_lead_and_for_nobody_else(
    selling: dict[str, Colleague], sign_in: SignIn
) -> None:
    maria, ruth, dana = sign_in(selling["maria"]), selling["ruth"], selling["dana"]
    said = {"first": "2026-12-21", "last": "2026-12-24", "deputy": selling["colin"].pk}
    answer = maria.post(reverse("away", args=[ruth.pk]), said)
    assert answer["Location"] == reverse("hand-over", args=[ruth.pk])
    assert "Colin Marsh" in maria.get(answer["Location"]).content.decode()
    leave = Leave.objects.get()
    assert (leave.colleague, leave.deputy) == (ruth, selling["colin"])
    assert maria.post(reverse("away", args=[dana.pk]), said).status_code == 404
    assert sign_in(selling["colin"]).post(reverse("away-not", args=[leave.pk])).status_code == 403
    assert maria.post(reverse("away-not", args=[leave.pk]))["Location"] == answer["Location"]
    assert not Leave.objects.exists()


def test_a_meeting_says_how_much_there_is_to_talk_about_and_shows_more_of_it(
    selling: dict[str, Colleague], sign_in: SignIn
) -> None:
    for n in range(23):
        deal(selling["ruth"], f"Past {n:02}", close_date="2026-11-02")
    maria, address = sign_in(selling["maria"]), reverse("pipeline-meeting") + "?person=ruth.adeyemi"
    page = maria.get(address).content.decode()
    number = int(re.search(r"Ruth Adeyemi: (\d+) opportunities to talk about", page)[1])  # type: ignore[index]
    assert number >= 23
    assert "Past 22" not in page.partition('id="moved"')[0]
    more = unescape(re.search(r'href="([^"]*most=[^"]*)"', page)[1])  # type: ignore[index]
    assert "Past 22" in maria.get(reverse("pipeline-meeting") + more).content.decode().partition('id="moved"')[0]


def test_records_are_handed_over_and_back(selling: dict[str, Colleague], sign_in: SignIn) -> None:
    deal(selling["ruth"], "Cartoner")
    moving.win(deal(selling["ruth"], "Won"), by=desk(selling["ruth"]), at=NOW)
    maria, ruth = sign_in(selling["maria"]), selling["ruth"]
    address = reverse("hand-over", args=[ruth.pk])
    assert "Cartoner" in maria.get(address).content.decode()
    maria.post(address, {"kind": ["opportunity"], "heir": selling["colin"].pk})
    assert named("Cartoner").owner == selling["colin"]
    assert named("Won").owner == ruth
    maria.post(reverse("hand-back", args=[ruth.pk, HandOver.objects.get().pk]))
    assert named("Cartoner").owner == ruth
    assert sign_in(selling["ingrid"]).get(address).status_code == 200
    assert maria.get(reverse("hand-over", args=[selling["dana"].pk])).status_code == 404
    assert sign_in(ruth).get(address).status_code == 403
