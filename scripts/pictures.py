"""The pictures of the README and the pages: the sample company's report and scorecard, and a log's if one is named.

`pictures.py [LOG --manual MANUAL.md --name loan-desk --aim 95]` writes docs/pictures/*.png. Needs Chromium.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from ingrain.cli import check
from ingrain.cli.answer import Answer
from ingrain.cli.opening import Told, open_both
from ingrain.cli.report import report_of
from ingrain.cli.sample import write_company
from ingrain.cli.scorecard import show

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DESK, PHONE = (1440, 900), (390, 844)
COLUMNS = 150

INK, GREY, RUST, GREEN, AMBER = (29, 35, 32), (105, 115, 109), (196, 81, 47), (47, 143, 99), (201, 138, 27)
BLUE, MAUVE, TEAL = (59, 111, 181), (120, 80, 140), (40, 130, 140)
PAPER = TerminalTheme(
    (255, 255, 255),
    INK,
    [INK, RUST, GREEN, AMBER, BLUE, MAUVE, TEAL, GREY],
    [GREY, RUST, GREEN, AMBER, BLUE, MAUVE, TEAL, INK],
)
"""The report's colours, for a terminal."""


@dataclass(frozen=True)
class Shot:
    """One picture: its name, how large the window is, by what light, and which place of the page."""

    name: str
    size: tuple[int, int]
    light: Literal["light", "dark"] = "light"
    place: str = ""


def main() -> None:
    asked = parser().parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, chromium() as browser:
        if asked.log:
            with answer_for(asked.log, asked.manual, asked.aim) as answer:
                take(browser, Path(folder), answer, shots(asked.name, answer)[:2])
            return
        write_company(Path(folder))
        with answer_for(Path(folder) / "company.jsonl", Path(folder) / "manual.md") as answer:
            take(browser, Path(folder), answer, shots("report", answer))
            picture_of_terminal(browser, answer)


def parser() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("log", type=Path, nargs="?")
    asked.add_argument("--manual", type=Path)
    asked.add_argument("--name", default="log")
    asked.add_argument("--aim", type=float, default=check.usual().aim)
    return asked


def shots(name: str, answer: Answer) -> list[Shot]:
    """The pictures of a report: the first place that falls short is open in those of details."""
    people = list(answer.rows)
    short = [cell for cell in answer.queue.cells if cell.worst_rule] or [c for c in answer.checked.cells if c.missed]
    areas = [area.title for area in answer.checked.look.manual.areas]
    detail = f"#c{people.index(short[0].person)}-{areas.index(short[0].area)}" if short else ""
    return [
        Shot(name, DESK),
        Shot(f"{name}-detail", DESK, place=detail),
        Shot(f"{name}-dark", DESK, light="dark"),
        Shot(f"{name}-manual", DESK, place="#manual"),
        Shot(f"{name}-phone", PHONE),
        Shot(f"{name}-phone-detail", PHONE, place=detail),
    ]


@contextmanager
def answer_for(log: Path, manual: Path, aim: float = check.usual().aim) -> Iterator[Answer]:
    asked = check.usual()
    asked.aim = aim
    with closing(open_both(log, manual, Told())) as opened:
        yield check.answer_of(opened, asked, log.name)


@contextmanager
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("There is no Chromium on PATH (Debian: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def take(browser: Browser, folder: Path, answer: Answer, wanted: list[Shot]) -> None:
    report = folder / "report.html"
    report.write_text(report_of(answer), encoding="utf-8")
    for shot in wanted:
        width, height = shot.size
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=shot.light, reduced_motion="reduce"
        )
        page.goto(report.as_uri() + shot.place)
        page.screenshot(path=PICTURES / f"{shot.name}.png")
        page.close()
        print(f"docs/pictures/{shot.name}.png")


def picture_of_terminal(browser: Browser, answer: Answer) -> None:
    console = Console(record=True, width=COLUMNS, force_terminal=True, color_system="standard", file=StringIO())
    show(answer, console)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    style = (
        "body{margin:0;padding:20px 24px;width:fit-content;background:#fff}"
        "pre{margin:0;font:14px/1.45 'DejaVu Sans Mono',monospace}"
    )
    told = console.export_html(inline_styles=True, theme=PAPER, code_format="<pre>{code}</pre>")
    page.set_content(f"<style>{style}</style>{told}")
    page.locator("body").screenshot(path=PICTURES / "scorecard.png")
    page.close()
    print("docs/pictures/scorecard.png")


if __name__ == "__main__":
    main()
