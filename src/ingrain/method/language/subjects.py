"""Which records a rule is about: a kind, narrowed by what stands before it and after it."""

import re

from ingrain.method.language.cursor import Cursor
from ingrain.method.language.known import phrases_of
from ingrain.method.language.phrases import ARTICLES, ENDS_A_VALUE, any_field, number
from ingrain.method.rules import From, InState, InTeam, Not, Qualifier, Subject, WithLinked, WithValue, Worth


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
            if (match := phrases_of(c.vocabulary).longest(family, c.words, c.at))
            for meaning, length in [match]
        ]
        if not ways:
            c.note(("family", "state"))
            _refuse_either(c, found)
            return found
        length, family, meaning = max(ways, key=lambda way: way[0])
        if family == "kind":
            return found
        c.at += length
        found.append((family, meaning, start))


def _refuse_either(c: Cursor, found: list[_Adjective]) -> None:
    """A won or lost opportunity: two rules, or closed where that is the same."""
    start = c.at
    if not found or not c.ahead("or", ", or"):
        return
    second = start + (2 if c.key == "," else 1)
    state = phrases_of(c.vocabulary).longest("state", c.words, second)
    if state is None:
        return
    end = second + state[1]
    first = found[-1][2]
    rules = [_articled(c.replaced(start, end, "")), _articled(c.replaced(first, second, ""))]
    expected = f'two rules: "{rules[0]}" and "{rules[1]}"'
    kind = phrases_of(c.vocabulary).longest("kind", c.words, end)
    if {found[-1][1], state[0]} == {"won", "lost"} and kind and kind[0] == "opportunity":
        rules.insert(0, c.replaced(first, end, "closed"))
        expected = f"closed, or {expected}"
    message = "What stands before the kind of record narrows it; there is no or between two of them."
    c.refuse(message, expected, first, end, *rules)


def _articled(text: str) -> str:
    """The article before what now stands first: a won, an open."""

    def article(found: re.Match[str]) -> str:
        return f"{found[1]}{'n' if found[2].casefold() in 'aeiou' else ''} "

    return re.sub(r"\b(a)n? (?=([^\W_]))", article, text, count=1, flags=re.IGNORECASE)


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
    name = c.find("field") or _untold_field(c)
    return WithValue(name, value(c, f"value of {name}"))


def _untold_field(c: Cursor) -> str:
    """A field of a log that is not at hand: what stands before a quoted value, otherwise one word."""
    if not any_field(c) or c.word.name is not None or c.key in ENDS_A_VALUE or not c.word.low[:1].isalnum():
        c.stuck()
    start = c.at
    quoted = start
    while c.words[quoted].low[:1].isalnum() and c.words[quoted].low not in ENDS_A_VALUE:
        quoted += 1
    c.at = quoted if c.words[quoted].name is not None else start + 1
    return c.text(start, c.at)


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
    known = phrases_of(c.vocabulary).longest(family, c.words, c.at)
    while c.word.low not in ENDS_A_VALUE and c.word.low[:1] not in {"", '"'} and c.word.low[0].isalnum():
        c.at += 1
    if known is not None and start + known[1] >= c.at:
        c.at = start + known[1]
        return known[0]
    if start == c.at:
        c.note(("family", family))
        c.stuck()
    return " ".join(word.text for word in c.words[start : c.at])
