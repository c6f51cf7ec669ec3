"""What others are shown: once a day the figures and all behind them are kept as they stand, and shown a day later.

So whoever they are about has had each number, with its records, for a day before anybody else sees it, whatever was
written, published or brought in meanwhile. Here lives keeping and choosing; counting lives in the method.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from ingrain.editions.models import Document
from ingrain.method.calendar import DAY
from ingrain.method.cells import Cell, Look, area_cells, cells
from ingrain.method.events import Instant
from ingrain.monitor import tally
from ingrain.monitor.models import Figure, Showing, Shown, Standing, Tally
from ingrain.monitor.periods import DAYS, HEAD_START, lengths
from ingrain.monitor.setting import Court
from ingrain.monitor.standings import in_period, keep_shown, obligations
from ingrain.monitor.tally import span


def make(court: Court) -> None:
    """Keep what stands of the days up to yesterday, once a day; forget what nobody is shown any more."""
    document, day = court.document, court.company.calendar.day(court.at) - timedelta(1)
    if document.log_id is not None or Showing.objects.filter(document=document, day__gte=day).exists():
        return
    with transaction.atomic():
        made = Showing.objects.create(document=document, day=day, made=court.now)
        widest = look_of(made, lengths(day)[-1])
        keep_shown(made, in_period(Standing.objects.filter(document=document), *span(widest)))
        _count(made)
        Tally.objects.filter(document=document, day=day).delete()
        Tally.objects.bulk_create(tally.of_a_day(court_of(made), _rows(made), ago=_ago(made)), batch_size=500)
        visible = _visible(document, court.now)
        if visible is not None:
            Showing.objects.filter(document=document, day__lt=visible.day).delete()
            Tally.objects.filter(document=document, day__lt=visible.day).delete()


def count_again(document: Document, person: str) -> None:
    """Somebody was right: what they contested goes out of what is shown too, at once, and nothing else changes."""
    for showing in Showing.objects.filter(document=document):
        _count(showing)
        tally.keep_person(court_of(showing), _rows(showing), person, ago=_ago(showing))


def visible(document: Document) -> Showing | None:
    """What others see by now."""
    by_now = F("document__judged__at") - HEAD_START * DAY
    return Showing.objects.filter(document=document, made__lte=by_now).select_related("document__log").first()


def coming(document: Document) -> list[Showing]:
    """What others will see, and those whom it is about see already; the next one first."""
    shown = visible(document)
    later = Showing.objects.filter(document=document).order_by("day")
    return list(later.filter(day__gt=shown.day) if shown else later)


def seen_from(showing: Showing) -> Instant:
    """When others see it."""
    return showing.made + HEAD_START * DAY


def court_of(showing: Showing) -> Court:
    """The manual at the moment at which the showing was made."""
    return Court(showing.document, showing.made)


def look_of(showing: Showing, days: int = DAYS) -> Look:
    return court_of(showing).look(days=days, ago=_ago(showing))


def _ago(showing: Showing) -> int:
    court = court_of(showing)
    return (court.company.calendar.day(court.at) - showing.day).days


def _rows(showing: Showing) -> QuerySet[Shown]:
    return Shown.objects.filter(showing=showing)


def keep(document: Document, day: date, people: Iterable[Cell], areas: Iterable[Cell]) -> None:
    """Keep the figures of a day in place of those that were kept of it."""

    def figures(found: Iterable[Cell], *, whole: bool = False) -> list[Figure]:
        return [Figure(document=document, day=day, days=DAYS, whole=whole, **asdict(cell)) for cell in found]

    with transaction.atomic():
        Figure.objects.filter(document=document, day=day, days=DAYS).delete()
        Figure.objects.bulk_create([*figures(people), *figures(areas, whole=True)])


def _count(showing: Showing) -> None:
    """The figures of a showing, from the obligations that were kept with it."""
    court, look = court_of(showing), look_of(showing)
    found = list(obligations(in_period(_rows(showing), *span(look)), court.numbers))
    keep(showing.document, showing.day, cells(look, found), area_cells(look, found))


def _visible(document: Document, at: Instant) -> Showing | None:
    return Showing.objects.filter(document=document, made__lte=at - HEAD_START * DAY).first()
