"""A page of the grid: by rule and period, from figures that were kept, in no more queries for more people."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.firm import MANUAL, colleague, firm, happened, instant, judged, leads, manual

from ingrain.editions.models import Document
from ingrain.method.cells import CellState, queue
from ingrain.method.obligations import State
from ingrain.monitor import periods, tally, watch
from ingrain.monitor.behind import Behind
from ingrain.monitor.models import Tally
from ingrain.monitor.setting import Court
from ingrain.monitor.view import View, cell_at, rows
from ingrain.people.models import Colleague, Role

NOW = instant("2026-11-20T12:00")
TEXT = MANUAL.replace(
    "by its owner.\n", "by its owner.\n- A lead has at most 1 email.\n- A lead has at least 1 note.\n"
)


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    """The firm's colleagues by first name."""
    return firm()


@pytest.fixture
def document(people: dict[str, Colleague]) -> Document:
    """Seven leads of Ruth that were called, six of Dana that were not, and two of Ruth from September."""
    made = manual(people["ingrid"], text=TEXT)
    leads(range(1, 8))
    leads(range(11, 17), by="dana.whitfield", called=False)
    for number in (21, 22):
        happened(f"lead/{number}", "create", "2026-09-10T10:00", owner="ruth.adeyemi")
    judged(made, at=NOW)
    return made


def view(document: Document, **more: Any) -> View:
    court = Court(document, NOW)
    return View(document, court.setting(court.manual).company, **more)


@pytest.mark.parametrize(
    ("period", "last", "days"),
    [
        ("week", date(2026, 11, 16), 1), ("week", date(2026, 11, 22), 7), ("4-weeks", date(2026, 11, 20), 28),
        ("quarter", date(2026, 10, 1), 1), ("quarter", date(2026, 12, 31), 92), ("quarter", date(2024, 3, 31), 91),
        ("12-weeks", date(2026, 11, 20), 84),
    ],
)  # fmt: skip
def test_a_period_ends_on_the_day_that_is_shown(period: str, last: date, days: int) -> None:
    assert periods.days_of(period, last) == days


def test_columns_are_the_rules_of_an_area(document: Document) -> None:
    by_rule = view(document, area="Lead handling").cells(["ruth.adeyemi", "dana.whitfield"])
    assert by_rule["ruth.adeyemi", 1].met == 7
    assert by_rule["dana.whitfield", 1].missed == 6
    assert ("ruth.adeyemi", 4) not in by_rule


def test_a_longer_period_holds_what_was_counted_before(document: Document) -> None:
    long = view(document, period="12-weeks").cells(["ruth.adeyemi"])["ruth.adeyemi", "Lead handling"]
    short = view(document).cells(["ruth.adeyemi"])["ruth.adeyemi", "Lead handling"]
    week = view(document, period="week").cells(["ruth.adeyemi"])["ruth.adeyemi", "Lead handling"]
    assert (short.met, long.met, long.missed - short.missed) == (7, 7, 2)
    assert (week.asked, week.state) == (0, CellState.NOTHING_DUE)


@pytest.mark.parametrize("period", periods.PERIODS)
def test_each_number_by_rule_is_that_of_the_records_behind_it(document: Document, period: str) -> None:
    here = view(document, period=period, area="Lead handling")
    for person in ("ruth.adeyemi", "dana.whitfield"):
        assert here.showing is not None
        behind = Behind.shown(here.showing, person, "Lead handling", here.days)
        for (_person, rule), cell in here.cells([person]).items():
            lines = [line for line in behind.lines if line.rule.number == rule and line.where == "counted"]
            units = {line.obligation.record for line in lines if not line.obligation.breach}
            wrong = {line.obligation.record for line in lines if line.state in (State.LATE, State.MISSED)}
            assert (cell.asked, cell.late + cell.missed) == (len(units), len(wrong & units))
            assert cell_at(here, person, "Lead handling", int(rule)) == cell


def test_only_figures_of_days_that_are_shown_are_kept_and_counting_twice_changes_nothing(document: Document) -> None:
    found = sorted(Tally.objects.values_list("day", "days", "person", "area", "rule", "met", "missed"), key=repr)
    tally.count(document, at=NOW)
    again = sorted(Tally.objects.values_list("day", "days", "person", "area", "rule", "met", "missed"), key=repr)
    assert found == again
    assert {day for day, *_rest in found} == {date(2026, 11, day) for day in (18, 19, 20)}


def test_whoever_may_not_be_seen_is_not_read(document: Document) -> None:
    here = view(document, people={"ruth.adeyemi"})
    assert here.everybody == ["ruth.adeyemi"]
    assert {cell.person for cell in here.waiting(0.8, hours=2, minutes_a_look=5).cells} <= {"ruth.adeyemi"}
    assert view(document, people=frozenset()).everybody == []


def test_a_columns_own_figure_is_hidden_where_too_few_stand_behind_it(document: Document) -> None:
    assert view(document).own(everyone=False, fewest=5) == {}
    two = view(document).own(everyone=False, fewest=2)
    assert set(two) == {"Lead handling"}
    assert view(document).own(everyone=True, fewest=5)["Lead handling"].asked


def test_pages_follow_each_other_by_name_without_gap_or_repetition(document: Document) -> None:
    here, after, found = view(document), None, []
    while True:
        people, further = here.page(after, 2)
        found += people
        if not further:
            break
        after = people[-1]
    assert found == here.everybody
    assert [one.split(".")[-1] for one in found] == sorted(one.split(".")[-1] for one in found)
    assert here.page("zzz", 2) == ([], False)


@pytest.mark.parametrize("hours", [0.1, 2.0])
def test_what_waits_is_what_the_method_puts_in_the_queue(document: Document, hours: float) -> None:
    here = view(document)
    every = list(here.cells(here.everybody).values())
    said = queue(sorted(every, key=lambda c: here.everybody.index(c.person or "")), hours=hours, minutes_a_look=5)
    found = here.waiting(0.8, hours=hours, minutes_a_look=5)
    assert found == said
    assert found.judged


def queries(document: Document) -> int:
    with CaptureQueriesContext(connection) as caught:
        here = view(document)
        people, _further = here.page(None, 50)
        rows(here, people, ["Lead handling", "Next steps"])
        here.waiting(0.8, hours=2, minutes_a_look=5)
        here.own(everyone=True, fewest=5)
    return len(caught)


def test_as_many_queries_are_made_for_few_people_as_for_many(document: Document) -> None:
    before = queries(document)
    for number in range(60):
        colleague(f"Person {number}", Role.SELLER)
    watch.judge_all(document, at=NOW)
    assert queries(document) == before
    assert before <= 20
