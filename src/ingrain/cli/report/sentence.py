"""A rule's sentence as it is shown: with the words that a company chose marked, and the language's own left plain."""

import re
from functools import lru_cache

from ingrain.cli.report.html import Markup, Part, el, together
from ingrain.method.vocabulary import Vocabulary

NUMBER = r"(?:\d[\d.,]*k?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
UNIT = r"(?:working )?(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?)"
SPAN = rf"{NUMBER}(?: of {NUMBER})? {UNIT}|(?:per|each) (?:day|week|month|quarter|year)"
WHO = r"(?:its|their) (?:owner's manager|owner|creator)"
NOT_CHOSEN = frozenset({"open", "created", "record", "person", "people"})
ARTICLE = r"(?:(?:an? (?:open )?|the |its )(?=\w))?"


def marked(sentence: str, vocabulary: Vocabulary) -> Markup:
    """The sentence, with each chosen word in a mark of its own."""
    pattern = _chosen(vocabulary_words(vocabulary))
    parts: list[Part] = []
    at = 0
    for found in pattern.finditer(sentence):
        parts += [sentence[at : found.start()], el("span", found.group(), class_="word")]
        at = found.end()
    return together([*parts, sentence[at:]])


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
