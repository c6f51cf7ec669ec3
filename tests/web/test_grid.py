"""The grid's pages: what can be asked of them, what a file holds, who sees what, and how much it costs."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode
from tests.firm import MANUAL, colleague, instant, judged, leads, manual
from tests.web.conftest import SignIn

from ingrain.editions.models import Document
from ingrain.method.cells import Cell, CellState
from ingrain.monitor import objections, periods
from ingrain.monitor.models import Showing, Standing, Tally
from ingrain.people.models import Colleague, Role, Team
from ingrain.web import clock
from ingrain.web.drawing import STEPS, Pen, bar, trend

NOW = instant("2026-11-20T12:00")
DANA = {"person": "dana.whitfield", "area": "Lead handling"}
EVIL = "=cmd|' /C calc'!A0"


@pytest.fixture
def document(people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> Document:
    """Ruth and Sam in North called their seven leads, Dana in South hers not."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = manual(
        people["ingrid"], text=MANUAL.replace("by its owner.\n", "by its owner.\n- A lead has at most 1 email.\n")
    )
    leads(range(1, 8))
    leads(range(11, 18), by="dana.whitfield", called=False)
    leads(range(21, 28), by="sam.weir")
    judged(made, at=NOW)
    return made


def count_again(document: Document) -> None:
    """Everything is counted with whoever came since; what others see was kept before, so it is made once more."""
    Showing.objects.all().delete()
    judged(document, at=NOW)


def page(client: Client, document: Document, **asked: str) -> str:
    return client.get(reverse("grid", args=[document.pk]), asked).content.decode()


def rows(client: Client, document: Document, **asked: str) -> list[list[str]]:
    answer = client.get(reverse("grid-file", args=[document.pk, "csv"]), asked)
    return list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_an_address_asks_for_team_area_and_period(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    lead = sign_in(people["ingrid"])
    south = page(lead, document, team="South")
    assert "Dana Whitfield" in south
    assert "Ruth" not in south
    rules = page(lead, document, area="Lead handling", period="12-weeks")
    assert "Within 1 working day of being created" in rules
    assert "84 days up to 18 November" in rules
    assert f"{urlencode({'area': 'Lead handling'})}&amp;rule=1&amp;period=12-weeks" in rules
    assert page(lead, document, team="Nowhere", area="Nothing", period="forever").count("<tr>") == page(
        lead, document
    ).count("<tr>")


def test_a_cell_of_a_rule_and_period_opens_to_its_records(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    maria = sign_in(people["maria"])
    asked = {"person": "ruth.adeyemi", "area": "Lead handling", "rule": "1", "period": "12-weeks"}
    address = f"{reverse('cell', args=[document.pk])}?{urlencode(asked)}"
    assert "Why do you look?" in maria.get(address).content.decode()
    maria.post(address, {"reason": "Talk"})
    found = maria.get(address).content.decode()
    assert "7 of 7" in found
    assert "12 weeks" in found
    assert maria.get(address.replace("rule=1", "rule=999")).status_code == 404


def test_a_file_holds_what_is_shown_and_no_more_than_whoever_asks_may_see(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    head, *lead = rows(sign_in(people["ingrid"]), document)
    assert head[:5] == ["Person", "Team", "Lead handling: followed", "Lead handling: asked", "Lead handling: state"]
    assert ["Dana Whitfield", "South", "0", "7", "judged"] in [row[:5] for row in lead]
    manager = {row[0] for row in rows(sign_in(people["maria"]), document)}
    assert "Ruth Adeyemi" in manager
    assert "Dana Whitfield" not in manager
    for who in ("sven", "wanda"):
        assert len(rows(sign_in(people[who]), document)) == 1
    answer = sign_in(people["ingrid"]).get(reverse("grid-file", args=[document.pk, "xlsx"]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert "monitor-2026-11-18.xlsx" in answer["Content-Disposition"]


def test_a_name_that_is_a_formula_is_harmless_in_a_file_and_on_the_page(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    Colleague.objects.filter(key="ruth.adeyemi").update(name=EVIL)
    Team.objects.filter(name="North").update(name="<b>North</b>")
    lead = sign_in(people["ingrid"])
    assert f"'{EVIL}" in {row[0] for row in rows(lead, document)}
    assert "<b>North" not in page(lead, document)


def test_suggested_is_shown_with_its_reason_and_chosen_is_nothing(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    lead = sign_in(people["ingrid"])
    address = f"{reverse('cell', args=[document.pk])}?{urlencode(DANA)}"
    lead.post(address, {"reason": "Talk"})
    found = lead.get(address).content.decode()
    assert "Suggested: <b>Lesson</b>. seven" in found or "Suggested: <b>Lesson</b>. 7 of the 7" in found
    assert "checked" not in found


def test_whoever_is_judged_has_each_figure_by_rule_and_period_on_a_page_of_their_own(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    dana = sign_in(people["dana"]).get(reverse("mine"))
    cells = {
        (line.rule, period): (cell.met, cell.asked) if cell else None
        for _document, lines in dana.context["parts"]
        for line in lines
        for period, (cell, _address) in zip(periods.PERIODS, line.cells, strict=True)
    }
    others = Tally.objects.filter(person="dana.whitfield", day="2026-11-20").exclude(rule=None)
    days = {periods.days_of(period, NOW_DAY): period for period in periods.PERIODS}
    for one in others.filter(days__in=days):
        assert cells[one.rule, days[one.days]] == (one.met, one.met + one.late + one.missed)
    lines = dana.context["parts"][0][1]
    address = next(address for cell, address in lines[0].cells if cell and cell.asked)
    behind = sign_in(people["dana"]).get(f"{reverse('mine')}?{address}")
    assert behind.content.decode().count("This is wrong") == 7


NOW_DAY = date(2026, 11, 19)


def test_what_was_found_to_be_wrong_leaves_the_figures_by_rule_at_once(
    document: Document, people: dict[str, Colleague]
) -> None:
    def missed() -> set[int]:
        found = Tally.objects.filter(person="dana.whitfield", rule=1, days=28)
        return set(found.values_list("missed", flat=True))

    assert missed() == {7}
    before = Tally.objects.exclude(person="dana.whitfield").count()
    standing = Standing.objects.filter(responsible="dana.whitfield", rule=1)[0]
    said = objections.object_to(standing, "Spam.", by=people["dana"], at=NOW)
    objections.answer(said, upheld=True, words="", by=people["ingrid"], at=NOW)
    assert missed() == {6}
    assert Tally.objects.exclude(person="dana.whitfield").count() == before


def cost(client: Client, address: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(caught), len(answer.content)


def test_neither_queries_nor_size_grow_with_the_firm(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    lead = sign_in(people["ingrid"])
    grid = reverse("grid", args=[document.pk])
    cell = f"{reverse('cell', args=[document.pk])}?{urlencode(DANA)}"
    lead.post(cell, {"reason": "Talk"})
    few, opened = cost(lead, grid)[0], cost(lead, cell)[0]
    for number in range(120):
        colleague(f"Person {number}", Role.SELLER, team=people["ruth"].team)
    count_again(document)
    many, size = cost(lead, grid)
    assert many <= few <= 40
    assert cost(lead, cell)[0] <= opened <= 55
    assert size < 100_000
    names, address, seen = set(), grid, 0
    while address:
        answer: Any = lead.get(address)
        shown = [*(name for name, _cells in answer.context["rows"]), *answer.context["idle"]]
        assert not names & set(shown)
        names |= set(shown)
        address, seen = (f"{grid}?{further}" if (further := answer.context["further"]) else ""), seen + 1
    assert seen == 3
    assert {f"Person {number}" for number in range(120)} <= names


def test_a_grid_of_fifty_people_and_eight_areas_is_below_a_hundred_kilobytes() -> None:
    pen = Pen({})
    cell = Cell("a", "b", 28, 3, 37, high=0.4, low=0.1, state=CellState.JUDGED)
    weeks = [(n, 68) for n in (1, 60, 2, 50, 3, 40, 4, 30)]
    usual = pen.cell(cell, weeks, "person=ruth.adeyemi", "area=Next+steps", "Next steps", False)
    assert len(usual) * 400 < 90_000


@pytest.mark.parametrize(
    ("met", "late", "missed", "drawn"),
    [(1, 0, 0, "m40 l0"), (0, 0, 1, "m0 l0"), (999, 0, 1, "m39 l0"), (0, 999, 1, "m0 l39"), (500, 500, 1, "m20 l19"),
     (1, 1, 2, "m10 l10"), (1, 0, 999, "m1 l0")],
)  # fmt: skip
def test_each_part_of_a_bar_that_is_there_is_seen(met: int, late: int, missed: int, drawn: str) -> None:
    assert bar(Cell("a", "b", met, late, missed)) == f'<i class="{drawn}"></i>'
    assert STEPS == 40


def test_a_trend_goes_through_every_week_in_which_something_was_asked() -> None:
    assert trend([(1, 1), (0, 0), (0, 1)]) == ""
    assert trend([(1, 1), (0, 1), (1, 2)]) == '<svg aria-hidden="true"><path d="M0 1l15 10 15-5"/></svg>'
