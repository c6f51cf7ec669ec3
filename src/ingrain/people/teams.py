"""Teams: added, renamed, dissolved, brought back, and everybody of one moved to another.

Whether a name stands in a published manual is asked in editions.renaming, which is above this room.
"""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.method.events import Instant
from ingrain.people.colleagues import UnableToSetUp, become, known_of
from ingrain.people.models import Colleague, Team
from ingrain.people.news import event, tell


def add(name: str, *, by: Colleague, at: Instant) -> Team:
    with transaction.atomic():
        team = Team.objects.create(name=free(name))
        tell([event(f"team/{team.pk}", "create", by=by, at=at, name=team.name)], anew=False)
    return team


def rename(team: Team, name: str, *, by: Colleague, at: Instant) -> None:
    with transaction.atomic():
        team.name = free(name, but=team)
        team.save(update_fields=["name"])
        tell([event(f"team/{team.pk}", "change", by=by, at=at, name=team.name)])


def members(team: Team) -> list[Colleague]:
    """Who is in it now; those who left stay in it in the past alone."""
    return list(team.colleagues.filter(left=None))


def move_all(team: Team, to: Team, *, by: Colleague, at: Instant) -> int:
    """Everybody of one team goes to another; how many."""
    if team == to:
        raise UnableToSetUp(_("They are in %(team)s already; choose another team.") % {"team": team})
    with transaction.atomic():
        moved = members(team)
        events = []
        for colleague in moved:
            events += become(colleague, replace(known_of(colleague), team=to), by=by, at=at)
        tell(events)
    return len(moved)


def dissolve(team: Team, *, by: Colleague, at: Instant, today: date) -> None:
    """The team is no more; what its people did in it stays. Whoever is in it must have moved."""
    with transaction.atomic():
        there = members(team)
        if there:
            names = ", ".join(one.name for one in there[:5]) + (", …" if len(there) > 5 else "")
            said = ngettext(
                "%(n)s person is still in %(team)s: %(names)s. Move them to another team, then dissolve it.",
                "%(n)s people are still in %(team)s: %(names)s. Move them to another team, then dissolve it.",
                len(there),
            )
            raise UnableToSetUp(said % {"n": len(there), "team": team, "names": names})
        Team.objects.filter(pk=team.pk).update(dissolved=today)
        tell([event(f"team/{team.pk}", "dissolve", by=by, at=at, name=team.name)], anew=False)


def bring_back(team: Team, *, by: Colleague, at: Instant) -> None:
    with transaction.atomic():
        Team.objects.filter(pk=team.pk).update(dissolved=None)
        tell([event(f"team/{team.pk}", "bring back", by=by, at=at, name=team.name)], anew=False)


def free(name: str, *, but: Team | None = None) -> str:
    """The name without stray spaces, if no other team has it."""
    name = " ".join(name.split())
    if not name:
        raise UnableToSetUp(_("Write what the team is called."))
    if len(name) > 100:
        raise UnableToSetUp(_("A team's name has at most 100 letters."))
    others = Team.objects.filter(name__iexact=name)
    other = (others.exclude(pk=but.pk) if but else others).first()
    if other and other.dissolved:
        raise UnableToSetUp(_("There was a team %(team)s, which was dissolved. Bring it back.") % {"team": other})
    if other:
        raise UnableToSetUp(_("There is a team %(team)s already.") % {"team": other})
    return name
