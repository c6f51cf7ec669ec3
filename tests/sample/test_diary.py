"""The diary: entries in the order of saving, cut off at the end, packed when there are many."""

import pytest

from ingrain.method.events import Event
from ingrain.sample import diary as diaries
from ingrain.sample.days import MINUTE, Frame
from ingrain.sample.diary import Diary

FRAME = Frame(6)


def at(week: int, minute: int) -> int:
    return FRAME.at(FRAME.week(week), minute)


def written() -> Diary:
    diary = Diary(FRAME)
    for week in (3, 1, 2):
        diary.write("lead/1", "call", at(week, 600), "ana")
        diary.write("lead/1", "view", at(week, 599), "ben")
    return diary


def times(events: list[Event]) -> list[int]:
    return [event.recorded for event in events]


def test_what_is_written_in_any_order_is_read_in_order() -> None:
    found = list(written().events())
    assert times(found) == sorted(times(found))
    assert [event.sequence for event in found] == [1, 2, 3, 4, 5, 6]


def test_what_comes_after_the_end_is_not_in_it() -> None:
    diary = written()
    diary.write("lead/1", "call", FRAME.end + MINUTE, "ana")
    assert len(list(diary.events())) == 6


def test_packed_pages_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = list(written().events())
    monkeypatch.setattr(diaries, "PAGE", 2)
    diary = written()
    assert list(diary.events()) == plain
    assert list(diary.events()) == plain


def test_looking_is_no_saving() -> None:
    assert {who: len(days) for who, days in written().saves.items()} == {"ana": 3}
