"""Many rows at once, the quickest way that the database has. Here lives no table: the rooms above name theirs."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import connection

FEW = 100
"""So few rows are quicker inserted than copied."""

NAMED_AT_ONCE = 500


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
