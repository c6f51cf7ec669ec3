"""The monitor in a browser: look, decide, look again; and whoever is watched sees it first and can be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import EXAM
from tests.firm import happened, instant, leads, manual
from tests.web.browsing import DESK, LOOKS, PHONE, assert_decent, page_of

from ingrain.editions.models import Document
from ingrain.journal import follow
from ingrain.method.calendar import DAY
from ingrain.method.events import Instant
from ingrain.monitor import grid, watch
from ingrain.people.models import Colleague
from ingrain.web import clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = instant("2026-11-20T12:00")
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


class Clock:
    """The clock of the pages, which a test can move."""

    def __init__(self) -> None:
        self.now: Instant = NOW

    def __call__(self) -> Instant:
        return self.now


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Clock:
    hands = Clock()
    monkeypatch.setattr(clock, "now", hands)
    return hands


@pytest.fixture
def watched(transactional_db: None, people: dict[str, Colleague], moved: Clock) -> dict[str, Colleague]:
    """Ruth called her leads; Colin called none of his seven."""
    document = manual(people["ingrid"])
    leads(range(1, 8))
    leads(range(11, 18), by="colin.marsh", called=False)
    recount(document.pk, NOW - DAY)
    recount(document.pk, NOW)
    return people


def recount(document: int, at: Instant) -> None:
    """What the worker does."""
    follow.catch_up(at=at)
    watch.fallen_due(at)
    grid.count(Document.objects.get(pk=document), at=at)


def open_cell(page: Page, name: str, area: str) -> None:
    row = page.get_by_role("row", name=name)
    row.get_by_role("link").first.click()
    assert area in page.inner_text("body")


@SIZES
def test_a_manager_decides_and_four_weeks_later_sees_what_changed(
    browser: Browser, live_server: Any, watched: dict[str, Colleague], moved: Clock, size: tuple[int, int]
) -> None:
    with page_of(browser, live_server, watched["maria"], size=size) as page:
        page.goto("/")
        assert "One place needs a person to look" in page.inner_text("h1")
        assert_decent(page)
        open_cell(page, "Colin Marsh", "Lead handling")
        assert "Why do you look?" in page.inner_text("h1")
        assert_decent(page)
        page.get_by_label("Reason").fill("Prepare our talk on Monday")
        page.get_by_role("button", name="Look").click()
        assert "Colin Marsh, Lead handling: 0 of 7 followed" in page.inner_text("h1")
        assert page.locator(".tag.missed").count() == 7
        assert_decent(page)
        page.get_by_label("Sit with").check()
        page.get_by_label("Who").select_option(label="Sam Weir")
        page.get_by_role("button", name="Decide").click()
        assert "It is on Sam Weir's list." in page.inner_text(".told")
        assert "Four weeks ago, and now" not in page.inner_text("body")
    with page_of(browser, live_server, watched["sam"], size=size) as page:
        page.goto("/todo/")
        assert "Sit with: Colin Marsh, Lead handling" in page.inner_text("h2")
        assert_decent(page)
        page.get_by_role("button", name="Done", exact=True).click()
        assert "Nothing waits for you." in page.inner_text("h1")
    for number in range(21, 28):
        happened(f"lead/{number}", "create", "2026-12-08T10:00", "colin.marsh", owner="colin.marsh")
        happened(f"call/{number}", "call", "2026-12-08T11:00", "colin.marsh", to=f"lead/{number}")
    recount(Document.objects.get().pk, instant("2026-12-18T12:00"))
    moved.now = instant("2026-12-19T12:00")
    recount(Document.objects.get().pk, moved.now)
    with page_of(browser, live_server, watched["maria"], size=size) as page:
        page.goto("/")
        again = page.locator("section", has_text="Four weeks ago, and now").inner_text()
        assert "0 of 7 → 7 of 7" in again
        assert "Sit with, Sam Weir: done" in again
        assert_decent(page)


@SIZES
def test_a_seller_contests_an_obligation_and_is_proved_right(
    browser: Browser, live_server: Any, watched: dict[str, Colleague], size: tuple[int, int]
) -> None:
    with page_of(browser, live_server, watched["colin"], size=size) as page:
        page.goto("/")
        assert "You see it first" in page.inner_text("h1")
        assert "0 of 7" in page.inner_text(".list")
        assert_decent(page)
        page.get_by_role("link", name="Lead handling", exact=True).click()
        assert_decent(page)
        page.get_by_role("link", name="This is wrong").first.click()
        page.get_by_label("What is wrong").fill("That was spam, nobody to call.")
        assert_decent(page)
        page.get_by_role("button", name="Say so").click()
        assert "Somebody will read it" in page.inner_text(".told")
    with page_of(browser, live_server, watched["maria"], size=size) as page:
        page.goto("/objections/")
        assert "One objection waits for an answer." in page.inner_text("h1")
        assert_decent(page)
        page.get_by_role("button", name="They are right").click()
        assert_decent(page)
        page.goto("/")
        assert_decent(page)
        assert "0 of 6" in page.get_by_role("row", name="Colin Marsh").inner_text()
    with page_of(browser, live_server, watched["colin"], size=size) as page:
        page.goto("/me/")
        assert "0 of 6" in page.inner_text(".list")
        assert_decent(page)


@LOOKS
def test_every_page_is_decent_in_every_light(
    browser: Browser, live_server: Any, watched: dict[str, Colleague], size: tuple[int, int], dark: bool
) -> None:
    with page_of(browser, live_server, watched["ingrid"], size=size, dark=dark) as page:
        for address in ("/monitor/", "/todo/", "/me/", "/objections/", "/manual/", "/people/", "/logs/"):
            page.goto(address)
            assert_decent(page)


@pytest.mark.parametrize("who", ["maria", "ruth", "sam", "sven", "wanda", "adam"])
def test_every_role_has_decent_pages_and_each_says_a_sentence(
    browser: Browser, live_server: Any, watched: dict[str, Colleague], who: str
) -> None:
    record = f"/monitor/{Document.objects.get().pk}/record/?record=lead/1"
    for size, dark in ((DESK, False), (PHONE, True)) if EXAM else ((PHONE, True),):
        with page_of(browser, live_server, watched[who], size=size, dark=dark, quiet=True) as page:
            page.goto("/")
            menu = page.locator(".nav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            for address in [*menu, record, "/nothing/"]:
                page.goto(address)
                assert_decent(page)
                assert page.inner_text("h1").strip()


def test_a_cell_is_reached_and_decided_by_keyboard_alone(
    browser: Browser, live_server: Any, watched: dict[str, Colleague]
) -> None:
    with page_of(browser, live_server, watched["maria"]) as page:
        page.goto("/monitor/")
        for _turn in range(12):
            page.keyboard.press("j")
            if page.evaluate("document.activeElement.closest('tr')?.innerText.includes('Colin Marsh')"):
                break
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('Why do you look?')")
        page.keyboard.type("Before our talk")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("h1:has-text('Colin Marsh')")
        page.focus("input[name=action]")
        page.keyboard.press("Space")
        page.focus("textarea[name=note]")
        page.keyboard.type("On Monday")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".told")
        assert "list" in page.inner_text(".told")
