"""Leaving: from then on they can't sign in any more; and coming back, when it was a mistake.

Who gets the records that they own is written in monitor.hand_over, which is above this room and calls this one.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Instant
from ingrain.people.access import may_set_up
from ingrain.people.colleagues import UnableToSetUp, record_of
from ingrain.people.models import Colleague, Departure
from ingrain.people.news import event, tell


def leave(
    colleague: Colleague, day: date, *, heir: Colleague | None, records: int, by: Colleague, at: Instant, today: date
) -> Departure:
    """Deactivate somebody, after their last day. Their sessions end with the next click."""
    if colleague == by:
        raise UnableToSetUp(_("Nobody deactivates themselves. Ask another administrator."))
    if not may_set_up(by, colleague):
        raise UnableToSetUp(_("Only an administrator deactivates an administrator."))
    if day > today:
        raise UnableToSetUp(_("Do this on their last day or after it: from then on they can't sign in any more."))
    if heir is not None and (heir == colleague or heir.left is not None):
        raise UnableToSetUp(_("Choose somebody who is still here to take over."))
    with transaction.atomic():
        now = Colleague.objects.select_for_update().get(pk=colleague.pk)
        if now.left is not None:
            raise UnableToSetUp(_("%(name)s was deactivated already.") % {"name": now})
        now.left, now.is_active = day, False
        now.save(update_fields=["left", "is_active"])
        gone = Departure.objects.create(colleague=now, day=day, heir=heir, records=records, by=by, at=at)
        values = {"left": day.isoformat(), "heir": heir.key if heir else ""}
        tell([event(record_of(now), "leave", by=by, at=at, **values)])
    return gone


def come_back(departure: Departure, *, by: Colleague, at: Instant) -> None:
    """It was a mistake: they can sign in as before."""
    if not may_set_up(by, departure.colleague):
        raise UnableToSetUp(_("Only an administrator does this for an administrator."))
    with transaction.atomic():
        departure = Departure.objects.select_for_update().select_related("colleague").get(pk=departure.pk)
        colleague = departure.colleague
        if departure.undone is not None or colleague.left is None:
            raise UnableToSetUp(_("%(name)s is here already.") % {"name": colleague})
        colleague.left, colleague.is_active = None, True
        colleague.save(update_fields=["left", "is_active"])
        departure.undone = at
        departure.save(update_fields=["undone"])
        tell([event(record_of(colleague), "come back", by=by, at=at)])
