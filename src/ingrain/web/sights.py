"""One person's figures as they see them today, as others will see them, and as others see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from ingrain.editions.models import Document
from ingrain.method.cells import Cell
from ingrain.monitor import showing
from ingrain.monitor.models import Showing
from ingrain.monitor.periods import FOUR_WEEKS
from ingrain.monitor.setting import Court
from ingrain.monitor.view import Share, View, rows
from ingrain.people.models import Colleague
from ingrain.web import clock
from ingrain.web.drawing import Pen
from ingrain.web.telling import Teller


@dataclass(frozen=True)
class Said:
    """What one sight says of one area."""

    area: str
    cell: Cell
    weeks: list[Share]

    @property
    def drawn(self) -> SafeString:
        """The same as on the grid."""
        return SafeString(Pen({}).said(self.cell, self.weeks))


@dataclass(frozen=True)
class Sight:
    """A manual's figures about somebody: today's (of None), or those of a showing. coming: others see it later."""

    teller: Teller
    who: Colleague
    of: Showing | None
    coming: bool = False

    @property
    def document(self) -> Document:
        return self.teller.court.document

    def view(self, period: str = FOUR_WEEKS) -> View:
        first = self.of is None
        return View(self.document, self.teller.company, period, "", {self.who.key}, first_sight=first, of=self.of)

    @cached_property
    def said(self) -> list[Said]:
        """The areas over four weeks."""
        areas = [area.title for area in self.teller.court.manual.areas]
        row = rows(self.view(), [self.who.key], areas)[0]
        return [Said(str(area), cell, weeks) for area, cell, weeks in row.cells if cell is not None]

    def cell(self, area: str) -> Cell | None:
        return next((one.cell for one in self.said if one.area == area), None)

    @property
    def day(self) -> str:
        """As it stands in an address."""
        return self.of.day.isoformat() if self.of else ""

    @property
    def seen_from(self) -> str:
        """When others see it, where they don't yet."""
        return self.teller.moment(showing.seen_from(self.of)) if self.of and self.coming else ""


def sights(document: Document, who: Colleague) -> Iterator[Sight]:
    """Today's, what others will see, and what they see; none where nothing is said of them."""
    court = Court(document, clock.now())
    if court.current is None:
        return
    teller = Teller(court)
    today = Sight(teller, who, None)
    if not today.view().there or not today.said:
        return
    yield today
    for one in reversed(showing.coming(document)):
        yield Sight(teller, who, one, coming=True)
    if shown := showing.visible(document):
        yield Sight(teller, who, shown)
