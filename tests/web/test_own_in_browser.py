"""One's own page with what stands behind a number, and what those who set up see, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from tests.firm import happened, instant, judged, leads, manual
from tests.web.browsing import LOOKS, assert_decent, page_of

from ingrain.editions.models import Document
from ingrain.monitor import showing, watch
from ingrain.people.models import Colleague
from ingrain.web import clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = instant("2026-11-20T12:00")


@pytest.fixture
def document(transactional_db: None, people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    found = manual(people["ingrid"])
    leads(range(1, 8), by="colin.marsh", called=False)
    leads(range(11, 18))
    happened("opportunity/1", "create", "2026-11-02T10:00", "colin.marsh", owner="colin.marsh", stage="Discovery")
    return found


@LOOKS
def test_what_is_known_about_me_is_decent_in_every_light(
    browser: Browser,
    live_server: Any,
    people: dict[str, Colleague],
    document: Document,
    size: tuple[int, int],
    dark: bool,
) -> None:
    judged(document, at=NOW)
    shown = showing.visible(document)
    assert shown is not None
    with page_of(browser, live_server, people["colin"], size=size, dark=dark) as page:
        for day in ("", str(shown.day)):
            page.goto(f"/me/?manual={document.pk}&area=Lead%20handling&day={day}")
            assert "0 of 7 followed" in page.inner_text("#behind-h")
            assert_decent(page)
        page.get_by_text("How each number is made").click()
        assert_decent(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_until_others_see_figures_the_monitor_says_from_when_on(
    browser: Browser, live_server: Any, people: dict[str, Colleague], document: Document, width: int
) -> None:
    watch.judge_all(document, at=NOW)
    with page_of(browser, live_server, people["maria"], size=(width, 800)) as page:
        page.goto("/")
        assert "Figures are shown here from 21 November, 12:00 on." in page.inner_text("h1")
        assert_decent(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_lost_second_factor_is_taken_away_on_their_page(
    browser: Browser, live_server: Any, people: dict[str, Colleague], document: Document, width: int
) -> None:
    adam, ruth = people["adam"], people["ruth"]
    adam.set_password("nine green bottles")
    adam.save()
    Authenticator.objects.create(user=ruth, type="totp", data={"secret": "x"})
    with page_of(browser, live_server, adam, size=(width, 800)) as page:
        page.goto(f"/people/{people['maria'].pk}/leave/")
        assert "3 people report to them" in page.inner_text("main")
        assert_decent(page)
        page.goto(f"/people/{ruth.pk}/")
        assert_decent(page)
        page.get_by_label("Your own password").fill("nine green bottles")
        page.get_by_role("button", name="Take it away").click()
        assert "It opens nothing any more." in page.inner_text(".told")
