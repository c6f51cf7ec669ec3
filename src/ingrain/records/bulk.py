"""One field set on many records at once: counted before, done in pieces, taken back whole.

Each piece moves the edit's own count in the transaction that writes it, so that whoever takes over from a worker that
was killed goes on with the next record. All entries are one batch of the journal.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ingrain.journal import batches
from ingrain.journal.models import Batch
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant, Value
from ingrain.records.access import Desk, any_of
from ingrain.records.fields import CUSTOMERS, Field, Kind, Type, as_value
from ingrain.records.keep import UnableToSave, check, links_of, numbered
from ingrain.records.lists import Wanted
from ingrain.records.models import Bulk, Kept
from ingrain.records.rebuild import rebuild
from ingrain.records.shelf import Shelf

AT_ONCE = 200
AT_ONCE_ON_A_PAGE = 200
"""So few are done while somebody waits."""

MOST = 100_000

type Clock = Callable[[], Instant]
BEGUN: list[Callable[[int], object]] = []
TAKEN_BACK: list[Callable[[int], object]] = []


def when_begun(begun: Callable[[int], object], taken_back: Callable[[int], object]) -> None:
    """From now on these are called with the number of each edit of many that is to be done, and to be taken back."""
    BEGUN[:], TAKEN_BACK[:] = [begun], [taken_back]


def settable(kind: Kind) -> list[Field]:
    """What can be set on many at once: a name is each record's own."""
    own = ("name", "phone", "email address", "other phones", "other email addresses", "other addresses", "lead")
    return [field for field in kind.fields if field.written and field.name not in own and field.type is not Type.LONG]


@dataclass(frozen=True)
class Preview:
    """How many records a list means, and how many of them aren't theirs to change."""

    total: int
    refused: int
    first: list[Kept]

    @property
    def changeable(self) -> int:
        return self.total - self.refused


def preview(wanted: Wanted, by: Desk) -> Preview:
    """Look before it is done."""
    rows = wanted.asked.kind.model._default_manager.filter(wanted.whole)
    total = rows.count()
    theirs = rows.filter(any_of(by.branches(wanted.asked.kind.name, change=True))).count()
    return Preview(total, total - theirs, list(rows.order_by("pk")[:5]))


def begin(wanted: Wanted, field: Field, value: Value, shown: str, *, by: Desk, at: Instant) -> Bulk:
    """Set a field on everything that a list means; many in the background."""
    kind = wanted.asked.kind
    if field not in settable(kind):
        raise UnableToSave(_("%(field)s can't be set on many at once.") % {"field": field.label})
    check(kind, {"name": "-", field.name: value}, by)
    numbers = list(kind.model._default_manager.filter(wanted.whole).order_by("pk").values_list("pk", flat=True))
    if not numbers:
        raise UnableToSave(_("There is nothing in this list to change."))
    if len(numbers) > MOST:
        raise UnableToSave(_("These are more than %(most)s. Narrow the list first.") % {"most": f"{MOST:,}"})
    with transaction.atomic():
        batch = Batch.objects.create(name=f"{field.label}: {shown}"[:200], begun=at, by=by.viewer.key, shown=at)
        made = Bulk.objects.create(
            by=by.viewer, kind=kind.name, asked=wanted.asked.query, numbers=numbers, field=field.name, value=value,
            shown=shown[:250], batch=batch, begun=at, total=len(numbers),
        )  # fmt: skip
        if len(numbers) > AT_ONCE_ON_A_PAGE:
            for call in BEGUN:
                call(made.pk)
    if len(numbers) <= AT_ONCE_ON_A_PAGE:
        carry_on(made.pk, clock=lambda: at)
    return Bulk.objects.get(pk=made.pk)


def carry_on(number: int, *, clock: Clock) -> int:
    """Go on from where it stands to the end; how many were changed now."""
    edit = Bulk.objects.select_related("by", "batch").get(pk=number)
    before = edit.changed
    desk = Desk(edit.by)
    left = [one for one in edit.numbers if one > edit.last]
    for start in range(0, len(left), AT_ONCE):
        if not _piece(edit, left[start : start + AT_ONCE], desk, clock()):
            return Bulk.objects.get(pk=number).changed - before
    with transaction.atomic():
        now = Bulk.objects.select_for_update().defer("numbers").get(pk=number)
        if now.done is None and now.taking_back is None:
            at = clock()
            Batch.objects.filter(pk=edit.batch_id).update(events=now.changed, records=now.changed)
            batches.show(edit.batch, by=edit.by.key, at=at)
            Bulk.objects.filter(pk=number).update(done=at)
    return now.changed - before


@transaction.atomic
def _piece(edit: Bulk, numbers: list[int], by: Desk, at: Instant) -> bool:
    """So many records; False where somebody else has done them, or they are to be taken back."""
    now = Bulk.objects.select_for_update().defer("numbers").get(pk=edit.pk)
    if now.taking_back is not None or now.last >= numbers[0]:
        return False
    kind = CUSTOMERS[edit.kind]
    field = kind.by_name[edit.field]
    rows = kind.model._default_manager.select_for_update(of=("self",)).filter(pk__in=numbers, deleted=None)
    standing = list(rows.order_by("pk"))
    theirs = [row for row in standing if by.may_change(row)]
    fresh = [row for row in theirs if as_value(row, field) != edit.value]
    _write(edit, kind, fresh, by, at)
    Bulk.objects.filter(pk=edit.pk).update(
        last=numbers[-1],
        changed=F("changed") + len(fresh),
        same=F("same") + len(theirs) - len(fresh),
        refused=F("refused") + len(numbers) - len(theirs),
    )
    return True


def _write(edit: Bulk, kind: Kind, rows: list[Kept], by: Desk, at: Instant) -> None:
    values: dict[str, Value] = {edit.field: edit.value}
    do = "hand over" if edit.field == "owner" else "change"
    ties = links_of(kind, values)
    events = [Event(0, row.record, do, at, at, by.viewer.key, values, ties, "bulk") for row in rows]
    shelf = Shelf()
    for row in rows:
        shelf.put(row)
    for number, event in zip(append(events, batch=edit.batch), events, strict=True):
        shelf.tell(numbered(event, number))
    shelf.save()


# --- and back ---------------------------------------------------------------------------------------------------------


def take_back(edit: Bulk, *, by: Desk, at: Instant) -> Bulk:
    """As if it had never been; what was changed by hand since stands."""
    if edit.by_id != by.viewer.pk and not by.sight.everyone:
        raise UnableToSave(_("Only %(name)s, or who leads the adoption, can take this back.") % {"name": edit.by})
    with transaction.atomic():
        now = Bulk.objects.select_for_update().defer("numbers").get(pk=edit.pk)
        if now.taking_back is None:
            Bulk.objects.filter(pk=edit.pk).update(taking_back=at)
            if now.changed > AT_ONCE_ON_A_PAGE:
                for call in TAKEN_BACK:
                    call(edit.pk)
    if now.changed <= AT_ONCE_ON_A_PAGE:
        carry_back(edit.pk, clock=lambda: at)
    return Bulk.objects.get(pk=edit.pk)


def carry_back(number: int, *, clock: Clock) -> int:
    """Take the batch back, and make its rows anew; how many."""
    edit = Bulk.objects.select_related("by", "batch").get(pk=number)
    if edit.undone is not None:
        return 0
    if edit.batch.undone is None:
        batches.take_back(edit.batch, by=edit.by.key, at=clock())
    made = rebuild(batches.records_of(edit.batch), clock())
    Bulk.objects.filter(pk=number).update(undone=clock())
    return made
