"""What a card of the board shows: an opportunity in a few words, and what is asked of it. Here lives wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.method.calendar import DAY
from ingrain.method.events import Instant
from ingrain.monitor.asking import SINCE, Ask, asked_of
from ingrain.records.board import Column, Unrated
from ingrain.records.models import Opportunity
from ingrain.records.surroundings import Surroundings
from ingrain.web import showing
from ingrain.web.doors import desk, sight
from ingrain.web.signposts import address_of


@dataclass(frozen=True)
class Tag:
    """A few words on a card, coloured as a judgement: late, missed, due or none."""

    text: str
    colour: str


@dataclass(frozen=True)
class Card:
    """An opportunity as it stands on the board."""

    row: Opportunity
    address: str
    amount: str
    closing: str
    next: str
    tags: list[Tag]
    mine: bool

    @property
    def stage(self) -> str:
        """The column where it belongs."""
        return self.row.state if self.row.closed else str(self.row.stage_id or 0)


@dataclass(frozen=True)
class Head:
    """What stands above a column: its name, count, sum, and what has no rate."""

    number: int
    name: str
    count: int
    sum: str
    unrated: str


@dataclass(frozen=True)
class Drawer:
    """Draws what the board shows, for one page."""

    request: HttpRequest
    around: Surroundings
    at: Instant

    @property
    def today(self) -> date:
        return self.around.calendar.day(self.at)

    def cards(self, rows: Sequence[Opportunity]) -> list[Card]:
        asks = asked_of((row.record for row in rows), sight(self.request), since=self.at - SINCE * DAY)
        return [self.card(row, asks.get(row.record)) for row in rows]

    def card(self, row: Opportunity, ask: Ask | None) -> Card:
        mine = row.owner_id == desk(self.request).viewer.pk
        step = ", ".join(filter(None, (row.what_next, showing.day(row.next_step, self.today))))
        return Card(
            row, address_of(row.record), showing.money(row.amount, row.currency or self.around.currency),
            showing.day(row.close_date, self.today), step, list(self._tags(row, ask)), mine,
        )  # fmt: skip

    def _tags(self, row: Opportunity, ask: Ask | None) -> Iterable[Tag]:
        if row.closed:
            yield Tag(str(row.get_state_display()), "met" if row.state == Opportunity.State.WON else "")
            return
        if row.close_date and row.close_date < self.today:
            yield Tag(_("close date is past"), "missed")
        if row.next_step is None:
            yield Tag(_("no next step"), "late")
        elif row.next_step < self.today:
            yield Tag(_("next step is past"), "late")
        if ask and ask.missed:
            yield Tag(ngettext("%(n)s thing missed", "%(n)s things missed", ask.missed) % {"n": ask.missed}, "missed")
        if ask and ask.due and ask.first is not None:
            by = showing.day(self.around.calendar.day(ask.first), self.today)
            yield Tag(_("due %(day)s") % {"day": by} if ask.due == 1 else _("%(n)s due from %(day)s") % {
                "n": ask.due, "day": by,
            }, "due")  # fmt: skip

    def head(self, column: Column) -> Head:
        return self.summed(
            column.number, str(column.stage or _("In no stage")), column.count, column.worth, column.unrated
        )

    def summed(self, number: int, name: str, count: int, worth: int, unrated: list[Unrated]) -> Head:
        return Head(number, name, count, showing.money(worth, self.around.currency), self.without_rate(unrated))

    def without_rate(self, unrated: Iterable[Unrated]) -> str:
        """ "and CHF 12,000 without a rate": what the sum leaves out."""
        some = [showing.money(one.amount, one.currency) for one in unrated]
        return _("and %(amounts)s without a rate") % {"amounts": ", ".join(some)} if some else ""
