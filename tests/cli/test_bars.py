"""Bars in the terminal: as wide as they should be, and something is never shown as nothing."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ingrain.cli.bars import WIDTH, Bars, parts
from ingrain.method.cells import RuleCount

HALF = RuleCount(1, met=2, late=1, missed=1)


@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=3).filter(any))
def test_a_bar_is_as_wide_as_it_should_be_and_shows_what_there_is(counts: list[int]) -> None:
    shares = parts(WIDTH, *counts)
    assert sum(shares) == WIDTH
    assert [share > 0 for share in shares] == [count > 0 for count in counts]


def test_colours_are_the_terminals_own() -> None:
    bar = Bars(8).before(HALF)
    assert [(bar.plain[span.start : span.end], span.style) for span in bar.spans] == [
        ("━━━━", "green"), ("━━", "yellow"), ("━━", "red"),
    ]  # fmt: skip


def test_without_colours_what_was_not_followed_is_dashed() -> None:
    assert Bars(8, coloured=False).before(HALF).plain == "━━━━╌╌╌╌ "


def test_nothing_asked_is_an_empty_place() -> None:
    assert Bars().before(RuleCount(1)).plain == " " * (WIDTH + 1)


def test_a_file_gets_no_colours() -> None:
    assert not Bars.of(Console(file=StringIO())).coloured
