"""The smallest parts of a rule sentence: lists, fields, numbers and lengths of time.

The parts made of them live in happenings, doers and subjects; how a part is said lives in say.
"""

import re
from collections.abc import Callable

from ingrain.method.language.cursor import Cursor
from ingrain.method.language.known import phrases_of
from ingrain.method.rules import (
    Duration,
    Unit,
)

ARTICLES = ("a", "the", "every", "any")


NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


UNITS: dict[str, Unit] = {
    form: unit
    for unit in ("working hour", "working day", "minute", "hour", "day", "week", "month")
    for form in (f"{unit}s'", f"{unit}'s", f"{unit}s", unit)
}


ENDS_A_VALUE = frozenset(
    "has have is are always never moves move goes go stays stay starts start ends end updates update that which also "
    "and or not with from in worth within by per on longer without done".split()
)
"""Words before which a value without quotes ends."""


def listed[T](c: Cursor, item: Callable[[Cursor], T]) -> tuple[tuple[T, ...], str | None]:
    """ "A, B or C": the items and their conjunction. A comma goes on only where the list ends in *and* or *or*."""
    items: list[T] = []
    spans: list[tuple[int, int]] = []

    def one_more(c: Cursor) -> None:
        start = c.at
        items.append(item(c))
        spans.append((start, c.at))

    def rest(c: Cursor) -> str:
        while True:
            comma = c.take(",")
            conjunction = c.take("or", "and")
            if conjunction is None and comma is None:
                c.stuck()
            one_more(c)
            if conjunction is not None:
                return conjunction

    one_more(c)
    conjunction = c.attempt(rest)
    if conjunction is None:
        return (items[0],), None

    def again(c: Cursor) -> bool:
        c.want(conjunction)
        one_more(c)
        return True

    while c.attempt(again):
        pass
    _refuse_mixing(c, one_more, spans)
    return tuple(items), conjunction


def _refuse_mixing(c: Cursor, one_more: Callable[[Cursor], None], spans: list[tuple[int, int]]) -> None:
    """A list that goes on with the other conjunction is read to its end, to show both rewrites."""

    def another(c: Cursor) -> bool:
        c.take(",")
        c.want("and", "or")
        one_more(c)
        return True

    if not c.attempt(another):
        return
    while c.attempt(another):
        pass
    texts = [c.text(*span) for span in spans]
    first, end = spans[0][0], c.at
    any_of, all_of = (f"{', '.join(texts[:-1])} {word} {texts[-1]}" for word in ("or", "and"))
    c.refuse(
        "A list is either any of its items (or) or all of them (and); this one mixes both.",
        f'"{any_of}" if any will do, "{all_of}" if all are asked for',
        first,
        end,
        c.replaced(first, end, any_of),
        c.replaced(first, end, all_of),
    )


ENDS_A_FIELD = frozenset("filled completed dated changed".split())
"""Words before which the name of a field ends."""

MAY_END_A_FIELD = frozenset(", and or within by on per is has".split())
"""Words before which it ends where a field was begun: with *its*, or as the next of a list."""


def a_field(c: Cursor) -> str:
    """A field of the vocabulary; where no log is at hand, any words may be one of its fields."""
    return (_untold_field(c) if any_field(c) else None) or c.need("field")


def any_field(c: Cursor) -> bool:
    """Whether the sentence is about a log that is not at hand: like its quoted names, its fields can't be looked up."""
    return c.vocabulary.names is None and c.of_a_log() is not None


def _untold_field(c: Cursor) -> str | None:
    """The words up to where a field's name must end; None where a known field stands, or none can."""
    known = phrases_of(c.vocabulary).longest("field", c.words, c.at)
    begun = c.words[c.at - 1].key in ("its", ",", "and", "or")
    end = next((at for at in range(c.at + 1, len(c.words) - 1) if _ends_a_field(c, at, begun)), c.at)
    named = any(word.name is not None for word in c.words[c.at : end])
    if end == c.at or named or c.key in (",", ".") or (known is not None and c.at + known[1] >= end):
        return None
    name, c.at = c.text(c.at, end), end
    return name


def _ends_a_field(c: Cursor, at: int, begun: bool) -> bool:
    key, last = c.words[at].key, not c.words[at + 1].text
    return key in ENDS_A_FIELD or (begun and (key in MAY_END_A_FIELD or (key == "." and last)))


def number(c: Cursor) -> int | float | None:
    """50,000, 1.5, 50k, or one to twelve as words."""
    text = c.word.low
    if text in NUMBERS:
        c.at += 1
        return NUMBERS.index(text) + 1
    if not re.fullmatch(r"\d[\d.,]*[km]?", text):
        c.note(("family", "number"))
        return None
    if _can_be_read_in_two_ways(text):
        digits = re.sub(r"[.,]", "", text)
        better = f"{int(digits):,}" if digits.isdigit() else text
        c.refuse(
            f'"{text}" can be read in two ways.',
            "thousands with a comma and decimals with a point, as in 50,000 and 1.5",
            c.at,
            c.at + 1,
            c.replaced(c.at, c.at + 1, better),
        )
    c.at += 1
    digits, factor = (text[:-1], _FACTORS[text[-1]]) if text[-1] in _FACTORS else (text, 1)
    return _plain(float(digits.replace(",", "")) * factor) if "." in digits else int(digits.replace(",", "")) * factor


_FACTORS = {"k": 1_000, "m": 1_000_000}


def _can_be_read_in_two_ways(text: str) -> bool:
    """50.000 is fifty or fifty thousand, 1,5 is fifteen or one and a half."""
    digits = text.rstrip("km")
    return not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{1,2})?|\d+(\.\d{1,2}|\.\d{4,})?", digits)


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def whole(c: Cursor, least: int = 1) -> int:
    """A whole number, `least` or more."""
    start = c.at
    value = number(c)
    if value is None:
        c.stuck()
    if not isinstance(value, int) or value < least or value > 100_000:
        c.refuse(f"{c.text(start, c.at)} doesn't fit here.", f"a whole number from {least} to 100,000", start)
    return value


def duration(c: Cursor) -> Duration:
    """1 working day, 24 hours, a week."""
    start = c.at
    if c.take("0"):
        _refuse_zero(c, start)
    count = 1 if c.take("a") else whole(c)
    unit = c.one_of("unit", UNITS)
    return Duration(count, UNITS[unit]) if unit else c.stuck()


def _refuse_zero(c: Cursor, start: int) -> None:
    c.one_of("unit", UNITS)
    better: tuple[str, ...] = ()
    if c.words[start - 1].key == "within" and c.take("of"):
        better = (c.replaced(start - 1, c.at, "on the same working day as"),)
    c.refuse("0 is no time to do something in.", '"on the same working day as"', start, c.at, *better)
