"""The clock of the pages: the one place of this door that reads it."""

from datetime import UTC, datetime

from ingrain.method.calendar import instant_of
from ingrain.method.events import Instant


def now() -> Instant:
    return instant_of(datetime.now(UTC))
