"""Whether the clock can be believed: that of the worker, by which is judged, and those of whoever wrote.

Here lives noticing, and by what is judged meanwhile: as of the last moment that could be believed. So a wrong clock
makes nothing missed, and what was missed not due again. `rebuild` judges by the clock as it is, once somebody looked.
"""

from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.journal.models import Early, Entry
from ingrain.method.calendar import DAY, HOUR, Calendar
from ingrain.method.events import BY_HAND, Instant
from ingrain.monitor.models import Judged
from ingrain.people.directory import calendar

TOLERANCE = HOUR // 12
"""Five minutes: so far apart may be the clocks of two machines that are looked after."""

FAR = 31 * DAY
"""A worker judges every five minutes. One that was away for longer than a month may as well have a wrong clock."""

LATELY = 50


def believed(at: Instant) -> Instant:
    """The moment as of which is judged: this one, or the last one where this one can't be right."""
    last = _last()
    return last if last is not None and not last <= at <= last + FAR else at


def doubts(at: Instant) -> list[str]:
    """What an administrator should know of the clocks, in sentences."""
    return list(_doubts(at, calendar()))


def _last() -> Instant | None:
    """The last moment as of which the firm's records were judged."""
    found: Instant | None = Judged.objects.filter(document__log=None).aggregate(last=Max("at"))["last"]
    return found


def _doubts(at: Instant, zone: Calendar) -> Iterator[str]:
    last = _last()
    told = {"now": _said(at, zone), "last": None if last is None else _said(last, zone)}
    if last is not None and at < last - TOLERANCE:
        yield (
            _(
                "The clock says %(now)s, but everything was judged as of %(last)s already. Until then "
                "that moment is judged by. Set the clock right; if it is right, run “ingrain rebuild”."
            )
            % told
        )
    if last is not None and at > last + FAR:
        yield (
            _(
                "The clock says %(now)s, more than a month after the last judging, %(last)s, by which it goes on. "
                "Set the clock right; if it is right, run “ingrain rebuild”."
            )
            % told
        )
    yield from _of_writers(at, zone)


def _of_writers(at: Instant, zone: Calendar) -> Iterator[str]:
    early = Early.objects.filter(since__gt=at + TOLERANCE).exclude(record__startswith="manual/")
    if many := early.count():
        latest = early.aggregate(latest=Max("since"))["latest"]
        yield ngettext(
            "One entry carries a time that is still to come, %(latest)s. It counts from then on. See to the clock of "
            "whatever wrote it.",
            "%(many)d entries carry a time that is still to come, the last %(latest)s. Each counts from then on. See "
            "to the clock of whatever wrote them.",
            many,
        ) % {"many": many, "latest": _said(latest, zone)}
    written = Entry.objects.filter(batch=None, through__in=BY_HAND).order_by("-sequence")
    for (number, later), (_number, earlier) in pairwise(written.values_list("sequence", "recorded")[:LATELY]):
        if later < earlier - TOLERANCE:
            yield _(
                "Entry %(number)d was written at %(written)s, by its clock, after one of %(before)s. What it tells of "
                "may count too early. See to the clock of the machine that wrote it."
            ) % {"number": number, "written": _said(later, zone), "before": _said(earlier, zone)}
            return


def _said(at: Instant, zone: Calendar) -> str:
    return f"{zone.local(at):%Y-%m-%d %H:%M}"
