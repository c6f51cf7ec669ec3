"""Many events at once, into the journal and into the tables, in the caller's transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from ingrain.journal.models import Batch
from ingrain.journal.write import append
from ingrain.method.events import Event
from ingrain.records.fields import CUSTOMERS
from ingrain.records.models import Activity
from ingrain.records.shelf import Shelf


def bring(events: Iterable[Event], kinds: Mapping[str, str] | None = None, *, batch: Batch | None = None) -> Shelf:
    """Write events that name their records themselves, and the rows that come of them."""
    told = list(events)
    numbers = append(told, kinds, batch=batch)
    shelf = Shelf()
    for event, number in zip(told, numbers, strict=True):
        shelf.tell(replace(event, sequence=number))
    shelf.save()
    go_on_counting()
    return shelf


def go_on_counting() -> None:
    """New records are numbered after those that brought their number along; PostgreSQL has to be told."""
    models: list[type[Model]] = [*(kind.model for kind in CUSTOMERS.values()), Activity]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
