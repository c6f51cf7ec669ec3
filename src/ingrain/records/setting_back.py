"""Setting a value back to what it was before an entry of the journal: one that was changed by mistake, or by somebody.

It is a change like any other, and can be set back itself.
"""

import json

from django.utils.translation import gettext as _

from ingrain.journal.read import visible
from ingrain.method.events import Instant, Value
from ingrain.records import moving
from ingrain.records.access import Desk
from ingrain.records.fields import Type, kind_of
from ingrain.records.keep import UnableToSave, change
from ingrain.records.models import Kept, Lead, Opportunity
from ingrain.records.surroundings import Surroundings


def set_back(row: Kept, name: str, *, entry: int, by: Desk, at: Instant) -> Kept:
    """Give a field what it held before this entry of its record."""
    field = kind_of(row).by_name.get(name)
    if field is None:
        raise UnableToSave(_("There is no field %(name)s here.") % {"name": name})
    value = before(row, name, entry)
    if field.type is Type.STAGE:
        assert isinstance(row, Opportunity)
        return _stood(row, str(value or ""), by, at)
    if name == "state":
        if isinstance(row, Lead) and value in (None, Lead.State.OPEN):
            return moving.take_up_again(row, by=by, at=at)
        if isinstance(row, Lead) and value == Lead.State.QUALIFIED:
            return moving.qualify(moving.take_up_again(row, by=by, at=at), by=by, at=at)
        raise UnableToSave(_("This can't be set back from here."))
    return change(row, {name: value}, by=by, at=at)


def before(row: Kept, name: str, entry: int) -> Value:
    """What a field held before an entry; None where nothing was said of it."""
    told = f"{json.dumps(name, ensure_ascii=False)}: "
    entries = visible().filter(record=row.record, sequence__lt=entry, held__fields__contains=told)
    for fields in entries.order_by("-sequence").values_list("held__fields", flat=True)[:20]:
        values: dict[str, Value] = json.loads(fields or "{}")
        if name in values:
            return values[name]
    return None


def _stood(row: Opportunity, name: str, by: Desk, at: Instant) -> Kept:
    stage = Surroundings().stage(name, row.stage.pipeline_id if row.stage else None)
    if stage is None:
        raise UnableToSave(_("There is no stage %(name)s any more.") % {"name": name or "-"})
    if row.closed:
        row = moving.reopen(row, by=by, at=at)
    return moving.move(row, stage, by=by, at=at)
