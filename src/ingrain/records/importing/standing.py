"""What would stay of a spreadsheet that is taken back, and why: somebody worked with it, or a later one stands on it.

Here lives finding out. Taking it back lives in take_back.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.db.models import Q
from django.utils.translation import gettext as _

from ingrain.journal.models import Batch, Entry, Tie
from ingrain.journal.read import visible
from ingrain.people.models import Colleague
from ingrain.records.fields import CUSTOMERS, KINDS, Type, as_value, kind_of
from ingrain.records.importing.arrive import seen_by
from ingrain.records.importing.targets import sorts
from ingrain.records.models import Attachment, Kept, Spreadsheet
from ingrain.telling.words import listed

AT_ONCE = 500


@dataclass
class Later:
    """A spreadsheet that came in later, and the records that would stay for its sake alone.

    names: its own records belong to them; otherwise it changed them.
    """

    sheet: Spreadsheet
    records: set[str] = field(default_factory=set)
    names: bool = False

    @property
    def says(self) -> str:
        kinds = [kind for kind in CUSTOMERS if any(record.startswith(f"{kind}/") for record in self.records)]
        told = {
            "kinds": str(sorts()[self.sheet.kind].plural).lower(),
            "file": self.sheet.original,
            "these": listed([str(CUSTOMERS[kind].plural).lower() for kind in kinds], _("and")),
        }
        if self.names:
            return _("The %(kinds)s of %(file)s belong to these %(these)s: take that back first.") % told
        return _("%(file)s changed these %(these)s: take that back first.") % told


@dataclass(frozen=True)
class Standing:
    """made: records that came with it, and are there; worked: those of them that stay since somebody worked with them;
    later: what came in afterwards, and could go first."""

    made: frozenset[str] = frozenset()
    worked: frozenset[str] = frozenset()
    later: tuple[Later, ...] = ()

    @property
    def names(self) -> list[str]:
        return [str(row) for row in rows_of(self.worked)]


def standing(sheet: Spreadsheet, by: Colleague | None = None) -> Standing:
    """by: who takes it back; what others brought in later is work like any other."""
    if sheet.batch is None:
        return Standing()
    made = set(Entry.objects.filter(batch=sheet.batch, did="create").values_list("record", flat=True))
    after = {one.batch_id: Later(one) for one in _open(sheet, by)} if by else {}
    worked: set[str] = set()
    for record, batch, names in _touched(sheet.batch, made):
        if batch in after:
            after[batch].records.add(record)
            after[batch].names |= names
        else:
            worked.add(record)
    worked = _with_what_they_name(worked, made)
    for one in after.values():
        one.records -= worked
    return Standing(frozenset(made), frozenset(worked), tuple(one for one in after.values() if one.records))


def _open(sheet: Spreadsheet, by: Colleague) -> Iterable[Spreadsheet]:
    """What they could take back as a whole; of what went but for a rest, that rest is somebody's work."""
    there = seen_by(by).filter(undone=None).exclude(shown=None).exclude(batch=None)
    return there.exclude(pk=sheet.pk).order_by("-shown", "-pk")


def _with_what_they_name(records: set[str], made: set[str]) -> set[str]:
    found = fresh = set(records)
    while fresh:
        fresh = {one for row in rows_of(fresh) for one in named(row)} & made - found
        found = found | fresh
    return found


def _touched(batch: Batch, made: set[str]) -> Iterator[tuple[str, int | None, bool]]:
    """Those of which an entry tells that isn't of the batch, with the batch that it is of, and whether it names them
    only; and those that hold a file."""
    others = visible().filter(~Q(batch=batch) | Q(batch=None))
    for some in batched(sorted(made), AT_ONCE):
        for record, of in others.filter(record__in=some).values_list("record", "batch_id").distinct():
            yield record, of, False
        by_entry: dict[int, list[str]] = {}
        for number, other in Tie.objects.filter(other__in=some).values_list("entry_id", "other"):
            by_entry.setdefault(number, []).append(other)
        for numbers in batched(sorted(by_entry), AT_ONCE):
            for number, of in others.filter(sequence__in=numbers).values_list("sequence", "batch_id"):
                yield from ((record, of, True) for record in by_entry[number])
        for record in Attachment.objects.filter(record__in=some, deleted=None).values_list("record", flat=True):
            yield record, None, False


def rows_of(records: Iterable[str]) -> Iterator[Kept]:
    """The rows, those that others name first."""
    wanted: dict[str, list[int]] = {}
    for record in sorted(records):
        kind, _slash, number = record.partition("/")
        wanted.setdefault(kind, []).append(int(number))
    for kind in CUSTOMERS:
        model = KINDS[kind].model
        for some in batched(sorted(wanted.get(kind, ())), AT_ONCE):
            yield from model._default_manager.select_related("owner").filter(pk__in=some).order_by("pk")


def named(row: Kept) -> Iterator[str]:
    """The records that a row names."""
    for one in kind_of(row).fields:
        if one.type is Type.RECORD and (value := as_value(row, one)):
            yield str(value)
