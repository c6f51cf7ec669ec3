"""The report as a file: nothing in it runs or asks for anything, every figure opens, what is hostile stays text."""

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from tests.cli import cast
from tests.cli.conftest import Ask

from ingrain.cli.answer import Answer, asides
from ingrain.cli.check import answer_of, usual
from ingrain.cli.main import main
from ingrain.cli.opening import Told, open_both
from ingrain.cli.report import LARGEST
from ingrain.cli.report.detail import Limits, shown_records
from ingrain.cli.report.fields import judged_fields
from ingrain.cli.report.figures import behind_the_cells
from ingrain.cli.report.html import Markup, el, together
from ingrain.cli.report.page import written
from ingrain.method.cells import CellState
from ingrain.method.events import Value
from ingrain.method.obligations import State
from ingrain.method.text import read_sentence
from ingrain.telling.why import money


class Reader(HTMLParser):
    """Which elements, links and places a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def every(self, name: str) -> list[str]:
        return [value or "" for attribute, value in self.attributes if attribute == name]


@pytest.fixture(scope="module")
def page(report: Path) -> str:
    return report.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


def section(page: str, heading: str) -> str:
    """The section whose heading begins so."""
    at = page.index(heading)
    return page[page.rindex("<section", 0, at) : page.index("</section>", at)]


def test_nothing_in_it_runs(read: Reader) -> None:
    assert not {"script", "iframe", "object", "embed", "link", "img", "form", "button", "base"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on") or name in ("style", "src")]


def test_it_asks_for_nothing(page: str) -> None:
    assert not re.findall(r"https?://|url\(|@import|javascript:", page)


def test_its_policy_lets_in_its_own_style_and_nothing_else(page: str) -> None:
    policy = unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]  # type: ignore[index]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:")


def test_every_link_leads_somewhere(read: Reader) -> None:
    ids = read.every("id")
    assert len(ids) == len(set(ids))
    assert {link for link in read.every("href") if link.startswith("#")} <= {f"#{name}" for name in ids}
    assert all(link.startswith("#") for link in read.every("href"))


def test_every_cell_that_was_judged_opens_to_its_records(page: str) -> None:
    body = page[page.index("<tbody") : page.index("<tfoot")]
    cells = re.findall(r"<td[^>]*>.*?</td>", body)
    judged = [cell for cell in cells if "<rect" in cell]
    assert judged
    assert all('<a href="#c' in cell for cell in judged)


def test_a_cell_says_what_it_was_a_period_ago(page: str) -> None:
    assert re.search(
        r"Colin Marsh, Next steps: \d+ of \d+ followed</h3><p class=\"was\">was \d+ of \d+ four weeks ago", page
    )


def test_a_record_is_called_by_its_name_and_worth_and_says_why(page: str) -> None:
    assert re.search(
        r"<b>(?:Orme Packaging|Calder Mills|Hale &amp; Sons), £\d+k</b> <span class=\"why\">was due \d+ Nov", page
    )


def test_a_record_opens_to_its_story(page: str) -> None:
    colin = section(page, "Colin Marsh, Next steps:")
    assert '<ol class="story">' in colin
    assert "created: owner Colin Marsh" in colin


def test_what_always_has_to_be_so_says_since_when_it_was_not_and_marks_what_was_entered(page: str) -> None:
    colin = section(page, "Colin Marsh, Next steps:")
    one = re.search(r"next step passed \d+ days ago, none since.*?</ol>", colin, re.DOTALL)
    assert one
    marked = re.findall(r'<span>([^<]*) <span class="decided">([^<]*)</span>', one[0])
    assert [mark for _, mark in marked] == ["last set here"]
    assert "next step 2026-" in marked[0][0]


def test_a_story_never_folds_away_the_field_that_is_judged(answer: Answer) -> None:
    behind = behind_the_cells(answer)
    limits = Limits(25, 4, 1)
    stories = {
        record: [
            *story,
            *(
                replace(story[0], sequence=10_000_000 + day, do="change", values=_next_step(day))
                for day in range(10, 22)
            ),
            story[-1],
        ]
        for record, story in answer.stories(shown_records(behind, limits)).items()
        if story
    }
    told = written(answer, behind, limits, stories)
    assert re.search(r"created: (?:no )?next step", told)
    assert all(f"changed: next step 2026-11-{day}" in told for day in range(10, 22))


def _next_step(day: int) -> dict[str, Value]:
    return {"source": "Trade fair", "next step": f"2026-11-{day}"}


def test_the_fields_of_a_rule_are_those_that_its_sentence_names() -> None:
    form = read_sentence("An open opportunity always has a next step dated in the future.")
    assert judged_fields(form) == ("next step",)
    form = read_sentence("When won, an opportunity has its amount and its close date filled in.")
    assert judged_fields(form) == ("amount", "close date")


def test_every_rule_of_a_detail_leads_to_the_manual(page: str) -> None:
    assert re.findall(r'<h4><a href="#rule-\d+" class="sentence">“An open opportunity', page)
    assert 'id="rule-1"' in page


def test_every_sentence_that_is_shown_is_one_of_the_language(page: str) -> None:
    shown = re.findall(r'<p class="sentence">(.*?)</p>', page)
    assert len(shown) == 11
    for sentence in shown:
        read_sentence(unescape(re.sub(r"<[^>]+>", "", sentence)))


def test_people_stand_by_surname_and_nobody_apart(page: str) -> None:
    names = re.findall(r'<th scope="row" role="rowheader"><span>([^<]*)</span>', page)
    assert names[0] == "Ruth Adeyemi"
    assert names.index("Colin Marsh") < names.index("Peter Novak") < names.index("Dana Whitfield")
    assert names[-3:] == ["Nobody", "Order sync", "The area itself"]


def test_the_quarters_of_an_objective_stand_in_the_order_of_time(page: str) -> None:
    measured = re.search(r"Measured: (.*?)</p>", page)
    assert measured
    assert re.findall(r"(\w+) to \w+ 2026", measured[1]) == ["July", "October"]
    assert measured[1].count("became won opportunities") == 2
    assert "2026 so far" in measured[1].split("; ")[-1]


def test_who_has_nothing_to_show_fills_no_row(page: str) -> None:
    below = page[page.index("</table>") :]
    assert "Gita Rao" not in page[: page.index("</table>")]
    assert re.search(r"<summary>Nothing was due from one person</summary>.*?<b>Gita Rao</b> nothing due", below)


def test_the_places_of_the_list_are_as_many_as_the_heading_says(page: str, answer: Answer) -> None:
    listed = section(page, 'id="first"')
    silent = [int(count) for count in re.findall(r"silent</span></span><span>(\d+) places</span>", listed)]
    others = len(re.findall(r'<a href="#[^"]*" class="place">', listed))
    assert silent
    assert sum(silent) + others == len(answer.queue.cells)


@pytest.mark.parametrize("state", ["silent", "not live yet", "too few", "nothing due", "breach", "still due"])
def test_states_are_words(page: str, state: str) -> None:
    assert state in re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)


def test_what_is_hostile_stays_text(page: str) -> None:
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Aire &lt;Tools&gt;" in page


def test_headings_go_down_one_step_at_a_time(read: Reader) -> None:
    levels = [int(tag[1]) for tag in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_says_how_it_is_counted_and_what_it_does_not_show(page: str) -> None:
    assert "followed = met ÷ (met + late + missed)." in page
    assert "Who is best: people stand by surname" in page
    assert "Europe/London" in page


def test_a_company_in_which_nothing_happened_yet_has_a_report(tmp_path: Path) -> None:
    log, manual, made = tmp_path / "log.jsonl", tmp_path / "manual.md", tmp_path / "report.html"
    log.write_text('{"t": "2026-11-02T09:00Z", "by": null, "do": "view", "record": "lead/1"}\n')
    manual.write_text(cast.MANUAL)
    assert main(["check", str(log), "--manual", str(manual), "--html", str(made)]) == 0
    told = made.read_text(encoding="utf-8")
    assert "No place needs a person to look." in told
    assert "there is nobody to show" in told


def test_nothing_is_open_or_lit_up_where_nothing_is_to_be_looked_at(answer: Answer) -> None:
    calm = replace(answer, aim=0.01, hours=0)
    told = written(calm, behind_the_cells(calm), Limits(3, 4, 1), {})
    assert not calm.queue.cells
    assert not re.search(r":not\(:has\(\.detail:target\)\) [#.]", told)


def test_breaches_are_told_where_nothing_is_to_be_looked_at(company: tuple[Path, Path]) -> None:
    with closing(open_both(*company, Told())) as opened:
        answer = answer_of(opened, usual(), "company.jsonl")
        # As if nobody were silent and every place kept what it was asked to.
        well = [replace(cell, state=CellState.NOTHING_DUE) for cell in answer.checked.cells]
        calm = replace(answer, checked=replace(answer.checked, cells=well))
        breaches = sum(cell.breaches for cell in well)
        assert not calm.queue.cells
        assert asides(calm)[0].startswith(f"No place is below the aim for certain; {breaches} breach")


def test_a_moment_at_which_nothing_was_due_yet_is_explained(company: tuple[Path, Path], ask: Ask) -> None:
    said = ask("check", company[0], "--manual", company[1], "--at", "2020-01-01")
    told = " ".join(said.out.split())
    assert re.search(r"Nothing was due in these 28 days\. The log runs from \d+ \w+ 2026 to \d+ \w+ 2026; look", told)


def test_the_stories_of_many_records_are_those_of_each(answer: Answer) -> None:
    records = ["lead/colin-1", "opportunity/colin-1", "meeting/none"]
    assert answer.stories(records) == {record: answer.checked.answers.story(record) for record in records}
    assert answer.stories(["lead/colin-1"])["lead/colin-1"]


# --- its size -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answer(company: tuple[Path, Path]) -> Iterator[Answer]:
    with closing(open_both(*company, Told())) as opened:
        yield answer_of(opened, usual(), "company.jsonl")


def test_what_a_file_has_no_room_for_is_said(answer: Answer) -> None:
    behind = behind_the_cells(answer)
    told = written(answer, behind, Limits(1, 4, 1, names=False), {})
    assert re.search(r'<p class="more">[\w-]+ more: too many for this file\. --records FILE\.csv writes', told)


def test_every_record_that_was_counted_is_named(answer: Answer) -> None:
    behind = behind_the_cells(answer)
    told = written(answer, behind, Limits(1, 4, 1), {})
    assert re.search(r"<summary>[\w-]+ more, older, by name</summary>", told)
    assert re.search(r"<li><b>\d+ \w+, missed</b> \w+ [\w-]+", told)
    for (who, area), known in behind.items():
        heading = f"{answer.name(who)}, {area}:"
        if heading not in told:
            continue
        shown = section(told, heading)
        counted = [o.record for o in known.units.values() if o.state in (State.MET, State.LATE, State.MISSED)]
        beside = (o.record for o in (*known.breaches, *known.due, *known.early, *known.void))
        for record in (*counted, *beside):
            assert record.partition("/")[2] in shown or record.startswith("person/")


def test_with_very_many_people_only_the_places_to_be_looked_at_open(answer: Answer) -> None:
    told = written(answer, behind_the_cells(answer), Limits(3, 4, 1, everyone=False), {})
    assert told.count('class="detail"') == len(answer.queue.cells)
    assert "only the records of the places to be looked at are in this file" in told
    links = {link for link in Reader(told).every("href") if link.startswith("#c") and link[2].isdigit()}
    assert len(links) == len(answer.queue.cells)


def test_a_file_goes_through_the_post(page: str) -> None:
    assert len(page.encode()) <= LARGEST


# --- the builder ------------------------------------------------------------------------------------------------------


def test_text_and_attributes_are_escaped_and_markup_is_not() -> None:
    assert el("p", "a < b & c", title='say "no"') == '<p title="say &quot;no&quot;">a &lt; b &amp; c</p>'
    assert together(["<", el("b", "x"), None, [Markup("&nbsp;")]]) == "&lt;<b>x</b>&nbsp;"


def test_an_attribute_that_is_not_told_is_left_out() -> None:
    assert el("a", class_=None, hidden=False, open=True, aria_label="x") == '<a open aria-label="x"></a>'


@pytest.mark.parametrize(
    ("amount", "currency", "told"),
    [(40_000, "GBP", "£40k"), (1_250_000, "EUR", "€1.2m"), (900, "CHF", "CHF 900"), (0, "GBP", ""), ("x", "GBP", "")],
)
def test_money_is_short(amount: int | str, currency: str, told: str) -> None:
    assert money(amount, currency) == told
