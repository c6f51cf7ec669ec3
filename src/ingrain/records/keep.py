"""Making, changing and binning records. Each verb journals what it did, and writes the row, in one transaction.

Whoever saves says what they saw: the number of the entry that the page was made from. Where somebody else has saved
meanwhile, what doesn't touch the same fields is joined; what does is refused with both words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.journal import read
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant, Value
from ingrain.records import pipelines
from ingrain.records.access import Desk
from ingrain.records.fields import CUSTOMERS, KINDS, Field, Kind, Type, as_value, kind_of
from ingrain.records.models import Kept, Lead, Opportunity
from ingrain.records.shelf import Shelf
from ingrain.records.surroundings import Surroundings

type Values = Mapping[str, Value]
"""Field -> value, named and said as in the journal."""


class UnableToSave(Exception):
    """A save that can't be, as a sentence."""


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed meanwhile: to what, who and when."""

    field: Field
    theirs: Value
    by: str | None
    at: Instant


class SavedMeanwhile(UnableToSave):
    """Somebody else changed the same fields since this page was made."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(_("Somebody else changed this meanwhile. Nothing that you typed is lost."))
        self.clashes = clashes


def create(
    kind: Kind, values: Values, *, by: Desk, at: Instant, through: str = "page", links: Iterable[str] = ()
) -> Kept:
    """A new record. Without an owner it is theirs who made it."""
    given = {"owner": by.viewer.key, **_given(values)}
    if kind.model is Opportunity and not given.get("stage"):
        given["stage"] = pipelines.first_stage().name
    check(kind, given, by)
    with transaction.atomic():
        row = kind.model._default_manager.create()
        shelf = Shelf()
        shelf.put(row)
        ties = (*links_of(kind, given), *(link for link in links))
        journal(shelf, Event(0, row.record, "create", at, at, by.viewer.key, given, ties, through))
        row.created, row.creator = at, by.viewer.key
        shelf.save()
    return row


def change(row: Kept, values: Values, *, by: Desk, at: Instant, seen: int | None = None, through: str = "page") -> Kept:
    """Set fields. seen: the version that whoever changes it had before them."""
    kind = kind_of(row)
    with transaction.atomic():
        now = held(row, by)
        given = {name: value for name, value in _given(values).items() if as_value(now, kind.by_name[name]) != value}
        if not given:
            return now
        named = {"name": given.get("name", getattr(now, "name", ""))} if kind.name in CUSTOMERS else {}
        check(kind, {**given, **named}, by)
        if seen is not None and (clashes := _clashes(now, given, seen)):
            raise SavedMeanwhile(clashes)
        do = "hand over" if set(given) == {"owner"} else "change"
        ties = links_of(kind, given)
        return told(now, Event(0, now.record, do, at, at, by.viewer.key, given, ties, through))


def put_in_bin(row: Kept, *, by: Desk, at: Instant) -> Kept:
    """It is out of sight, and can be taken back for thirty days."""
    with transaction.atomic():
        now = held(row, by)
        return told(now, Event(0, now.record, "delete", at, at, by.viewer.key))


def take_out_of_bin(row: Kept, *, by: Desk, at: Instant) -> Kept:
    """It stands as it stood."""
    with transaction.atomic():
        now = held(row, by, binned=True)
        if now.deleted is None:
            return now
        return told(now, Event(0, now.record, "restore", at, at, by.viewer.key))


# --- what the verbs of this room share --------------------------------------------------------------------------------


def held(row: Kept, by: Desk, *, binned: bool = False) -> Kept:
    """The row as it stands now, held until the commit, if they may change it."""
    now = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if now is None or (now.deleted is not None and not binned):
        raise UnableToSave(_("This record is in the bin. Take it out first; then it can be changed."))
    if not by.may_change(now):
        raise UnableToSave(_("You may read this record, but not change it. Ask its owner, or your manager."))
    return now


def journal(shelf: Shelf, *events: Event) -> None:
    """Write entries, and tell the shelf of them."""
    for number, event in zip(append(events), events, strict=True):
        shelf.tell(numbered(event, number))


def told[T: Kept](row: T, *events: Event) -> T:
    """Journal what happened to a row, and write it."""
    shelf = Shelf()
    shelf.put(row)
    journal(shelf, *events)
    shelf.save()
    return row


def numbered(event: Event, number: int) -> Event:
    """The event under the number that the journal gave it."""
    return Event(
        number, event.record, event.do, event.occurred, event.recorded, event.by, event.values, event.links,
        event.through, event.transition,
    )  # fmt: skip


def _given(values: Values) -> dict[str, Value]:
    """Values without white space around them; nothing is None."""
    return {name: (value.strip() or None) if isinstance(value, str) else value for name, value in values.items()}


def links_of(kind: Kind, values: Values) -> tuple[str, ...]:
    """The records that these values tie this one to."""
    named = (str(values[f.name]) for f in kind.fields if f.type is Type.RECORD and values.get(f.name))
    return tuple(dict.fromkeys(named))


def check(kind: Kind, values: Values, by: Desk) -> None:
    """Whether these can be set. Raises UnableToSave."""
    for name in values:
        if name not in kind.by_name:
            raise UnableToSave(_("%(kind)s has no field %(name)s.") % {"kind": kind.label, "name": name})
    if kind.name in CUSTOMERS and not values.get("name") and not (kind.model is Lead and values.get("company")):
        raise UnableToSave(_("Give it a name, so that others find it."))
    for field in kind.fields:
        value = values.get(field.name)
        if value is not None and field.type is Type.RECORD:
            _check_named(field, str(value), by)
        elif value is not None and field.type is Type.PERSON and value not in Surroundings().colleagues:
            raise UnableToSave(_("Nobody here is called %(name)s.") % {"name": value})


def _check_named(field: Field, record: str, by: Desk) -> None:
    kind, _slash, number = record.partition("/")
    row = KINDS[kind].model._default_manager.filter(pk=number).first() if kind == field.to else None
    if row is None or row.deleted is not None or not by.may_read(row):
        raise UnableToSave(_("%(field)s: there is no such record, or it isn't for you.") % {"field": field.label})


def _clashes(row: Kept, given: Values, seen: int) -> list[Clash]:
    """What others set since, in the same fields, to something else."""
    if row.version <= seen:
        return []
    kind = kind_of(row)
    found: dict[str, Clash] = {}
    for event in read.story(row.record):
        if event.sequence > seen:
            for name, value in event.values.items():
                if name in given and value != given[name]:
                    found[name] = Clash(kind.by_name[name], value, event.by, event.occurred)
                elif name in found:
                    del found[name]
    return list(found.values())
