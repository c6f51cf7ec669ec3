"""A spreadsheet goes again as a whole. What somebody changed or added to since stays, and is named beforehand.

A record that stays is written once more as it stands, in a batch that takes the place of the one that goes: so nothing
is lost, and what stays can go later in the same way.
"""

from collections.abc import Callable, Iterator
from itertools import batched

from django.db import OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ingrain.journal.batches import show
from ingrain.journal.batches import take_back as hide
from ingrain.journal.models import Batch, Entry
from ingrain.journal.taking_back import take_back as take_people_back
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant, Value
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague
from ingrain.records.fields import CUSTOMERS, as_value, kind_of
from ingrain.records.importing.bring_in import BEGUN, Overtaken, give_up, sentence_of
from ingrain.records.importing.others import take_products_back
from ingrain.records.importing.standing import named, rows_of, standing
from ingrain.records.importing.workbook import UnableToBringIn
from ingrain.records.models import Elsewhere, Kept, Lead, Opportunity, Spreadsheet
from ingrain.records.rebuild import rebuild

AT_ONCE = 500


def ask(sheet: Spreadsheet, *, by: Colleague, at: Instant) -> None:
    """Have a spreadsheet taken back by the worker, or what stayed of it."""
    with transaction.atomic():
        now = Spreadsheet.objects.select_for_update().get(pk=sheet.pk)
        if not now.is_in or now.is_running or (now.is_back and not now.has_rest):
            raise UnableToBringIn(_("It isn't in, or is on its way back already."))
        _refuse(now, by)
        now.asked_back, now.undone, now.moved, now.said = at, None, at, ""
        now.save(update_fields=["asked_back", "undone", "moved", "said"])
        for call in BEGUN:
            call(now.pk)


def _refuse(sheet: Spreadsheet, by: Colleague) -> None:
    """What came in later goes first; and where all of a rest has to stay, nothing is to be done."""
    found = standing(sheet, by)
    if found.later:
        raise UnableToBringIn(" ".join(one.says for one in found.later))
    if sheet.has_rest and found.made and found.made <= found.worked:
        raise UnableToBringIn(_("All of it has to stay: somebody worked with each of them."))


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
        return
    if sheet.batch is not None:
        rest, stayed, gone = _undo_batch(sheet, sheet.batch, at)
        ours.update(batch=rest)
    else:
        events, stayed, left = take_products_back(sheet.made, by=by, at=at)
        append(events)
        ours.update(made=left)
        gone = len(events)
    ours.update(stayed=stayed, counts={**sheet.counts, "gone": sheet.counts.get("gone", 0) + gone})


def _undo_batch(sheet: Spreadsheet, batch: Batch, at: Instant) -> tuple[Batch, list[str], int]:
    """Those that stay are written anew; then the batch is hidden, and what it was about is folded anew. The batch that
    holds from now on, the names in it, and how many records went."""
    told = list(Entry.objects.filter(batch=batch).values_list("record", flat=True).distinct())
    found = standing(sheet)
    rows = list(rows_of(found.worked))
    rest = _rest(batch, rows, sheet.by, at) if rows else batch
    hide(batch, by=sheet.by.key, at=at)
    for kind in reversed(CUSTOMERS):  # those that name others go before these
        rebuild([record for record in told if record.startswith(f"{kind}/")], at)
    gone = [record for record in told if record not in found.worked]
    for some in batched(gone, AT_ONCE):
        there = {row.record for row in rows_of(some)}
        Elsewhere.objects.filter(record__in=set(some) - there).delete()
    return rest, [str(row) for row in rows], len(found.made - found.worked)


def _rest(batch: Batch, rows: list[Kept], by: Colleague, at: Instant) -> Batch:
    """What stays, as a batch of its own."""
    events = [event for row in rows for event in _written_anew(row, at)]
    rest = Batch.objects.create(name=batch.name, begun=at, by=by.key, events=len(events), records=len(rows), last=at)
    append(events, batch=rest)
    show(rest, by=by.key, at=at)
    return rest


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
    ties = tuple(dict.fromkeys(named(row)))
    yield Event(0, row.record, "create", row.created, at, row.creator, values, ties, "import")
    if end:
        closed = row.closed_at if isinstance(row, Opportunity) and row.closed_at else row.changed
        yield Event(0, row.record, "move", closed, at, row.creator, end, (), "import")
    if row.deleted is not None:
        yield Event(0, row.record, "delete", row.deleted, at, row.creator, {}, (), "import")
