"""Handing over: which records somebody has open, who gets them, and giving them back when it was a mistake.

Owners come from the journal alone: whoever the last event with an owner names.
"""

from collections.abc import Iterator
from datetime import date
from itertools import batched

from django.db import transaction

from ingrain.editions.words import vocabulary_of
from ingrain.journal import read
from ingrain.journal.taking_back import owner
from ingrain.journal.write import append
from ingrain.method.book import Book
from ingrain.method.events import Event, Instant
from ingrain.method.history import History, Setting
from ingrain.monitor.setting import documents
from ingrain.people import departures
from ingrain.people.directory import directory
from ingrain.people.models import Colleague, Departure

AT_ONCE = 500


def holdings(colleague: Colleague, *, at: Instant) -> list[str]:
    """The records that they own and that are open, in the order of their names."""
    entries = read.visible().filter(held__fields__contains=owner(colleague.key))
    records = sorted(set(entries.values_list("record", flat=True)))
    return [history.record for history in _histories(records, at) if _is_open(history, colleague.key)]


def leave(
    colleague: Colleague, day: date, *, heir: Colleague | None, by: Colleague, at: Instant, today: date
) -> Departure:
    """Deactivate somebody, and hand over all that they have open."""
    with transaction.atomic():
        records = holdings(colleague, at=at) if heir else []
        gone = departures.leave(colleague, day, heir=heir, records=len(records), by=by, at=at, today=today)
        if heir:
            append(_given(record, heir, by, at) for record in records)
    return gone


def come_back(departure: Departure, *, by: Colleague, at: Instant) -> int:
    """Undo a deactivation; how many records went back: those that nobody has handed on or closed meanwhile."""
    with transaction.atomic():
        departures.come_back(departure, by=by, at=at)
        back = list(_still_with_the_heir(departure, at)) if departure.heir else []
        append(_given(record, departure.colleague, by, at) for record in back)
    return len(back)


def _given(record: str, to: Colleague, by: Colleague, at: Instant) -> Event:
    return Event(0, record, "hand over", at, at, by.key, {"owner": to.key}, through="page")


def _still_with_the_heir(departure: Departure, at: Instant) -> Iterator[str]:
    assert departure.heir is not None
    entries = read.visible().filter(did="hand over", actor=departure.by.key, occurred=departure.at)
    records = sorted(entries.values_list("record", flat=True))
    for history in _histories(records, at):
        given = [e for i, e in enumerate(history.events) if history.own(i) and "owner" in e.values]
        last = given[-1] if given else None
        if last and last.occurred == departure.at and _is_open(history, departure.heir.key):
            yield history.record


def _histories(records: list[str], at: Instant) -> Iterator[History]:
    setting = _setting(at)
    for some in batched(records, AT_ONCE):
        book = Book(read.events(records=some), setting)
        yield from (history for record in some if len(history := book.history(record)))


def _setting(at: Instant) -> Setting:
    """The firm's words and people, and what closes a record by any manual."""
    current = [found for document in documents() if document.log is None and (found := document.current)]
    closed_by = {name for edition in current for name in edition.manual.header.closed_by}
    return Setting(directory(), vocabulary_of(None), at, frozenset(closed_by))


def _is_open(history: History, key: str) -> bool:
    """Theirs, and not at its end: neither closed nor deleted, and of an activity only what is still to come."""
    own = [event.do for i, event in enumerate(history.events) if history.own(i)]
    if history.owners[-1] != key or history.closed[-1] or not own or own[-1] == "delete":
        return False
    if not history.kind.activity:
        return True
    steps = [do for do in own if do not in ("change", "view", "hand over", "move")]
    return bool(steps) and (steps[-1].startswith("plan ") or steps == ["create"])
