"""The words that a manual of this firm may use: the CRM's own with its teams; for a log, what its events are called."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, reduce

from ingrain.journal.models import Batch
from ingrain.method.vocabulary import CRM, Vocabulary, Words
from ingrain.people.models import Team

TOLD_BY: list[Callable[[], Words]] = []


def told_by(tell: Callable[[], Words]) -> None:
    """From now on this says what words the firm's own records add. Registered by the site."""
    if tell not in TOLD_BY:
        TOLD_BY.append(tell)


def vocabulary_of(log: Batch | None) -> Vocabulary:
    """The words for the firm's records, or for the cases of a log."""
    teams = tuple(Team.objects.values_list("name", flat=True))
    if log is None:
        return _crm(teams, tuple(tell() for tell in TOLD_BY))
    kind, names, fields = _of_log(log)
    return replace(CRM.with_log(kind, names, sorted(fields), owned="owner" in fields), teams=teams)


@lru_cache(maxsize=8)
def _crm(teams: tuple[str, ...], more: tuple[Words, ...]) -> Vocabulary:
    """The same words for the same teams and records, so that who has read a text with them knows it again."""
    return reduce(Vocabulary.with_words, more, replace(CRM, teams=teams))


def _of_log(log: Batch) -> tuple[str, frozenset[str], frozenset[str]]:
    """What a case of a log is called, its events, and what they set."""
    words = log.words
    return words.get("record", "case"), frozenset(words.get("names", ())), frozenset(words.get("fields", ()))
