"""The colleagues as the judge knows them: a `Company` of the method, made from what the database holds."""

from ingrain.method.calendar import Calendar
from ingrain.method.company import Absence, Company, Person
from ingrain.people.models import Colleague, Firm, Leave


def calendar() -> Calendar:
    """The firm's working time; elapsed time in UTC where no firm was set up."""
    firm = Firm.here()
    if firm is None:
        return Calendar()
    return Calendar(firm.zone, firm.country or None, firm.region or None, opens=firm.opens, closes=firm.closes)


def directory() -> Company:
    """Everybody, those who left included: their past is judged too. Nothing is said of what is live."""
    colleagues = Colleague.objects.select_related("team", "manager").prefetch_related("held_roles")
    people = {
        c.key: Person(
            c.key,
            team=c.team.name if c.team else None,
            roles=c.roles,
            manager=c.manager.key if c.manager else None,
            kind=c.kind,
            label=c.name,
        )
        for c in colleagues
    }
    away = Leave.objects.values_list("colleague__key", "first", "last", "deputy__key")
    return Company(calendar=calendar(), people=people, absences=tuple(Absence(*leave) for leave in away))
