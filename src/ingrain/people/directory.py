"""The colleagues as the judge knows them: a `Company` of the method, made from what the database holds."""

from collections import defaultdict

from ingrain.method.calendar import Calendar
from ingrain.method.company import Absence, Company, Person
from ingrain.people.models import Colleague, Firm, HeldRole, Leave


def calendar() -> Calendar:
    """The firm's working time; elapsed time in UTC where no firm was set up."""
    firm = Firm.here()
    if firm is None:
        return Calendar()
    return Calendar(firm.zone, firm.country or None, firm.region or None, opens=firm.opens, closes=firm.closes)


def directory() -> Company:
    """Everybody, those who left included: their past is judged too. Nothing is said of what is live."""
    roles: dict[int, set[str]] = defaultdict(set)
    for colleague, role in HeldRole.objects.values_list("colleague_id", "role"):
        roles[colleague].add(role)
    colleagues = Colleague.objects.values_list("pk", "key", "name", "kind", "team__name", "manager__key")
    people = {
        key: Person(key, team=team, roles=frozenset(roles.get(pk, ())), manager=manager, kind=kind, label=name)
        for pk, key, name, kind, team, manager in colleagues
    }
    away = Leave.objects.values_list("colleague__key", "first", "last", "deputy__key")
    return Company(calendar=calendar(), people=people, absences=tuple(Absence(*leave) for leave in away))
