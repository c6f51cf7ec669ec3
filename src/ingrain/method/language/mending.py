"""From a sentence that can't be read to the nearest one that can.

Here lives the search: known wordings are rewritten, then the word where reading stops is replaced, left out or preceded
by what was wanted there, the most promising first. What people write and how to put it lives in wordings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import heappop, heappush
from itertools import count

from ingrain.method.language import rewrites
from ingrain.method.language.cursor import Cursor, Refused, Stuck
from ingrain.method.language.exemptions import rules_instead
from ingrain.method.language.known import phrases_of
from ingrain.method.language.nearest import nearest
from ingrain.method.language.phrases import ARTICLES, NUMBERS, UNITS
from ingrain.method.language.say import say
from ingrain.method.language.sentences import PERIODS, sentence
from ingrain.method.language.things import VERBS
from ingrain.method.language.wordings import SYNONYMS, WORDINGS, Wording
from ingrain.method.rules import Form
from ingrain.method.vocabulary import Vocabulary

TRIES = 120
"""How many sentences are tried at most."""

LONGEST = 500
"""No longer sentence is put right: looking for what was meant takes longer than in proportion."""

DEAREST = 1.5
"""What all changes to a sentence may cost together: a word left out and one misspelled, or some more misspelled."""

KEPT = frozenset("not no never neither nor without but except only unless until all none than or and".split())
"""Words that are never taken for misspelled ones: what is meant would be lost with them."""

FILLERS = frozenset(
    "a an the any every each then also already just simply still really very please some there always".split()
)
"""Words that a sentence may lose; any other would take a part of its meaning with it."""

SPELLED = {"verb": VERBS, "unit": tuple(UNITS), "period": tuple(PERIODS), "number": NUMBERS, "article": ARTICLES}
"""Families of words of the language itself, which no vocabulary spells."""

QUALIFYING = frozenset({"worth", "from", "in", "with", "not"})
"""Words before which *and* is all that a second qualifier lacks."""

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
    if len(text) > LONGEST:
        return Mended(None)
    if instead := rules_instead(text, vocabulary, _in_other_words):
        return Mended(instead.rules[0], instead.message, instead.expected, _trimmed(text, *instead.place))
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


def _in_other_words(text: str, vocabulary: Vocabulary) -> Form | None:
    return readable(_rewrite(text, vocabulary)[0], vocabulary)


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
    changes = [(price, c.replaced(at, at + length, near)) for length, price, near in _likely(c)]
    changes += [(price, c.replaced(at, end, f'"{name}"')) for end, price, name in _names(c)]
    if (meant := synonym(word.low, c.vocabulary)) is not None:
        changes.append((0.2, c.replaced(at, at + 1, meant)))
    if word.key == "," or word.low in FILLERS:
        changes.append((0.9, _without(c, at)))
    if ("family", "activity") in c.wanted and (field := phrases_of(c.vocabulary).longest("field", c.words, at)):
        start = at - 1 if at and c.words[at - 1].key in ARTICLES else at
        changes.append((0.2, c.replaced(start, at + field[1], f"its {field[0]} filled in")))
    for kind, text in c.wanted:
        fits = text in HARMLESS or (text == "and" and word.low in QUALIFYING)
        if kind == "word" and fits and (text != "." or not word.text):
            changes.append((0.4, c.replaced(at, at, f" {text} ")))
    return [(price, _spaced(changed)) for price, changed in changes]


def synonym(said: str, vocabulary: Vocabulary) -> str | None:
    """The language's word for this one; a log's records are called as its manual says."""
    record = next((kind for kind in vocabulary.kinds.values() if kind.from_log), None)
    if record and said in ("case", "record", "trace"):
        return record.name
    if record and said in ("cases", "records", "traces"):
        return record.plural
    return SYNONYMS.get(said)


def _names(c: Cursor) -> Iterator[tuple[int, float, str]]:
    """Names of the log much like what stands where reading stops: up to which word, the price, the name."""
    at, names = c.furthest, c.vocabulary.names or frozenset()
    if c.words[at].name is not None:
        for rank, near in enumerate(nearest(c.words[at].name or "", names)):
            yield at + 1, 0.3 + 0.05 * rank, near
    elif ("family", "name") in c.wanted or ("family", "activity") in c.wanted or at == 0:
        for end in range(min(at + 8, len(c.words) - 1), at, -1):
            for near in nearest(c.text(at, end), names, 1, 0.8):
                exact = near.casefold() == c.text(at, end).casefold()
                yield end, 0.15 if exact else 0.35, near


def _likely(c: Cursor) -> Iterator[tuple[int, float, str]]:
    """Words spelled much like the one or two that stand where reading stops: how many, the price, the word."""
    log, spelled = c.of_a_log(), phrases_of(c.vocabulary).spelled
    if log:
        spelled = {**spelled, "field": dict.fromkeys(log.fields, "")}
    wanted = [text for kind, text in c.wanted if kind == "word"]
    families = [family for kind, family in c.wanted if kind == "family"]
    wanted += [phrase for family in families for phrase in (*spelled.get(family, {}), *SPELLED.get(family, ()))]
    for length in (1, 2, 3):
        end = min(c.furthest + length, len(c.words) - 1)
        said = c.words[c.furthest : end]
        if len(said) < length or any(word.low in KEPT or word.low[0].isdigit() for word in said):
            return
        text = c.text(c.furthest, end)
        as_long = [phrase for phrase in wanted if len(phrase.split()) == length]
        for near in nearest(text, as_long, likeness=0.6 if length == 1 and len(text) < 5 else 0.7):
            likeness = SequenceMatcher(None, text.casefold(), near.casefold()).ratio()
            yield length, 0.2 + 0.9 * (1 - likeness), near


def _without(c: Cursor, at: int) -> str:
    return c.sentence[: c.words[at].start].rstrip() + c.sentence[c.words[at].end :]


def _spaced(text: str) -> str:
    return " ".join(text.replace(" ,", ",").replace(" .", ".").split())
