"""Walking through a list shows every row once, in order, forwards and backwards, also while rows come in."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.book import NOW, account, lead, opportunity
from tests.records.lists.conftest import Ask
from tests.records.test_rebuild import rolled_back

from ingrain.people.models import Colleague
from ingrain.records.lists import SORTS, Mark, Wanted, about, beside, page, paging
from ingrain.records.models import Circle, Openness, Opportunity

DAY = date(2026, 12, 1)


def walk(wanted: Wanted, size: int = 3) -> list[list[Any]]:
    """All pages from the first to the last."""
    found = [page(wanted, size=size)]
    while found[-1].after:
        found.append(page(wanted, after=found[-1].after, size=size))
    return [one.rows for one in found]


def names(pages: list[list[Any]]) -> list[str]:
    return [str(row) for rows in pages for row in rows]


deals = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.none() | st.integers(0, 3),
        st.none() | st.integers(0, 2),
        st.sampled_from(["ruth", "colin", "dana"]),
    ),
    max_size=14,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deals,
    st.sampled_from([order.field for order in SORTS["opportunity"]]),
    st.booleans(),
    st.sampled_from(["ruth", "dana", "maria", "ingrid"]),
    st.sampled_from(list(Circle)),
    st.sampled_from(["mine", "team", "all"]),
    st.booleans(),
)
def test_every_row_that_may_be_read_is_shown_once_and_in_order(
    people: dict[str, Colleague], ask: Ask, made: Any, sort: str, down: bool, who: str, circle: str, whose: str,
    loose: bool,
) -> None:  # fmt: skip
    with rolled_back(), looking_through(4):
        Openness.objects.create(kind="opportunity", read=circle)
        for name, day, amount, owner in made:
            close = {"close_date": (DAY + timedelta(day)).isoformat()} if day is not None else {}
            opportunity(people["ingrid"], None, name, owner=people[owner].key, amount=amount, **close)
        more = {"product": "-"} if loose else {}
        asked = ask(who, "opportunity", who=whose, sort=f"-{sort}" if down else sort, **more)
        expected = sorted(Opportunity.objects.filter(asked.whole), key=key_of(asked))
        pages = walk(asked)
        assert [row.pk for rows in pages for row in rows] == [row.pk for row in expected]
        assert backwards(asked, pages) == [row.pk for row in expected]
        for n, row in enumerate(expected if not loose else []):
            near = [expected[n - 1] if n else None, expected[n + 1] if n + 1 < len(expected) else None]
            assert list(beside(asked, row)) == near


def key_of(wanted: Wanted) -> Any:
    column, down = wanted.asked.order.column, wanted.asked.down

    def key(row: Any) -> tuple[Any, ...]:
        value = getattr(row, column)
        number = value.toordinal() if isinstance(value, date) else value
        place = tuple(-ord(c) for c in number) if isinstance(number, str) and down else number
        turned = -place if down and not isinstance(place, tuple | str) and place is not None else place
        return (value is None, () if value is None else turned, -row.pk if down else row.pk)

    return key


def backwards(wanted: Wanted, pages: list[list[Any]]) -> list[int]:
    """All rows, met from the last on the way back."""
    rows = [row for some in pages for row in some]
    if not rows:
        return []
    mark: Mark | None = Mark(getattr(rows[-1], wanted.asked.order.column), rows[-1].pk)
    found = [rows[-1].pk]
    while mark:
        one = page(wanted, before=mark, size=3)
        found = [row.pk for row in one.rows] + found
        mark = one.before
    return found


class looking_through:  # noqa: N801  (reads as a sentence)
    """So few rows are looked through at once."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __enter__(self) -> None:
        self.before, paging.LOOKED_THROUGH = paging.LOOKED_THROUGH, self.number

    def __exit__(self, *args: object) -> None:
        paging.LOOKED_THROUGH = self.before


def test_rows_that_come_in_while_somebody_pages_shift_nothing(people: dict[str, Colleague], ask: Ask) -> None:
    ruth = people["ruth"]
    for letter in "bdfhj":
        account(ruth, letter)
    asked = ask("ruth", "account")
    first = page(asked, size=2)
    for letter in "aceg":
        account(ruth, letter)
    rest = page(asked, after=first.after, size=10)
    assert [row.name for row in first.rows + rest.rows] == ["b", "d", "e", "f", "g", "h", "j"]


def test_a_row_that_goes_while_somebody_pages_takes_no_other_along(people: dict[str, Colleague], ask: Ask) -> None:
    for letter in "abcdef":
        account(people["ruth"], letter)
    asked = ask("ruth", "account")
    first = page(asked, size=3)
    first.rows[-1].delete()
    assert [row.name for row in page(asked, after=first.after, size=3).rows] == ["d", "e", "f"]


def test_a_place_that_is_none_is_the_beginning(people: dict[str, Colleague], ask: Ask) -> None:
    asked = ask("ruth", "lead", sort="created")
    for text in ("", "x", "1.x", ".", "1.2.3"):
        assert Mark.read(text, asked) is None
    assert Mark.read("7.12", asked) == Mark(12, 7)


def test_a_place_is_written_and_read(people: dict[str, Colleague], ask: Ask) -> None:
    asked = ask("ruth", "opportunity")
    for mark in (Mark(DAY, 3), Mark(None, 4)):
        assert Mark.read(str(mark), asked) == mark


@pytest.mark.parametrize("circle", list(Circle))
def test_the_number_of_queries_does_not_grow_with_the_rows_or_the_depth(
    people: dict[str, Colleague], ask: Ask, circle: str, django_assert_max_num_queries: Any
) -> None:
    Openness.objects.create(kind="lead", read=circle)
    for n in range(12):
        lead(people["ruth"], f"Orla {n}", NOW + n)
    asked = ask("ruth", "lead", who="all")
    with django_assert_max_num_queries(2 * 3):  # two pages, each from the three circles at most
        assert len(page(asked, after=page(asked, size=2).after, size=5).rows) == 5


def test_counting_stops_at_a_thousand(people: dict[str, Colleague], ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNTED", 3)
    for n in range(6):
        lead(people["ruth"], f"Orla {n}")
    assert about(ask("ruth", "lead")) == 4
    assert about(ask("ruth", "lead", description="-")) is None
    assert about(ask("dana", "lead")) == 0
