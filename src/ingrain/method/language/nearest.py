"""Words that somebody may have meant. Here lives likeness of spelling, nothing else."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache


def nearest(word: str, words: Iterable[str], most: int = 3, likeness: float = 0.6) -> list[str]:
    """The words most alike in spelling, without regard to case, the nearest first."""
    return list(_nearest(word.casefold(), frozenset(words), most, likeness))


@lru_cache(maxsize=512)
def _nearest(word: str, words: frozenset[str], most: int, likeness: float) -> tuple[str, ...]:
    """Asked again and again while one sentence is mended, of a log's thousands of names."""
    spelled = _spelled(words)
    return tuple(spelled[near] for near in get_close_matches(word, spelled, most, likeness))


@lru_cache(maxsize=64)
def _spelled(words: frozenset[str]) -> dict[str, str]:
    return {one.casefold(): one for one in sorted(words, reverse=True)}
