"""Finding the vocabulary's phrases in a sentence, the longest first. What they mean lives in the vocabulary."""

from collections.abc import Iterable, Mapping, Sequence

from ingrain.method.language.words import Word, lows

type Family = str
"""What sort of word: kind, stage, state, field, activity, role, adjective, source, team, value of FIELD."""


class Phrasebook:
    """Phrases by family and first word. Of two that are spelled alike the first one stands."""

    def __init__(self, families: Mapping[Family, Iterable[tuple[str, str]]]) -> None:
        self._phrases: dict[Family, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        self.spelled: dict[Family, dict[str, str]] = {}
        for family, phrases in families.items():
            spelled = self.spelled.setdefault(family, {})
            known: dict[tuple[str, ...], str] = {}
            for phrase, meaning in phrases:
                spelled.setdefault(phrase, meaning)
                if lows(phrase):
                    known.setdefault(lows(phrase), meaning)
            starts = self._phrases.setdefault(family, {})
            for words in sorted(known, key=len, reverse=True):
                starts.setdefault(words[0], []).append((words, known[words]))

    def longest(self, family: Family, words: Sequence[Word], at: int) -> tuple[str, int] | None:
        """The meaning of the longest phrase that stands at this word, and how many words it takes."""
        for phrase, meaning in self._phrases.get(family, {}).get(words[at].low, ()):
            if all(a == b.low for a, b in zip(phrase, words[at : at + len(phrase)], strict=False)) and (
                at + len(phrase) <= len(words)
            ):
                return meaning, len(phrase)
        return None

    def meanings(self, family: Family) -> tuple[str, ...]:
        """Everything that a word of this family can mean, in the vocabulary's order."""
        return tuple(dict.fromkeys(self.spelled.get(family, {}).values()))
