"""Which records an activity is about: those that were said, and upwards those for which it counts too.

A contact's and an opportunity's activities count for the account, those of a converted lead for its opportunity (§4
of the manual's definition). Here lives following that line at the moment something happens.
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from ingrain.journal.bulk import FEW, insert_rows, made
from ingrain.records.fields import CUSTOMERS
from ingrain.records.models import About, Activity, Contact, Kept, Lead, Opportunity


class Abouts:
    """What the activities on a shelf are about. rows: those that are in the making; new: those that no table has."""

    def __init__(self, rows: Mapping[str, Kept], new: Container[str]) -> None:
        self.rows, self.new = rows, new
        self.fresh: dict[tuple[int, str], tuple[Activity, About]] = {}
        self.moved: dict[int, Activity] = {}
        self.of_lead: dict[str, list[str]] = {}

    def tie(self, activity: Activity, records: Iterable[str]) -> None:
        """The activity is about these records."""
        for record in records:
            if record.partition("/")[0] in CUSTOMERS:
                self._add(activity, record, near=True)
                for up in self.above(record):
                    self._add(activity, up, near=False)

    def carry(self, row: Kept, links: Iterable[str]) -> None:
        """An opportunity came from a lead: what was done for the lead counts for it too, and for its account."""
        if isinstance(row, Opportunity):
            for link in links:
                if link.startswith("lead/"):
                    self.of_lead.setdefault(link, []).append(row.record)

    def move(self, activity: Activity) -> None:
        """It stands at another time now."""
        self.moved[activity.pk] = activity

    def forget(self, record: str) -> None:
        """Nothing is about this record any more, and it is about nothing."""
        self.fresh = {
            key: (one, about) for key, (one, about) in self.fresh.items() if record not in (one.record, about.record)
        }
        self.moved = {number: one for number, one in self.moved.items() if one.record != record}

    def above(self, record: str) -> Iterator[str]:
        """The records for which the activities of this one count too, from the nearest up."""
        row = self.rows.get(record) or _read(record)
        if isinstance(row, Contact | Opportunity) and row.account_id:
            yield f"account/{row.account_id}"
        elif isinstance(row, Lead):
            became = self.of_lead.get(record) or [f"opportunity/{o.pk}" for o in Opportunity.objects.filter(lead=row)]
            for opportunity in became if row.closed else ():
                yield opportunity
                yield from self.above(opportunity)

    def _add(self, activity: Activity, record: str, *, near: bool) -> None:
        key = (activity.pk, record)
        if key not in self.fresh:
            self.fresh[key] = activity, made(About, activity_id=activity.pk, record=record, near=near)
        elif near:
            self.fresh[key][1].near = True

    def save(self) -> None:
        """Write what is new, move what was moved, and carry what leads have up to what came of them."""
        for activity in self.moved.values():
            About.objects.filter(activity=activity).update(at=activity.at, planned=_planned(activity))
        for activity, about in self.fresh.values():
            about.at, about.planned = activity.at, _planned(activity)
        new = {activity.pk for activity, _ in self.fresh.values() if activity.record in self.new}
        first = [about for _, about in self.fresh.values() if about.activity_id in new]
        (insert_rows if len(first) > FEW else _write)(first)
        _write(about for _, about in self.fresh.values() if about.activity_id not in new)
        for lead, opportunities in self.of_lead.items():
            known = list(About.objects.filter(record=lead).values_list("activity_id", "at", "planned"))
            ups = {up for one in opportunities for up in (one, *self.above(one))}
            _write(
                About(activity_id=number, record=up, near=False, at=at, planned=planned)
                for number, at, planned in known
                for up in sorted(ups)
            )
        self.fresh, self.moved, self.of_lead = {}, {}, {}


def _planned(activity: Activity) -> bool:
    """Whether it is still to be done."""
    return activity.state == Activity.State.PLANNED and activity.deleted is None


def _write(abouts: Iterable[About]) -> None:
    About.objects.bulk_create(abouts, batch_size=500, ignore_conflicts=True)


def _read(record: str) -> Kept | None:
    models: dict[str, type[Contact] | type[Opportunity] | type[Lead]]
    models = {"contact": Contact, "opportunity": Opportunity, "lead": Lead}
    kind, _, number = record.partition("/")
    return models[kind]._default_manager.filter(pk=number).first() if kind in models else None
