"""The colleagues as the judge knows them: a `Company` of the method, made from what the database holds."""

from collections import defaultdict
from datetime import time
from functools import lru_cache

from ingrain.method.calendar import Calendar
from ingrain.method.company import Absence, Company, Person
from ingrain.people.models import Colleague, Firm, Leave

KNOWN = ("key", "held_roles__role", "team__name", "manager__key", "kind", "name")


def calendar() -> Calendar:
    """The firm's working time; elapsed time in UTC where no firm was set up."""
    firm = Firm.here()
    if firm is None:
        return Calendar()
    return _calendar(firm.zone, firm.country, firm.region, firm.opens, firm.closes)


@lru_cache(maxsize=8)
def _calendar(zone: str, country: str, region: str, opens: time, closes: time) -> Calendar:
    """The same one for the same firm: it remembers the holidays that it has worked out."""
    return Calendar(zone, country or None, region or None, opens=opens, closes=closes)


def directory() -> Company:
    """Everybody, those who left included: their past is judged too. Nothing is said of what is live."""
    roles: dict[str, set[str]] = defaultdict(set)
    known: dict[str, tuple[str | None, str | None, str, str]] = {}
    for key, role, *told in Colleague.objects.values_list(*KNOWN):
        known[key] = tuple(told)
        roles[key] |= {role} - {None}
    people = {
        key: Person(key, team, frozenset(roles[key]), manager, kind, label)
        for key, (team, manager, kind, label) in known.items()
    }
    away = Leave.objects.values_list("colleague__key", "first", "last", "deputy__key")
    return Company(calendar=calendar(), people=people, absences=tuple(Absence(*leave) for leave in away))
