"""Going through a sentence from left to right and back, remembering what could have stood at the furthest place.

Here lives how words are taken; which words make a rule lives in phrases and sentences.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal, NoReturn

from ingrain.method.language.known import phrases_of
from ingrain.method.language.words import Word, words_of
from ingrain.method.vocabulary import Kind, Vocabulary

LABELS = {
    "kind": "a kind of record",
    "stage": "a stage",
    "state": "a state",
    "field": "a field",
    "activity": "an activity",
    "name": "a quoted name",
    "number": "a number",
    "unit": "a unit of time",
    "role": "someone",
    "source": "a source",
    "team": "a team",
    "verb": "has, is or moves to",
    "period": "a period",
    "adjective": "a word before the kind of record",
}
"""How a family of words is called in a message."""

type Wanted = tuple[Literal["word", "family"], str]


class Stuck(Exception):
    """What stands here can't be read on; the cursor knows the furthest place and what it wanted there."""


class Refused(Exception):
    """Read and understood, but the language leaves it out. first, last: the words meant; better: whole sentences."""

    def __init__(self, message: str, expected: str, span: tuple[int, int], better: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.expected, self.span, self.better = message, expected, span, better


@lru_cache(maxsize=1024)
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


class Cursor:
    """A place in a sentence."""

    def __init__(self, sentence: str, vocabulary: Vocabulary) -> None:
        self.sentence = sentence
        self.vocabulary = vocabulary
        end = len(sentence)
        self.words = [*words_of(sentence), Word("", "", "", end, end)]
        self.at = 0
        self.furthest = 0
        self.wanted: dict[Wanted, None] = {}

    @property
    def key(self) -> str:
        return self.words[self.at].key

    @property
    def word(self) -> Word:
        return self.words[self.at]

    def note(self, wanted: Wanted, ahead: int = 0) -> None:
        """Remember that this could have stood here, if no other way of reading came further."""
        place = self.at + ahead
        if place > self.furthest:
            self.furthest, self.wanted = place, {}
        if place == self.furthest:
            self.wanted[wanted] = None

    def stuck(self) -> NoReturn:
        raise Stuck

    def take(self, *phrases: str) -> str | None:
        """The first of these phrases that stands here; it is passed. The first of all is the one to be offered."""
        for phrase in phrases:
            parts = _parts(phrase)
            for n, part in enumerate(parts):
                if self.words[self.at + n].key != part:
                    if n or phrase is phrases[0]:
                        self.note(("word", " ".join(parts[n:])), n)
                    break
            else:
                self.at += len(parts)
                return phrase
        return None

    def one_of(self, family: str, phrases: Iterable[str]) -> str | None:
        """Like `take`, for phrases that a message calls by one name."""
        for phrase in phrases:
            if self.ahead(phrase):
                self.at += len(_parts(phrase))
                return phrase
        self.note(("family", family))
        return None

    def want(self, *phrases: str) -> str:
        return self.take(*phrases) or self.stuck()

    def find(self, family: str) -> str | None:
        """The longest word of this family that stands here; it is passed."""
        found = phrases_of(self.vocabulary).longest(family, self.words, self.at)
        if found is None:
            self.note(("family", family))
            return None
        self.at += found[1]
        return found[0]

    def need(self, family: str) -> str:
        found = self.find(family)
        return found if found is not None else self.stuck()

    def attempt[T](self, read: "Callable[[Cursor], T]") -> T | None:
        """What `read` reads from here, or None and nothing passed."""
        start = self.at
        try:
            return read(self)
        except Stuck:
            self.at = start
            return None

    def ahead(self, *phrases: str) -> bool:
        """Whether one of these phrases stands here; nothing is passed or remembered."""
        return any(
            all(self.words[min(self.at + n, len(self.words) - 1)].key == part for n, part in enumerate(_parts(phrase)))
            for phrase in phrases
        )

    def later(self, phrase: str) -> bool:
        """Whether this phrase stands anywhere from here on."""
        parts = _parts(phrase)
        keys = [word.key for word in self.words[self.at :]]
        return any(tuple(keys[n : n + len(parts)]) == parts for n in range(len(keys)))

    def of_a_log(self) -> Kind | None:
        """What the log calls its records, if this sentence is about them: it names no kind of the CRM."""
        logs = [kind for kind in self.vocabulary.kinds.values() if kind.from_log]
        if not logs:
            return None
        phrases = phrases_of(self.vocabulary)
        named = [found[0] for at in range(len(self.words)) if (found := phrases.longest("kind", self.words, at))]
        return logs[-1] if all(self.vocabulary.kind(name).from_log for name in named) else None

    def text(self, first: int, last: int) -> str:
        """The sentence's text from one word up to, without, another."""
        if first >= last:
            return ""
        return self.sentence[self.words[first].start : self.words[last - 1].end]

    def replaced(self, first: int, last: int, text: str) -> str:
        """The sentence with these words replaced."""
        start = self.words[first].start
        end = self.words[last - 1].end if last > first else start
        return re.sub(r" {2,}", " ", self.sentence[:start] + text + self.sentence[end:]).replace(" ,", ",")

    def refuse(self, message: str, expected: str, first: int, last: int | None = None, *better: str) -> NoReturn:
        raise Refused(message, expected, (first, self.at if last is None else last), better)
