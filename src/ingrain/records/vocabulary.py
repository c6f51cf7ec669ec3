"""What the records add to the words of a manual: stages of the firm's pipelines, fields, sources of leads.

A word that a manual uses isn't taken away by a change here: the usual stages stay words, whether a pipeline has them
or not.
"""

from collections.abc import Iterable
from dataclasses import replace

from ingrain.method.vocabulary import Vocabulary
from ingrain.records.fields import CUSTOMERS, SOURCES
from ingrain.records.models import Lead, Stage

NO_FIELDS = {"state", "lead", "parent", "account"}
"""What a manual says in other words, or not at all."""


def with_records(words: Vocabulary) -> Vocabulary:
    """These words, and those of the firm's own records."""
    stages = Stage.objects.order_by("pipeline__place", "pipeline", "place", "pk").values_list("name", flat=True)
    fields = [field.name for kind in CUSTOMERS.values() for field in kind.fields if field.name not in NO_FIELDS]
    used = Lead.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct()[:50]
    return replace(
        words,
        stages=_joined(stages, words.stages),
        fields=_joined(words.fields, fields),
        sources=_joined(words.sources, [value for value, _ in SOURCES()], used),
    )


def _joined(*several: Iterable[str]) -> tuple[str, ...]:
    """All of them in order, each once, whatever its case."""
    found: dict[str, str] = {}
    for some in several:
        for word in some:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())
