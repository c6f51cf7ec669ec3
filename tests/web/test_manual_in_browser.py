"""A lead makes a starter manual their own, at a desk and on a phone: sees an error where it is, mends it, publishes."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.firm import MANUAL, firm, instant, leads, manual
from tests.web.browsing import assert_decent
from tests.web.conftest import SignIn

from ingrain.editions.models import Document
from ingrain.editions.publish import save_draft
from ingrain.journal.models import Head
from ingrain.people.models import Colleague

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps a loop in this thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])


@pytest.fixture
def people(transactional_db: None, settings_for_pages: None) -> dict[str, Colleague]:
    Head.objects.get_or_create(pk=1)
    found = firm()
    leads(range(1, 8))
    return found


type Open = Callable[[tuple[int, int], Any], "Page"]


@pytest.fixture
def opened(browser: "Browser", live_server: Any) -> Iterator[Open]:
    """A page with whoever is signed in; closed before the server goes, so that no request is left hanging."""
    contexts = []

    def open_page(size: tuple[int, int], client: Any) -> "Page":
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@SIZES
def test_a_starter_is_made_ones_own_mended_and_published(
    opened: Open, size: tuple[int, int], live_server: Any, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    page = opened(size, sign_in(people["ingrid"]))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/manual/")
    assert_decent(page)
    page.get_by_role("link", name="Begin a manual").click()
    assert_decent(page)
    page.get_by_role("button", name="Make “How we sell to businesses” ours").click()
    page.get_by_text("23 rules are understood.").wait_for()

    draft = page.locator("#draft")
    draft.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n- Within 2 days of being created, a laed has a call.")
    page.get_by_text("One place can't be read.").wait_for()
    assert page.locator(".marks mark").inner_text() == "laed"
    assert_decent(page)
    page.locator("#problems .place").click()
    assert draft.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)") == "laed"
    page.locator("#problems .mend").click()
    page.get_by_text("24 rules are understood.").wait_for()
    assert "- Within 2 days of being created, a lead has a call." in draft.input_value()

    page.keyboard.press("Control+End")
    page.keyboard.type("\n- An open opportun")
    page.get_by_role("option", name="opportunity").wait_for()
    assert_decent(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type(" never goes longer than 90 days without a meeting.")
    page.get_by_text("25 rules are understood.").wait_for()

    page.get_by_role("button", name="Save and go on to publishing").click()
    page.get_by_text("What would change when this is published.").wait_for()
    assert "records to look at" in page.locator("#foreseen").inner_text()
    assert_decent(page)
    page.get_by_role("button", name="Publish the first edition").click()
    page.get_by_text("Edition 1 is published.").wait_for()
    assert_decent(page)
    published = Document.objects.get().current
    assert published is not None
    assert "An open opportunity never goes longer than 90 days without a meeting." in published.text
    assert complaints == []


@SIZES
def test_the_other_pages_look_well(
    opened: Open, size: tuple[int, int], live_server: Any, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    document = manual(people["ingrid"])
    draft = MANUAL.replace("14 days", "7 days")
    save_draft(document, draft, revision=1, by=people["ingrid"], at=instant("2026-11-20T12:00"))
    page = opened(size, sign_in(people["ingrid"]))
    for place in ("", "compare/?from=1&to=draft", "live/", "publish/", "../guide/", "../new/inside-sales/"):
        page.goto(f"{live_server.url}/manual/{document.pk}/{place}")
        assert_decent(page)
