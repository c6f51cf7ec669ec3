"""Leaving: they can't sign in any more, and who reported to them has a new manager; and back, when it was a mistake.

Who gets their records and what was on their list: monitor.hand_over, which is above this room and calls this one.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Event, Instant
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
        given = dict(_new_managers(now, heir)) if heir else {}
        kept = {str(one.pk): above.pk if above else None for one, above in given.items()}
        gone = Departure.objects.create(colleague=now, day=day, heir=heir, records=records, reports=kept, by=by, at=at)
        values = {"left": day.isoformat(), "heir": heir.key if heir else ""}
        moved = [_report(one, above, by, at) for one, above in given.items()]
        tell([event(record_of(now), "leave", by=by, at=at, **values), *moved])
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
        back = [_report(one, colleague, by, at) for one in _still_so(departure)]
        tell([event(record_of(colleague), "come back", by=by, at=at), *back])


def _new_managers(gone: Colleague, heir: Colleague) -> Iterator[tuple[Colleague, Colleague | None]]:
    """Whoever reported to them reports to the heir; the heir, and those above the heir, to the next one up."""
    above_heir = {heir.pk}
    above = heir.manager
    while above is not None and above.pk not in above_heir:
        above_heir.add(above.pk)
        above = above.manager
    for one in gone.reports.filter(left=None):
        yield one, gone.manager if one.pk in above_heir else heir


def _still_so(departure: Departure) -> Iterator[Colleague]:
    """Those to whom nobody gave another manager meanwhile."""
    for pk, above in departure.reports.items():
        yield from Colleague.objects.filter(pk=int(pk), manager=above)


def _report(colleague: Colleague, to: Colleague | None, by: Colleague, at: Instant) -> Event:
    colleague.manager = to
    colleague.save(update_fields=["manager"])
    return event(record_of(colleague), "change", by=by, at=at, manager=to.key if to else "")
