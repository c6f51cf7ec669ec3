"""From a sentence that can't be read to the nearest one that can.

Here lives the search: known wordings are rewritten, then the word where reading stops is replaced, left out or preceded
by what was wanted there, the most promising first. What people write and how to put it lives in wordings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from ingrain.method.language import rewrites
from ingrain.method.language.cursor import Cursor, Refused, Stuck
from ingrain.method.language.exemptions import rules_instead
from ingrain.method.language.known import phrases_of
from ingrain.method.language.nearest import nearest
from ingrain.method.language.phrases import ARTICLES
from ingrain.method.language.say import say
from ingrain.method.language.sentences import sentence
from ingrain.method.language.wordings import SYNONYMS, WORDINGS, Wording
from ingrain.method.rules import Form
from ingrain.method.vocabulary import Vocabulary

TRIES = 120
"""How many sentences are tried at most."""

DEAREST = 1.5
"""What all changes to a sentence may cost together: a word left out and one misspelled, or some more misspelled."""

WEIGHTY = frozenset("not no never neither nor without but except only unless until all none than".split())
"""Words that a sentence never loses, for their opposite would be left."""

HARMLESS = {".", ",", "of", "has", "also", "or neither", "in order", "filled in", "dated in the future", "working days"}
"""Words that may be put in without changing what is meant."""


@dataclass(frozen=True, slots=True)
class Mended:
    """better: the nearest sentence that can be read, if one was found.

    message, expected, marked: what is wrong and where, if the wording is known.
    """

    better: str | None
    message: str = ""
    expected: str = ""
    marked: tuple[int, int] = (0, 0)


def mend(text: str, vocabulary: Vocabulary) -> Mended:
    """The nearest sentence that can be read, and what was wrong with this one, where that is known."""
    if exempted := rules_instead(text, vocabulary):
        match, instead = exempted
        if instead:
            message = "A rule has no exceptions." if len(instead) == 1 else "A rule has one time."
            quoted = " and ".join(f'"{rule}"' for rule in instead)
            expected = f"{'a qualifier with not' if len(instead) == 1 else 'two rules'}: {quoted}"
            return Mended(instead[0], message, expected, _trimmed(text, *match.span()))
    rewritten, wording, marked = _rewrite(text, vocabulary)
    better = nearest_readable(rewritten, vocabulary) or (nearest_readable(text, vocabulary) if wording else None)
    if wording is None:
        return Mended(better)
    return Mended(better, wording.message, wording.expected, _trimmed(text, *marked))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without spaces and commas around it."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip(" ,")), max(start, end - len(said) + len(said.rstrip(" ,")))


def _rewrite(text: str, vocabulary: Vocabulary) -> tuple[str, Wording | None, tuple[int, int]]:
    """The sentence with each known wording replaced, until it can be read; and the first one found in it."""
    first: Wording | None = None
    marked = (0, 0)
    record = next((kind.name for kind in vocabulary.kinds.values() if kind.from_log), "opportunity")
    for wording in (*WORDINGS, *WORDINGS):
        match = wording.pattern.search(text)
        if match is None:
            continue
        if first is not None and readable(text, vocabulary):
            break
        after = wording.rewrite(text).replace(rewrites.RECORD, record)
        if after == text:
            continue
        if first is None or first.expected == "a full stop":
            first, marked = wording, match.span()
        text = after
    return text, first, marked


def readable(text: str, vocabulary: Vocabulary) -> Form | None:
    """The rule that a sentence is, if it is one."""
    try:
        return sentence(Cursor(text, vocabulary))
    except (Stuck, Refused):
        return None


def nearest_readable(text: str, vocabulary: Vocabulary) -> str | None:
    """The first sentence that can be read among those that differ by little, the most promising first."""
    queue: list[tuple[float, int, float, str]] = [(0.0, 0, 0.0, text)]
    tried = {text}
    turns = count(1)
    for _ in range(TRIES):
        if not queue:
            return None
        _promise, _turn, cost, candidate = heappop(queue)
        cursor = Cursor(candidate, vocabulary)
        try:
            return _properly(candidate, sentence(cursor), text, vocabulary)
        except Refused as refused:
            changes, left = [(0.1, better) for better in refused.better], 0.0
        except Stuck:
            changes, left = _changes(cursor), 1 - cursor.furthest / len(cursor.words)
        for price, changed in changes:
            if changed and changed not in tried and cost + price <= DEAREST:
                tried.add(changed)
                heappush(queue, (cost + price + left, next(turns), cost + price, changed))
    return None


def _properly(candidate: str, form: Form, text: str, vocabulary: Vocabulary) -> str:
    """A sentence that only lacked its full stop stays as it is; any other is said in the language's words."""
    return candidate if candidate == f"{text}." else say(form, vocabulary)


def _changes(c: Cursor) -> list[tuple[float, str]]:
    """Each small change at the place where reading stops, with its price."""
    at, word = c.furthest, c.words[c.furthest]
    changes = [(0.3 + 0.1 * rank, c.replaced(at, at + length, near)) for length, rank, near in _likely(c)]
    names = c.vocabulary.names or frozenset()
    if word.name is not None:
        changes += [(0.3, c.replaced(at, at + 1, f'"{near}"')) for near in nearest(word.name, names)]
    elif word.text in names:
        changes.append((0.2, c.replaced(at, at + 1, f'"{word.text}"')))
    if word.low in SYNONYMS:
        changes.append((0.2, c.replaced(at, at + 1, SYNONYMS[word.low])))
    if word.key == "," or (word.low.isalpha() and word.low not in WEIGHTY):
        changes.append((0.9, _without(c, at)))
    if ("family", "activity") in c.wanted and (field := phrases_of(c.vocabulary).longest("field", c.words, at)):
        start = at - 1 if at and c.words[at - 1].key in ARTICLES else at
        changes.append((0.2, c.replaced(start, at + field[1], f"its {field[0]} filled in")))
    for kind, text in c.wanted:
        if kind == "word" and text in HARMLESS and (text != "." or not word.text):
            changes.append((0.4, c.replaced(at, at, f" {text} ")))
    return [(price, _spaced(changed)) for price, changed in changes]


def _likely(c: Cursor) -> Iterator[tuple[int, int, str]]:
    """Words spelled much like the one or two that stand where reading stops: how many, which in rank, the word."""
    spelled = phrases_of(c.vocabulary).spelled
    wanted = [text for kind, text in c.wanted if kind == "word"]
    wanted += [phrase for kind, family in c.wanted if kind == "family" for phrase in spelled.get(family, {})]
    for length in (1, 2):
        end = min(c.furthest + length, len(c.words) - 1)
        if any(word.low in WEIGHTY for word in c.words[c.furthest : end]):
            return
        for rank, near in enumerate(nearest(c.text(c.furthest, end), wanted, likeness=0.7)):
            yield end - c.furthest, rank, near


def _without(c: Cursor, at: int) -> str:
    return c.sentence[: c.words[at].start].rstrip() + c.sentence[c.words[at].end :]


def _spaced(text: str) -> str:
    return " ".join(text.replace(" ,", ",").replace(" .", ".").split())
