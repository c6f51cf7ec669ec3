"""A list as a table to take along: everything that it asks for and that may be read, in its order, a page at a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from ingrain.records.access import Desk
from ingrain.records.fields import Field, Type
from ingrain.records.lists import Mark, Wanted, columns_of, page
from ingrain.records.models import Kept
from ingrain.records.surroundings import Surroundings

AT_ONCE = 1_000

type Held = str | int | float | date | None


def every(wanted: Wanted) -> Iterator[list[Any]]:
    """All rows of a list, so many at a time."""
    after: Mark | None = None
    while True:
        found = page(wanted, after=after, size=AT_ONCE)
        yield found.rows
        if found.after is None:
            return
        after = found.after


def columns(wanted: Wanted, *, all_fields: bool = False) -> list[Field]:
    """What the table shows: the columns of the list, or every field."""
    return list(columns_of(wanted.asked.kind).values()) if all_fields else list(wanted.asked.columns)


def table(wanted: Wanted, shown: list[Field], desk: Desk, around: Surroundings) -> Iterator[list[Held]]:
    """The rows of the table. A record that may not be read isn't named."""
    links = [field.at for field in shown if field.is_link]
    for rows in every(wanted):
        prefetch_related_objects(rows, *links)
        for row in rows:
            yield [_held(row, field, desk, around) for field in shown]


def _held(row: Kept, field: Field, desk: Desk, around: Surroundings) -> Held:
    value: Any = getattr(row, field.at)
    if value in (None, ""):
        return None
    match field.type:
        case Type.MONEY:
            amount: int = value
            return amount // 100 if amount % 100 == 0 else amount / 100
        case Type.DAY:
            day: date = value
            return day
        case Type.MOMENT:
            return f"{around.calendar.local(value):%Y-%m-%d %H:%M}"
        case Type.RECORD:
            return str(value) if value.deleted is None and desk.may_read(value) else None
        case Type.CHOICE if field.choices is not None:
            return next((str(label) for choice, label in field.choices() if choice == value), str(value))
        case _:
            return str(value)
