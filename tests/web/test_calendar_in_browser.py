"""The calendar in a browser: carried by mouse and touch, moved by keys, drawn out; at a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from tests.firm import instant
from tests.records.book import account, contact, desk
from tests.web.browsing import DESK, NARROW, PHONE, assert_decent, page_of

from ingrain.method.calendar import HOUR
from ingrain.people.models import Colleague
from ingrain.records import doing
from ingrain.records.models import Activity
from ingrain.web import clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = instant("2026-11-25T12:00")
BEFORE = instant("2026-11-20T09:00")


@pytest.fixture
def week(transactional_db: None, people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> dict[str, Colleague]:
    """Ruth has a meeting that has ended, two that come, a call without an hour, tasks late, left over and done."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    ruth = people["ruth"]
    mill = account(ruth)
    priya = contact(ruth, mill)
    plan = [
        ("meeting", [mill], "Site visit", "2026-11-25T10:00", "2026-11-25T11:00"),
        ("meeting", [priya], "Line two", "2026-11-26T10:00", "2026-11-26T11:00"),
        ("meeting", [], "Price review", "2026-11-26T10:30", "2026-11-26T11:30"),
        ("call", [priya], "Ring back", "2026-11-27", ""),
        ("task", [mill], "Send the offer", "2026-11-24", ""),
        ("task", [mill], "Chase the contract", "2026-11-13", ""),
        ("task", [mill], "Enter the report", "2026-11-25", ""),
    ]
    for kind, about, subject, start, end in plan:
        hours = {"start": start, "end": end} if end else {"due date": start}
        doing.plan(kind, about, {"subject": subject, **hours}, by=desk(ruth), at=BEFORE)
    doing.complete(named("Enter the report"), by=desk(ruth), at=NOW)
    return people


def named(subject: str) -> Activity:
    return Activity.objects.get(subject=subject)


def entry(page: Page, subject: str) -> Any:
    return page.locator(f"#entry-{named(subject).pk}")


def hours(page: Page, day: str) -> Any:
    return page.locator(f"#day-{day} .timed").bounding_box()


def at(box: Any, hour: float) -> float:
    """How far down an hour stands: eight o'clock is at the top, six at the bottom."""
    return float(box["y"] + (hour - 8) / 10 * box["height"])


def told(page: Page, words: str) -> None:
    page.locator(".told", has_text=words).wait_for()


@pytest.mark.parametrize(
    ("size", "dark"), [(DESK, False), (DESK, True), (PHONE, False), ((320, 640), True)], ids=str
)  # fmt: skip
def test_week_sheets_and_prompt_are_decent(
    week: dict[str, Colleague], browser: Browser, live_server: Any, size: tuple[int, int], dark: bool
) -> None:
    with page_of(browser, live_server, week["ruth"], size=size, dark=dark) as page:
        page.goto(reverse("calendar"))
        assert "3 meetings and 2 things to do." in page.inner_text("h1")
        assert_decent(page)
        page.locator("details.left-over > summary").click()
        assert "12 days late" in page.inner_text(".left-over")
        assert_decent(page)
        if size[0] < 900:
            for target in page.locator(".entry .to, .entry .name, .days a, .day .add").filter(visible=True).all():
                assert target.bounding_box()["height"] >= 44
            assert page.locator(".days a[aria-current]").bounding_box()["y"] < size[1], "today is reached at once"
        page.locator(".add").filter(visible=True).first.click()
        page.locator("dialog[open]").wait_for()
        assert_decent(page)
        page.keyboard.press("Escape")
        page.goto(reverse("calendar-move", args=[named("Line two").pk]))
        assert_decent(page)
        page.goto(reverse("tasks"))
        assert "One meeting asks how it was." in page.inner_text("h1")
        assert_decent(page)


@pytest.mark.parametrize("today", ["2026-11-25", "2026-11-27"])
@pytest.mark.parametrize(
    "title", ["Send the layout", "Send the layout of the second line to Priya"], ids=["short", "long"]
)
def test_on_a_narrow_phone_today_is_reached_with_nothing_half_hidden(
    week: dict[str, Colleague], browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch,
    today: str, title: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: instant(f"{today}T08:30"))
    for day in ("2026-11-24", "2026-11-26"):
        doing.plan("meeting", [], {"subject": title, "start": f"{day}T16:00", "end": f"{day}T17:00"},
                   by=desk(week["ruth"]), at=BEFORE)  # fmt: skip
    with page_of(browser, live_server, week["ruth"], size=NARROW) as page:
        page.goto(reverse("calendar"))
        page.evaluate(f"document.querySelector('#day-{today}').scrollIntoView()")
        below = page.locator(".days").bounding_box()
        assert 0 <= page.locator(f"#day-{today}").bounding_box()["y"] - below["height"] < 16
        assert_decent(page)


def test_a_meeting_is_carried_to_another_day_and_hour_and_taken_back(
    week: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, week["ruth"]) as page:
        page.goto(reverse("calendar"))
        one, other = entry(page, "Line two").bounding_box(), entry(page, "Price review").bounding_box()
        assert one["x"] + one["width"] <= other["x"], "they overlap, and lie side by side"
        goal = hours(page, "2026-11-23")
        page.mouse.move(one["x"] + 20, one["y"] + 10)
        page.mouse.down()
        page.mouse.move(one["x"], one["y"] + 20, steps=3)
        page.mouse.move(goal["x"] + 40, at(goal, 14.25) + 10, steps=6)
        assert "14:15" in page.locator(".would").inner_text()
        page.mouse.up()
        told(page, "Line two: Monday")
        moved = named("Line two")
        assert (moved.start, moved.end) == (instant("2026-11-23T14:15"), instant("2026-11-23T15:15"))
        assert not page.get_by_role("button", name="Show", exact=True).is_visible()
        page.locator(".told").get_by_role("button", name="Undo").click()
        page.locator("#day-2026-11-26 .timed", has_text="Line two").wait_for()
        assert named("Line two").start == instant("2026-11-26T10:00")


def test_its_end_is_drawn_out_and_a_call_gets_an_hour(
    week: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, week["ruth"]) as page:
        page.goto(reverse("calendar"))
        box, grid = entry(page, "Line two").bounding_box(), hours(page, "2026-11-26")
        page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 3)
        page.mouse.down()
        page.mouse.move(box["x"] + 20, at(grid, 12.5), steps=5)
        page.mouse.up()
        told(page, "Line two")
        assert named("Line two").end == instant("2026-11-26T12:30")
        box, grid = entry(page, "Ring back").bounding_box(), hours(page, "2026-11-24")
        page.mouse.move(box["x"] + 20, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(grid["x"] + 60, at(grid, 9), steps=6)
        page.mouse.up()
        told(page, "Ring back: Tuesday")
        assert named("Ring back").start == instant("2026-11-24T09:00")


def test_keys_alone_go_through_the_week_move_and_plan(
    week: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, week["ruth"]) as page:
        page.goto(reverse("calendar"))
        page.keyboard.press("j")
        assert "Send the offer" in page.evaluate("document.activeElement.innerText")
        entry(page, "Line two").locator(".name").focus()
        for key in ("g", "ArrowRight", "ArrowDown", "ArrowDown", "Shift+ArrowDown"):
            page.keyboard.press(key)
        assert "Friday, 27 November, 10:30" in page.inner_text("#in-hand")
        page.keyboard.press("Enter")
        told(page, "Line two: Friday")
        page.locator(".entry .name:focus", has_text="Line two").wait_for()
        moved = named("Line two")
        assert (moved.start, moved.end) == (instant("2026-11-27T10:30"), instant("2026-11-27T11:45"))
        for key in ("g", "ArrowLeft", "Escape"):
            page.keyboard.press(key)
        assert page.locator(".would, .in-hand").count() == 0
        page.keyboard.press("m")
        page.locator("dialog[open] [name=time]").fill("16:00")
        page.keyboard.press("Enter")
        told(page, "16:00")
        assert named("Line two").start == instant("2026-11-27T16:00")
        page.keyboard.press("]")
        page.wait_for_url("**week=2026-W49")
        page.keyboard.press("t")
        page.locator(".day.today").wait_for()
        page.keyboard.press("n")
        page.locator("dialog[open] [name=subject]").fill("Trial run")
        page.keyboard.press("Enter")
        told(page, "Trial run is planned")
        assert named("Trial run").start == instant("2026-11-25T13:00")


def test_a_click_where_nothing_is_plans_a_meeting_there(
    week: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, week["ruth"]) as page:
        page.goto(reverse("calendar"))
        grid = hours(page, "2026-11-24")
        page.mouse.click(grid["x"] + 50, at(grid, 9) + 4)
        page.locator("dialog[open] [name=subject]").fill("Trial run")
        page.locator("[name=with]").type("priya")
        page.locator("#with-whom-names option").first.wait_for(state="attached")
        assert "Priya Nair" in page.inner_html("#with-whom-names")
        page.locator("[name=with]").fill("Priya N")
        page.keyboard.press("Enter")
        page.locator("dialog .errors", has_text="called Priya N.").wait_for()
        page.locator("dialog [name=subject]:focus").wait_for()
        page.locator("[name=with]").fill("Priya Nair")
        page.keyboard.press("Enter")
        told(page, "Trial run is planned: Tuesday")
        made = named("Trial run")
        assert (made.start, made.end) == (instant("2026-11-24T09:00"), instant("2026-11-24T10:00"))


def test_what_somebody_moved_meanwhile_and_a_lost_connection_spring_back(
    week: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, week["ruth"], quiet=True) as page:
        page.goto(reverse("calendar"))
        start = instant("2026-11-23T09:00")
        doing.move_to(named("Line two"), start, start + HOUR, by=desk(week["maria"]), at=NOW)
        entry(page, "Line two").locator(".name").focus()
        for key in ("g", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        told(page, "Maria Okafor moved Line two meanwhile, to Monday")
        assert "Line two" in page.inner_text("#day-2026-11-23")
        page.locator(".entry .name:focus", has_text="Line two").wait_for()
        page.route("**/move/**", lambda route: route.abort())
        for key in ("g", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        page.locator("#told", has_text="No connection").wait_for()
        assert page.locator(".would, .entry.left").count() == 0
        assert named("Line two").start == start


def test_who_may_look_alone_carries_nothing(week: dict[str, Colleague], browser: Browser, live_server: Any) -> None:
    with page_of(browser, live_server, week["dana"]) as page:
        page.goto(reverse("calendar") + "?whose=ruth.adeyemi")
        assert "Ruth Adeyemi’s week" in page.inner_text("h1")
        assert page.locator(".entry .to, .how-was-it").count() == 0
        box = entry(page, "Line two").bounding_box()
        page.mouse.move(box["x"] + 20, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] - 200, box["y"] + 60, steps=4)
        assert page.locator(".carried").count() == 0
        page.mouse.up()
        assert named("Line two").start == instant("2026-11-26T10:00")


def test_on_a_phone_the_week_is_a_list_a_note_takes_two_taps_and_a_finger_carries(
    week: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, week["ruth"], size=PHONE) as page:
        page.goto(reverse("tasks"))
        page.get_by_role("link", name="My week").click()
        page.get_by_label("How was it?").last.fill("They take it.")
        page.get_by_role("button", name="Save note").click()
        told(page, "your note is kept, and it is done")
        assert (named("Site visit").state, named("Site visit").text) == ("done", "They take it.")
        one = entry(page, "Line two")
        one.scroll_into_view_if_needed()
        box, goal = one.bounding_box(), page.locator("#day-2026-11-27 header").bounding_box()
        touch = page.context.new_cdp_session(page)

        def finger(kind: str, x: float, y: float) -> None:
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        finger("touchStart", box["x"] + 60, box["y"] + 20)
        page.wait_for_selector(".carried")
        finger("touchMove", goal["x"] + 60, goal["y"] + 20)
        finger("touchMove", goal["x"] + 62, goal["y"] + 22)
        finger("touchEnd", 0, 0)
        told(page, "Line two: Friday")
        assert named("Line two").start == instant("2026-11-27T10:00")
        entry(page, "Price review").get_by_role("link", name="Move").click()
        page.locator("dialog[open] [name=day]").fill("2026-11-30")
        page.locator("dialog[open]").get_by_role("button", name="Move").click()
        told(page, "Price review: Monday")
        assert named("Price review").start == instant("2026-11-30T10:30")


def test_without_scripts_the_same_is_done_by_forms(
    week: dict[str, Colleague], browser: Browser, live_server: Any
) -> None:
    with page_of(browser, live_server, week["ruth"]) as first:
        cookies = first.context.cookies()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(reverse("calendar"))
    entry(page, "Line two").get_by_role("link", name="Move").click()
    page.get_by_label("Day").fill("2026-11-27")
    page.get_by_role("button", name="Move").click()
    assert "Line two: Friday" in page.inner_text(".told")
    assert named("Line two").start == instant("2026-11-27T10:00")
    context.close()
