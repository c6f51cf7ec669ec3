"""The words that a manual of this firm may use: the CRM's own with its teams; for a log, what its events are called."""

from dataclasses import replace
from functools import lru_cache

from ingrain.journal.models import Batch
from ingrain.method.vocabulary import CRM, Vocabulary
from ingrain.people.models import Team


def vocabulary_of(log: Batch | None) -> Vocabulary:
    """The words for the firm's records, or for the cases of a log."""
    teams = tuple(Team.objects.values_list("name", flat=True))
    if log is None:
        return _crm(teams)
    kind, names, fields = _of_log(log)
    return replace(CRM.with_log(kind, names, sorted(fields), owned="owner" in fields), teams=teams)


@lru_cache(maxsize=8)
def _crm(teams: tuple[str, ...]) -> Vocabulary:
    """The same words for the same teams, so that who has read a text with them knows it again."""
    return replace(CRM, teams=teams)


def _of_log(log: Batch) -> tuple[str, frozenset[str], frozenset[str]]:
    """What a case of a log is called, its events, and what they set."""
    words = log.words
    return words.get("record", "case"), frozenset(words.get("names", ())), frozenset(words.get("fields", ()))
