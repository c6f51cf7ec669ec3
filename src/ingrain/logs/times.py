"""One time as text -> an instant: ISO 8601 with or without a zone, and which instants are possible at all.

How whole columns of times are read, with their cultures, lives in cultures.py.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from ingrain.method.calendar import DAY, EPOCH, instant_of
from ingrain.method.events import Instant

EARLIEST: Instant = instant_of(datetime(1900, 1, 1, tzinfo=UTC))
LATEST: Instant = instant_of(datetime(2101, 1, 1, tzinfo=UTC))
"""Outside of these no business happens: systems write year 1 or 9999 where they mean "none"."""

ZERO: Instant = DAY
"""So near to 1970-01-01 a time is the computer's zero, in one zone or another: it means "none" too."""


def is_possible(instant: Instant) -> bool:
    """False of what stands for "no time"."""
    return EARLIEST <= instant < LATEST and abs(instant) > ZERO


def read_time(text: str, zone: tzinfo) -> tuple[Instant, bool]:
    """The instant that a text names, and whether it names its zone. Raises ValueError.

    A wall-clock time that the clock shows twice is the earlier one; one that it skips is as much later.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        return instant_of(moment), True
    return instant_of(moment.replace(tzinfo=zone)), False


def local_text(instant: Instant, zone: tzinfo) -> str:
    """An instant as the wall clock shows it: 2026-11-06T16:00, with seconds where there are any.

    Where the clock shows a time for the second time, with its offset, so that reading it gives the same instant.
    """
    moment = (EPOCH + timedelta(microseconds=instant)).astimezone(zone)
    if not moment.fold:
        moment = moment.replace(tzinfo=None)
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")
