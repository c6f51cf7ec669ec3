"""The sample company has something of everything, and the same seed makes the same one."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from ingrain.engine.check import check_in_memory
from ingrain.method.cells import CellState
from ingrain.method.company import NEVER_YET
from ingrain.method.events import Event
from ingrain.method.text import manual_of, read_manual
from ingrain.sample import Sample, UnableToMakeCompany, make_company
from ingrain.sample.days import DAY, Frame
from ingrain.sample.manual import AREAS, Rule, sentences
from ingrain.sample.people import CARERS, TEAMS, hire


@cache
def usual() -> Sample:
    return make_company()


@cache
def events() -> list[Event]:
    return list(usual().events)


def owners(event: Event) -> object:
    return event.values.get("owner")


# --- who there is -----------------------------------------------------------------------------------------------------


def test_four_teams_of_sellers_each_have_a_manager() -> None:
    people = usual().company.people.values()
    assert len([p for p in people if p.kind == "human"]) == 24
    for team in TEAMS:
        roles = Counter(role for p in people if p.team == team for role in p.roles)
        assert roles == {"seller": 5, "sales manager": 1}


def test_there_are_all_kinds_of_users_and_one_who_is_silent() -> None:
    kinds = Counter(usual().kinds.values())
    assert kinds["silent"] == 1
    assert min(kinds["keen"], kinds["middling"], kinds["struggling"]) >= 3


def test_some_absences_have_a_deputy_and_some_have_none() -> None:
    assert {bool(absence.deputy) for absence in usual().company.absences} == {True, False}


def test_one_team_is_not_live_yet_in_one_area() -> None:
    company = usual().company
    assert [(team, area) for team in TEAMS for area in AREAS if company.live_since(area, team) == NEVER_YET] == [
        (CARERS, "Close dates")
    ]


def test_two_thousand_names_are_all_different() -> None:
    staff = hire(7, 2000, Frame(6))
    people = [*staff.managers, *staff.sellers]
    assert len({p.name for p in people}) == len({p.label for p in people}) == len(people) == 2000


# --- what happened ----------------------------------------------------------------------------------------------------


def test_the_log_is_in_the_order_of_recording_and_numbered() -> None:
    assert [e.sequence for e in events()] == list(range(1, len(events()) + 1))
    assert all(one.recorded <= two.recorded for one, two in pairwise(events()))
    assert events()[-1].recorded == events()[-1].occurred == usual().at


def test_the_weeks_hold_a_public_holiday_and_the_clocks_going_back() -> None:
    calendar = usual().company.calendar
    first = calendar.day(events()[0].occurred)
    assert not calendar.is_working(date(2026, 8, 31))
    assert first < date(2026, 8, 31) < date(2026, 10, 25) < calendar.day(usual().at)


def test_things_come_in_by_every_way() -> None:
    assert {e.through for e in events()} == {"page", "mail", "import", "connector", "bulk"}
    assert {"website", "mailbox", "ledger"} <= {e.by for e in events()}


def test_accounts_are_imported_before_anything_is_live_and_leads_after() -> None:
    live = min(usual().company.live_since("Lead handling", team) for team in TEAMS)
    brought = [e for e in events() if e.through == "import"]
    assert any(e.kind == "account" and e.recorded < live for e in brought)
    assert any(e.kind == "lead" and e.recorded > live for e in brought)
    assert any(e.kind == "meeting" and e.recorded > live > e.occurred for e in brought), "a back-fill"


def test_some_entries_are_late_but_in_time_and_some_too_late() -> None:
    company = usual().company
    late = [e for e in events() if e.recorded > e.occurred and company.is_person(e.by)]
    assert {company.counts(e) == e.occurred for e in late} == {True, False}


def test_records_are_handed_over() -> None:
    assert {"account", "opportunity", "lead"} <= {e.kind for e in events() if e.do == "hand over"}


def test_somebody_leaves_and_saves_nothing_afterwards() -> None:
    company, day = usual().company, usual().company.calendar.day
    left = next(a for a in company.absences if (a.last - a.first).days > 90)
    assert max(day(e.recorded) for e in events() if e.by == left.who) < left.first


def test_meetings_are_planned_moved_held_and_called_off() -> None:
    done = Counter(e.do for e in events() if e.kind == "meeting")
    assert min(done[what] for what in ("plan meeting", "meeting", "note", "cancel")) > 20
    assert any(e.do == "change" and "start" in e.values for e in events() if e.kind == "meeting")


def stages() -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events():
        if "stage" in event.values:
            found.setdefault(event.record, []).append(event)
    return found


def test_deals_are_won_lost_and_opened_again() -> None:
    ways = [[e.values["stage"] for e in moves] for moves in stages().values()]
    assert min(sum(way[-1] == end for way in ways) for end in ("won", "lost")) > 50
    assert any("lost" in way[:-1] for way in ways)


def test_slips_of_the_hand_are_put_right_within_minutes() -> None:
    moves = [pair for way in stages().values() for pair in pairwise(way)]
    assert any(0 < two.recorded - one.recorded < DAY / 144 and one.by == two.by for one, two in moves)


def test_everything_is_linked_to_what_is_there() -> None:
    made: set[str] = set()
    for event in events():
        made.add(event.record)
        assert made.issuperset(event.links)


# --- the manual -------------------------------------------------------------------------------------------------------


def test_the_manual_reads_without_a_remark() -> None:
    assert not read_manual(usual().manual_text).problems


def test_each_rule_has_the_number_and_the_sentence_that_the_truth_names() -> None:
    judged = [(rule.number, area.title, rule.sentence) for area, _, rule in manual_of(usual().manual_text).judged()]
    assert judged == [(int(rule), *sentences()[rule]) for rule in Rule]


def test_every_rule_was_broken_by_somebody() -> None:
    assert {deviation.rule for deviation in usual().truth} == set(Rule)


# --- the truth --------------------------------------------------------------------------------------------------------


def test_a_deviation_says_in_words_what_happened() -> None:
    assert all(d.why.endswith(".") and "{" not in d.why for d in usual().truth)


def test_deviations_follow_the_rules_in_the_manuals_order() -> None:
    rules = [deviation.rule for deviation in usual().truth]
    assert rules == sorted(rules)


def test_the_keen_keep_the_manual_better_than_those_who_struggle() -> None:
    made = Counter(usual().kinds[d.responsible] for d in usual().truth if d.responsible in usual().kinds)
    people = Counter(usual().kinds.values())
    assert (
        made["keen"] / people["keen"]
        < made["middling"] / people["middling"]
        < made["struggling"] / people["struggling"]
    )


# --- as a whole -------------------------------------------------------------------------------------------------------


def test_the_scorecard_has_something_of_every_state_but_unknown() -> None:
    checked = check_in_memory(manual_of(usual().manual_text), events(), usual().company)
    assert checked.look.at == usual().at
    states = Counter(cell.state for cell in checked.cells if not cell.apart)
    assert set(states) == set(CellState) - {CellState.UNKNOWN}
    silent = {cell.person for cell in checked.cells if cell.state is CellState.SILENT}
    assert silent == {name for name, kind in usual().kinds.items() if kind == "silent"}
    shares = [cell.met / cell.asked for cell in checked.cells if cell.state is CellState.JUDGED]
    assert min(shares) < 0.5
    assert max(shares) == 1


def test_the_same_seed_makes_the_same_company_and_another_one_another() -> None:
    one, two, other = (make_company(seed=seed, people=9, weeks=8) for seed in (3, 3, 4))
    assert list(one.events) == list(two.events)
    assert one.truth == two.truth
    assert list(one.events) != list(other.events)


def test_the_events_can_be_gone_through_twice() -> None:
    assert len(list(usual().events)) == len(events())


@pytest.mark.parametrize(("people", "weeks"), [(7, 26), (24, 5)])
def test_a_company_that_is_too_small_is_refused_with_a_sentence(people: int, weeks: int) -> None:
    with pytest.raises(UnableToMakeCompany, match="at least 8 people and 6 weeks"):
        make_company(people=people, weeks=weeks)
