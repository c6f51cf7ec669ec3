"""Rows in the making: what entries of the journal say, folded into what stands in the tables.

Here lives the one meaning of an entry for a row: a verb tells the shelf of what it has just journalled, an import of
thousands, and `rebuild` of everything that is visible. What may be done is decided by those who journal.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from ingrain.journal.bulk import FEW, insert_rows, made
from ingrain.method.events import Event, Instant, Value
from ingrain.records import abouts, finding, selling
from ingrain.records.fields import ACTIVITIES, CUSTOMERS, KINDS, Field, Kind, Type
from ingrain.records.folding import PEOPLE, as_person_sorted, as_sorted
from ingrain.records.models import Activity, Kept, Lead, Movement, Named, Opportunity
from ingrain.records.movements import movements
from ingrain.records.shares import share_of
from ingrain.records.sums import Turns
from ingrain.records.surroundings import Surroundings

AT_ONCE = 500
CLOSING = {"won", "lost"}


class Shelf:
    """Some rows with what has happened to them. Nothing is written before `save`.

    turns: what happens to sums, if whoever gives them writes them in the end; otherwise they are written with the rows.
    """

    def __init__(self, around: Surroundings | None = None, turns: Turns | None = None) -> None:
        self.around = around or Surroundings()
        self.rows: dict[str, Kept] = {}
        self.new: set[str] = set()
        self.before: dict[str, tuple[Any, ...]] = {}
        self.abouts = abouts.Abouts(self.rows, self.new)
        self.sold: dict[str, Opportunity] = {}
        self.turns, self.adds_up = turns or Turns(), turns is None
        self.movements: list[Movement] = []

    # --- which rows ---------------------------------------------------------------------------------------------------

    def put(self, row: Kept) -> None:
        """This row stands in the tables already."""
        self.rows[row.record] = row
        self.before[row.record] = finding.seen_of(row)

    def fetch(self, records: Iterable[str]) -> None:
        """Take from the tables those that aren't here yet."""
        wanted: dict[type[Kept], list[int]] = {}
        for record in records:
            kind, _, number = record.partition("/")
            if kind in KINDS and record not in self.rows and number.isdecimal():
                wanted.setdefault(KINDS[kind].model, []).append(int(number))
        for model, numbers in wanted.items():
            for start in range(0, len(numbers), AT_ONCE):
                for row in model._default_manager.filter(pk__in=numbers[start : start + AT_ONCE]):
                    self.put(row)

    # --- what happened ------------------------------------------------------------------------------------------------

    def tell(self, event: Event) -> None:
        """Fold an entry into its row. What concerns no record of ours, or one that was never made, is passed over."""
        kind = KINDS.get(event.kind)
        if kind is None:
            return
        row = self.rows.get(event.record) or self._made(kind, event)
        if row is not None and event.do == "clear away":
            self._forget(row)
        elif isinstance(row, Opportunity):
            self._turned(row, kind, event)
        elif row is not None:
            self._folded(row, kind, event)

    def _turned(self, row: Opportunity, kind: Kind, event: Event) -> None:
        """What sums and the pipeline meeting keep of an opportunity follows it at each entry."""
        before = share_of(row, self.around)
        self._folded(row, kind, event)
        row.worth = self.around.worth_of(row)
        after = share_of(row, self.around)
        if before != after:
            self.turns.turn(before, after, self.around.calendar.day(event.recorded))
            self.movements += movements(row, before, after, event)
        if not selling.DERIVED.isdisjoint(event.values):
            self.sold[row.record] = row

    def _folded(self, row: Kept, kind: Kind, event: Event) -> None:
        for name, value in event.values.items():
            if field := kind.by_name.get(name):
                self._set(row, field, value, event)
        self._linked(row, kind, event)
        self._happened(row, event)
        row.changed = max(row.changed, event.recorded)
        row.version = max(row.version, event.sequence)

    def _made(self, kind: Kind, event: Event) -> Kept | None:
        number = event.record.partition("/")[2]
        begins = event.do == "create" or (kind.name in ACTIVITIES and event.do in (kind.name, f"plan {kind.name}"))
        if not begins or not number.isdecimal():
            return None
        row = made(kind.model, id=int(number), created=event.occurred, creator=event.by)
        if isinstance(row, Activity):
            row.kind = kind.name
        self.rows[event.record] = row
        self.new.add(event.record)
        return row

    def _forget(self, row: Kept) -> None:
        """Nothing is left of it but its entries."""
        self.rows.pop(row.record)
        self.new.discard(row.record)
        self.sold.pop(row.record, None)
        self.abouts.forget(row.record)

    def _linked(self, row: Kept, kind: Kind, event: Event) -> None:
        """A tie fills the field that names such a record, where the values didn't say so themselves."""
        if isinstance(row, Activity):
            self.abouts.tie(row, event.links)
            return
        for other in event.links:
            to, _, number = other.partition("/")
            field = next((f for f in kind.fields if f.to == to and f.name not in event.values), None)
            if field and number.isdecimal():
                setattr(row, f"{field.at}_id", int(number))
        self.abouts.carry(row, event.links)

    # --- what a value means for a row ---------------------------------------------------------------------------------

    def _set(self, row: Kept, field: Field, value: Value, event: Event) -> None:
        match field.type:
            case Type.PERSON:
                colleague = self.around.colleagues.get(str(value)) if value else None
                row.owner, row.team_id = colleague, colleague.team_id if colleague else None
            case Type.RECORD:
                number = str(value or "").partition("/")[2]
                setattr(row, f"{field.at}_id", int(number) if number.isdecimal() else None)
            case Type.STAGE:
                self._stand(row, str(value or ""), event)
            case Type.CHOICE if isinstance(row, Opportunity) and str(value) in CLOSING:
                self._stand(row, str(value), event)
            case Type.MONEY:
                setattr(row, field.at, None if value in (None, "") else round(float(value or 0) * 100))
            case Type.DAY:
                self._date(row, field, value)
            case Type.MOMENT:
                setattr(row, field.at, self._instant(value))
            case _:
                setattr(row, field.at, "" if value is None else str(value))

    def _stand(self, row: Kept, name: str, event: Event) -> None:
        """Move an opportunity to a stage, or to its end."""
        assert isinstance(row, Opportunity)
        if name.casefold() in CLOSING:
            row.state, row.closed_at = name.casefold(), event.occurred
            return
        pipeline = row.stage.pipeline_id if row.stage_id and row.stage else None
        said = event.values.get("pipeline")
        if isinstance(said, str):
            pipeline = next((one.pk for one in self.around.pipelines if one.name == said), pipeline)
        row.state, row.closed_at, row.moved = Opportunity.State.OPEN, None, event.occurred
        row.stage = self.around.stage(name, pipeline) or row.stage

    def _date(self, row: Kept, field: Field, value: Value) -> None:
        day = None
        with suppress(ValueError):
            day = date.fromisoformat(str(value)[:10]) if value else None
        before: date | None = getattr(row, field.at)
        if isinstance(row, Opportunity) and field.at == "close_date" and before and day and day > before:
            row.pushed += 1
        setattr(row, field.at, day)

    def _instant(self, value: Value) -> Instant | None:
        """A moment of the team's local time."""
        if not value:
            return None
        with suppress(ValueError):
            return self.around.calendar.moment(datetime.fromisoformat(str(value)))
        return None

    # --- what was done ------------------------------------------------------------------------------------------------

    def _happened(self, row: Kept, event: Event) -> None:
        if isinstance(row, Activity):
            self._done(row, event)
        elif event.do == "delete":
            row.deleted = event.recorded
        elif event.do == "restore":
            row.deleted = None

    def _done(self, row: Activity, event: Event) -> None:
        before = (row.at, row.state, row.deleted)
        if event.do == f"plan {row.kind}":
            row.state, row.done = Activity.State.PLANNED, None
        elif event.do == row.kind:
            row.state, row.done = Activity.State.DONE, event.occurred
        elif event.do == "cancel":
            row.state = Activity.State.CANCELLED
        elif event.do == "delete":
            row.deleted = event.recorded
        elif event.do == "restore":
            row.deleted = None
        row.at = self._place(row)
        if before != (row.at, row.state, row.deleted) and row.record not in self.new:
            self.abouts.move(row)

    def _place(self, row: Activity) -> Instant:
        """Where an activity stands in time."""
        if row.kind == Activity.Kind.MEETING and row.start:
            return row.start
        if row.done:
            return row.done
        if row.start:
            return row.start
        if row.due:
            return self.around.calendar.moment(datetime.combine(row.due, time(0)))
        return row.created

    # --- writing ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write all rows, and what search and timelines know of them, in the caller's transaction."""
        for row in self.rows.values():
            self._derive(row)
        sorts: dict[tuple[type[Kept], bool], list[Kept]] = {}
        for record, row in self.rows.items():
            sorts.setdefault((type(row), record in self.new), []).append(row)
        for model in [kind.model for kind in CUSTOMERS.values()] + [Activity]:
            _write(model, sorts.get((model, True), ()), sorts.get((model, False), ()))
        self.abouts.save()
        self._save_what_follows()
        seen = {record: finding.seen_of(row) for record, row in self.rows.items()}
        changed = [self.rows[record] for record, now in seen.items() if now != self.before.get(record)]
        finding.learn(changed, self.around.region, self.new)
        self.before = seen
        self.new.clear()

    def _save_what_follows(self) -> None:
        """The sums, the movements and the lines of the opportunities."""
        if self.adds_up:
            self.turns.save()
        if len(self.movements) > FEW:
            insert_rows(self.movements)
        else:
            Movement.objects.bulk_create(self.movements, batch_size=AT_ONCE)
        selling.write_rows(self.sold.values())
        self.movements, self.sold = [], {}

    def _derive(self, row: Kept) -> None:
        """What follows from the values."""
        if isinstance(row, Named):
            kind = row.record.partition("/")[0]
            row.sort = as_person_sorted(row.name) if kind in PEOPLE else as_sorted(row.name)
        if isinstance(row, Lead) and not row.state:
            row.state = Lead.State.OPEN


def _write(model: type[Kept], new: Sequence[Kept], old: Sequence[Kept]) -> None:
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    if len(new) > FEW:
        insert_rows(new)
    elif new:
        model._default_manager.bulk_create(new)
    if len(old) == 1:
        old[0].save(force_update=True, update_fields=columns)
    elif old:
        model._default_manager.bulk_update(old, columns, batch_size=100)
