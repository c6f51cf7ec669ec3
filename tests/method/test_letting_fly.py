"""Reminders reach zero; what speaks for letting somebody fly is told sign by sign, and silence holds nobody back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.method.test_habit import MONDAY, agreed

from ingrain.method.habit import Day, Kept
from ingrain.method.letting_fly import Evidence, Seen, Sign, automaticity, gone_quiet, is_ready, newest, signs
from ingrain.method.reminding import LAST_WEEK, by_themselves, gap, is_due

DAYS = list(agreed().days())


def stood(*kept: Kept, days: list[date] = DAYS) -> list[Day]:
    return [Day(day, one, 1 if one in (Kept.IN_WINDOW, Kept.OTHERWISE) else None, one is Kept.IN_WINDOW)
            for day, one in zip(days, kept, strict=False)]  # fmt: skip


def reminded(kept: list[Kept], budget: int = 1_000) -> list[date]:
    """On which days somebody whose days became this is reminded, asked anew each morning."""
    found: list[date] = []
    for number, day in enumerate(DAYS):
        if is_due(agreed(), stood(*kept[:number]), found, day, budget - len(found)):
            found.append(day)
    return found


some = st.lists(st.sampled_from([Kept.IN_WINDOW, Kept.MISSED, Kept.OFF, Kept.NOTHING_DUE]), min_size=60, max_size=60)


@pytest.mark.exam
@given(some, st.integers(0, 30))
def test_reminders_end_and_stay_within_their_budget(kept: list[Kept], budget: int) -> None:
    found = reminded(kept, budget)
    assert len(found) == len(set(found)) <= budget
    assert all((day - MONDAY).days // 7 < LAST_WEEK for day in found)


@given(st.integers(0, 20), st.integers(0, 60))
def test_each_reminder_is_further_from_the_next_than_before(week: int, alone: int) -> None:
    this, later, more = gap(week, alone), gap(week + 1, alone), gap(week, alone + 1)
    if this is None:
        assert (later, more) == (None, None)
    else:
        assert later is None or later >= this
        assert more is not None
        assert more >= this >= 1


def test_who_comes_every_day_is_hardly_reminded_and_who_never_comes_is_left_alone_in_the_end() -> None:
    assert len(reminded([Kept.IN_WINDOW] * 60)) <= 10
    never = reminded([Kept.MISSED] * 60)
    weeks = [sum((day - MONDAY).days // 7 == week for day in never) for week in range(12)]
    fortnights = [sum(weeks[n : n + 2]) for n in range(1, 11, 2)]
    assert weeks[0] == fortnights[0] == 5
    assert fortnights == sorted(fortnights, reverse=True)
    assert weeks[10:] == [0, 0]


def test_days_kept_without_a_reminder_are_counted_up_to_one_that_wasnt() -> None:
    days = stood(Kept.IN_WINDOW, Kept.IN_WINDOW, Kept.OFF, Kept.IN_WINDOW)
    assert by_themselves(days, []) == 3
    assert by_themselves(days, [DAYS[1]]) == 1
    assert by_themselves(stood(Kept.IN_WINDOW, Kept.MISSED), []) == 0


# --- signs ------------------------------------------------------------------------------------------------------------


def evidence(*kept: Kept, answers: tuple[int, ...] = (), met: int = 9, asked: int = 10) -> Evidence:
    return Evidence(stood(*kept), frozenset(), met, asked, 0.8, answers)


def seen(found: list[Seen]) -> dict[Sign, float | None]:
    return {one.sign: one.value for one in found}


def test_signs_are_those_of_the_last_four_weeks() -> None:
    early, late = [Kept.MISSED] * 40, [Kept.IN_WINDOW] * 18 + [Kept.MISSED, Kept.IN_WINDOW]
    found = signs(evidence(*early, *late, answers=(5, 6, 5, 6)))
    assert seen(found) == {Sign.KEPT: 0.95, Sign.FOLLOWED: 0.9, Sign.UNREMINDED: 1.0, Sign.AUTOMATIC: 5.5}
    assert is_ready(found)
    assert len(newest(stood(*early, *late))) == 20


def test_each_sign_alone_speaks_against_it() -> None:
    kept = [Kept.IN_WINDOW] * 60
    assert is_ready(signs(evidence(*kept)))
    assert not is_ready(signs(evidence(*kept, met=7)))
    assert not is_ready(signs(evidence(*kept, answers=(4, 4, 5, 4))))
    assert not is_ready(signs(evidence(*[Kept.IN_WINDOW, Kept.MISSED] * 30)))
    always = Evidence(stood(*kept), frozenset(DAYS), 9, 10, 0.8)
    assert not is_ready(signs(always)), "who is reminded every day doesn't come by themselves"


def test_too_few_days_say_nothing_and_no_answer_holds_nobody_back() -> None:
    few = signs(evidence(*[Kept.OFF] * 51, *[Kept.IN_WINDOW] * 9))
    assert seen(few)[Sign.KEPT] is None
    assert not is_ready(few)
    assert is_ready(signs(evidence(*[Kept.IN_WINDOW] * 60, met=0, asked=0)))


@pytest.mark.parametrize("answers", [(1, 2, 3), (1, 2, 3, 8), (0, 1, 1, 1), ()])
def test_answers_are_four_from_1_to_7(answers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="Four answers from 1 to 7"):
        automaticity(answers)


def test_two_weeks_with_nothing_are_noticed_and_holidays_are_no_silence() -> None:
    days = [MONDAY + timedelta(n) for n in range(40)]
    assert gone_quiet(stood(*[Kept.IN_WINDOW] * 5, *[Kept.MISSED] * 10, days=days))
    assert not gone_quiet(stood(*[Kept.IN_WINDOW] * 5, *[Kept.MISSED] * 9, days=days))
    assert not gone_quiet(stood(*[Kept.IN_WINDOW] * 5, *[Kept.OFF] * 20, days=days))
    assert not gone_quiet(stood(*[Kept.MISSED] * 9, Kept.OTHERWISE, days=days))
