"""The parts of a rule sentence: numbers, durations, roles, records and their qualifiers, things that can happen.

Here lives how each part is read. The sentences they make up live in sentences, how a part is said lives in say.
"""

import re
from collections.abc import Callable

from ingrain.method.cursor import Cursor
from ingrain.method.rules import (
    Became,
    Changed,
    Created,
    Creator,
    DoerOf,
    Done,
    Duration,
    From,
    Happening,
    Holder,
    InState,
    InTeam,
    MovedTo,
    Named,
    Not,
    Owner,
    OwnersManager,
    Qualifier,
    Role,
    SomeoneOtherThan,
    Subject,
    Unit,
    WithLinked,
    WithValue,
    Worth,
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


# --- lists ------------------------------------------------------------------------------------------------------------


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


# --- numbers and lengths of time --------------------------------------------------------------------------------------


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


# --- who --------------------------------------------------------------------------------------------------------------


def roles(c: Cursor) -> tuple[Role, ...]:
    """Its owner or a seller."""
    start = c.at
    found, conjunction = listed(c, role)
    if conjunction == "and":
        c.refuse(
            "One event has one doer, so roles are listed with or.",
            "roles joined by or",
            start,
            c.at,
            c.replaced(start, c.at, re.sub(r"\band\b", "or", c.text(start, c.at))),
        )
    if len(found) > 1 and any(isinstance(one, SomeoneOtherThan) for one in found):
        c.refuse("Someone other than … stands alone, not in a list.", "one role, or a list without it", start, c.at)
    return found


def role(c: Cursor) -> Role:
    if c.take("someone other than", "somebody other than", "anyone other than", "anyone but", "someone else than"):
        return SomeoneOtherThan(plain_role(c))
    return plain_role(c)


def plain_role(c: Cursor) -> Owner | Creator | OwnersManager | Holder | DoerOf:
    if c.take("its owner's manager", "the owner's manager"):
        return OwnersManager()
    if c.take("its owner", "the owner"):
        return Owner()
    if c.take("its creator", "the creator"):
        return Creator()
    if c.take("whoever"):
        return DoerOf(_deed(c))
    c.one_of("article", ARTICLES)
    return Holder(c.need("role"))


def _deed(c: Cursor) -> Happening:
    """What stands after *whoever*: did a call, created it, moved it to Proposal, changed its amount, won it."""
    if c.take("did"):
        return happening(c)
    if c.take("created it"):
        return Created()
    if c.take("moved it to"):
        return MovedTo(c.need("stage"))
    if c.take("changed its"):
        return Changed(c.need("field"))
    state = c.need("state")
    c.want("it")
    return Became(state)


# --- which records ----------------------------------------------------------------------------------------------------


def subject(c: Cursor, article: bool = True) -> Subject:
    """An open opportunity from Web and with no contact."""
    if article:
        c.one_of("article", ARTICLES)
    before = _adjectives(c)
    kind = c.need("kind")
    qualifiers = tuple(_meant(c, word, kind) for word in before)
    return Subject(kind, qualifiers + _qualifiers(c))


type _Adjective = tuple[str, str, int]


def _adjectives(c: Cursor) -> list[_Adjective]:
    """Words before the kind, states and the vocabulary's adjectives; the longest match wins."""
    found: list[_Adjective] = []
    while True:
        start = c.at
        ways = [
            (length, family, meaning)
            for family in ("kind", "state", "adjective")
            if (match := c.vocabulary.phrases.longest(family, c.words, c.at))
            for meaning, length in [match]
        ]
        if not ways:
            c.note(("family", "state"))
            return found
        length, family, meaning = max(ways, key=lambda way: way[0])
        if family == "kind":
            return found
        c.at += length
        found.append((family, meaning, start))


def _meant(c: Cursor, adjective: _Adjective, kind: str) -> Qualifier:
    family, word, place = adjective
    if family == "state":
        return InState(word)
    for one in c.vocabulary.adjectives:
        if one.word == word and one.kind == kind:
            return WithValue(one.field, one.value)
    kinds = " or ".join(one.kind for one in c.vocabulary.adjectives if one.word == word)
    c.refuse(f'"{word}" is not said of {kind}, only of {kinds}.', f"{kinds}, or another word", place, place + 1)


def _qualifiers(c: Cursor) -> tuple[Qualifier, ...]:
    """What stands after the kind, joined by *and*."""
    found: list[Qualifier] = []
    first = c.attempt(qualifier)
    while first is not None:
        found.append(first)
        first = c.attempt(_and_qualifier)
    if found and c.ahead("or", ", or"):
        _refuse_or(c)
    return tuple(found)


def _and_qualifier(c: Cursor) -> Qualifier:
    c.take(",")
    c.want("and")
    return qualifier(c)


def _refuse_or(c: Cursor) -> None:
    start = c.at
    c.take(",")
    c.want("or")
    second = c.at
    if c.attempt(qualifier) or c.attempt(lambda c: value(c, "source")):
        lone_value = "from " if c.words[start - 2].key == "from" and c.words[second].key != "from" else ""
        one = c.replaced(start, c.at, "")
        first = start - (2 if lone_value else 1)
        other = c.replaced(first, c.at, f"{lone_value}{c.text(second, c.at)}")
        message = "Qualifiers narrow the subject and join with and; there is no or between them."
        c.refuse(message, f'two rules: "{one}" and "{other}"', start, c.at, one, other)
    c.at = start


def qualifier(c: Cursor) -> Qualifier:
    if c.ahead("that is", "which is") and not c.later("also"):
        c.want("that is", "which is")
    if c.take("not"):
        inner = _plain_qualifier(c)
        return Not(inner)
    return _plain_qualifier(c)


def _plain_qualifier(c: Cursor) -> InState | Worth | From | InTeam | WithValue | WithLinked:
    if c.take("worth"):
        comparison = c.want("more than", "less than", "at least", "at most")
        amount = number(c)
        return Worth(comparison, amount) if amount is not None else c.stuck()  # type: ignore[arg-type]
    if c.take("from"):
        return From(value(c, "source"))
    if c.take("in team"):
        return InTeam(value(c, "team"))
    if c.take("in"):
        return InState(c.need("stage"))
    if c.take("with"):
        return _with(c)
    return InState(c.need("state"))


def _with(c: Cursor) -> WithValue | WithLinked:
    if c.take("no"):
        return _linked(c, none=True)
    if c.ahead(*ARTICLES):
        return _linked(c)
    return c.attempt(_field_and_value) or _linked(c)


def _field_and_value(c: Cursor) -> WithValue:
    name = c.need("field")
    return WithValue(name, value(c, f"value of {name}"))


def _linked(c: Cursor, none: bool = False) -> WithLinked:
    """A kind one link away, with the words before it and at most one qualifier after it; *and* goes on outside."""
    if not none:
        c.one_of("article", ARTICLES)
    before = _adjectives(c)
    kind = c.need("kind")
    qualifiers = tuple(_meant(c, word, kind) for word in before)
    after = c.attempt(qualifier)
    return WithLinked(kind, qualifiers if after is None else (*qualifiers, after), none)


def value(c: Cursor, family: str) -> str:
    """A known value, a quoted one, or the words up to the next boundary of the sentence."""
    if c.word.name is not None:
        c.at += 1
        return c.words[c.at - 1].name or ""
    if c.key in ARTICLES and c.words[c.at + 1].low not in ENDS_A_VALUE and c.words[c.at + 1].low[:1].isalnum():
        c.at += 1
    start = c.at
    known = c.vocabulary.phrases.longest(family, c.words, c.at)
    while c.word.low not in ENDS_A_VALUE and c.word.low[:1] not in {"", '"'} and c.word.low[0].isalnum():
        c.at += 1
    if known is not None and start + known[1] >= c.at:
        c.at = start + known[1]
        return known[0]
    if start == c.at:
        c.note(("family", family))
        c.stuck()
    return " ".join(word.text for word in c.words[start : c.at])


# --- what can happen --------------------------------------------------------------------------------------------------


def happening(c: Cursor, said: str | None = None) -> Happening:
    """A thing that can happen, as a noun. `said`: being or moving to, where an item before it in the list said so."""
    return happenings_item()(c) if said is None else happenings_item(said)(c)


def happenings_item(said: str = "") -> Callable[[Cursor], Happening]:
    """A reader of one thing after the other, for which *being* and *moving to* need to be said only once."""
    carried = said

    def read(c: Cursor) -> Happening:
        nonlocal carried
        if c.word.name is not None:
            return named(c)
        if c.take("moving to", "being moved to", "moving into"):
            carried = "moving to"
            return MovedTo(c.need("stage"))
        if c.take("being"):
            carried = "being"
            return created_or_state(c)
        if carried == "moving to" and (stage := c.find("stage")):
            return MovedTo(stage)
        if carried == "being" and (became := c.attempt(created_or_state)):
            return became
        return noun(c)

    return read


def noun(c: Cursor) -> Happening:
    """A call, a change of its amount, a move to Proposal, "O_SENT"."""
    c.one_of("article", ARTICLES)
    if c.word.name is not None:
        return named(c)
    if c.take("change of", "changes of", "change to its", "changes to its", "change in its"):
        c.one_of("article", ("its", *ARTICLES))
        return Changed(c.need("field"))
    if c.take("moves to"):
        return MovedTo(c.need("stage"))
    c.note(("family", "name"))
    return Done(c.need("activity"))


def named(c: Cursor) -> Named:
    """A log's event; with a log at hand, one that occurs in it."""
    place = c.at
    name = c.word.name or ""
    c.at += 1
    return Named(name_in_log(c, name, place))


def name_in_log(c: Cursor, name: str, place: int) -> str:
    names = c.vocabulary.names
    if names is None and name.strip():
        return name
    for spelling in (name, name.replace("\\_", "_"), name.replace("\u00a0", " "), name.strip()):
        if names and spelling in names:
            return spelling
    c.at = place
    c.note(("family", "name"))
    c.stuck()


def created_or_state(c: Cursor) -> Happening:
    if c.take("created"):
        return Created()
    start = c.at
    state = c.need("state")
    if state == "open":
        c.refuse("Open is how every record begins; it is no event.", "created, or another state", start, c.at,
                 c.replaced(start, c.at, "created"))  # fmt: skip
    return Became(state)
