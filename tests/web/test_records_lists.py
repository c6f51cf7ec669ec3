"""Lists in the pages: what they show and to whom, narrowed, sorted, edited in place, many at once, and taken along."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from tests.firm import instant, manual
from tests.records.book import NOW, account, contact, lead, opportunity
from tests.web.conftest import SignIn

from ingrain.monitor import objections, pressing, watch
from ingrain.monitor.models import Standing
from ingrain.people.models import Colleague
from ingrain.records import bulk, keep, moving
from ingrain.records.access import Desk
from ingrain.records.models import Account, Bulk, Circle, Contact, Openness, Opportunity, Territory, View
from ingrain.web import clock

pytestmark = pytest.mark.django_db
DAY = 24 * 3600 * 1_000_000


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + 2 * DAY)


def page(client: Client, address: str, **asked: str | list[str]) -> str:
    answer = client.get(address, {name.replace("__", "."): value for name, value in asked.items()})
    assert answer.status_code == 200, answer
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return content.decode()


# --- who sees what ----------------------------------------------------------------------------------------------------

READERS = {
    Circle.OWNER: {"ruth", "maria", "ingrid"},
    Circle.TEAM: {"ruth", "maria", "ingrid", "colin", "sam"},
    Circle.TERRITORY: {"ruth", "maria", "ingrid", "colin", "sam", "dana"},
    Circle.EVERYONE: {"ruth", "maria", "ingrid", "colin", "sam", "dana"},
}


def _list(client: Client) -> str:
    return page(client, "/accounts/", who="all")


def _narrowed(client: Client) -> str:
    return page(client, "/accounts/", who="all", words="calder", city="leeds")


def _team(client: Client) -> str:
    return page(client, "/accounts/", who="ruth.adeyemi")


def _csv(client: Client) -> str:
    return page(client, "/accounts/export/", who="all", **{"as": "csv"})


def _excel(client: Client) -> str:
    book = client.get("/accounts/export/", {"who": "all", "as": "xlsx"})
    with zipfile.ZipFile(io.BytesIO(b"".join(book))) as parts:  # type: ignore[arg-type]
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def _search(client: Client) -> str:
    return page(client, "/find/", q="calder mils").replace("“calder mils”", "")


def _typed(client: Client) -> str:
    return (
        client.get("/find/", {"q": "Calder"}, headers={"HX-Request": "true"}).content.decode().replace("“Calder”", "")
    )


def _number(client: Client) -> str:
    return page(client, "/find/", q="0113 4960067")


def _bulk(client: Client) -> str:
    return page(client, "/accounts/bulk/", who="all")


def _by_name(client: Client) -> str:
    """An error message names nothing that isn't to be read."""
    return page(client, "/contacts/", who="all", account="Calder Mills")


WAYS: list[Callable[[Client], str]] = [
    _list, _narrowed, _team, _csv, _excel, _search, _typed, _number, _bulk,
]  # fmt: skip


@pytest.mark.parametrize("circle", list(Circle))
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_record_is_shown_counted_found_and_exported_for_those_alone_who_may_read_it(
    way: Callable[[Client], str], circle: Circle, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    Openness.objects.create(kind="account", read=circle)
    Territory.objects.create(name="Yorkshire", colleague=people["dana"])
    account(people["ruth"], "Calder Mills", city="Leeds", phone="0113 496 0067", territory="Yorkshire")
    for who in ("ruth", "maria", "ingrid", "colin", "sam", "dana"):
        said = way(sign_in(people[who]))
        changes_nothing = way is _bulk and who == "dana"
        expected = who in READERS[circle] and not changes_nothing
        assert ("Calder Mills" in said) is expected, f"{who}: {circle}"
        if who not in READERS[circle] and way is _list:
            assert "No accounts" in said


@pytest.mark.parametrize("circle", list(Circle))
def test_an_error_tells_nothing_of_what_may_not_be_read(
    circle: Circle, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    Openness.objects.create(kind="account", read=circle)
    account(people["ruth"], "Calder Mills", territory="Yorkshire")
    said = _by_name(sign_in(people["dana"]))
    unknown = page(sign_in(people["dana"]), "/contacts/", who="all", account="Tern Mills")
    if circle == Circle.EVERYONE:
        assert "There is no account" not in said
    else:
        token = re.compile(r'value="\w{64}"')
        pages = [token.sub("", one).split("<main")[1] for one in (said.replace("Calder", "Tern"), unknown)]
        assert pages[0] == pages[1]
    number = sign_in(people["dana"]).get(f"/accounts/{Account.objects.get().pk}/cell/city/")
    assert number.status_code == (200 if circle == Circle.EVERYONE else 404)


def test_a_contact_doesnt_name_an_account_that_may_not_be_read(people: dict[str, Colleague], sign_in: SignIn) -> None:
    Openness.objects.create(kind="account", read=Circle.OWNER)
    contact(people["ruth"], account(people["ruth"], "Calder Mills"), "Priya Nair")
    for address in ("/contacts/?who=all", "/contacts/export/?who=all&as=csv"):
        answer = page(sign_in(people["dana"]), address)
        assert "Priya Nair" in answer
        assert "Calder Mills" not in answer
        assert "Calder Mills" in page(sign_in(people["ruth"]), address)


@pytest.mark.parametrize("who", ["adam", "sven", "wanda"])
def test_who_doesnt_sell_has_no_lists(who: str, people: dict[str, Colleague], sign_in: SignIn) -> None:
    for address in ("/accounts/", "/find/", "/leads/export/", "/leads/bulk/"):
        assert sign_in(people[who]).get(address).status_code == 403


# --- what is asked for ------------------------------------------------------------------------------------------------


def test_mine_comes_first_and_everybodys_is_a_step_away(people: dict[str, Colleague], sign_in: SignIn) -> None:
    account(people["ruth"], "Calder Mills")
    account(people["dana"], "Tern Logistics")
    ruth = sign_in(people["ruth"])
    said = page(ruth, "/accounts/")
    assert "One account of yours." in said
    assert "Tern Logistics" not in said
    assert "2 accounts that you may read." in page(ruth, "/accounts/", who="all")
    assert "Tern Logistics" in page(ruth, "/accounts/", who="dana.whitfield")
    assert "in your team" in page(sign_in(people["maria"]), "/accounts/")


FILTERS: list[tuple[dict[str, str], set[str]]] = [
    ({}, {"a", "b", "c"}),
    ({"state": "any"}, {"a", "b", "c", "won"}),
    ({"state": "won"}, {"won"}),
    ({"amount__from": "1k"}, {"b", "c"}),
    ({"amount__from": "1k", "amount__to": "2,500.50"}, {"b"}),
    ({"amount": "-"}, set()),
    ({"close_date__to": "2026-12-01"}, {"a"}),
    ({"close_date__from": "tomorrow", "close_date__to": "in 20 days"}, {"a", "b"}),
    ({"close_date": "-"}, {"c"}),
    ({"close_date": "*"}, {"a", "b"}),
    ({"what_next": "quote"}, {"b"}),
    ({"what_next": "malmo"}, {"a"}),
    ({"words": "malmo visit"}, {"a"}),
    ({"manual": "no next step"}, {"b", "c"}),
    ({"category": "likely"}, {"c"}),
    ({"product": "*"}, {"a"}),
    ({"stage": "Discovery"}, set()),
    ({"created__from": "2026-11-20", "created__to": "2026-11-20"}, {"a", "b", "c"}),
    ({"created__from": "2026-11-21"}, set()),
    ({"account": "calder"}, {"a"}),
    ({"nonsense": "x", "sort": "; drop", "after": "x", "show": "id,password"}, {"a", "b", "c"}),
]


@pytest.mark.parametrize(("said", "expected"), FILTERS, ids=[str(said) for said, _shown in FILTERS])
def test_a_list_is_narrowed_by_every_field(
    said: dict[str, str], expected: set[str], people: dict[str, Colleague], sign_in: SignIn
) -> None:
    ruth = people["ruth"]
    of = account(ruth, "Calder Mills")
    opportunity(ruth, of, "a", amount=500, close_date="2026-12-01", what_next="Visit Malmö", next_step="2026-12-24",
                product="P1")  # fmt: skip
    opportunity(ruth, None, "b", amount=2500.5, close_date="2026-12-10", what_next="Send the quote")
    opportunity(ruth, None, "c", amount=90_000, forecast="likely", next_step="2026-11-21")
    from ingrain.records.moving import win

    win(opportunity(ruth, None, "won", amount=7), by=Desk(ruth), at=NOW)
    shown = page(sign_in(ruth), "/opportunities/", **said)
    assert {name for name in ("a", "b", "c", "won") if f'aria-label="{name}"' in shown} == expected
    if not expected:
        assert "Nothing fits." in shown


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"close_date__from": "someday"}, "is no day"),
        ({"amount__to": "lots"}, "is no amount"),
        ({"account": "Nowhere"}, "There is no account called Nowhere that you may read."),
    ],
)
def test_a_filter_that_cant_be_read_is_said_and_nothing_is_shown(
    said: dict[str, str], sentence: str, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    opportunity(people["ruth"], None, "Fleet")
    shown = page(sign_in(people["ruth"]), "/opportunities/", **said)
    assert sentence in shown
    assert 'aria-label="Fleet"' not in shown
    assert "without filters" in shown
    for address in ("export", "bulk"):
        answer = sign_in(people["ruth"]).get(
            f"/opportunities/{address}/", {k.replace("__", "."): v for k, v in said.items()}
        )
        assert answer.status_code == 302


def test_every_filter_has_a_control(people: dict[str, Colleague], sign_in: SignIn) -> None:
    from ingrain.records.fields import CUSTOMERS
    from ingrain.records.lists import filters_of

    ruth = sign_in(people["ruth"])
    for kind, plural in (
        ("account", "accounts"),
        ("contact", "contacts"),
        ("lead", "leads"),
        ("opportunity", "opportunities"),
    ):
        for at in filters_of(CUSTOMERS[kind]):
            assert f'name="{at}' in page(ruth, f"/{plural}/", add=at), at
        for order in ("name", "-name", "changed", "-created"):
            page(ruth, f"/{plural}/", sort=order)


def test_a_list_walks_on_and_back(people: dict[str, Colleague], sign_in: SignIn) -> None:
    for n in range(120):
        account(people["ruth"], f"Calder {n:03}")
    ruth = sign_in(people["ruth"])
    first = ruth.get("/accounts/")
    second = ruth.get("/accounts/", {"after": str(first.context["page"].after)})
    third = ruth.get("/accounts/", {"after": str(second.context["page"].after)})
    names = [line.row.name for one in (first, second, third) for line in one.context["lines"]]
    assert names == [f"Calder {n:03}" for n in range(120)]
    assert third.context["page"].after is None
    again = ruth.get("/accounts/", {"before": str(third.context["page"].before)})
    assert [line.row.name for line in again.context["lines"]] == names[50:100]
    assert "120 accounts of yours." in first.content.decode()
    home = ruth.get("/accounts/", {"before": str(again.context["page"].before)})
    assert home.context["page"].before is None


def test_the_number_of_queries_of_a_list_does_not_grow_with_it(
    people: dict[str, Colleague], sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    of = account(people["ruth"], "Calder Mills")
    for n in range(60):
        opportunity(people["ruth"], of, f"Line {n}")
    ruth = sign_in(people["ruth"])
    page(ruth, "/opportunities/")
    with django_assert_max_num_queries(32):
        page(ruth, "/opportunities/")
    with django_assert_max_num_queries(16):
        ruth.get("/find/", {"q": "line"}, headers={"HX-Request": "true"})


# --- views ------------------------------------------------------------------------------------------------------------


def test_a_view_is_kept_shared_and_forgotten(people: dict[str, Colleague], sign_in: SignIn) -> None:
    ruth, dana = sign_in(people["ruth"]), sign_in(people["dana"])
    asked = "city=leeds&show=city&sort=-changed&pick=3"
    ruth.post("/accounts/view/", {"asked": asked, "name": " Leeds  again "})
    kept = View.objects.get()
    assert kept.name == "Leeds again"
    assert "Leeds again" in page(ruth, "/accounts/")
    assert "Leeds again" not in page(dana, "/accounts/")
    assert dana.get("/accounts/", {"view": kept.pk}).status_code == 404
    ruth.post("/accounts/view/", {"asked": asked, "name": "Leeds again", "shared": "1"})
    assert View.objects.get().shared
    assert "Leeds again" in page(dana, "/accounts/")
    answer = dana.get("/accounts/", {"view": kept.pk})
    assert answer["Location"] == "/accounts/?city=leeds&show=city&sort=-changed"
    assert "somebody else" in dana.post("/accounts/view/", {"forget": kept.pk}, follow=True).content.decode()
    ruth.post("/accounts/view/", {"forget": kept.pk})
    assert not View.objects.exists()
    assert "Give the view a name" in ruth.post("/accounts/view/", {"name": " "}, follow=True).content.decode()


def test_a_shared_view_shows_each_their_own(people: dict[str, Colleague], sign_in: SignIn) -> None:
    account(people["ruth"], "Calder Mills", city="Leeds")
    View.objects.create(by=people["ruth"], kind="account", name="Leeds", asked={"city": ["leeds"]}, shared=True)
    shown = sign_in(people["dana"]).get("/accounts/", {"view": View.objects.get().pk}, follow=True)
    assert "Calder Mills" not in shown.content.decode()


# --- a cell -----------------------------------------------------------------------------------------------------------


def test_a_cell_is_edited_in_place(people: dict[str, Colleague], sign_in: SignIn) -> None:
    row = account(people["ruth"], city="Leeds")
    ruth, address = sign_in(people["ruth"]), reverse("record-cell", args=["account", row.pk, "city"])
    assert 'value="Leeds"' in page(ruth, address, edit="1")
    assert "<form" not in page(ruth, address)
    saved = ruth.post(address, {"value": "Bradford", "seen": row.version})
    assert "data-saved" in saved.content.decode()
    assert Account.objects.get().city == "Bradford"


def test_a_cell_says_what_it_cant_read_and_loses_nothing(people: dict[str, Colleague], sign_in: SignIn) -> None:
    row = opportunity(people["ruth"])
    address = reverse("record-cell", args=["opportunity", row.pk, "amount"])
    said = sign_in(people["ruth"]).post(address, {"value": "twelve", "seen": row.version}).content.decode()
    assert "is no amount" in said
    assert 'value="twelve"' in said
    assert Opportunity.objects.get().amount is None


def test_a_cell_that_somebody_else_saved_meanwhile_shows_both(people: dict[str, Colleague], sign_in: SignIn) -> None:
    row = account(people["ruth"], city="Leeds")
    seen = row.version
    now = keep.change(row, {"city": "York"}, by=Desk(people["colin"]), at=NOW)
    address = reverse("record-cell", args=["account", row.pk, "city"])
    ruth = sign_in(people["ruth"])
    said = ruth.post(address, {"value": "Bradford", "seen": seen}).content.decode()
    assert "Colin Marsh made it “York” meanwhile." in said
    assert "You typed “Bradford”." in said
    assert f'value="{now.version}"' in said
    ruth.post(address, {"value": "Bradford", "seen": now.version})
    assert Account.objects.get().city == "Bradford"


def test_a_cell_that_isnt_theirs_to_change_can_be_read_alone(people: dict[str, Colleague], sign_in: SignIn) -> None:
    row = account(people["ruth"], city="Leeds")
    address = reverse("record-cell", args=["account", row.pk, "city"])
    dana = sign_in(people["dana"])
    assert "<button" not in page(dana, address, edit="1")
    assert "may read this record, but not change it" in dana.post(address, {"value": "York"}).content.decode()
    assert Account.objects.get().city == "Leeds"
    assert dana.get(reverse("record-cell", args=["account", row.pk, "changed"])).status_code == 404


# --- many at once -----------------------------------------------------------------------------------------------------


def test_many_are_edited_at_once_and_taken_back_whole(people: dict[str, Colleague], sign_in: SignIn) -> None:
    for n in range(7):
        account(people["ruth"], f"Calder {n}", type="standard")
    account(people["ruth"], "Calder key", type="key")
    account(people["dana"], "Tern", type="partner")
    ruth = sign_in(people["ruth"])
    shown = page(ruth, "/accounts/bulk/", who="all", field="type")
    assert "9 records." in shown
    assert "One isn’t yours to change, and stays." in shown
    said = ruth.post("/accounts/bulk/", {"asked": "who=all", "field": "type", "value": "key"}, follow=True)
    assert "7 records were changed. One had it already. One wasn’t yours to change, and stayed." in " ".join(
        said.content.decode().split()
    )
    assert Account.objects.filter(type="key").count() == 8
    by_hand = Account.objects.get(name="Calder 3")
    keep.change(by_hand, {"type": "former"}, by=Desk(people["ruth"]), at=NOW + DAY)
    edit = Bulk.objects.get()
    assert sign_in(people["dana"]).get(f"/bulk/{edit.pk}/").status_code == 404
    assert "Taken back" in ruth.post(f"/bulk/{edit.pk}/", follow=True).content.decode()
    assert sorted(Account.objects.values_list("type", flat=True)) == ["former", "key", "partner", *["standard"] * 6]


def test_those_that_are_ticked_are_edited_alone(people: dict[str, Colleague], sign_in: SignIn) -> None:
    rows = [account(people["ruth"], f"Calder {n}") for n in range(3)]
    ruth = sign_in(people["ruth"])
    assert "2 records." in page(ruth, "/accounts/bulk/", pick=[str(rows[0].pk), str(rows[2].pk)], edit="picked")
    none = ruth.get("/accounts/bulk/", {"edit": "picked"}, follow=True)
    assert "Tick those" in none.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("parent", "Nowhere", "no account called"),
        ("owner", "Nobody Known", "Nobody here is called"),
        ("type", "x" * 300, "characters"),
    ],
)
def test_a_value_that_cant_be_read_changes_nothing(
    field: str, value: str, sentence: str, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    account(people["ruth"])
    answer = sign_in(people["ruth"]).post("/accounts/bulk/", {"asked": "", "field": field, "value": value})
    assert sentence in answer.content.decode()
    assert not Bulk.objects.exists()


def test_many_are_left_to_the_worker_who_goes_on_where_another_was_killed(
    people: dict[str, Colleague], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    monkeypatch.setattr(bulk, "AT_ONCE_ON_A_PAGE", 3)
    called: list[int] = []
    monkeypatch.setattr(bulk, "BEGUN", [called.append])
    monkeypatch.setattr(bulk, "TAKEN_BACK", [called.append])
    for n in range(5):
        contact(people["ruth"], account(people["ruth"]), f"Priya {n}")
    ruth = sign_in(people["ruth"])
    said = ruth.post("/contacts/bulk/", {"asked": "", "field": "owner", "value": "sam.weir"}, follow=True)
    edit = Bulk.objects.get()
    assert called == [edit.pk]
    assert "0 of 5 so far" in said.content.decode()
    assert bulk._piece(edit, edit.numbers[:2], Desk(people["ruth"]), NOW)
    assert "2 of 5 so far" in page(ruth, f"/bulk/{edit.pk}/")
    assert not bulk._piece(edit, edit.numbers[:2], Desk(people["ruth"]), NOW), "done once"
    assert bulk.carry_on(edit.pk, clock=lambda: NOW) == 3
    assert Contact.objects.filter(owner=people["sam"]).count() == 5
    assert bulk.carry_on(edit.pk, clock=lambda: NOW) == 0
    ruth.post(f"/bulk/{edit.pk}/")
    assert called == [edit.pk, edit.pk]
    assert bulk.carry_back(edit.pk, clock=lambda: NOW) == 5
    assert Contact.objects.filter(owner=people["ruth"]).count() == 5


# --- taken along ------------------------------------------------------------------------------------------------------


def test_what_is_taken_along_carries_nothing_out(people: dict[str, Colleague], sign_in: SignIn) -> None:
    account(people["ruth"], '=HYPERLINK("http://evil.example")', phone="+44 113 496 0067", type="-x")
    ruth = sign_in(people["ruth"])
    lines = page(ruth, "/accounts/export/", show=["phone", "type"], **{"as": "csv"})
    assert '"\'=HYPERLINK(""http://evil.example"")"' in lines
    assert "'-x" in lines
    assert ",0113 496 0067," in lines or ",+44 113 496 0067," in lines
    book = _excel(ruth)
    assert "<f>" not in book
    assert "HYPERLINK" in book


def test_an_export_has_the_columns_and_the_order_of_its_list(people: dict[str, Colleague], sign_in: SignIn) -> None:
    opportunity(people["ruth"], None, "b", amount=1250.5, close_date="2026-12-01")
    opportunity(people["ruth"], account(people["ruth"], "Calder"), "a", amount=10)
    lines = page(
        sign_in(people["ruth"]), "/opportunities/export/", show=["amount", "close_date", "account"], sort="-name",
        **{"as": "csv"},
    )  # fmt: skip
    assert lines == "\ufeffName,Amount,Close date,Account\r\nb,1250.5,2026-12-01,\r\na,10,,Calder\r\n"


def test_an_export_goes_on_beyond_a_page(
    people: dict[str, Colleague], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingrain.records.exporting.AT_ONCE", 2)
    for n in range(5):
        lead(people["ruth"], f"Orla {n}")
    lines = page(sign_in(people["ruth"]), "/leads/export/", sort="name", **{"as": "csv"}).splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == [f"Orla {n}" for n in range(5)]


# --- beside -----------------------------------------------------------------------------------------------------------


def test_a_record_leads_to_the_next_in_the_list_that_one_came_from(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    rows = [account(people["ruth"], name, city=city) for name, city in (("a", "x"), ("b", "y"), ("c", "x"))]
    ruth = sign_in(people["ruth"])
    assert f'href="/accounts/{rows[0].pk}/?list={quote("city=x", safe="")}"' in page(ruth, "/accounts/", city="x")
    shown = page(ruth, f"/accounts/{rows[0].pk}/", list="city=x")
    assert f'rel="next" data-key="]" href="/accounts/{rows[2].pk}/?list=' in shown
    assert 'rel="prev"' not in shown
    assert "Back to the list" not in page(ruth, f"/accounts/{rows[0].pk}/")


def test_what_is_due_by_the_manual_narrows_a_list(people: dict[str, Colleague], sign_in: SignIn) -> None:
    document = manual(people["ingrid"])
    for who in ("ruth", "dana"):
        lead(people[who], f"Orla of {who}", instant("2026-11-02T10:00"))
    lead(people["ruth"], "Newer", NOW + 2 * DAY - 60_000_000)
    watch.judge_all(document, at=NOW + 2 * DAY)
    ruth = sign_in(people["ruth"])
    missed = page(ruth, "/leads/", who="all", manual="missed")
    assert 'aria-label="Orla of ruth"' in missed
    assert "not done</span>" in missed
    assert 'aria-label="Orla of dana"' not in missed, "what others were asked for is theirs"
    assert 'aria-label="Orla of dana"' in page(sign_in(people["ingrid"]), "/leads/", who="all", manual="missed")
    assert 'aria-label="Newer"' in page(ruth, "/leads/", manual="due")


def test_what_was_excused_is_asked_for_nowhere_and_what_is_cut_off_is_said(
    people: dict[str, Colleague], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = manual(people["ingrid"])
    first, second, third = (lead(people["ruth"], n, instant("2026-11-02T10:00")) for n in ("Spam", "Orla", "Tom"))
    watch.judge_all(document, at=NOW)
    ruth = sign_in(people["ruth"])
    said = "more records than can be looked at together"
    missed = page(ruth, "/leads/", manual="missed")
    assert all(f'aria-label="{one}"' in missed for one in (first, second, third))
    assert said not in missed
    contested = objections.object_to(Standing.objects.get(record=first.record), "Spam.", by=people["ruth"], at=NOW)
    objections.answer(contested, upheld=True, words="So it is.", by=people["maria"], at=NOW)
    assert f'aria-label="{first}"' not in page(ruth, "/leads/", manual="missed")
    assert "not done</span>" not in page(ruth, "/leads/", words="Spam")
    assert "1 sentence" not in page(ruth, f"/leads/{first.pk}/")
    assert "not done" not in page(ruth, f"/leads/{first.pk}/")
    monkeypatch.setattr(pressing, "MOST", 1)
    for address in ("/leads/", "/leads/bulk/"):
        assert said in page(ruth, address, manual="missed")


def test_sending_the_form_as_it_stands_asks_for_what_is_shown(people: dict[str, Colleague], sign_in: SignIn) -> None:
    """What is chosen in the form of a list of leads is what the list shows: the open and the qualified ones."""
    ruth = sign_in(people["ruth"])
    asked, sure, gone = (lead(people["ruth"], name) for name in ("Asked Only", "Sure Thing", "Gone Away"))
    moving.qualify(sure, by=Desk(people["ruth"]), at=NOW)
    moving.disqualify(gone, because="price", by=Desk(people["ruth"]), at=NOW)
    first = page(ruth, "/leads/")
    chosen = re.findall(r'<option value="([^"]*)" selected>', first[first.index('name="state"') :])[0]
    for shown in (first, page(ruth, "/leads/", state=chosen)):
        assert str(asked) in shown
        assert str(sure) in shown
        assert str(gone) not in shown
