"""Lists and search in a real browser, by the keyboard alone, at a desk and on a phone."""

import re
from typing import Any

import pytest
from tests.records.book import account, contact, lead, opportunity
from tests.web.browsing import DESK, LOOKS, PHONE, assert_decent, page_of

from ingrain.people.models import Colleague
from ingrain.records.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def book(people: dict[str, Colleague]) -> dict[str, Colleague]:
    ruth = people["ruth"]
    for name, city in (("Avon Preserves", "Leeds"), ("Calder Mills", "York"), ("Tern Logistics", "")):
        of = account(ruth, name, city=city)
        contact(ruth, of, f"Priya {name}")
        opportunity(ruth, of, f"{name}: palletiser", amount=49_500, close_date="2026-12-01")
    lead(ruth, "Orla Byrne", company="Westport Foods")
    return people


@LOOKS
def test_lists_are_decent(size: Any, dark: bool, book: dict[str, Colleague], browser: Any, live_server: Any) -> None:
    with page_of(browser, live_server, book["ruth"], size=size, dark=dark) as page:
        for address in (
            "/opportunities/", "/accounts/?add=city&add=created", "/contacts/?who=all", "/leads/?words=nobody",
            "/opportunities/?close_date.from=someday", "/accounts/bulk/?field=type", "/find/?q=calder",
        ):  # fmt: skip
            page.goto(address)
            assert_decent(page)
        page.goto("/opportunities/")
        for summary in page.locator("details.way > summary").all():
            summary.click()
        assert_decent(page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_way_back_to_the_list_stands_apart_from_the_record_before_and_after(
    size: Any, book: dict[str, Colleague], browser: Any, live_server: Any
) -> None:
    with page_of(browser, live_server, book["ruth"], size=size) as page:
        page.goto("/accounts/")
        page.get_by_role("link", name="Calder Mills", exact=True).first.click()
        page.wait_for_load_state()
        beside = page.get_by_role("navigation", name="In the list")
        back, before, after = [one.bounding_box() for one in beside.get_by_role("link").all()]
        assert back["x"] + back["width"] + 8 <= before["x"]
        assert before["x"] + before["width"] + 8 <= after["x"]
        assert_decent(page)


def test_a_cell_is_edited_by_the_keyboard_alone(book: dict[str, Colleague], browser: Any, live_server: Any) -> None:
    with page_of(browser, live_server, book["ruth"]) as page:
        page.goto("/accounts/")
        page.locator("button.cell", has_text="Leeds").focus()
        page.keyboard.press("Enter")
        page.locator(".edit [name=value]").wait_for()
        assert_decent(page)
        page.keyboard.type("Bradford")
        page.keyboard.press("Enter")
        page.locator("[data-saved]").wait_for()
        page.locator("button.cell:focus", has_text="Bradford").wait_for()
        page.keyboard.press("Enter")
        page.locator(".edit [name=value]").wait_for()
        page.keyboard.type("Hull")
        page.keyboard.press("Escape")
        page.locator(".edit").wait_for(state="detached")
        page.locator("button.cell:focus").wait_for()
        assert Account.objects.get(name="Avon Preserves").city == "Bradford"
        page.keyboard.press("Enter")
        page.locator(".edit [name=value]").wait_for()
        page.keyboard.type("Hull")
        page.keyboard.press("Tab")
        page.locator("[data-saved]").wait_for()
        assert Account.objects.get(name="Avon Preserves").city == "Hull"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_slash_finds_from_anywhere(size: Any, book: dict[str, Colleague], browser: Any, live_server: Any) -> None:
    with page_of(browser, live_server, book["ruth"], size=size) as page:
        page.goto("/me/")
        page.keyboard.press("/")
        page.keyboard.type("calder mils")
        page.locator("#hits .hit").first.wait_for()
        assert_decent(page)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/accounts/*/")
        assert "Calder Mills" in page.title()


def _expect_title(page: Any, name: str) -> None:
    from playwright.sync_api import expect  # here, so that a run without a browser does not pay for it

    expect(page).to_have_title(re.compile(name))


def test_rows_are_walked_through_opened_and_left_for_the_next(
    book: dict[str, Colleague], browser: Any, live_server: Any
) -> None:
    with page_of(browser, live_server, book["ruth"]) as page:
        page.goto("/accounts/")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/accounts/*/?list=*")
        assert "Calder Mills" in page.title()
        page.keyboard.press("]")
        _expect_title(page, "Tern Logistics")
        page.keyboard.press("[")
        _expect_title(page, "Calder Mills")
