"""The words that a manual of this firm may use: the CRM's own with its teams; for a log, what its events are called."""

from collections.abc import Callable
from dataclasses import replace

from ingrain.journal.models import Batch
from ingrain.method.vocabulary import CRM, Vocabulary
from ingrain.people.models import Team

TOLD_BY: list[Callable[[Vocabulary], Vocabulary]] = []


def told_by(tell: Callable[[Vocabulary], Vocabulary]) -> None:
    """From now on this adds words of the firm's own records: stages, fields, sources. Registered by the site."""
    if tell not in TOLD_BY:
        TOLD_BY.append(tell)


def vocabulary_of(log: Batch | None) -> Vocabulary:
    """The words for the firm's records, or for the cases of a log."""
    teams = tuple(Team.objects.values_list("name", flat=True))
    if log is None:
        words = replace(CRM, teams=teams)
        for tell in TOLD_BY:
            words = tell(words)
        return words
    kind, names, fields = _of_log(log)
    return replace(CRM.with_log(kind, names, sorted(fields), owned="owner" in fields), teams=teams)


def _of_log(log: Batch) -> tuple[str, frozenset[str], frozenset[str]]:
    """What a case of a log is called, its events, and what they set."""
    words = log.words
    return words.get("record", "case"), frozenset(words.get("names", ())), frozenset(words.get("fields", ()))
