"""A page of a list at any depth: rows are asked for after or before the place where somebody is, never counted off.

Each circle that a list is drawn from (mine, my team's, …) is asked by its own index, and what comes is merged. Where
a filter has no index, so many rows are looked through at most; the page says where it stopped, and one goes on there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from ingrain.records.lists.narrowing import Wanted
from ingrain.records.models import Kept

SIZE = 50
LOOKED_THROUGH = 10_000
COUNTED = 1_000


@dataclass(frozen=True)
class Mark:
    """A place in a list: what the row there is sorted by, and its number."""

    value: Any
    number: int

    def __str__(self) -> str:
        """As it stands in an address."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        return str(self.number) if value is None else f"{self.number}.{value}"

    @classmethod
    def read(cls, text: str, wanted: Wanted) -> "Mark | None":
        """None for what is none, so that the list begins at its beginning."""
        number, dot, value = text.partition(".")
        column: Any = wanted.asked.kind.model._meta.get_field(wanted.asked.order.column)
        try:
            return cls(column.to_python(value) if dot else None, int(number))
        except (ValueError, ValidationError):
            return None


@dataclass(frozen=True)
class Page:
    """Rows of a list. before, after: where to go on, None at an end. stopped: rows were looked through up to `after`
    without this page being full."""

    rows: list[Any]
    before: Mark | None
    after: Mark | None
    stopped: bool = False


def page(wanted: Wanted, *, after: Mark | None = None, before: Mark | None = None, size: int = SIZE) -> Page:
    """So many rows after a place, or before it; without one from the beginning."""
    place = before or after
    back = before is not None
    rows, cut = _walk(wanted, place, back, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    column = wanted.asked.order.column
    ends = [Mark(getattr(row, column), row.pk) for row in ((rows[0], rows[-1]) if rows else ())]
    onward = ends[1] if more else cut
    homeward = (ends[0] if ends else place) if place is not None else None
    if back:
        rows.reverse()
        return Page(rows, onward, homeward, stopped=cut is not None and not more)
    return Page(rows, homeward, onward, stopped=cut is not None and not more)


def beside(wanted: Wanted, row: Kept) -> tuple[Kept | None, Kept | None]:
    """The rows before and after this one."""
    mark = Mark(getattr(row, wanted.asked.order.column), row.pk)
    found = [_walk(wanted, mark, back, 1)[0] for back in (True, False)]
    return found[0][0] if found[0] else None, found[1][0] if found[1] else None


def about(wanted: Wanted) -> int | None:
    """How many there are, a thousand and one for more; None where that would mean looking through everything."""
    if wanted.loose:
        return None
    rows = wanted.asked.kind.model._default_manager.filter(wanted.whole)
    return rows.values("pk")[: COUNTED + 1].count()


def _walk(wanted: Wanted, place: Mark | None, back: bool, size: int) -> tuple[list[Kept], Mark | None]:
    """The next rows from a place on, and where looking stopped, if it did before there were enough."""
    column, down = wanted.asked.order.column, wanted.asked.down != back
    key = partial(_key, column=column, down=down, back=back)
    found: dict[int, Kept] = {}
    cut: Mark | None = None
    for one in wanted.any:
        rows, stopped = _branch(wanted, one, place, back, size)
        found.update((row.pk, row) for row in rows)
        if stopped and (cut is None or key(stopped) < key(cut)):
            cut = stopped
    rows = sorted(found.values(), key=lambda row: key(Mark(getattr(row, column), row.pk)))
    if cut is not None:
        rows = [row for row in rows if key(Mark(getattr(row, column), row.pk)) <= key(cut)]
    return rows[:size], cut


def _branch(wanted: Wanted, one: Q, place: Mark | None, back: bool, size: int) -> tuple[list[Kept], Mark | None]:
    """The next rows of one circle: first those with a value, then those without, or the other way round."""
    rows: list[Kept] = []
    for stretch in _stretches(wanted, one, place, back):
        bounded, cut = _bounded(wanted, stretch) if wanted.loose else (stretch, None)
        rows += bounded.filter(wanted.all)[: size - len(rows)]
        if len(rows) >= size:
            return rows, None
        if cut is not None:
            return rows, cut
    return rows, None


def _stretches(wanted: Wanted, one: Q, place: Mark | None, back: bool) -> Iterator[QuerySet[Kept]]:
    order, down = wanted.asked.order, wanted.asked.down != back
    column = order.column
    rows = wanted.asked.kind.model._default_manager.filter(one, deleted=None)
    beyond = TupleLessThan if down else TupleGreaterThan
    valued = rows.order_by(f"-{column}" if down else column, "-pk" if down else "pk")
    if order.nullable:
        valued = valued.exclude(**{column: None})
    empty = rows.filter(**{column: None}).order_by("-pk" if down else "pk")
    if place is None:
        yield from (valued, *([empty] if order.nullable else [])) if not back else ()
        return
    among_empty = order.nullable and place.value is None
    if among_empty:
        empty = empty.filter(**{f"pk__{'lt' if down else 'gt'}": place.number})
    else:
        valued = valued.filter(beyond(Tuple(F(column), F("pk")), (place.value, place.number)))
    if back:
        yield from (empty, valued) if among_empty else (valued,)
    elif among_empty:
        yield empty
    else:
        yield from (valued, empty) if order.nullable else (valued,)


def _bounded(wanted: Wanted, stretch: QuerySet[Kept]) -> tuple[QuerySet[Kept], Mark | None]:
    """The rows of a stretch that are looked through, and the last of them if there are more."""
    column, ordering = wanted.asked.order.column, stretch.query.order_by
    last = stretch.values_list(column, "pk")[LOOKED_THROUGH - 1 : LOOKED_THROUGH].first()
    if last is None:
        return stretch, None
    mark = Mark(*last)
    down = str(ordering[-1]).startswith("-")
    if mark.value is None:
        return stretch.filter(**{f"pk__{'gte' if down else 'lte'}": mark.number}), mark
    beyond = TupleGreaterThan if down else TupleLessThan
    within = Q(beyond(Tuple(F(column), F("pk")), (mark.value, mark.number))) | Q(pk=mark.number)
    return stretch.filter(within), mark


def _key(mark: Mark, *, column: str, down: bool, back: bool) -> tuple[Any, ...]:
    """As the rows are walked: those without a value come last, and so first on the way back."""
    empty = mark.value is None
    number = -mark.number if down else mark.number
    if empty:
        return (not back, number)
    return (back, _Turned(mark.value) if down else mark.value, number)


class _Turned:
    """Sorts the other way round."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: "_Turned") -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Turned) and other.value == self.value

    __hash__ = None  # type: ignore[assignment]
