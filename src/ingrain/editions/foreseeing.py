"""What publishing a draft would change: the last twelve weeks judged by what is published, and by the draft.

Here lives comparing the two. The judging is the engine's. Where an area is live by now it is judged for all twelve
weeks, whenever it went live; where it isn't, it stays out of both.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction

from ingrain.editions.live import with_live_dates
from ingrain.editions.models import Document, Forecast
from ingrain.engine.check import check_stored
from ingrain.engine.store import Store
from ingrain.journal import read
from ingrain.logs.columns import batches_of
from ingrain.method.cells import Cell, CellState
from ingrain.method.company import ALWAYS, Company
from ingrain.method.events import Instant
from ingrain.method.manual import Manual
from ingrain.method.text import manual_of
from ingrain.people.directory import directory

DAYS = 84
HALF = 0.5
AT_ONCE = 3_000
"""With so few events it is done while one waits."""


@dataclass(frozen=True)
class Change:
    """One area. people: of whom enough is known to judge; below: fewer than half followed; records: to look at.

    before: None where the area is new; gone: it stands in the published edition alone.
    """

    area: str
    people: int
    below: int
    records: int
    below_before: int | None
    records_before: int | None
    gone: bool = False

    @property
    def more(self) -> int:
        """So many people more would be below half; fewer where it is negative."""
        return self.below - (self.below_before or 0)

    @property
    def less(self) -> int:
        return -self.more


def quick(document: Document) -> bool:
    """Whether there is so little to judge that one can wait for it."""
    return read.visible(document.log)[: AT_ONCE + 1].count() <= AT_ONCE


def known(document: Document) -> Forecast | None:
    """What is known of the draft as it was saved last."""
    return document.forecasts.filter(revision=document.revision).first()


def begin(document: Document, *, at: Instant) -> Forecast:
    """Note that it is being worked out."""
    found, _ = Forecast.objects.get_or_create(document=document, revision=document.revision, defaults={"at": at})
    return found


def foresee(document: Document, *, at: Instant) -> list[Change]:
    """Work it out for the draft as it was saved last, and keep it. Raises UnableToReadManual."""
    draft, published = manual_of(document.draft, document.words), document.current
    now = at if document.log is None else document.log.last or at
    with closing(Store()) as store:
        store.take_in(batches_of(read.events(document.log)))
        after = _judged(store, document, draft, now)
        before = _judged(store, document, published.manual, now) if published else {}
    changes = [_change(area.title, after.get(area.title, []), before.get(area.title)) for area in draft.areas]
    titles = {area.title for area in draft.areas}
    changes += [replace(_change(area, [], cells), gone=True) for area, cells in before.items() if area not in titles]
    with transaction.atomic():
        document.forecasts.exclude(revision=document.revision).delete()
        told = [asdict(change) for change in changes]
        Forecast.objects.update_or_create(
            document=document, revision=document.revision, defaults={"at": at, "found": told}
        )
    return changes


def changes(found: Iterable[dict[str, Any]]) -> list[Change]:
    """The changes as they were kept."""
    return [Change(**one) for one in found]


def _judged(store: Store, document: Document, manual: Manual, at: Instant) -> dict[str, list[Cell]]:
    """The cells of people by area, over the last twelve weeks."""
    company = _company(document, at)
    checked = check_stored(manual, store, company, at=at, vocabulary=document.words, days=DAYS)
    found: dict[str, list[Cell]] = {area.title: [] for area in manual.areas}
    for cell in checked.cells:
        if not cell.apart:
            found[cell.area].append(cell)
    return found


def _company(document: Document, at: Instant) -> Company:
    """Everybody, each area that is live being live from the start."""
    if document.log is not None:
        return Company(calendar=directory().calendar)
    company = with_live_dates(directory(), document)
    live = {key: ALWAYS if since is not None and since <= at else None for key, since in company.live.items()}
    return replace(company, live=live)


def _change(area: str, after: Iterable[Cell], before: Iterable[Cell] | None) -> Change:
    people, below, records = _figures(after)
    if before is None:
        return Change(area, people, below, records, None, None)
    _people, below_before, records_before = _figures(before)
    return Change(area, max(people, _people), below, records, below_before, records_before)


def _figures(found: Iterable[Cell]) -> tuple[int, int, int]:
    """How many people are judged, how many of them are below half, how many records somebody would look at."""
    judged = [cell for cell in found if cell.state is CellState.JUDGED]
    below = sum(cell.met < HALF * cell.asked for cell in judged)
    return len(judged), below, sum(cell.violating_records for cell in found)
