"""What the records add to the words of a manual: stages of the firm's pipelines, fields, sources of leads.

A word that a manual uses isn't taken away by a change here: the usual stages stay words, whether a pipeline has them
or not, and so does what a stage was called before.
"""

from ingrain.method.vocabulary import Words
from ingrain.records.fields import CUSTOMERS, SOURCES
from ingrain.records.models import Lead, Stage

NO_FIELDS = {"state", "lead", "parent", "account"}
"""What a manual says in other words, or not at all."""


def words_of_records() -> Words:
    """The words of this firm's records, as they are now."""
    named = Stage.objects.order_by("pipeline__place", "pipeline", "place", "pk").values_list("name", "formerly")
    stages = dict.fromkeys((*(now for now, _ in named), *(old for _, told in named for old in told.splitlines())))
    fields = (field.name for kind in CUSTOMERS.values() for field in kind.fields if field.name not in NO_FIELDS)
    used = Lead.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct()[:50]
    return Words(tuple(stages), tuple(dict.fromkeys(fields)), (*(value for value, _ in SOURCES()), *used))
