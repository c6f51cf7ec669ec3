"""Many rows at once, the quickest way that the database has. Here lives no table: the rooms above name theirs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState

FEW = 100
"""So few rows are quicker inserted than copied."""

NAMED_AT_ONCE = 500


def insert_rows(rows: Sequence[Model]) -> None:
    """Add rows of one table as they are; a row without a number is given one."""
    if not rows:
        return
    fields = [f for f in rows[0]._meta.concrete_fields if not f.primary_key or rows[0].pk is not None]
    names = [field.attname for field in fields]
    columns = [str(field.column) for field in fields]
    insert(rows[0]._meta.db_table, columns, [tuple(_as_kept(row.__dict__, names)) for row in rows])


def _as_kept(held: Mapping[str, object], names: Iterable[str]) -> Iterator[object]:
    for name in names:
        value = held[name]
        yield value.isoformat() if type(value) is date else value


def made[M: Model](model: type[M], **values: object) -> M:
    """A row in the making that holds these values by column, and otherwise what its fields begin with.

    For very many: what Django does for each of them costs more than all the rest.
    """
    row = model.__new__(model)
    row.__dict__.update(_begins_with(model))
    row.__dict__.update(values)
    row._state = ModelState()
    return row


@cache
def _begins_with(model: type[Model]) -> dict[str, object]:
    """What stands in the columns of a row that was told nothing; all of it can be shared by rows."""
    return {field.attname: field.get_default() for field in model._meta.concrete_fields}


def insert(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows to a table, in the caller's transaction."""
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(rows) > FEW:
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def rows(query: str, *given: str | int) -> list[tuple[Any, ...]]:
    """What a query finds. For what is asked at every event: Django's way costs more than the answer."""
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def rows_of(query: str, names: Iterable[str | int], *given: str | int) -> list[tuple[Any, ...]]:
    """The same for many names, some at a time, which stand in the place of each {names}; what is given comes after."""
    found: list[tuple[Any, ...]] = []
    times = query.count("{names}")
    for some in batched(names, NAMED_AT_ONCE):
        marks = ", ".join(["%s"] * len(some))
        found += rows(query.replace("{names}", marks), *(some * times), *given)
    return found
