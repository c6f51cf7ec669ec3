"""Who is told when something changes among the people: the journal, in the same transaction, and whoever judges.

Both live in rooms above this one, so the site registers them when it starts.
"""

from collections.abc import Callable, Iterable

from ingrain.method.events import Event, Instant, Value
from ingrain.people.models import Colleague

WRITERS: list[Callable[[list[Event]], object]] = []
JUDGES: list[Callable[[], object]] = []


def journalled_by(write: Callable[[list[Event]], object]) -> None:
    """From now on every change is written by this."""
    if write not in WRITERS:
        WRITERS.append(write)


def judged_by(call: Callable[[], object]) -> None:
    """From now on this is called, in the transaction, when a change may let other people answer at other times."""
    if call not in JUDGES:
        JUDGES.append(call)


def event(record: str, do: str, *, by: Colleague, at: Instant, **values: Value) -> Event:
    return Event(0, record, do, at, at, by.key, values)


def tell(events: Iterable[Event], *, anew: bool = True) -> None:
    """Write what changed. anew: what is asked of whom may have changed with it."""
    told = list(events)
    if not told:
        return
    for write in WRITERS:
        write(told)
    if anew:
        for call in JUDGES:
            call()
