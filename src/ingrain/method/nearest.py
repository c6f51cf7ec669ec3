"""Words that somebody may have meant. Here lives likeness of spelling, nothing else."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, words: Iterable[str], most: int = 3, likeness: float = 0.6) -> list[str]:
    """The words most alike in spelling, without regard to case, the nearest first."""
    spelled = {one.casefold(): one for one in sorted(words, reverse=True)}
    return [spelled[near] for near in get_close_matches(word.casefold(), spelled, most, likeness)]
