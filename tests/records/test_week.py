"""Somebody's week: what is in it, where it is drawn, whoever may read it; whatever the clocks do."""

from datetime import date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.firm import firm, instant
from tests.records.book import account, contact, desk

from ingrain.journal import read
from ingrain.method.calendar import DAY, HOUR, SECOND, Calendar
from ingrain.method.events import Instant, Value
from ingrain.people.directory import calendar
from ingrain.people.models import Colleague, Firm
from ingrain.records import doing, keep, planning
from ingrain.records.days import (
    WHOLE,
    at_minute,
    lanes,
    minute_of,
    name_of,
    on_the_wall,
    pieces,
    week_around,
    week_named,
)
from ingrain.records.keep import SavedMeanwhile, UnableToSave
from ingrain.records.models import Activity, Openness
from ingrain.records.week import Week, may_be_asked_for, week, without_note
from ingrain.web.week import moment_asked

NOW = instant("2026-11-25T12:00")
TODAY, MONDAY = date(2026, 11, 25), date(2026, 11, 23)
MINUTE = 60 * SECOND
ZONES = st.sampled_from(
    ["UTC", "Europe/London", "Europe/Berlin", "America/Sao_Paulo", "America/Havana", "Asia/Kathmandu",
     "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo", "America/St_Johns"]
)  # fmt: skip
DAYS = st.dates(date(2009, 1, 1), date(2026, 12, 31))
CHANGING = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2018, 11, 4), date(2018, 2, 18)])
MINUTES = st.integers(0, WHOLE - 1)


# --- days and hours ---------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(0, 6))
def test_a_week_is_found_again_by_its_name_whichever_day_it_begins_with(day: date, first: int) -> None:
    begins = week_around(day, first)
    assert begins.weekday() == first
    assert begins <= day < begins + timedelta(7)
    assert week_named(name_of(begins), first) == begins


@pytest.mark.parametrize("name", ["", "2026", "2026-W54", "0000-W01", "0001-W01", "9999-W52", "2026-W1", "x2026-W01"])
def test_what_names_no_week_is_none(name: str) -> None:
    assert week_named(name, 0) is None


@given(ZONES, st.one_of(DAYS, CHANGING), MINUTES, st.integers(1, 3 * WHOLE))
def test_a_span_is_drawn_whole_whatever_the_clocks_do(zone: str, day: date, minute: int, long: int) -> None:
    here = Calendar(zone)
    begins = here.start(day) + minute * MINUTE
    ends = begins + long * MINUTE
    days = [here.day(begins) + timedelta(n) for n in range(-1, 6)]
    found = pieces(begins, ends, days, here)
    assert sum(piece.ends - piece.begins for piece in found) == ends - begins
    assert [piece.begins for piece in found[1:]] == [piece.ends for piece in found[:-1]]
    for piece in found:
        assert here.start(piece.day) <= piece.begins < piece.ends <= here.end(piece.day)
        assert 0 <= piece.top < piece.bottom <= WHOLE


@given(ZONES, st.one_of(DAYS, CHANGING), MINUTES)
def test_a_moment_is_journalled_so_that_it_is_the_same_when_it_is_read(zone: str, day: date, minute: int) -> None:
    here = Calendar(zone)
    moment = here.start(day) + minute * MINUTE
    if moment % MINUTE == 0:
        from_the_journal = datetime.fromisoformat(on_the_wall(moment, here))
        assert here.moment(from_the_journal) == moment


@given(ZONES, st.one_of(DAYS, CHANGING), MINUTES)
def test_an_hour_that_the_clock_shows_is_the_one_that_was_asked_for(zone: str, day: date, minute: int) -> None:
    here = Calendar(zone)
    found = at_minute(day, minute, here)
    if here.day(found) == day and minute_of(found, here) != minute:
        assert minute_of(found, here) > minute, "the clock never shows it: a bit later"


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 1), 24)])
def test_days_of_23_and_of_25_hours_hold_what_is_in_them(day: date, hours: int) -> None:
    london = Calendar("Europe/London")
    [piece] = pieces(london.start(day), london.end(day), [day], london)
    assert (piece.ends - piece.begins, piece.top, piece.bottom) == (hours * HOUR, 0, WHOLE)
    later = at_minute(day, 10 * 60, london)
    assert minute_of(later, london) == 600
    assert later - london.start(day) == (hours - 14) * HOUR


def test_the_second_of_two_hours_of_one_name_can_be_asked_for() -> None:
    london = Calendar("Europe/London")
    first = moment_asked(date(2026, 10, 25), time(1, 30), london)
    second = moment_asked(date(2026, 10, 25), time(1, 30), london, second=True)
    assert second - first == HOUR
    assert on_the_wall(second, london) == "2026-10-25T01:30+00:00"
    assert london.local(second).tzinfo == ZoneInfo("Europe/London")


SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda s: (s[0], s[0] + s[1])), max_size=30)


@given(SPANS)
def test_nothing_is_drawn_over_anything_else(spans: list[tuple[int, int]]) -> None:
    found = lanes(spans)
    for one, other in combinations(range(len(spans)), 2):
        if spans[one][0] < spans[other][1] and spans[other][0] < spans[one][1]:
            assert found[one].of == found[other].of, "side by side they are as wide as one another"
            assert found[one].number != found[other].number
    assert all(0 <= lane.number < lane.of for lane in found)


@given(SPANS)
def test_as_few_lie_side_by_side_as_there_are_at_once(spans: list[tuple[int, int]]) -> None:
    most = max((sum(top <= at < bottom for top, bottom in spans) for at, _end in spans), default=0)
    assert max((lane.of for lane in lanes(spans)), default=0) == most


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def people(db: None) -> dict[str, Colleague]:
    return firm()


def meeting(by: Colleague, start: str, end: str, subject: str = "Line two", **more: Value) -> Activity:
    values: dict[str, Value] = {"subject": subject, "start": start, "end": end, **more}
    return doing.plan("meeting", [], values, by=desk(by), at=instant("2026-11-02T09:00"))


def task(by: Colleague, due: str, subject: str = "Send the offer") -> Activity:
    return doing.plan("task", [], {"subject": subject, "due date": due}, by=desk(by), at=instant("2026-11-02T09:00"))


def of(viewer: Colleague, who: Colleague | None = None, begins: date = MONDAY) -> Week:
    return week(desk(viewer), who or viewer, begins, calendar(), today=TODAY)


def whole(found: Week) -> dict[str, str]:
    return {str(one): day.day.strftime("%a") for day in found.days for one in (e.row for e in day.whole)}


def test_meetings_stand_at_their_hours_and_tasks_on_their_day(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    meeting(ruth, "2026-11-24T10:00", "2026-11-24T11:30")
    meeting(ruth, "2026-11-24T11:00", "2026-11-24T12:00", "Overlaps")
    task(ruth, "2026-11-26")
    task(ruth, "2026-11-30", "Next week")
    found = of(ruth)
    blocks = found.days[1].blocks
    assert [(b.piece.top, b.piece.bottom, b.lane.number, b.lane.of) for b in blocks] == [
        (600, 690, 0, 2), (660, 720, 1, 2),
    ]  # fmt: skip
    assert whole(found) == {"Send the offer": "Thu"}
    assert not found.left_over


def test_what_is_done_stands_where_it_was_done_and_what_does_not_take_place_is_gone(
    people: dict[str, Colleague],
) -> None:
    ruth = people["ruth"]
    doing.complete(task(ruth, "2026-11-23"), by=desk(ruth), at=NOW)
    doing.cancel(meeting(ruth, "2026-11-24T10:00", "2026-11-24T11:00"), by=desk(ruth), at=NOW)
    keep.put_in_bin(task(ruth, "2026-11-24", "Binned"), by=desk(ruth), at=NOW)
    doing.do("call", [], {"subject": "Rang"}, by=desk(ruth), at=NOW)
    doing.do("note", [], {"notes": "A note is no appointment"}, by=desk(ruth), at=NOW)
    found = of(ruth)
    assert whole(found) == {"Send the offer": "Wed"}
    assert [(str(b.entry.row), b.piece.top) for day in found.days for b in day.blocks] == [("Rang", 720)]


def test_a_meeting_over_midnight_lies_in_both_days(people: dict[str, Colleague]) -> None:
    meeting(people["ruth"], "2026-11-22T22:00", "2026-11-23T01:00")
    [block] = of(people["ruth"]).days[0].blocks
    assert (block.piece.top, block.piece.bottom, block.first) == (0, 60, False)


def test_what_is_left_from_before_is_told_in_this_week_alone(people: dict[str, Colleague]) -> None:
    task(people["ruth"], "2026-11-13")
    assert [str(one.row) for one in of(people["ruth"]).left_over] == ["Send the offer"]
    assert not of(people["ruth"], begins=MONDAY + timedelta(7)).left_over


def test_what_may_not_be_read_is_neither_there_nor_named(people: dict[str, Colleague]) -> None:
    for kind in Activity.Kind.values:
        Openness.objects.create(kind=kind, read="owner", change="owner")
    Openness.objects.create(kind="account", read="owner", change="owner")
    mill = account(people["ruth"])
    values: dict[str, Value] = {"subject": "Line two", "start": "2026-11-24T10:00", "end": "2026-11-24T11:00"}
    met = doing.plan("meeting", [mill], values, by=desk(people["ruth"]), at=NOW)
    assert of(people["maria"], people["ruth"]).entries[0].about == [(mill.record, "Calder Mills")]
    assert of(people["colin"], people["ruth"]).entries == []
    assert [one.key for one in may_be_asked_for(desk(people["colin"]))] == ["colin.marsh"]
    assert people["ruth"] in may_be_asked_for(desk(people["maria"]))
    keep.change(met, {"owner": "colin.marsh"}, by=desk(people["maria"]), at=NOW)
    [theirs] = of(people["colin"]).entries
    assert (theirs.about, theirs.may_move) == ([], True), "the account isn't theirs to read"


def test_who_may_not_change_it_does_not_move_it(people: dict[str, Colleague]) -> None:
    met = meeting(people["ruth"], "2026-11-24T10:00", "2026-11-24T11:00")
    [entry] = of(people["dana"], people["ruth"]).entries
    assert not entry.may_move
    with pytest.raises(UnableToSave, match="not change it"):
        doing.move_to(met, NOW, NOW + HOUR, by=desk(people["dana"]), at=NOW)


# --- moving -----------------------------------------------------------------------------------------------------------


def test_moving_is_one_entry_of_the_journal(people: dict[str, Colleague]) -> None:
    met = meeting(people["ruth"], "2026-11-24T10:00", "2026-11-24T11:00")
    moved = doing.move_to(
        met, instant("2026-11-26T14:15"), instant("2026-11-26T15:45"), by=desk(people["ruth"]), at=NOW, seen=met.version
    )
    assert read.story(met.record)[-1].values == {"start": "2026-11-26T14:15", "end": "2026-11-26T15:45"}
    assert of(people["ruth"]).days[3].blocks[0].piece.top == 14 * 60 + 15
    assert moved.version > met.version


def test_who_moves_what_somebody_moved_meanwhile_is_told(people: dict[str, Colleague]) -> None:
    met = meeting(people["ruth"], "2026-11-24T10:00", "2026-11-24T11:00")
    doing.move_to(met, instant("2026-11-26T14:00"), instant("2026-11-26T15:00"), by=desk(people["maria"]), at=NOW)
    with pytest.raises(SavedMeanwhile) as told:
        doing.move_to(met, NOW + DAY, NOW + DAY + HOUR, by=desk(people["ruth"]), at=NOW, seen=met.version)
    assert told.value.clashes[0].by == "maria.okafor"


def test_what_is_done_already_is_not_moved(people: dict[str, Colleague]) -> None:
    met = meeting(people["ruth"], "2026-11-24T10:00", "2026-11-24T11:00")
    doing.complete(met, by=desk(people["ruth"]), at=NOW)
    with pytest.raises(UnableToSave, match="done already"):
        doing.move_to(met, NOW, NOW + HOUR, by=desk(people["ruth"]), at=NOW)


def test_a_call_gets_an_hour_and_gives_it_back(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    call = doing.plan("call", [], {"subject": "Ring", "due date": "2026-11-24"}, by=ruth, at=NOW)
    timed = doing.move_to(call, instant("2026-11-26T09:00"), instant("2026-11-26T09:15"), by=ruth, at=NOW)
    assert (timed.start, timed.due) == (instant("2026-11-26T09:00"), date(2026, 11, 26))
    loose = doing.move_to_day(call, date(2026, 11, 27), by=ruth, at=NOW)
    assert (loose.start, loose.end, loose.at) == (None, None, instant("2026-11-27T00:00"))
    assert whole(of(people["ruth"])) == {"Ring": "Fri"}


@pytest.mark.parametrize("long", [0, -HOUR, 8 * DAY])
def test_an_end_that_can_not_be_is_refused(people: dict[str, Colleague], long: int) -> None:
    met = meeting(people["ruth"], "2026-11-24T10:00", "2026-11-24T11:00")
    with pytest.raises(UnableToSave, match="end"):
        doing.move_to(met, NOW, NOW + long, by=desk(people["ruth"]), at=NOW)
    with pytest.raises(UnableToSave, match="end"):
        planning.plan("meeting", [], "Line", TODAY, (NOW, NOW + long), by=desk(people["ruth"]), at=NOW)
    with pytest.raises(UnableToSave, match="has its hour"):
        doing.move_to_day(met, TODAY, by=desk(people["ruth"]), at=NOW)


def test_a_meeting_keeps_its_length_over_the_night_in_which_the_clocks_change(people: dict[str, Colleague]) -> None:
    Firm.objects.update(zone="Europe/London")
    met = meeting(people["ruth"], "2026-10-24T10:00", "2026-10-24T11:00")
    begins: Instant = instant("2026-10-25T00:45")  # 01:45 by the clock, for the first time
    moved = doing.move_to(met, begins, begins + HOUR, by=desk(people["ruth"]), at=NOW)
    assert (moved.start, moved.end) == (begins, begins + HOUR)
    assert read.story(met.record)[-1].values == {"start": "2026-10-25T01:45", "end": "2026-10-25T01:45+00:00"}


# --- planning, and how it was -----------------------------------------------------------------------------------------


def test_what_is_planned_is_about_whoever_is_called_so(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    mill = account(ruth)
    priya = contact(ruth, mill)
    assert planning.called(" priya  nair ", desk(ruth)) == [priya]
    assert planning.called(mill.record, desk(ruth)) == [mill]
    assert planning.called(" ", desk(ruth)) == []
    made = planning.plan("task", [priya], "", TODAY, None, by=desk(ruth), at=NOW)
    assert of(ruth).entries[0].about == [(priya.record, "Priya Nair")]
    assert (made.due, made.start) == (TODAY, None)
    contact(ruth, mill)
    with pytest.raises(UnableToSave, match="Several are called"):
        planning.called("Priya Nair", desk(ruth))
    with pytest.raises(UnableToSave, match="Nobody and nothing"):
        planning.called("Nobody", desk(ruth))
    with pytest.raises(UnableToSave, match="Write a word"):
        planning.plan("task", [], "", TODAY, None, by=desk(ruth), at=NOW)


def test_only_a_meeting_of_ones_own_that_has_ended_asks_how_it_was(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    ended = meeting(ruth, "2026-11-25T10:00", "2026-11-25T11:00", notes="Take the samples along")
    meeting(ruth, "2026-11-25T11:30", "2026-11-25T12:30", "Still on")
    meeting(people["colin"], "2026-11-25T10:00", "2026-11-25T11:00", "Colin's")
    meeting(ruth, "2026-09-25T10:00", "2026-09-25T11:00", "Long ago")
    assert [one.row for one in without_note(desk(ruth), calendar(), at=NOW)] == [ended]
    doing.write_notes(ended, "They take it.", by=desk(ruth), at=NOW)
    assert without_note(desk(ruth), calendar(), at=NOW) == []
    assert Activity.objects.get(pk=ended.pk).state == Activity.State.DONE
