"""A spreadsheet comes in: its entries in short transactions that nobody sees, then all of it with one flip.

Here lives what makes it safe. Whoever takes over from a worker that was killed begins anew: what the other one wrote
stays hidden for good. Of two workers only the later one gets on.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import batched

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ingrain.journal.batches import show
from ingrain.journal.models import Batch
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.directory import calendar
from ingrain.people.models import Colleague
from ingrain.records.importing.arrive import lay, plan
from ingrain.records.importing.entries import Entries, entries_of
from ingrain.records.importing.guessing import remember
from ingrain.records.importing.others import bring_people, bring_products
from ingrain.records.importing.plan import ERROR, Plan
from ingrain.records.importing.said import Laid
from ingrain.records.importing.table import shown
from ingrain.records.importing.workbook import UnableToBringIn
from ingrain.records.models import Elsewhere, Spreadsheet
from ingrain.records.rebuild import rebuild
from ingrain.records.shelf import Shelf

AT_ONCE = 5_000
STILL = 2 * 60 * 1_000_000
"""A spreadsheet that hasn't moved for so long stands still."""

BEGUN: list[Callable[[int], object]] = []


class Overtaken(Exception):
    """Somebody else works on this one now, or stopped it."""


def when_begun(call: Callable[[int], object]) -> None:
    """From now on this is called with the number of each spreadsheet that waits for a worker, in its transaction."""
    BEGUN.append(call)


def begin(sheet: Spreadsheet, *, by: Colleague, at: Instant, found: Laid) -> None:
    """Send a spreadsheet on its way, and remember what its columns meant."""
    planned = plan(found)
    if not planned.counts["create"] + planned.counts["update"]:
        raise UnableToBringIn(_("No row brings anything new."))
    with transaction.atomic():
        now = Spreadsheet.objects.select_for_update().get(pk=sheet.pk)
        if now.begun is not None:
            return
        now.kind, now.begun, now.moved = found.sort.name, at, at
        now.told = {**now.told, "columns": found.columns, "language": translation.get_language()}
        now.save()
        remember(found.sort.name, found.table, found.columns, found.names, by, at)
        _call(now)


def go_on(sheet: Spreadsheet, *, at: Instant) -> None:
    """Try once more what stopped, or stands still."""
    with transaction.atomic():
        now = Spreadsheet.objects.select_for_update().get(pk=sheet.pk)
        if now.begun is None or (now.is_in and now.asked_back is None) or now.is_back:
            return
        now.said, now.moved = "", at
        now.save(update_fields=["said", "moved"])
        _call(now)


def stop(sheet: Spreadsheet, *, at: Instant) -> None:
    """Stop what is on its way; what is written of it stays hidden for good."""
    with transaction.atomic():
        now = Spreadsheet.objects.select_for_update().get(pk=sheet.pk)
        if now.is_in:
            raise UnableToBringIn(_("It is in already: take it back."))
        _hide(now, at)
        now.begun = now.moved = None
        now.turn, now.written, now.total, now.said = now.turn + 1, 0, 0, ""
        now.save()


def stands_still(sheet: Spreadsheet, *, at: Instant) -> bool:
    return sheet.is_running and at - (sheet.moved or at) > STILL


def bring_in(number: int, *, clock: Callable[[], Instant]) -> None:
    """Do it. May be called again at any time, by anybody."""
    sheet = _taken_on(number, clock())
    if sheet is None:
        return
    with translation.override(sheet.told.get("language")):
        try:
            _bring(sheet, clock)
        except Overtaken:
            return
        except (UnableToBringIn, UnableToSetUp) as unable:
            give_up(sheet, str(unable))
        except (OperationalError, DataError, IntegrityError) as error:
            give_up(sheet, sentence_of(error))


def sentence_of(error: Exception) -> str:
    """Why the database didn't take it, and what to do."""
    text = str(error).lower()
    if "full" in text or "no space" in text:
        return _("The disk is full. Nothing of it shows: make room, then go on.")
    if "lock" in text:
        return _("Something else kept the database locked. Nothing of it shows: go on once that has ended.")
    if isinstance(error, IntegrityError):
        return _("Something that rows name was taken away meanwhile. Nothing of it shows: go on, and it is read anew.")
    line = (str(error).splitlines() or [""])[0][:200]
    return _("The database didn't take it (%s). Nothing of it shows: go on once it is back.") % line


def _taken_on(number: int, at: Instant) -> Spreadsheet | None:
    """It is ours from now on; None where there is nothing left to do."""
    with transaction.atomic():
        sheet = Spreadsheet.objects.select_for_update().select_related("by").filter(pk=number).first()
        if sheet is None or sheet.begun is None or sheet.is_in:
            return None
        _hide(sheet, at)
        sheet.turn, sheet.moved, sheet.said, sheet.written = sheet.turn + 1, at, "", 0
        sheet.save()
    return sheet


def _hide(sheet: Spreadsheet, at: Instant) -> None:
    """What was written of it before is never shown."""
    if sheet.batch_id is not None:
        Batch.objects.filter(pk=sheet.batch_id).update(undone=at)
        sheet.batch = None


def _bring(sheet: Spreadsheet, clock: Callable[[], Instant]) -> None:
    begun = clock()
    found = lay(sheet, by=sheet.by, today=calendar().day(begun))
    planned = plan(found)
    if not found.sort.is_customer:
        _bring_others(sheet, found, planned, clock())
        return
    entries = entries_of(planned, found, begun)
    batch = Batch.objects.create(name=sheet.original[:200], begun=begun, by=sheet.by.key)
    _move(sheet, clock(), batch=batch, total=len(entries.events))
    told: list[Event] = []
    for some in batched(entries.events, AT_ONCE):
        with transaction.atomic():
            numbers = append(some, batch=batch)
            told += (replace(event, sequence=n) for event, n in zip(some, numbers, strict=True))
            _move(sheet, clock(), written=len(told))
    _flip(sheet, found, planned, entries, told, batch, clock())


def _flip(
    sheet: Spreadsheet, found: Laid, planned: Plan, entries: Entries, told: list[Event], batch: Batch, at: Instant
) -> None:
    """From now on it is there, whole. Records that somebody changed since the plan are folded anew, in order."""
    with transaction.atomic():
        _move(sheet, at, shown=at, counts=planned.counts, refused=_refused(found, planned))
        shelf = Shelf(found.around)
        shelf.fetch(entries.versions)
        since = {r for r, version in entries.versions.items() if r not in shelf.rows or shelf.rows[r].version > version}
        for record in since & shelf.rows.keys():
            del shelf.rows[record]
        for event in told:
            if event.record not in since:
                shelf.tell(event)
        shelf.save()
        records = {event.record for event in told}
        Batch.objects.filter(pk=batch.pk).update(events=len(told), records=len(records), last=at)
        show(batch, by=sheet.by.key, at=at)
        known = [Elsewhere(kind=found.sort.name, number=n, record=r) for n, r in entries.elsewhere]
        Elsewhere.objects.bulk_create(known, batch_size=500, ignore_conflicts=True)
        rebuild(since, at)


def _bring_others(sheet: Spreadsheet, found: Laid, planned: Plan, at: Instant) -> None:
    with transaction.atomic():
        _move(sheet, at, shown=at, counts=planned.counts, refused=_refused(found, planned))
        if found.sort.name == "person":
            intake = bring_people(planned, by=sheet.by, at=at)
            Spreadsheet.objects.filter(pk=sheet.pk).update(intake=intake)
        else:
            events, made = bring_products(planned, by=sheet.by, at=at)
            append(events)
            Spreadsheet.objects.filter(pk=sheet.pk).update(made=made)


def _refused(found: Laid, planned: Plan) -> dict[str, object]:
    """The rows that stay out, as they came, with the reasons."""
    cells = dict(found.table.rows)
    rows = [[line.number, " ".join(line.why), list(map(shown, cells[line.number]))] for line in planned.of(ERROR)]
    return {"headings": list(found.table.headings), "rows": rows} if rows else {}


def _move(sheet: Spreadsheet, at: Instant, **more: object) -> None:
    ours = Spreadsheet.objects.filter(pk=sheet.pk, turn=sheet.turn)
    if not ours.update(moved=at, **more):
        raise Overtaken


def give_up(sheet: Spreadsheet, sentence: str) -> None:
    """Say why. Where even that can't be written, the page says that it stands still."""
    try:
        Spreadsheet.objects.filter(pk=sheet.pk, turn=sheet.turn).update(said=sentence)
    except OperationalError:
        return


def _call(sheet: Spreadsheet) -> None:
    for call in BEGUN:
        call(sheet.pk)
