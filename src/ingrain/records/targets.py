"""Targets: what a person or a team is to sell in a quarter; set by whoever leads them, and journalled."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.people.models import Colleague, Role, Team
from ingrain.records.access import Desk
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Target
from ingrain.records.quarters import quarter_of
from ingrain.records.reading import MOST


def aim(whom: Colleague | Team, quarter: date, hundredths: int | None, *, by: Desk, at: Instant) -> Target | None:
    """This is what they are to sell; None takes the target out."""
    if not may_aim(by, whom):
        raise UnableToSave(_("A target is set by whoever leads the person or the team."))
    if quarter != quarter_of(quarter):
        raise UnableToSave(_("A quarter begins in January, April, July or October."))
    if hundredths is not None and not 0 <= hundredths < MOST * 100:
        raise UnableToSave(_("A target is an amount that can be sold. Look at the zeros."))
    who = {"colleague": whom} if isinstance(whom, Colleague) else {"team": whom}
    with transaction.atomic():
        found = Target.objects.filter(**who, quarter=quarter).first()
        if (found.amount if found else None) == hundredths:
            return found
        if hundredths is None:
            Target.objects.filter(**who, quarter=quarter).delete()
            found = None
        else:
            found, _new = Target.objects.update_or_create(**who, quarter=quarter, defaults={"amount": hundredths})
        append([_told(whom, quarter, hundredths, by, at)])
    return found


def may_aim(by: Desk, whom: Colleague | Team) -> bool:
    """A lead anybody's, a manager those of their people and of a team whose people they all lead; nobody their own."""
    if by.viewer.holds(Role.LEAD):
        return True
    if not by.viewer.holds(Role.MANAGER):
        return False
    if isinstance(whom, Colleague):
        return whom.pk != by.viewer.pk and by.sight.sees(whom.key)
    members = set(
        whom.colleagues.filter(left=None, kind="human").exclude(pk=by.viewer.pk).values_list("key", flat=True)
    )
    return bool(members) and members <= by.sight.people


def of_people(people: Iterable[int], quarter: date) -> dict[int, int]:
    """By the number of the colleague."""
    found = Target.objects.filter(colleague__in=list(people), quarter=quarter)
    return {number: amount for number, amount in found.values_list("colleague_id", "amount") if number}


def of_team(team: Team, quarter: date) -> int | None:
    return Target.objects.filter(team=team, quarter=quarter).values_list("amount", flat=True).first()


def _told(whom: Colleague | Team, quarter: date, hundredths: int | None, by: Desk, at: Instant) -> Event:
    kind = "person" if isinstance(whom, Colleague) else "team"
    name = whom.key if isinstance(whom, Colleague) else str(whom.pk)
    amount = None if hundredths is None else hundredths / 100
    values = {"target": amount, "quarter": quarter.isoformat()}
    return Event(0, f"{kind}/{name}", "set target", at, at, by.viewer.key, values)
