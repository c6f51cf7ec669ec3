"""What is counted for a person and an area, what is said of too little, and who is looked at first."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.method.calendar import Calendar
from ingrain.method.cells import (
    Cell,
    CellState,
    Look,
    Period,
    area_cells,
    cells,
    queue,
    rule_counts,
    surname_first,
    wilson,
)
from ingrain.method.company import Absence, Company, Person
from ingrain.method.events import Instant
from ingrain.method.manual import Area, Manual, Rule, Step
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import Count, Created, Done, Duration, Subject, Things, TimedResponse

LONDON = Calendar("Europe/London", "GB", "ENG")
CALL = Things((Done("call"),))
TIMED = TimedResponse(Duration(1, "working day"), (Created(),), Subject("lead"), CALL)
AT_MOST = Count(Subject("lead"), "at most", CALL)
MANUAL = Manual("Selling", (Area("Leads", (Step("First", (Rule(1, "r1", TIMED, 1), Rule(2, "r2", AT_MOST, 2))),)),))
SELLERS = {
    name: Person(name, "north", frozenset({"seller"}), label=label)
    for name, label in (("ana", "Ana Zimmer"), ("ben", "Ben Abbott"), ("cat", "Cat de Wit"))
}


def local(text: str) -> Instant:
    return LONDON.moment(datetime.fromisoformat(text))


AT = local("2026-11-20T12:00")
LOOK = Look(MANUAL, Company(LONDON, SELLERS), AT, Period.ending(date(2026, 11, 20)))


def asked(
    record: str, state: State, due: str = "2026-11-11T00:00", who: str | None = "ana", **more: object
) -> Obligation:
    moment = more.pop("due_at", local(due))
    given: dict[str, object] = {"rule": 1, "triggered": local("2026-11-09T09:00"), "due": moment, "belongs": local(due)}
    given |= {"area_due": moment, "area_state": state}
    return Obligation(record=record, responsible=who, state=state, **(given | more))  # type: ignore[arg-type]


def of(who: str | None, found: list[Cell]) -> Cell:
    return next(cell for cell in found if cell.person == who)


def test_a_record_counts_once_with_its_worst_state() -> None:
    met, late, missed = (asked("lead/1", state) for state in (State.MET, State.LATE, State.MISSED))
    cell = of("ana", cells(LOOK, [met, missed, late, asked("lead/2", State.MET)]))
    assert (cell.met, cell.late, cell.missed, cell.judged_records) == (1, 0, 1, 2)


def test_what_was_due_before_the_period_or_is_not_due_yet_is_left_out() -> None:
    first, before = asked("lead/1", State.MISSED, "2026-10-25T00:00"), asked("lead/2", State.MISSED, "2026-10-24T00:00")
    early, running = asked("lead/3", State.MET, "2026-11-21T00:00"), asked("lead/4", State.DUE, "2026-11-21T00:00")
    cell = of("ana", cells(LOOK, [first, before, early, running]))
    assert (cell.missed, cell.met, cell.early, cell.due) == (1, 0, 1, 1)


def test_breaches_stand_beside_the_share() -> None:
    broken = asked("lead/1", State.MISSED, rule=2, breach=True, due_at=None)
    kept = asked("lead/2", State.MET, rule=2, breach=True, due_at=None)
    cell = of("ana", cells(LOOK, [broken, kept, asked("lead/3", State.MET)]))
    assert (cell.breaches, cell.met, cell.missed, cell.judged_records) == (1, 1, 0, 1)


def test_under_five_records_there_is_no_judgement() -> None:
    four = [asked(f"lead/{n}", State.MISSED) for n in range(4)]
    assert of("ana", cells(LOOK, four)).state is CellState.TOO_FEW
    assert of("ana", cells(LOOK, [*four, asked("lead/5", State.MET)])).state is CellState.JUDGED


def test_many_misses_of_one_record_are_still_one_record() -> None:
    again = [asked("lead/1", State.MISSED, triggered=local(f"2026-11-0{n}T09:00")) for n in range(2, 9)]
    assert of("ana", cells(LOOK, again)).state is CellState.TOO_FEW


def test_only_unknown_is_unknown_and_nothing_is_nothing() -> None:
    found = cells(LOOK, [asked("lead/1", State.UNKNOWN)])
    assert of("ana", found).state is CellState.UNKNOWN
    assert of("ben", found).state is CellState.NOTHING_DUE


def test_an_area_that_is_not_live_says_so() -> None:
    company = Company(LONDON, SELLERS, live={("north", "Leads"): local("2026-12-01T00:00")})
    assert {cell.state for cell in cells(replace(LOOK, company=company), [])} == {CellState.NOT_LIVE}


def test_whoever_enters_next_to_nothing_is_silent() -> None:
    ben = [asked(f"lead/{n}", State.MET, who="ben") for n in range(12)]
    cat = [asked(f"lead/{n}", State.MET, who="cat") for n in range(20, 32)]
    ana = [asked(f"lead/{n}", State.MET) for n in range(40, 42)]
    found = cells(LOOK, ben + cat + ana)
    assert [cell.state for cell in (of("ana", found), of("ben", found))] == [CellState.SILENT, CellState.JUDGED]
    three = cells(LOOK, [*ben, *cat, *ana, asked("lead/50", State.MET)])
    assert of("ana", three).state is CellState.TOO_FEW, "a quarter of the median is enough not to be silent"


def test_whoever_was_away_is_not_silent() -> None:
    others = [asked(f"lead/{who}{n}", State.MET, who=who) for who in ("ben", "cat") for n in range(12)]
    away = Absence("ana", date(2026, 10, 24), date(2026, 11, 9))
    there = replace(LOOK, company=Company(LONDON, SELLERS, absences=(away,)))
    assert of("ana", cells(there, others)).state is CellState.NOTHING_DUE
    assert of("ana", cells(LOOK, others)).state is CellState.SILENT


def test_without_a_directory_nobodys_role_is_known_and_silence_cannot_be_told() -> None:
    ben = [asked(f"lead/{n}", State.MET, who="ben") for n in range(12)]
    unknown = replace(LOOK, company=Company(LONDON), seen=frozenset({"ana", "ben"}))
    assert [cell.state for cell in cells(unknown, ben)] == [CellState.NOTHING_DUE, CellState.JUDGED]


def test_customer_contact_without_an_entry_is_silent() -> None:
    assert of("ana", cells(replace(LOOK, contact=frozenset({"ana"})), [])).state is CellState.SILENT


def test_people_come_by_surname_and_machines_and_nobody_last_and_apart() -> None:
    company = replace(LOOK.company, machines=frozenset({"112"}))
    found = cells(
        replace(LOOK, company=company), [asked("l/1", State.MET, who="112"), asked("l/2", State.MET, who=None)]
    )
    assert [(cell.person, cell.apart) for cell in found] == [
        ("ben", False),
        ("cat", False),
        ("ana", False),
        (None, True),
        ("112", True),
    ]
    assert surname_first(company, "cat") == ("de wit", "cat de wit")


def test_the_areas_own_figure_keeps_the_first_deadline() -> None:
    passed_on = asked("lead/1", State.MET, who="ben", area_due=local("2026-11-10T00:00"), area_state=State.LATE)
    alone = asked("lead/2", State.VOID, area_state=State.MISSED, area_only=True)
    hers = asked("lead/3", State.MET, area_state=None)
    assert [(c.met, c.late, c.missed) for c in area_cells(LOOK, [passed_on, alone, hers])] == [(0, 1, 1)]
    assert of("ben", cells(LOOK, [passed_on, alone, hers])).met == 1


def test_a_rule_counts_every_obligation_and_the_records_behind_the_violations() -> None:
    found = [
        asked("lead/1", State.LATE),
        asked("lead/1", State.MISSED, who=None),
        asked("lead/2", State.MET),
        asked("lead/3", State.MISSED, rule=2, breach=True),
    ]
    one, two = rule_counts(MANUAL, found)
    assert (one.activations, one.met, one.late, one.missed, one.breaches, one.violating_records) == (3, 1, 1, 1, 0, 1)
    assert (two.activations, two.missed, two.breaches, two.violating_records) == (1, 1, 1, 1)


# --- the interval -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("met", "asked", "low", "high"),
    [(15, 148, 0.0624, 0.1605), (0, 5, 0.0, 0.4345), (5, 5, 0.5655, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(met: int, asked: int, low: float, high: float) -> None:
    """The first and the last are Newcombe's examples (1998, Statistics in Medicine 17:857, table I)."""
    assert wilson(met, asked, asked) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500), st.data())
def test_fewer_records_behind_the_same_share_say_less(asked: int, data: st.DataObject) -> None:
    met, n = data.draw(st.integers(0, asked)), data.draw(st.integers(1, asked))
    low, high = wilson(met, asked, n)
    inner_low, inner_high = wilson(met, asked, asked)
    assert 0 <= low <= inner_low + 1e-12
    assert inner_high - 1e-12 <= high <= 1
    assert low - 1e-12 <= met / asked <= high + 1e-12


# --- the queue --------------------------------------------------------------------------------------------------------


def cell(person: str, met: int, missed: int, state: CellState = CellState.JUDGED) -> Cell:
    low, high = wilson(met, met + missed, met + missed)
    return Cell(person, "Leads", met=met, missed=missed, judged_records=met + missed, low=low, high=high, state=state)


def test_silence_heads_the_queue_and_then_the_shortfall_that_is_certain() -> None:
    bad, worse, fine = cell("bad", 10, 20), cell("worse", 2, 28), cell("fine", 25, 5)
    silent = Cell("silent", "Leads", state=CellState.SILENT)
    shown = queue([bad, fine, worse, silent], aim=0.8)
    assert [c.person for c in shown.cells] == ["silent", "worse", "bad"]
    assert (shown.judged, shown.false_alarms, shown.minutes) == (3, pytest.approx(0.075), 15)


def test_a_shortfall_that_could_be_chance_is_not_looked_at() -> None:
    assert queue([cell("ana", 3, 3)], aim=0.8).cells == ()


def test_the_queue_is_no_longer_than_the_hours_that_there_are() -> None:
    many = [cell(f"p{n}", 1, 30) for n in range(40)]
    shown = queue(many, hours=1.0, minutes_a_look=5)
    assert (len(shown.cells), shown.left_out, shown.minutes) == (12, 28, 60)


def test_machines_never_enter_the_queue() -> None:
    assert queue([replace(cell("112", 0, 30), apart=True)]).cells == ()
