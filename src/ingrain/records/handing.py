"""Handing over: what somebody has open goes to somebody else in one go, shown before, and taken back.

Here lives what concerns records. Who leaves, and that they can't sign in any more, is written in monitor.hand_over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import batched

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ingrain.journal import read
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.people.models import Colleague, Role
from ingrain.records.access import Desk
from ingrain.records.fields import CUSTOMERS, KINDS
from ingrain.records.keep import UnableToSave
from ingrain.records.models import STANDING, Activity, HandOver, Lead, Opportunity
from ingrain.records.shelf import Shelf

AT_ONCE = 500
PLANNED = "planned activity"
"""What is still to be done, of whatever kind."""

OPEN = {
    "lead": Q(state__in=[Lead.State.OPEN, Lead.State.QUALIFIED]),
    "account": Q(),
    "contact": Q(),
    "opportunity": Q(state=Opportunity.State.OPEN),
}
KINDS_OF_IT = (*OPEN, PLANNED)


def holdings(colleague: Colleague, kinds: Sequence[str] = KINDS_OF_IT) -> dict[str, list[str]]:
    """What they own and have open, by kind: names of records in the order of their numbers."""
    found = {}
    for kind in (kind for kind in KINDS_OF_IT if kind in kinds):
        if kind == PLANNED:
            planned = Activity.objects.filter(STANDING, owner=colleague, state=Activity.State.PLANNED)
            found[kind] = [f"{what}/{number}" for number, what in planned.order_by("pk").values_list("pk", "kind")]
        else:
            rows = CUSTOMERS[kind].model._default_manager.filter(STANDING & OPEN[kind], owner=colleague)
            found[kind] = [f"{kind}/{number}" for number in rows.order_by("pk").values_list("pk", flat=True)]
    return {kind: records for kind, records in found.items() if records}


def may_hand_over(by: Desk, giver: Colleague) -> bool:
    """Whoever leads them: a manager of theirs, or an adoption lead."""
    return by.viewer.holds(Role.LEAD) or (
        by.viewer.holds(Role.MANAGER) and giver.pk != by.viewer.pk and by.sight.sees(giver.key)
    )


def hand_over(
    giver: Colleague, heir: Colleague, *, kinds: Sequence[str] = KINDS_OF_IT, by: Desk, at: Instant
) -> HandOver:
    """What they have open of these kinds is the heir's now."""
    if not may_hand_over(by, giver):
        raise UnableToSave(_("Records are handed over by whoever leads their owner."))
    if heir.pk == giver.pk or heir.left is not None:
        raise UnableToSave(_("Choose somebody who is still here to take over."))
    if by.viewer.holds(Role.LEAD) is False and not by.sight.sees(heir.key):
        raise UnableToSave(_("Choose somebody whom you lead, or ask an adoption lead to hand over further away."))
    with transaction.atomic():
        records = [record for some in holdings(giver, kinds).values() for record in some]
        if not records:
            raise UnableToSave(_("%(name)s has nothing of this open.") % {"name": giver})
        give(records, heir, by=by.viewer, at=at)
        return HandOver.objects.create(
            giver=giver, heir=heir, kinds=list(kinds), records=len(records), by=by.viewer, at=at
        )


def take_back(done: HandOver, *, by: Desk, at: Instant) -> int:
    """It was a mistake; how many went back: those that nobody handed on or closed meanwhile."""
    with transaction.atomic():
        now = HandOver.objects.select_for_update().select_related("giver", "heir", "by").get(pk=done.pk)
        if not may_hand_over(by, now.giver):
            raise UnableToSave(_("Records are handed over by whoever leads their owner."))
        if now.undone is not None:
            raise UnableToSave(_("This was taken back already."))
        if now.giver.left is not None:
            raise UnableToSave(
                _("%(name)s left meanwhile. Hand it over to somebody who is here.") % {"name": now.giver}
            )
        back = still_with(now.heir, given_by=now.by, at=now.at)
        give(back, now.giver, by=by.viewer, at=at)
        HandOver.objects.filter(pk=now.pk).update(undone=at)
    return len(back)


def give(records: Iterable[str], to: Colleague, *, by: Colleague, at: Instant) -> None:
    """Each of these is theirs now: written in the journal, and in the rows."""
    for some in batched(records, AT_ONCE):
        shelf = Shelf()
        shelf.fetch(some)
        events = [Event(0, record, "hand over", at, at, by.key, {"owner": to.key}, through="page") for record in some]
        for event, number in zip(events, append(events), strict=True):
            shelf.tell(replace(event, sequence=number))
        shelf.save()


def still_with(heir: Colleague, *, given_by: Colleague, at: Instant) -> list[str]:
    """What was handed over then, is open, and is still the heir's by that hand-over."""
    entries = read.visible().filter(actor=given_by.key, did="hand over", occurred=at)
    given = set(entries.values_list("record", flat=True))
    open_now = {record for records in holdings(heir).values() for record in records}
    owned: dict[str, Event] = {}
    for event in read.events(records=given & open_now):
        if "owner" in event.values:
            owned[event.record] = event
    return sorted(record for record, last in owned.items() if last.occurred == at and last.do == "hand over")


def kind_named(kind: str) -> str:
    """How a kind is called where it is counted."""
    return _("Planned activities") if kind == PLANNED else str(KINDS[kind].plural)
