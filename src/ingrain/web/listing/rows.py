"""Rows of a list as they are read: each cell with its text, where it leads, and whether it can be edited in place."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ingrain.method.calendar import DAY
from ingrain.method.events import Instant
from ingrain.records.access import Desk
from ingrain.records.fields import Field, Type
from ingrain.records.lists import Asked
from ingrain.records.models import Kept, Opportunity
from ingrain.records.surroundings import Surroundings
from ingrain.web import showing
from ingrain.web.signposts import address_of

STATES = {"missed": _("not done"), "due": _("due"), "late": _("done late")}


@dataclass(frozen=True)
class Cell:
    """address: where it is edited."""

    field: Field
    text: str
    address: str
    link: str = ""
    editable: bool = False

    @property
    def is_number(self) -> bool:
        return self.field.type is Type.MONEY


@dataclass(frozen=True)
class Line:
    """A row. tag, state: how it stands by the manual, in a word and as a colour."""

    row: Any
    address: str
    cells: list[Cell]
    editable: bool
    tag: str | Promise = ""
    state: str = ""


def related(asked: Asked) -> list[str]:
    """What has to be known beside the rows themselves."""
    return [column.at for column in asked.columns if column.is_link] + ["owner"]


def lines(
    rows: list[Kept], asked: Asked, desk: Desk, around: Surroundings, *, at: Instant, states: dict[str, str]
) -> list[Line]:
    """The rows of a page. states: how records stand by the manual."""
    prefetch_related_objects(rows, *dict.fromkeys(related(asked)))
    today = around.calendar.day(at)
    return [_line(row, asked, desk, around, at, today, states.get(row.record, "")) for row in rows]


def _line(
    row: Kept, asked: Asked, desk: Desk, around: Surroundings, at: Instant, today: Any, state: str
) -> Line:  # fmt: skip
    editable = desk.may_change(row)
    cells = [cell(row, one, desk, around, today, editable=editable) for one in asked.columns]
    tag: str | Promise = STATES.get(state, "")
    if not tag and isinstance(row, Opportunity) and not row.closed and (not row.next_step or row.next_step < today):
        tag, state = _("no next step"), "late"
    if not tag and row.created > at - DAY:
        tag = _("new")
    return Line(row, address_of(row.record), cells, editable, tag, state)


def cell(row: Kept, field: Field, desk: Desk, around: Surroundings, today: Any, *, editable: bool) -> Cell:
    """What a row shows in a column. A record that may not be read isn't named."""
    link, address = "", f"{address_of(row.record)}cell/{field.at}/"
    if field.type is Type.RECORD:
        other: Kept | None = getattr(row, field.at)
        if other is None or other.deleted is not None or not desk.may_read(other):
            return Cell(field, "", address, "", editable and field.written)
        link = address_of(other.record)
    return Cell(field, str(showing.shown(row, field, around, today)), address, link, editable and field.written)
