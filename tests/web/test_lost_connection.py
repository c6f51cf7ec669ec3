"""The server goes while somebody types: nothing typed is lost, a sentence says so, and it is sent once, later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import EXAM
from tests.firm import instant, judged, leads, manual
from tests.web.browsing import DESK, PHONE, assert_decent, page_of

from ingrain.editions.models import Document
from ingrain.journal.models import Head
from ingrain.monitor.models import Decision, Objection, Standing
from ingrain.people.models import Colleague
from ingrain.web import clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = instant("2026-11-20T12:00")
SIZES = pytest.mark.parametrize("size", [PHONE, *([DESK] if EXAM else [])], ids=lambda size: str(size[0]))
GONE = "Ingrain can't be reached just now. What you typed stays here and is not sent"


@pytest.fixture
def watched(
    transactional_db: None, people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch
) -> dict[str, Colleague]:
    """Colin called none of his leads."""
    Head.objects.get_or_create(pk=1)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    document = manual(people["ingrid"])
    leads(range(11, 18), by="colin.marsh", called=False)
    judged(document, at=NOW)
    return people


class Line:
    """The line to the server, which can be cut; what the browser says of a cut line is no complaint."""

    def __init__(self, page: Page) -> None:
        self.page, self.posts = page, 0
        page.on("request", lambda request: self._note(request.method))

    def _note(self, method: str) -> None:
        self.posts += method == "POST"

    def cut(self) -> None:
        self.page.context.set_offline(True)

    def mend(self) -> None:
        self.page.context.set_offline(False)


@pytest.fixture
def line_of(browser: Browser, live_server: Any) -> Any:
    return lambda who, size: page_of(browser, live_server, who, size=size, quiet=True)


def says_gone(page: Page, button: str) -> None:
    """Without anything being pressed, and when it is."""
    page.get_by_role("alert").filter(has_text=GONE).wait_for()
    assert_decent(page)
    page.get_by_role("button", name=button).click()
    page.wait_for_timeout(300)
    assert page.get_by_role("alert").filter(has_text=GONE).count() == 1


@SIZES
def test_an_objection_is_kept_and_sent_once(line_of: Any, watched: dict[str, Colleague], size: tuple[int, int]) -> None:
    contested = Standing.objects.filter(responsible="colin.marsh", state="missed").order_by("record")[0]
    with line_of(watched["colin"], size) as page:
        page.goto(f"/objections/new/?standing={contested.pk}")
        line = Line(page)
        page.get_by_label("What is wrong").fill("That was spam, nobody to call.")
        line.cut()
        says_gone(page, "Say so")
        assert page.get_by_label("What is wrong").input_value() == "That was spam, nobody to call."
        assert (line.posts, Objection.objects.count()) == (0, 0)
        line.mend()
        page.get_by_role("button", name="Say so").dblclick()
        page.get_by_text("Somebody will read it").wait_for()
    assert [one.why for one in Objection.objects.all()] == ["That was spam, nobody to call."]


@SIZES
def test_a_decision_is_kept_and_made_once(line_of: Any, watched: dict[str, Colleague], size: tuple[int, int]) -> None:
    with line_of(watched["maria"], size) as page:
        document = Document.objects.get().pk
        page.goto(f"/monitor/{document}/cell/?person=colin.marsh&area=Lead+handling&why=Our+talk")
        if page.get_by_label("Reason").count():
            page.get_by_label("Reason").fill("Our talk")
            page.get_by_role("button", name="Look").click()
        page.get_by_label("Sit with").check()
        page.get_by_label("Note").fill("On Monday, over coffee")
        Line(page).cut()
        says_gone(page, "Decide")
        assert page.get_by_label("Note").input_value() == "On Monday, over coffee"
        assert not Decision.objects.exists()
        Line(page).mend()
        page.get_by_role("button", name="Decide").click()
        page.locator(".told").wait_for()
    assert [one.note for one in Decision.objects.all()] == ["On Monday, over coffee"]


@SIZES
def test_a_manuals_text_is_kept_and_saved_once(
    line_of: Any, watched: dict[str, Colleague], size: tuple[int, int]
) -> None:
    document = Document.objects.get()
    with line_of(watched["ingrid"], size) as page:
        page.goto(f"/manual/{document.pk}/write/")
        Line(page).cut()
        page.locator("#draft").press("Control+End")
        page.keyboard.type("\n- By hand: be kind.")
        says_gone(page, "Save the draft")
        assert page.locator("#draft").input_value().endswith("- By hand: be kind.")
        assert Document.objects.get().revision == document.revision
        Line(page).mend()
        page.get_by_role("button", name="Save the draft").click()
        page.get_by_text("The draft is saved.").wait_for()
    saved = Document.objects.get()
    assert saved.draft.rstrip().endswith("- By hand: be kind.")
    assert saved.revision == document.revision + 1


def test_where_the_server_goes_in_the_moment_of_sending_the_way_back_leads_to_what_was_typed(
    line_of: Any, watched: dict[str, Colleague]
) -> None:
    contested = Standing.objects.filter(responsible="colin.marsh", state="missed").order_by("record")[0]
    with line_of(watched["colin"], DESK) as page:
        page.goto(f"/objections/new/?standing={contested.pk}")
        page.get_by_label("What is wrong").fill("That was spam.")
        page.context.set_offline(True)
        page.get_by_role("button", name="Say so").click()
        page.wait_for_url("chrome-error://**")
        page.context.set_offline(False)
        page.go_back()
        assert page.get_by_label("What is wrong").input_value() == "That was spam."
        page.get_by_role("button", name="Say so").click()
        page.get_by_text("Somebody will read it").wait_for()
    assert Objection.objects.count() == 1
