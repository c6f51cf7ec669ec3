"""Many events at once, into the journal and into the tables, in the caller's transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from ingrain.journal.models import Batch
from ingrain.journal.write import append
from ingrain.method.events import Event
from ingrain.records.fields import CUSTOMERS
from ingrain.records.models import Activity
from ingrain.records.shelf import Shelf


def bring(
    events: Iterable[Event],
    kinds: Mapping[str, str] | None = None,
    *,
    batch: Batch | None = None,
    onto: Shelf | None = None,
) -> Shelf:
    """Write events that name their records themselves, and the rows that come of them. onto: a shelf for them."""
    told = list(events)
    numbers = append(told, kinds, batch=batch)
    shelf = onto or Shelf()
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


def numbers_for(model: type[Model], count: int) -> list[int]:
    """Numbers that nobody else will be given, for rows that are still to be written."""
    table = model._meta.db_table
    if count == 0:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 WHERE NOT EXISTS "
                       "(SELECT 1 FROM sqlite_sequence WHERE name = %s)", [table, table])  # fmt: skip
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
    return list(range(last - count + 1, last + 1))
