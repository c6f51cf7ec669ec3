"""The board in a browser: moved by mouse, by touch, by keys and without JavaScript, at a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from tests.records.dealing import NOW, account, deal, desk, reckons_in, stage
from tests.web.browsing import DESK, PHONE, assert_decent, page_of

from ingrain.people.models import Colleague
from ingrain.records import moving
from ingrain.records.models import Opportunity
from ingrain.web import clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = pytest.mark.parametrize(
    ("size", "dark"), [(DESK, False), (DESK, True), (PHONE, True), ((320, 640), False)], ids=str
)


@pytest.fixture
def board(
    transactional_db: None, people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch
) -> dict[str, Colleague]:
    """Ruth has three opportunities, Colin one."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    reckons_in()
    of = account(people["ruth"])
    deal(people["ruth"], "Cartoner", amount=42_000, close_date="2026-12-11", account=of.record)
    deal(people["ruth"], "Tray sealer", amount=12_500.5, close_date="2026-11-10", forecast="committed")
    deal(people["ruth"], "Labelling line", stage="Proposal", amount=9_000, currency="CHF", what_next="Ring Jan")
    deal(people["colin"], "Shrink tunnel", amount=20_000)
    return people


def named(name: str) -> Opportunity:
    return Opportunity.objects.select_related("stage").get(name=name)


def card(page: Page, name: str) -> Any:
    return page.locator(".card", has_text=name)


def column(page: Page, name: str) -> Any:
    return page.locator(".column", has=page.get_by_role("heading", name=name))


def told(page: Page, words: str) -> None:
    page.locator("#told", has_text=words).wait_for()


@LOOKS
def test_board_sheet_and_meeting_are_decent(
    board: dict[str, Colleague], browser: Browser, live_server: Any, size: tuple[int, int], dark: bool
) -> None:
    with page_of(browser, live_server, board["ruth"], size=size, dark=dark) as page:
        page.goto(reverse("board"))
        assert "3 opportunities are open, worth £54,500.50." in page.inner_text("h1")
        assert "CHF" in page.inner_text("header.top")
        assert_decent(page)
        card(page, "Cartoner").get_by_role("link", name="Move").click()
        page.locator("#sheet[open]").wait_for()
        assert_decent(page)
        for name in ("pipeline-meeting", "card"):
            page.goto(reverse(name, args=[] if name == "pipeline-meeting" else [named("Cartoner").pk]))
            assert_decent(page)
        page.goto(reverse("pipeline-meeting") + "?person=ruth.adeyemi")
        assert "to talk about" in page.inner_text("h1")
        page.locator("summary").first.click()
        assert_decent(page)


def test_a_card_is_dragged_with_the_mouse_and_taken_back(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["ruth"]) as page:
        page.goto(reverse("board"))
        carry(page, "Cartoner", column(page, "Discovery"))
        told(page, "Cartoner stands in Discovery.")
        assert named("Cartoner").stage == stage("Discovery")
        assert card(column(page, "Discovery"), "Cartoner").count() == 1
        assert "£42,000" in column(page, "Discovery").locator("header").inner_text()
        page.get_by_role("button", name="Undo").click()
        page.wait_for_url(f"**{reverse('board')}")
        assert named("Cartoner").stage == stage("Qualification")


def carry(page: Page, name: str, to: Any) -> None:
    box, goal = card(page, name).bounding_box(), to.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] - 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"], steps=3)
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + 80, steps=5)
    page.mouse.up()


def test_a_card_dropped_on_lost_asks_why(board: dict[str, Colleague], browser: Browser, live_server: Any) -> None:
    with page_of(browser, live_server, board["ruth"]) as page:
        page.goto(reverse("board"))
        box = card(page, "Cartoner").bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + box["height"] - 8)
        page.mouse.down()
        page.mouse.move(box["x"] + 60, box["y"] + 90, steps=3)
        goal = page.locator("#ends [data-column=lost]").bounding_box()
        page.mouse.move(goal["x"] + 40, goal["y"] + 20, steps=5)
        page.mouse.up()
        page.get_by_label("Lost, because").fill("bought elsewhere")
        page.keyboard.press("Enter")
        told(page, "Cartoner is lost.")
        assert (named("Cartoner").state, named("Cartoner").loss_reason) == ("lost", "bought elsewhere")
        assert card(page, "Cartoner").count() == 0


def test_a_card_is_moved_by_keys_alone(board: dict[str, Colleague], browser: Browser, live_server: Any) -> None:
    with page_of(browser, live_server, board["ruth"]) as page:
        page.goto(reverse("board"))
        card(page, "Cartoner").locator(".name").focus()
        page.keyboard.press("ArrowRight")
        told(page, "Cartoner stands in Discovery.")
        page.keyboard.press("ArrowRight")
        told(page, "Cartoner stands in Proposal.")
        assert page.evaluate("document.activeElement.closest('.card').innerText").startswith("Cartoner")
        page.keyboard.press("m")
        page.locator("#sheet[open]").wait_for()
        page.get_by_role("button", name="Won").focus()
        page.keyboard.press("Enter")
        told(page, "Cartoner is won.")
        assert named("Cartoner").state == "won"


def test_a_card_that_somebody_closed_meanwhile_says_so_and_shows_how_it_stands(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["ruth"]) as page:
        page.goto(reverse("board"))
        moving.win(named("Cartoner"), by=desk(board["colin"]), at=NOW)
        moving.move(named("Tray sealer"), stage("Proposal"), by=desk(board["maria"]), at=NOW)
        card(page, "Cartoner").locator(".name").focus()
        page.keyboard.press("ArrowRight")
        told(page, "Cartoner was won already, by Colin Marsh. Reopen it to go on.")
        assert card(page, "Cartoner").count() == 0
        carry(page, "Tray sealer", column(page, "Discovery"))
        told(page, "Tray sealer was moved to Proposal by Maria Okafor meanwhile.")
        assert card(column(page, "Proposal"), "Tray sealer").count() == 1


def test_without_a_connection_the_card_goes_back(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["ruth"]) as first:
        page = first.context.new_page()  # on this one the console may complain of the connection
        page.goto(reverse("board"))
        page.route("**/move/**", lambda route: route.abort())
        card(page, "Cartoner").locator(".name").focus()
        page.keyboard.press("ArrowRight")
        told(page, "No connection")
        assert card(column(page, "Qualification"), "Cartoner").count() == 1


def test_what_was_typed_stays_where_it_can_not_be_saved(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["ruth"]) as page:
        page.goto(reverse("board"))
        card(page, "Cartoner").get_by_role("link", name="Move").click()
        page.get_by_label("Amount, GBP").fill("a lot")
        page.locator("#sheet").get_by_role("button", name="Save").click()
        page.locator("#in-sheet-told", has_text="“a lot” is no amount").wait_for()
        assert page.get_by_label("Amount, GBP").input_value() == "a lot"
        page.goto(reverse("pipeline-meeting") + "?person=ruth.adeyemi")
        page.locator("summary", has_text="Tray sealer").click()
        line = page.locator("li", has=page.locator("summary", has_text="Tray sealer"))
        line.get_by_label("Next step").fill("Ring Jan")
        line.get_by_label("Amount").fill("a lot")
        line.get_by_role("button", name="Save").click()
        page.locator("#told", has_text="“a lot” is no amount").wait_for()
        assert (line.get_by_label("Next step").input_value(), line.get_by_label("Amount").input_value()) == (
            "Ring Jan", "a lot",
        )  # fmt: skip


def in_sight(page: Page, what: Any) -> bool:
    box = what.bounding_box()
    bar = page.locator(".reach").bounding_box()
    height = bar["y"] if bar else page.viewport_size["height"]  # type: ignore[index]
    return bool(box["y"] >= 0 and box["y"] + box["height"] <= height)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_was_moved_is_in_sight_on_a_scrolled_phone_hides_nothing_in_focus_and_is_closed(
    board: dict[str, Colleague], browser: Browser, live_server: Any, dark: bool
) -> None:
    for n in range(8):
        deal(board["ruth"], f"Conveyor {n}", amount=1_000, close_date="2026-12-31")
    with page_of(browser, live_server, board["ruth"], size=PHONE, dark=dark) as page:
        page.goto(reverse("board"))
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        card(page, "Conveyor 7").get_by_role("link", name="Move").click()
        page.get_by_role("button", name="Discovery").click()
        told(page, "Conveyor 7 stands in Discovery.")
        sentence = page.locator("#told p")
        assert in_sight(page, sentence)
        assert_decent(page)
        card(page, "Conveyor 6").locator(".name").focus()
        page.keyboard.press("Tab")
        line, focused = sentence.bounding_box(), page.locator(":focus").bounding_box()
        assert focused["y"] + focused["height"] <= line["y"]
        page.locator("#told").get_by_role("button", name="Close").click()
        sentence.wait_for(state="detached")
        assert page.evaluate("document.activeElement.closest('.card')?.innerText").startswith("Conveyor 6")


def test_a_card_that_is_gone_says_so_in_sight_and_what_was_done_goes_by_itself(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    for n in range(12):
        deal(board["ruth"], f"Conveyor {n:02}", amount=1_000, close_date="2026-12-31")
    with page_of(browser, live_server, board["ruth"], size=(1440, 500)) as page:
        page.clock.install()
        page.goto(reverse("board"))
        moving.win(named("Conveyor 11"), by=desk(board["colin"]), at=NOW)
        for name, said in (("Conveyor 10", "stands in Discovery"), ("Conveyor 11", "was won already")):
            card(page, name).locator(".name").focus()
            page.keyboard.press("ArrowRight")
            told(page, f"{name} {said}")
        told(page, "Conveyor 11 was won already, by Colin Marsh.")
        assert page.evaluate("scrollY") > 0
        assert in_sight(page, page.locator("#told p"))
        page.clock.run_for(60_000)
        told(page, "Conveyor 11 was won already")
        card(page, "Conveyor 09").locator(".name").focus()
        page.keyboard.press("ArrowRight")
        told(page, "Conveyor 09 stands in Discovery.")
        page.locator("#told p").hover()
        page.clock.run_for(60_000)
        told(page, "Conveyor 09 stands in Discovery.")
        page.mouse.move(0, 0)
        page.clock.run_for(21_000)
        page.locator("#told p").wait_for(state="detached")


def test_without_scripts_what_was_moved_stands_above_the_page(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["ruth"]) as signed_in:
        context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(reverse("card", args=[named("Cartoner").pk]))
        page.get_by_role("button", name="Discovery").click()
        told(page, "Cartoner stands in Discovery.")
        assert page.locator("#told").evaluate("one => getComputedStyle(one).position") == "static"
        context.close()


def test_on_a_phone_one_column_shows_and_a_card_goes_by_thumb(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["ruth"], size=PHONE) as page:
        page.goto(reverse("board"))
        first = column(page, "Qualification").bounding_box()
        assert first["width"] > 340
        page.get_by_label("Stages").get_by_text("Proposal").click()
        page.locator(".tabs a[aria-current]", has_text="Proposal").wait_for()
        page.get_by_label("Stages").get_by_text("Qualification").click()
        page.locator(".tabs a[aria-current]", has_text="Qualification").wait_for()
        move = card(page, "Cartoner").get_by_role("link", name="Move")
        assert move.bounding_box()["height"] >= 44
        move.click()
        page.get_by_role("button", name="Negotiation").click()
        told(page, "Cartoner stands in Negotiation.")
        assert named("Cartoner").stage == stage("Negotiation")


def test_a_card_is_carried_by_touch_after_a_moment(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["ruth"]) as page:
        page.goto(reverse("board"))
        box, goal = card(page, "Cartoner").bounding_box(), column(page, "Discovery").bounding_box()
        touch = page.context.new_cdp_session(page)

        def finger(kind: str, x: float, y: float) -> None:
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        x, y = box["x"] + 40, box["y"] + box["height"] - 8
        finger("touchStart", x, y)
        page.wait_for_selector(".carried")
        finger("touchMove", goal["x"] + 60, goal["y"] + 90)
        finger("touchMove", goal["x"] + 62, goal["y"] + 92)
        finger("touchEnd", 0, 0)
        told(page, "Cartoner stands in Discovery.")
        assert named("Cartoner").stage == stage("Discovery")


def test_what_is_said_in_the_meeting_is_saved_in_place(
    board: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, board["maria"]) as page:
        page.goto(reverse("pipeline-meeting"))
        assert "committed" in page.inner_text("h1")
        page.get_by_label("People").get_by_text("Ruth Adeyemi").click()
        page.locator("summary", has_text="Tray sealer").click()
        line = page.locator("li", has=page.locator("summary", has_text="Tray sealer"))
        line.get_by_label("Next step").fill("Ring Jan")
        line.get_by_label("Closes on").fill("2027-01-15")
        line.get_by_label("Forecast").select_option("likely")
        line.get_by_role("button", name="Save").click()
        page.locator("#told", has_text="Tray sealer: saved.").wait_for()
        row = named("Tray sealer")
        assert (row.what_next, str(row.close_date), row.category, row.pushed) == ("Ring Jan", "2027-01-15", "likely", 1)
        page.goto(reverse("pipeline-meeting"))
        assert "1 close date was put off since last week, 1 of them into a later quarter." in page.inner_text("main")


@pytest.mark.parametrize("size", [DESK, (320, 640)], ids=["desk", "narrow"])
def test_the_board_is_narrowed_by_the_form_of_the_list(
    board: dict[str, Colleague], browser: Browser, live_server: Any, size: tuple[int, int]
) -> None:
    with page_of(browser, live_server, board["ruth"], size=size) as page:
        page.goto(reverse("board"))
        page.locator("summary", has_text="Filter by").click()
        page.get_by_role("link", name="Amount").click()
        page.get_by_label("from", exact=True).fill("20k")
        assert_decent(page)
        page.get_by_role("button", name="Narrow").click()
        page.get_by_role("heading", level=1, name="1 opportunity is open, worth £42,000").wait_for()
        assert page.locator(".card").count() == 1
        page.get_by_role("link", name="Close date passed").click()
        page.get_by_role("heading", level=1, name="Nothing is open here.").wait_for()
        page.get_by_role("link", name="Close date passed").click()
        page.locator("summary", has_text="Views").click()
        page.get_by_label("Keep this list as").fill("Big ones")
        page.get_by_role("button", name="Keep it").click()
        page.get_by_text("Kept as “Big ones”.").wait_for()
        assert page.locator(".card").count() == 1
        page.get_by_role("link", name="The same as a list").click()
        page.get_by_role("link", name="As a board").click()
        page.get_by_role("heading", level=1, name="1 opportunity is open, worth £42,000").wait_for()
