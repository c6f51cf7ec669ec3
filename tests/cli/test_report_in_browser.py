"""The report as people meet it: at a desk and on a phone, by day and by night, with the keyboard; axe finds nothing."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from tests.web.browsing import DESK, NARROW, PHONE, assert_decent

from ingrain.cli.check import answer_of, usual
from ingrain.cli.opening import Told, open_both
from ingrain.cli.report.detail import Limits, shown_records
from ingrain.cli.report.figures import behind_the_cells
from ingrain.cli.report.page import written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DETAIL = "#c2-3"
"""Colin Marsh's next steps."""

type Light = Literal["light", "dark"]


@pytest.fixture(scope="module")
def report(company: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small company's report with few records, so that axe is soon through."""
    page = tmp_path_factory.mktemp("report") / "report.html"
    with closing(open_both(*company, Told())) as opened:
        answer = answer_of(opened, usual(), "company.jsonl")
        behind, limits = behind_the_cells(answer), Limits(3, 6, 3)
        page.write_text(
            written(answer, behind, limits, answer.stories(shown_records(behind, limits))), encoding="utf-8"
        )
    return page


class Looked:
    """A page that is open, and what it complained of."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture
def look(browser: "Browser", report: Path) -> Iterator["Look"]:
    looker = Look(browser, report)
    yield looker
    looker.close()


class Look:
    """Opens the report in a window of some size and light."""

    def __init__(self, browser: "Browser", report: Path) -> None:
        self.browser, self.report = browser, report
        self.pages: list[Page] = []

    def __call__(self, size: tuple[int, int], light: Light = "light", place: str = "") -> Looked:
        width, height = size
        page = self.browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=light, reduced_motion="reduce", bypass_csp=False
        )
        self.pages.append(page)
        looked = Looked(page)
        page.goto(self.report.as_uri() + place)
        return looked

    def close(self) -> None:
        for page in self.pages:
            page.close()


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"])
def test_axe_finds_nothing(look: Look, size: tuple[int, int], light: Light) -> None:
    page = look(size, light, DETAIL).page
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert_decent(page)


@pytest.mark.parametrize("size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"])
def test_the_page_does_not_scroll_sideways(look: Look, size: tuple[int, int]) -> None:
    page = look(size, place=DETAIL).page
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_it_asks_for_nothing_and_breaks_no_policy(look: Look, report: Path) -> None:
    looked = look(DESK)
    assert looked.requests == [report.as_uri()]
    assert looked.complaints == []


def test_the_first_place_of_the_queue_that_falls_short_is_open_to_begin_with(look: Look) -> None:
    page = look(DESK).page
    assert page.locator(".detail:visible").count() == 1
    assert page.locator(".detail:visible .records li").count() > 1
    assert "silent" not in page.locator(".detail:visible h3").inner_text()


def test_a_figure_opens_its_records_and_lights_up_its_row(look: Look) -> None:
    page = look(DESK).page
    page.get_by_role("row", name="Colin Marsh").get_by_role("link").nth(3).click()
    assert page.locator(".detail:visible").count() == 1
    assert page.locator(".detail:visible h3").inner_text().startswith("Colin Marsh, Next steps")
    row, other = (f"getComputedStyle(document.querySelector('.grid .{name}')).backgroundColor" for name in ("p3", "p1"))
    assert page.evaluate(row) != page.evaluate(other)


def test_a_record_opens_with_the_keyboard(look: Look) -> None:
    page = look(DESK, place=DETAIL).page
    record = page.locator(".detail:visible .records summary").first
    record.focus()
    page.keyboard.press("Enter")
    assert page.locator(".detail:visible .story").first.is_visible()


def test_the_first_tab_leads_past_the_menu(look: Look) -> None:
    page = look(DESK).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the figures"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "top"


def test_on_the_phone_a_thumb_finds_whatever_opens(look: Look) -> None:
    page = look(PHONE, place=DETAIL).page
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    targets = page.locator(".grid td > a, .sheet summary, .detail a, .queue a").filter(visible=True)
    assert {"The", "What"} <= {told.split()[0] for told in targets.all_inner_texts() if told}
    assert targets.evaluate_all("found => found.filter(a => a.getBoundingClientRect().height < 44).length") == 0


def test_a_tap_on_a_figure_is_there_at_once(look: Look) -> None:
    page = look(PHONE).page
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_at_a_desk_an_areas_own_figure_stands_on_one_line(look: Look) -> None:
    page = look(DESK).page
    page.locator(".grid tfoot .num").first.evaluate("each => each.textContent = '1,232 of 1,311'")
    height = "each => each.getBoundingClientRect().height"
    assert page.locator(".grid tfoot .figure").first.evaluate(height) < 30


def test_at_a_desk_nothing_long_stands_beside_an_empty_sheet(look: Look) -> None:
    page = look(DESK).page
    height = "each => [...each.children].at(-1).getBoundingClientRect().bottom - each.getBoundingClientRect().top"
    queue, detail = (page.locator(place).evaluate(height) for place in (".first", ".details .detail:visible"))
    assert queue - detail < 500


def test_people_of_whom_nothing_is_to_be_shown_open_below_the_grid(look: Look) -> None:
    page = look(DESK).page
    assert page.get_by_role("row", name="Gita Rao").count() == 0
    page.get_by_text("Nothing was due from one person").click()
    told = page.locator(".nothing li").inner_text()
    assert told == "Gita Rao nothing due; not live yet in Close dates"


def test_on_paper_the_menu_is_gone(look: Look) -> None:
    page = look(DESK).page
    page.emulate_media(media="print")
    assert not page.locator(".side").is_visible()
    assert page.locator(".grid").is_visible()
