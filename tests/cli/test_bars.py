"""Bars in the terminal: as wide as they should be, and never longer or shorter than what they stand for."""

from fractions import Fraction
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ingrain.cli.bars import WIDTH, Bars, parts
from ingrain.method.cells import RuleCount

HALF = RuleCount(1, met=2, late=1, missed=1)


COUNTS = st.tuples(*[st.integers(0, 10_000)] * 3).filter(any)


@given(COUNTS)
def test_a_bar_is_as_wide_as_it_should_be_and_each_part_as_its_share(counts: tuple[int, int, int]) -> None:
    asked = sum(counts)
    shown = parts(WIDTH, *counts)
    assert sum(shown) == WIDTH
    assert min(shown) >= 0
    assert all(abs(part - WIDTH * count / asked) <= 1.5 for part, count in zip(shown, counts, strict=True))
    assert abs(shown[0] - WIDTH * counts[0] / asked) < 1


@given(COUNTS)
def test_it_is_full_where_all_was_followed_and_empty_where_nothing_was(counts: tuple[int, int, int]) -> None:
    met, *others = parts(WIDTH, *counts)
    assert (met == WIDTH) == (counts[0] == sum(counts))
    assert (met == 0) == (counts[0] == 0)
    assert all(count for part, count in zip(others, counts[1:], strict=True) if part)


@given(COUNTS, COUNTS)
def test_a_larger_share_never_has_a_shorter_bar(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    smaller, larger = sorted((one, other), key=lambda counts: Fraction(counts[0], sum(counts)))
    assert parts(WIDTH, *smaller)[0] <= parts(WIDTH, *larger)[0]


def test_how_few_are_late_and_missed_takes_no_room_from_what_was_followed() -> None:
    assert parts(WIDTH, 243, 6, 5) == (5, 1, 0)
    assert parts(WIDTH, 20, 6, 4) == (4, 1, 1)
    assert parts(WIDTH, 76, 7, 7) == (5, 0, 1)


def test_colours_are_the_terminals_own() -> None:
    bar = Bars(8).before(HALF)
    assert [(bar.plain[span.start : span.end], span.style) for span in bar.spans] == [
        ("━━━━", "green"), ("━━", "yellow"), ("━━", "red"),
    ]  # fmt: skip


def test_without_colours_late_is_thin_and_missed_is_dashed() -> None:
    assert Bars(8, coloured=False).before(HALF).plain == "━━━━──╌╌ "


def test_nothing_asked_is_an_empty_place() -> None:
    assert Bars().before(RuleCount(1)).plain == " " * (WIDTH + 1)


def test_a_file_gets_no_colours() -> None:
    assert not Bars.of(Console(file=StringIO())).coloured
