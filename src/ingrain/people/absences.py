"""Being away: from the first to the last day, with a deputy who answers meanwhile."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Instant
from ingrain.people.colleagues import UnableToSetUp, record_of
from ingrain.people.models import Colleague, Leave
from ingrain.people.news import event, tell


def plan(
    colleague: Colleague, first: date, last: date, *, deputy: Colleague | None = None, by: Colleague, at: Instant
) -> Leave:
    """Somebody is away. Two absences may not share a day: nobody could say which deputy answers."""
    if last < first:
        raise UnableToSetUp(_("The last day is before the first one. Put them the other way round."))
    if deputy == colleague:
        raise UnableToSetUp(_("Nobody stands in for themselves. Choose somebody else, or nobody."))
    with transaction.atomic():
        other = colleague.leaves.filter(first__lte=last, last__gte=first).first()
        if other:
            raise UnableToSetUp(
                _("%(name)s is away from %(first)s to %(last)s already. Take that out first.")
                % {"name": colleague.name, "first": other.first.isoformat(), "last": other.last.isoformat()}
            )
        leave = Leave.objects.create(colleague=colleague, first=first, last=last, deputy=deputy)
        values = {"first": first.isoformat(), "last": last.isoformat(), "deputy": deputy.key if deputy else ""}
        tell([event(record_of(colleague), "be away", by=by, at=at, **values)])
    return leave


def cancel(leave: Leave, *, by: Colleague, at: Instant) -> None:
    """They are there after all."""
    with transaction.atomic():
        values = {"first": leave.first.isoformat(), "last": leave.last.isoformat()}
        record = record_of(leave.colleague)
        leave.delete()
        tell([event(record, "be there after all", by=by, at=at, **values)])
