"""The page of a record in a browser: with keys alone, with a thumb, in the dark, and while the connection is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.records.book import NOW, account, contact, desk, lead, opportunity
from tests.web.browsing import DESK, LOOKS, PHONE, assert_decent, page_of

from ingrain.people.models import Colleague, Firm
from ingrain.records import doing, keep
from ingrain.records.models import Account, Activity, Lead, Mention, Opportunity, Product
from ingrain.web import clock
from ingrain.web.signposts import address_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MINUTE = 60 * 1_000_000


@pytest.fixture
def here(transactional_db: None, people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> dict[str, Colleague]:
    monkeypatch.setattr(clock, "now", lambda: NOW + 5 * MINUTE)
    Firm.objects.update(country="GB")
    return people


def full(people: dict[str, Colleague]) -> list[str]:
    """Records with something in every corner; their pages."""
    ruth = people["ruth"]
    by = desk(ruth)
    Product.objects.create(name="Packer P200")
    of = account(ruth, phone="0113 496 0067", website="calder.example", city="Leeds")
    priya = contact(ruth, of, email_address="priya@calder.example", phone="0113 496 0068")
    sale = opportunity(ruth, of, amount=84000, close_date="2026-12-15")
    orla = lead(ruth, "Orla Byrne", company="Westport Foods", phone="0113 496 0099", source="Web")
    call = doing.do("call", [priya, sale], {"notes": "They want the second line quoted."}, by=by, at=NOW)
    doing.do("note", [sale], {"notes": "Jan decides, not Priya."}, by=by, at=NOW)
    met = doing.plan(
        "meeting",
        [sale],
        {"subject": "Line two", "start": "2026-11-24T10:00", "end": "2026-11-24T11:00"},
        by=by,
        at=NOW,
    )
    keep.change(sale, {"what next": "Send the layout", "next step": "2026-11-30"}, by=by, at=NOW + MINUTE)
    records = [of, priya, sale, orla, call, met]
    return [*(address_of(one.record) for one in records), f"{address_of(orla.record)}convert/"]


@LOOKS
def test_every_page_is_decent_at_every_size(
    size: tuple[int, int], dark: bool, here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    pages = full(here)
    with page_of(browser, live_server, here["ruth"], size=size, dark=dark) as page:
        for address in [*pages, "/leads/new/", "/opportunities/new/", "/bin/", "/mentions/"]:
            page.goto(address)
            assert_decent(page)
        page.goto(pages[2])
        page.keyboard.press("m")
        page.locator("#doing form").wait_for()
        page.locator(".lose summary").click()
        page.locator(".facts summary").click()
        assert_decent(page)


def test_a_lead_is_added_called_and_noted_with_keys_alone(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = lead(here["ruth"], "Tom Ashe")
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        page.keyboard.press("n")
        page.wait_for_url("**/leads/new/")
        page.locator("input:focus").wait_for()
        page.keyboard.type("Orla Byrne")
        page.keyboard.press("Tab")
        page.keyboard.type("0113 496 0067")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url: "/new/" not in url)
        page.keyboard.press("c")
        page.locator("#doing textarea:focus").wait_for()
        page.keyboard.type("Wants two of them.")
        page.keyboard.press("Control+Enter")
        page.locator("#story").get_by_text("Wants two of them.").wait_for()
    assert Lead.objects.get(name="Orla Byrne").phone == "0113 496 0067"
    assert Activity.objects.get().state == "done"


def test_n_adds_from_wherever_one_is(here: dict[str, Colleague], live_server: Any, browser: Browser) -> None:
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto("/me/")
        page.keyboard.press("n")
        page.wait_for_url("**/leads/new/")


def test_a_field_is_saved_as_it_is_left_given_up_with_escape_and_undone(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = account(here["ruth"], city="Leeds")
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        city = page.get_by_label("City")
        city.fill("York")
        page.keyboard.press("Escape")
        assert city.input_value() == "Leeds"
        city.fill("York")
        page.keyboard.press("Tab")
        page.get_by_text("City saved.").wait_for()
        assert Account.objects.get().city == "York"
        page.locator("#story").get_by_text("York").wait_for()
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Set back.").wait_for()
    assert Account.objects.get().city == "Leeds"


def test_a_record_is_named_anew_in_its_heading_as_often_as_one_likes(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = account(here["ruth"])
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        for name in ("Alder Mills", "Birch Mills"):
            page.get_by_label("Name", exact=True).fill(name)
            page.keyboard.press("Enter")
            page.locator("#story").get_by_text(name).first.wait_for()
    assert Account.objects.get().name == "Birch Mills"


def test_two_people_at_one_field_lose_nothing(here: dict[str, Colleague], live_server: Any, browser: Browser) -> None:
    made = account(here["ruth"], city="Leeds")
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        keep.change(made, {"city": "York"}, by=desk(here["colin"]), at=NOW + MINUTE)
        page.get_by_label("City").fill("Hull")
        page.keyboard.press("Enter")
        page.get_by_text("Colin Marsh made it “York” meanwhile.").wait_for()
        assert page.get_by_label("City").input_value() == "Hull"
        assert_decent(page)
        page.get_by_role("button", name="Save mine").click()
        page.get_by_text("City saved.").wait_for()
    assert Account.objects.get().city == "Hull"


def test_what_was_typed_while_the_connection_was_lost_is_sent_once_when_it_is_back(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = lead(here["ruth"])
    context = browser.new_context(base_url=live_server.url)
    with page_of(browser, live_server, here["ruth"]) as signed_in:
        context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address_of(made.record))
    page.keyboard.press("w")
    page.locator("#doing textarea:focus").wait_for()
    page.keyboard.type("Prefers mornings.")
    context.set_offline(True)
    page.keyboard.press("Control+Enter")
    page.get_by_text("The connection is lost. What you typed is kept here").wait_for()
    assert page.get_by_text("is not sent").count() == 0
    assert page.locator("#doing textarea").input_value() == "Prefers mornings."
    assert not Activity.objects.exists()
    context.set_offline(False)
    page.get_by_text("The connection is back. What you typed is saved.").wait_for()
    page.locator("#story").get_by_text("Prefers mornings.").wait_for()
    assert Activity.objects.get().text == "Prefers mornings."
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kept ')).length") == 0
    context.close()


def test_in_a_dialog_what_becomes_of_what_was_typed_is_said_there_and_only_that(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    with page_of(browser, live_server, here["ruth"], size=PHONE, quiet=True) as page:
        page.goto("/calendar/")
        page.locator(".add").filter(visible=True).first.click()
        page.locator("dialog[open] form").get_by_label("What is it about?").fill("Line two")
        page.context.set_offline(True)
        page.locator("dialog[open] .btn.go").click()
        page.locator("dialog[open] form").get_by_text("What you typed is kept here, and is sent").wait_for()
        assert page.get_by_text("is not sent").count() == 0


def test_what_was_typed_and_not_sent_is_there_again(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = lead(here["ruth"])
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        page.keyboard.press("w")
        page.locator("#doing textarea:focus").wait_for()
        page.keyboard.type("Half a thought")
        page.reload()
        page.keyboard.press("w")
        page.get_by_text("What you typed before, and didn’t save, is here again.").wait_for()
        assert page.locator("#doing textarea").input_value() == "Half a thought"
    assert not Activity.objects.exists()


def test_on_the_phone_a_lead_is_added_in_five_taps_and_noted_in_three(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = lead(here["ruth"], "Tom Ashe")
    with page_of(browser, live_server, here["ruth"], size=PHONE) as page:
        page.goto(address_of(made.record))  # open
        page.get_by_role("link", name="Add").first.click()
        page.get_by_label("Name", exact=True).fill("Orla Byrne")
        page.get_by_label("Phone", exact=True).fill("0113 496 0067")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url(lambda url: "/new/" not in url)
        call = page.locator("a.call")
        assert call.get_attribute("href") == "tel:0113 496 0067"
        page.get_by_role("link", name="Note").click()
        page.locator("#doing textarea").fill("Rang: wants two.")
        page.locator("#doing").get_by_role("button", name="Save").click()
        page.locator("#story").get_by_text("Rang: wants two.").wait_for()
    assert Lead.objects.count() == 2


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_was_logged_is_said_in_sight_however_far_the_page_is_scrolled(
    here: dict[str, Colleague], live_server: Any, browser: Browser, size: tuple[int, int]
) -> None:
    pages = full(here)
    with page_of(browser, live_server, here["ruth"], size=size) as page:
        page.goto(pages[2])
        page.locator("[data-key=w]").click()
        page.locator("#doing textarea").fill("Rang: wants two.")
        page.evaluate("document.querySelector('#doing').scrollIntoView({ block: 'start' })")
        page.locator("#doing").get_by_role("button", name="Save").click()
        said = page.locator("#told p", has_text="Note saved.")
        said.wait_for()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        box = said.bounding_box()
        assert 0 <= box["y"] < size[1] - box["height"]
        assert_decent(page)
        said.get_by_role("button", name="Undo").click()
        page.locator("#story").get_by_text("Rang: wants two.").wait_for(state="detached")


def test_a_colleague_is_named_with_keys(here: dict[str, Colleague], live_server: Any, browser: Browser) -> None:
    made = lead(here["ruth"])
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        page.keyboard.press("w")
        page.locator("#doing textarea:focus").wait_for()
        page.keyboard.type("Ask @col")
        page.locator(".offered-names").get_by_text("Colin Marsh").wait_for()
        page.keyboard.press("Enter")
        assert page.locator("#doing textarea").input_value() == "Ask @colin.marsh "
        page.keyboard.press("Control+Enter")
        page.locator("#story").get_by_text("Ask @colin.marsh").wait_for()
    assert Mention.objects.get().colleague == here["colin"]


def test_what_looks_the_same_is_named_while_one_types(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    lead(here["ruth"], "Orla Byrne")
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto("/leads/new/")
        page.keyboard.type("Orla Birne")
        page.get_by_text("Is it one of these?").wait_for()
        assert_decent(page)


def test_a_sale_is_moved_by_its_buttons_and_set_back_from_its_story(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = opportunity(here["ruth"], account(here["ruth"]))
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        page.get_by_role("button", name="Proposal").click()
        page.locator("[aria-current=step]", has_text="Proposal").wait_for()
        page.get_by_role("button", name="Set back Stage to Qualification").click()
        page.locator("[aria-current=step]", has_text="Qualification").wait_for()
    assert str(Opportunity.objects.get().stage) == "Qualification"


def test_a_file_is_chosen_and_hangs_on_the_record(
    here: dict[str, Colleague], live_server: Any, browser: Browser, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = lead(here["ruth"])
    with page_of(browser, live_server, here["ruth"]) as page:
        page.goto(address_of(made.record))
        page.get_by_label("Drop files here").set_input_files(
            [{"name": "offer.pdf", "mimeType": "application/pdf", "buffer": b"offer"}]
        )
        page.get_by_role("link", name="offer.pdf").wait_for()


def test_a_question_mark_shows_every_key_that_the_pages_know(
    here: dict[str, Colleague], live_server: Any, browser: Browser
) -> None:
    made = lead(here["ruth"])
    with page_of(browser, live_server, here["ruth"]) as page:
        for address in (address_of(made.record), "/me/", "/pipeline/"):
            page.goto(address)
            page.keyboard.press("?")
            page.get_by_role("dialog", name="Keys").wait_for()
            shown = page.locator("dialog#all-keys kbd").all_inner_texts()
            known = page.locator("[data-key]").evaluate_all("all => all.map((one) => one.dataset.key)")
            assert set(known) <= set(shown), address
            assert_decent(page)
            page.keyboard.press("Escape")
            page.get_by_role("dialog", name="Keys").wait_for(state="hidden")
        page.get_by_role("link", name="Keys ?").click()
        page.get_by_role("dialog", name="Keys").wait_for()
    with page_of(browser, live_server, here["ruth"], size=(320, 640), dark=True) as page:
        page.goto("/keys/")
        assert_decent(page)
