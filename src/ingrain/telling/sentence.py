"""A rule's sentence in parts: the words that a company chose, and the language's own between them.

Here lives telling them apart. How a chosen word is drawn lives with whoever draws it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ingrain.method.vocabulary import Vocabulary

NUMBER = r"(?:\d[\d.,]*k?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
UNIT = r"(?:working )?(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?)"
SPAN = rf"{NUMBER}(?: of {NUMBER})? {UNIT}|(?:per|each) (?:day|week|month|quarter|year)"
WHO = r"(?:its|their) (?:owner's manager|owner|creator)"
NOT_CHOSEN = frozenset({"open", "created", "record", "person", "people"})
ARTICLE = r"(?:(?:an? (?:open )?|the |its )(?=\w))?"


def parts(sentence: str, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """The sentence piece by piece, each with whether the company chose it."""
    at = 0
    for found in _chosen(vocabulary_words(vocabulary)).finditer(sentence):
        if found.start() > at:
            yield sentence[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(sentence):
        yield sentence[at:], False


def vocabulary_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a company calls its things, the longest first."""
    kinds = [form for kind in vocabulary.kinds.values() for form in (kind.name, kind.plural)]
    activities = [form for pair in vocabulary.activities.items() for form in pair]
    others = (*vocabulary.stages, *vocabulary.states, *vocabulary.fields, *vocabulary.sources, *vocabulary.teams)
    words = {word for word in (*kinds, *activities, *others) if word.casefold() not in NOT_CHOSEN}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=8)
def _chosen(words: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, words))
    one = rf'(?:"[^"]*"|\b(?:{SPAN}|{WHO}|the future|{ARTICLE}(?:{known})(?<!in order))\b)'
    return re.compile(rf"{one}(?:(?:, {one})* (?:or|and) {one})?", re.IGNORECASE)
