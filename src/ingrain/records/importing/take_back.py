"""A spreadsheet goes again as a whole. What somebody changed or added to since stays, and is named beforehand.

A record that stays is written once more, outside the batch, as it stands; so nothing is lost when the batch goes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from ingrain.journal.batches import take_back as hide
from ingrain.journal.models import Batch, Entry, Tie
from ingrain.journal.read import visible
from ingrain.journal.taking_back import take_back as take_people_back
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant, Value
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague
from ingrain.records.fields import CUSTOMERS, KINDS, Type, as_value, kind_of
from ingrain.records.importing.bring_in import BEGUN, Overtaken, give_up, sentence_of
from ingrain.records.importing.others import take_products_back
from ingrain.records.importing.workbook import UnableToBringIn
from ingrain.records.models import Attachment, Elsewhere, Kept, Lead, Opportunity, Spreadsheet
from ingrain.records.rebuild import rebuild

AT_ONCE = 500


@dataclass(frozen=True)
class Staying:
    """A record that came with a spreadsheet and stays without it."""

    record: str
    name: str


def staying(sheet: Spreadsheet) -> list[Staying]:
    """What somebody changed or added to since, and what such records name: it would be lost."""
    if sheet.batch is None:
        return []
    return [Staying(row.record, str(row)) for row in _rows(_stays(sheet.batch))]


def _stays(batch: Batch) -> set[str]:
    made = set(Entry.objects.filter(batch=batch, did="create").values_list("record", flat=True))
    found = set(_touched(batch, made))
    fresh = set(found)
    while fresh:
        fresh = {named for row in _rows(fresh) for named in _named(row)} & made - found
        found |= fresh
    return found


def _touched(batch: Batch, made: set[str]) -> Iterator[str]:
    """Those of which an entry tells that isn't of the batch, or which hold a file."""
    others = visible().filter(~Q(batch=batch) | Q(batch=None))
    for some in batched(sorted(made), AT_ONCE):
        yield from others.filter(record__in=some).values_list("record", flat=True)
        ties = Tie.objects.filter(other__in=some).values_list("entry_id", "other")
        by_entry: dict[int, list[str]] = {}
        for number, other in ties:
            by_entry.setdefault(number, []).append(other)
        for numbers in batched(sorted(by_entry), AT_ONCE):
            for number in others.filter(sequence__in=numbers).values_list("sequence", flat=True):
                yield from by_entry[number]
        yield from Attachment.objects.filter(record__in=some, deleted=None).values_list("record", flat=True)


def _rows(records: Iterable[str]) -> Iterator[Kept]:
    """The rows, those that others name first."""
    wanted: dict[str, list[int]] = {}
    for record in sorted(records):
        kind, _slash, number = record.partition("/")
        wanted.setdefault(kind, []).append(int(number))
    for kind in CUSTOMERS:
        model = KINDS[kind].model
        for some in batched(sorted(wanted.get(kind, ())), AT_ONCE):
            yield from model._default_manager.select_related("owner").filter(pk__in=some).order_by("pk")


def _named(row: Kept) -> Iterator[str]:
    for field in kind_of(row).fields:
        if field.type is Type.RECORD and (value := as_value(row, field)):
            yield str(value)


# --- doing it ---------------------------------------------------------------------------------------------------------


def ask(sheet: Spreadsheet, *, at: Instant) -> None:
    """Have a spreadsheet taken back by the worker."""
    with transaction.atomic():
        now = Spreadsheet.objects.select_for_update().get(pk=sheet.pk)
        if not now.is_in or now.asked_back is not None:
            raise UnableToBringIn(_("It isn't in, or is on its way back already."))
        now.asked_back, now.moved, now.said = at, at, ""
        now.save(update_fields=["asked_back", "moved", "said"])
        for call in BEGUN:
            call(now.pk)


def take_back(number: int, *, clock: Callable[[], Instant]) -> None:
    """Do it, all in one transaction. May be called again at any time, by anybody."""
    with transaction.atomic():
        sheet = Spreadsheet.objects.select_for_update().filter(pk=number).first()
        if sheet is None or sheet.asked_back is None or sheet.is_back:
            return
        sheet.turn, sheet.moved = sheet.turn + 1, clock()
        sheet.save(update_fields=["turn", "moved"])
    with translation.override(sheet.told.get("language")):
        try:
            with transaction.atomic():
                _undo(sheet, clock())
        except Overtaken:
            return
        except UnableToSetUp as unable:
            Spreadsheet.objects.filter(pk=sheet.pk, turn=sheet.turn).update(said=str(unable), asked_back=None)
        except OperationalError as error:
            give_up(sheet, sentence_of(error))


def _undo(sheet: Spreadsheet, at: Instant) -> None:
    ours = Spreadsheet.objects.filter(pk=sheet.pk, turn=sheet.turn)
    if not ours.update(undone=at, moved=at):
        raise Overtaken
    by = sheet.by
    if sheet.intake is not None:
        take_people_back(sheet.intake, by=by, at=at)
    elif sheet.batch is not None:
        ours.update(stayed=_undo_batch(sheet.batch, by, at))
    else:
        events, stayed = take_products_back(sheet.made, by=by, at=at)
        append(events)
        ours.update(stayed=stayed)


def _undo_batch(batch: Batch, by: Colleague, at: Instant) -> list[str]:
    """Those that stay are written anew; then the batch is hidden, and what it was about is folded anew."""
    told = list(Entry.objects.filter(batch=batch).values_list("record", flat=True).distinct())
    stays = _stays(batch)
    rows = list(_rows(stays))
    append([event for row in rows for event in _written_anew(row, at)])
    hide(batch, by=by.key, at=at)
    for kind in reversed(CUSTOMERS):  # those that name others go before these
        rebuild([record for record in told if record.startswith(f"{kind}/")], at)
    gone = [record for record in told if record not in stays]
    for some in batched(gone, AT_ONCE):
        there = {row.record for row in _rows(some)}
        Elsewhere.objects.filter(record__in=set(some) - there).delete()
    return [str(row) for row in rows]


def _written_anew(row: Kept, at: Instant) -> Iterator[Event]:
    """A record as it stands, as if it had been made so."""
    kind = kind_of(row)
    values: dict[str, Value] = {f.name: v for f in kind.fields if (v := as_value(row, f)) is not None}
    end: dict[str, Value] = {}
    if isinstance(row, Opportunity):
        values.pop("state", None)
        end = {"stage": row.state} if row.closed else {}
    elif isinstance(row, Lead) and row.state != Lead.State.OPEN:
        end = {"state": values.pop("state")}
    ties = tuple(dict.fromkeys(_named(row)))
    yield Event(0, row.record, "create", row.created, at, row.creator, values, ties, "import")
    if end:
        closed = row.closed_at if isinstance(row, Opportunity) and row.closed_at else row.changed
        yield Event(0, row.record, "move", closed, at, row.creator, end, (), "import")
    if row.deleted is not None:
        yield Event(0, row.record, "delete", row.deleted, at, row.creator, {}, (), "import")
