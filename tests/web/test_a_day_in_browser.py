"""A seller's day from end to end, by thumb on a telephone and by keys and mouse at a desk; each tap is counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from tests.records.book import NOW
from tests.records.dealing import TODAY, deal, reckons_in
from tests.web.browsing import DESK, PHONE, assert_decent, page_of

from ingrain.people.models import Colleague, Firm
from ingrain.records import forecasting
from ingrain.records.models import Activity, Contact, Lead, Opportunity
from ingrain.records.quarters import quarter_of
from ingrain.web import clock
from ingrain.web.signposts import address_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ruth(transactional_db: None, people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> Colleague:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    Firm.objects.update(country="GB")
    return people["ruth"]


@dataclass
class Hand:
    """Whoever is at it. taps: what they tapped, clicked and pressed; what they wrote isn't counted."""

    page: Page
    touches: bool
    taps: int = 0

    def tap(self, what: Locator) -> None:
        self.taps += 1
        what.tap() if self.touches else what.click()

    def press(self, key: str) -> None:
        """Once the page hears keys: it can be read a moment before."""
        self.taps += 1
        self.page.wait_for_load_state()
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Where the cursor stands: who has to put it there first taps for it."""
        self.page.locator("input:focus, textarea:focus").wait_for(timeout=2_000)
        self.page.keyboard.type(text)

    @contextmanager
    def within(self, most: int) -> Iterator[None]:
        """What is done here takes so many taps at most."""
        before = self.taps
        yield
        assert self.taps - before <= most, f"{self.taps - before} taps, and {most} are allowed"


def test_a_day_by_thumb(ruth: Colleague, live_server: Any, browser: Browser) -> None:
    with page_of(browser, live_server, ruth, size=PHONE, touch=True) as page:
        hand = Hand(page, touches=True)
        page.goto(reverse("home"))
        bar = page.get_by_label("Within reach")
        with hand.within(5):
            hand.tap(bar.get_by_role("link", name="Add"))
            page.wait_for_url("**/leads/new/")
            hand.write("Orla Byrne")
            hand.tap(page.get_by_label("Phone", exact=True))
            hand.write("0113 496 0067")
            hand.tap(page.get_by_role("button", name="Save"))
            page.wait_for_url(lambda url: "/new/" not in url)
        assert_decent(page)
        with hand.within(3):  # the number is rung by one tap; what was said takes two
            assert page.locator("a.call").get_attribute("href") == "tel:0113 496 0067"
            hand.tap(page.get_by_label("Do").get_by_role("link", name="Call"))
            page.locator("#doing textarea:focus").wait_for()
            hand.write("Wants two of them.")
            hand.tap(page.locator("#doing").get_by_role("button", name="Save"))
            page.locator("#story").get_by_text("Wants two of them.").wait_for()
        with hand.within(3):
            hand.tap(page.get_by_label("Do").get_by_role("link", name="Note"))
            page.locator("#doing textarea:focus").wait_for()
            hand.write("Prefers mornings.")
            hand.tap(page.locator("#doing").get_by_role("button", name="Save"))
            page.locator("#story").get_by_text("Prefers mornings.").wait_for()
        with hand.within(2):
            hand.tap(page.get_by_role("link", name="Convert").first)
            hand.tap(page.get_by_role("button", name="Convert"))
            page.wait_for_url("**/opportunities/**")
        with hand.within(3):
            hand.tap(bar.get_by_role("link", name="Pipeline"))
            hand.tap(page.locator(".card", has_text="Orla Byrne").get_by_role("link", name="Move"))
            hand.tap(page.locator("#sheet").get_by_role("button", name="Discovery"))
            page.locator("#told", has_text="stands in Discovery").wait_for()
        with hand.within(3):
            hand.tap(bar.get_by_role("link", name="Search"))
            hand.tap(page.locator("#find-here"))
            hand.write("Orla Birne")
            hand.tap(page.locator(".hit[href*='/contacts/']", has_text="Orla Byrne"))
            page.wait_for_url("**/contacts/**")
        with hand.within(2):  # a task is for tomorrow unless one says otherwise
            hand.tap(page.get_by_label("Do").get_by_role("link", name="Task"))
            page.locator("#doing [name=subject]:focus").wait_for()
            hand.write("Send the layout")
            hand.tap(page.locator("#doing").get_by_role("button", name="Save"))
            page.locator("#now .planned").get_by_role("link", name="Send the layout").wait_for()
    as_it_should_be()


def test_a_day_with_keys_and_mouse(ruth: Colleague, live_server: Any, browser: Browser) -> None:
    with page_of(browser, live_server, ruth, size=DESK) as page:
        hand = Hand(page, touches=False)
        page.goto(reverse("home"))
        with hand.within(5):
            hand.press("n")
            page.wait_for_url("**/leads/new/")
            hand.write("Orla Byrne")
            hand.press("Tab")
            hand.write("0113 496 0067")
            hand.press("Control+Enter")
            page.wait_for_url(lambda url: "/new/" not in url)
        for key, text in (("c", "Wants two of them."), ("w", "Prefers mornings.")):
            with hand.within(2):
                hand.press(key)
                page.locator("#doing textarea:focus").wait_for()
                hand.write(text)
                hand.press("Control+Enter")
                page.locator("#story").get_by_text(text).wait_for()
        with hand.within(2):
            hand.tap(page.get_by_role("link", name="Convert").first)
            page.get_by_role("button", name="Convert").wait_for()
            hand.press("Enter")
            page.wait_for_url("**/opportunities/**")
        with hand.within(3):
            hand.tap(page.get_by_label("Menu").get_by_role("link", name="Pipeline"))
            page.locator(".card .name", has_text="Orla Byrne").wait_for()
            hand.press("j")
            hand.press("ArrowRight")
            page.locator("#told", has_text="stands in Discovery").wait_for()
        with hand.within(3):
            hand.press("/")
            hand.write("Orla Birne")
            page.locator("#hits .hit").first.wait_for()
            hand.tap(page.locator("#hits .hit[href*='/contacts/']", has_text="Orla Byrne"))
            page.wait_for_url("**/contacts/**")
        with hand.within(2):
            hand.press("t")
            page.locator("#doing [name=subject]:focus").wait_for()
            hand.write("Send the layout")
            hand.press("Control+Enter")
            page.locator("#now .planned").get_by_role("link", name="Send the layout").wait_for()
    as_it_should_be()


def as_it_should_be() -> None:
    """What the day left behind."""
    assert (Lead.objects.get().phone, Lead.objects.get().state) == ("0113 496 0067", "converted")
    sale = Opportunity.objects.select_related("stage").get()
    assert str(sale.stage) == "Discovery"
    assert Contact.objects.get().name == "Orla Byrne"
    done = Activity.objects.filter(state="done").order_by("pk").values_list("kind", "text")
    assert list(done) == [("call", "Wants two of them."), ("note", "Prefers mornings.")]
    planned = Activity.objects.get(state="planned")
    assert (planned.subject, str(planned.due)) == ("Send the layout", "2026-11-21")


def test_a_manager_leaves_the_meeting_with_another_forecast(
    people: dict[str, Colleague], ruth: Colleague, live_server: Any, browser: Browser
) -> None:
    reckons_in()
    sealer = deal(ruth, "Tray sealer", amount=12_500, close_date="2026-12-10", forecast="likely")
    deal(ruth, "Cartoner", amount=42_000, close_date="2026-12-11", forecast="committed")
    with page_of(browser, live_server, people["maria"], size=DESK) as page:
        hand = Hand(page, touches=False)
        page.goto(reverse("board"))
        hand.tap(page.get_by_role("link", name="Pipeline meeting"))
        page.get_by_role("heading", level=1, name="£42,000").wait_for()
        hand.tap(page.get_by_label("People").get_by_role("link", name="Ruth Adeyemi"))
        with hand.within(5):
            hand.tap(page.locator("summary", has_text="Tray sealer"))
            line = page.locator("li", has=page.locator("summary", has_text="Tray sealer"))
            hand.tap(line.get_by_label("Amount"))
            hand.press("Control+a")
            hand.write("15000")
            line.get_by_label("Forecast").select_option("committed")
            hand.press("Control+Enter")
            page.locator("#told", has_text="Tray sealer: saved.").wait_for()
        whose = page.get_by_label("People").get_by_role("link", name="Ruth Adeyemi")
        assert "57" in whose.locator(".num").inner_text(), "the sum beside the name is the new one while they talk on"
        assert_decent(page)
        page.goto(reverse("pipeline-meeting"))
        page.get_by_role("heading", level=1, name="£57,000").wait_for()
        page.goto(address_of(sealer.record))
        said = page.locator("#story li", has_text="Maria Okafor").first.inner_text()
        assert all(word in said for word in ("today", "12,500", "15,000", "likely", "committed")), said
    week = forecasting.week_by_week(TODAY, [ruth.pk], quarter_of(TODAY))[-1]
    assert (week.day, week.committed) == (TODAY, 57_000_00)
