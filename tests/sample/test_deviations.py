"""The arithmetic of plans: what was due when, and what planning otherwise makes of it.

Ana is away from Monday 9 to Friday 13 November 2026 with Ben as deputy, Cal in the same week without one.
"""

from datetime import date, datetime

import pytest

from ingrain.method.company import Absence, Company, Person
from ingrain.method.events import Instant
from ingrain.method.rules import Duration
from ingrain.sample.days import Frame
from ingrain.sample.deviations import Break, DatedField, Deviation, Truth
from ingrain.sample.manual import CLOSE_DATES, Rule

FRAME = Frame(26)
WEEK = date(2026, 11, 9), date(2026, 11, 13)
COMPANY = Company(
    calendar=FRAME.calendar,
    people={name: Person(name, "north", frozenset({"seller"})) for name in ("ana", "ben", "cal", "dan")},
    absences=(Absence("ana", *WEEK, deputy="ben"), Absence("cal", *WEEK)),
    live={("north", CLOSE_DATES): None},
)
ONE_WORKING_DAY = Duration(1, "working day")
FORTNIGHT = Duration(14, "day")


def at(text: str) -> Instant:
    return FRAME.calendar.moment(datetime.fromisoformat(text))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def truth() -> Truth:
    return Truth(FRAME, COMPANY)


def overdue(truth: Truth, owner: str, since: str, done: str | None) -> list[Deviation]:
    done_at = None if done is None else at(done)
    truth.overdue(Rule.FIRST_CONTACT, "lead/1", owner, since=at(since), span=ONE_WORKING_DAY, done=done_at, why="{}.")
    return truth.found


def test_what_is_done_by_the_last_moment_is_no_deviation(truth: Truth) -> None:
    assert not overdue(truth, "dan", "2026-11-03T09:00", "2026-11-05T00:00")


def test_a_minute_later_it_is_late(truth: Truth) -> None:
    [found] = overdue(truth, "dan", "2026-11-03T09:00", "2026-11-05T00:01")
    assert (found.state, found.responsible, found.due) == ("late", "dan", at("2026-11-05T00:00"))
    assert found.why == "5 November, 00:01."


def test_what_was_never_done_or_only_after_the_end_is_missed(truth: Truth) -> None:
    overdue(truth, "dan", "2026-11-03T09:00", None)
    overdue(truth, "dan", "2026-11-03T09:00", "2026-11-23T09:00")
    assert [(d.state, d.why) for d in truth.found] == [("missed", "not so far.")] * 2


def test_what_is_due_after_the_end_is_not_decided(truth: Truth) -> None:
    assert not overdue(truth, "dan", "2026-11-19T09:00", None)


def test_a_deputy_answers_in_time_and_without_one_the_first_day_back_is_in_time(truth: Truth) -> None:
    assert truth.due("ana", at("2026-11-06T09:00"), ONE_WORKING_DAY) == ("ben", at("2026-11-10T00:00"))
    assert truth.due("cal", at("2026-11-06T09:00"), ONE_WORKING_DAY) == ("cal", at("2026-11-17T00:00"))


def test_each_further_limit_that_passes_is_one_more(truth: Truth) -> None:
    truth.too_long(
        Rule.FORTNIGHT, "opportunity/1", "dan", since=at("2026-09-01T10:00"), limit=FORTNIGHT,
        until=at("2026-09-30T10:00"), ended=at("2026-09-30T10:00"), why="{} {}",
    )  # fmt: skip
    assert [d.due for d in truth.found] == [at("2026-09-15T10:00"), at("2026-09-29T10:00")]
    assert {d.state for d in truth.found} == {"late"}


def test_an_area_that_is_not_live_has_no_deviations(truth: Truth) -> None:
    truth.broken(
        Rule.CLOSE_DATE, "opportunity/1", "dan", [Break(at("2026-09-01T00:00"), at("2026-09-20T09:00"), mended=True)],
        grace=ONE_WORKING_DAY, why="passed",
    )  # fmt: skip
    assert not truth.found


# --- what should always hold ------------------------------------------------------------------------------------------


def broken(truth: Truth, *breaks: Break) -> list[tuple[str | None, str, Instant | None]]:
    truth.broken(Rule.NEXT_STEP, "opportunity/1", "dan", breaks, grace=ONE_WORKING_DAY, why="passed")
    return [(d.period, d.state, d.due) for d in truth.found]


def test_a_break_within_the_grace_is_none(truth: Truth) -> None:
    assert not broken(truth, Break(at("2026-09-02T00:00"), at("2026-09-04T00:00"), mended=True))


def test_a_break_counts_in_each_month_that_it_lasts_into(truth: Truth) -> None:
    assert broken(truth, Break(at("2026-09-16T00:00"), at("2026-11-03T09:00"), mended=True)) == [
        ("2026-09", "late", at("2026-09-18T00:00")),
        ("2026-10", "late", at("2026-11-01T00:00")),
        ("2026-11", "late", at("2026-12-01T00:00")),
    ]


def test_two_breaks_in_a_month_are_one_and_missed_if_either_was_never_mended(truth: Truth) -> None:
    mended = Break(at("2026-11-03T00:00"), at("2026-11-06T09:00"), mended=True)
    assert broken(truth, mended, Break(at("2026-11-11T00:00"), FRAME.end, mended=False)) == [
        ("2026-11", "missed", at("2026-11-05T00:00"))
    ]


def dated(*sets: tuple[str, str | None]) -> DatedField:
    field = DatedField(FRAME)
    for moment, value in sets:
        field.set(at(moment), None if value is None else day(value))
    return field


def test_a_date_holds_to_the_end_of_its_day() -> None:
    field = dated(("2026-09-01T10:00", "2026-09-04"), ("2026-09-08T10:00", "2026-12-01"))
    assert field.breaks(None) == [Break(at("2026-09-05T00:00"), at("2026-09-08T10:00"), mended=True, passed=True)]
    assert not dated(("2026-09-01T10:00", "2026-09-08"), ("2026-09-08T10:00", "2026-12-01")).breaks(None)


def test_without_a_date_it_is_broken_at_once_and_another_past_date_mends_nothing() -> None:
    field = dated(("2026-09-01T10:00", None), ("2026-09-08T10:00", "2026-09-04"))
    assert field.breaks(at("2026-09-20T10:00")) == [Break(at("2026-09-01T10:00"), at("2026-09-20T10:00"), mended=False)]
