"""Many rows at once, the quickest way that the database has. Here lives no table: the rooms above name theirs."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Model

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
    told = [tuple(map(_as_kept, map(row.__dict__.__getitem__, names))) for row in rows]
    insert(rows[0]._meta.db_table, columns, told)


def _as_kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


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
