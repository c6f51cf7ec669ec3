"""Finding a moment at somebody's desk."""

from datetime import date
from random import Random

from ingrain.sample.days import DAY, HOUR, Desk, Frame, Slot

FRAME = Frame(26)
MONDAY = date(2026, 11, 2).toordinal()
ANA = Desk("ana", FRAME, [MONDAY, MONDAY + 1], cover=[(MONDAY + 2, "ben")])


def slots(after: int, before: int) -> set[Slot | None]:
    return {ANA.slot(Random(seed), after, before) for seed in range(50)}


def test_a_slot_lies_between_two_moments_and_in_working_hours() -> None:
    after, before = FRAME.at(MONDAY, 16 * 60), FRAME.at(MONDAY + 1, 10 * 60)
    found = slots(after, before)
    assert all(slot and after < slot.at < before and 9 * 60 <= FRAME.minute(slot.at) <= 17 * 60 for slot in found)
    assert {FRAME.day(slot.at) for slot in found if slot} == {MONDAY, MONDAY + 1}


def test_a_deputy_helps_out_only_where_the_owner_has_no_day() -> None:
    start = FRAME.start(MONDAY)
    assert {slot.who for slot in slots(start, start + 3 * DAY) if slot} == {"ana"}
    assert {slot.who for slot in slots(start + 2 * DAY, start + 3 * DAY) if slot} == {"ben"}


def test_there_may_be_no_slot() -> None:
    assert slots(FRAME.start(MONDAY + 3), FRAME.start(MONDAY + 9)) == {None}
    assert slots(FRAME.at(MONDAY + 1, 18 * 60), FRAME.at(MONDAY + 1, 19 * 60)) == {None}


def test_the_last_monday_before_the_clocks_change_has_the_same_hours_as_the_first_after() -> None:
    before, after = (FRAME.at(date(2026, 10, day).toordinal(), 9 * 60) for day in (23, 26))
    assert after - before == 3 * DAY + HOUR
    assert FRAME.text(after) == "2026-10-26T09:00"
