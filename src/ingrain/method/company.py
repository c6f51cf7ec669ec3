"""Who there is: people with team, role and manager, absences and deputies, machines, calendars, and what is live."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ingrain.method.calendar import Calendar
from ingrain.method.events import Event, Instant
from ingrain.method.rules import Duration

ALWAYS: Instant = -(2**62)
NEVER_YET: Instant = 2**62
NEXT_WORKING_DAY = Duration(1, "working day")
AS_OCCURRED = frozenset({"import", "connector", "API"})
"""The ways in whose word on when something occurred is taken (§4)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works with the CRM. kind: human, integration or assistant. label: the name as shown."""

    name: str
    team: str | None = None
    roles: frozenset[str] = frozenset()
    manager: str | None = None
    kind: str = "human"
    label: str | None = None

    @property
    def shown(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from the first to the last day, both included; a deputy answers meanwhile, if one is named."""

    who: str
    first: date
    last: date
    deputy: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which the source cannot tell what happened, from start to end."""

    start: Instant
    end: Instant


@dataclass(frozen=True)
class Company:
    """The setting in which a manual is judged.

    people: by name. In a log without a directory it is empty: then everyone who isn't a machine is a person.
    live: when areas went live; the key is (team, area), None standing for every team or every area, and a value of
        None for "not live yet". No entry that fits: live from the start.
    """

    calendar: Calendar = field(default_factory=Calendar)
    people: Mapping[str, Person] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()
    machines: frozenset[str] = frozenset()
    live: Mapping[tuple[str | None, str | None], Instant | None] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()

    # --- people -------------------------------------------------------------------------------------------------------

    def is_person(self, name: str | None) -> bool:
        """Neither nobody nor a machine, an integration or an assistant (§6)."""
        if name is None or name in self.machines:
            return False
        person = self.people.get(name)
        return person is None or person.kind == "human"

    def team(self, name: str | None) -> str | None:
        person = self.people.get(name) if name else None
        return person.team if person else None

    def manager(self, name: str | None) -> str | None:
        person = self.people.get(name) if name else None
        return person.manager if person else None

    def holds_role(self, name: str | None, role: str) -> bool:
        if not self.is_person(name):
            return False
        person = self.people.get(name) if name else None
        return role == "person" or (person is not None and role in person.roles)

    def holders(self, role: str) -> list[Person]:
        """Everyone in the directory who holds a role, by name."""
        return sorted((p for p in self.people.values() if self.holds_role(p.name, role)), key=lambda p: p.name)

    def calendar_of(self, name: str | None) -> Calendar:
        """The calendar of a person's team."""
        return self.calendars.get(self.team(name) or "", self.calendar)

    # --- absences -----------------------------------------------------------------------------------------------------

    @cached_property
    def _absences(self) -> dict[str, list[Absence]]:
        by_person = defaultdict(list)
        for absence in self.absences:
            by_person[absence.who].append(absence)
        return dict(by_person)

    def absence(self, name: str | None, day: date) -> Absence | None:
        """The absence of a person on a day, if there is one; one with a deputy first."""
        found = [a for a in self._absences.get(name or "", ()) if a.first <= day <= a.last]
        return min(found, key=lambda a: a.deputy is None, default=None)

    def deputy(self, name: str | None, day: date) -> str | None:
        """Who stands in for a person on a day: the first in the line of deputies who is there."""
        asked = {name}
        while (absence := self.absence(name, day)) and absence.deputy and absence.deputy not in asked:
            name = absence.deputy
            asked.add(name)
        return name if len(asked) > 1 and not self.absence(name, day) else None

    def settle(self, who: str | None, due: Instant) -> tuple[str | None, Instant]:
        """Who answers by when: in an absence the deputy, or the same person by the end of the first day back (§5)."""
        if who not in self._absences:
            return who, due
        calendar = self.calendar_of(who)
        day = calendar.day_of_due(due)
        if not self.absence(who, day):
            return who, due
        if deputy := self.deputy(who, day):
            return deputy, due
        while (absence := self.absence(who, day)) or not calendar.is_working(day):
            day = (absence.last if absence else day) + timedelta(1)
        return who, calendar.end(day)

    def own_working_days(self, name: str, first: date, last: date) -> list[date]:
        """The team's working days on which a person is not away."""
        return [day for day in self.calendar_of(name).working_days(first, last) if not self.absence(name, day)]

    # --- time ---------------------------------------------------------------------------------------------------------

    def live_since(self, area: str | None, team: str | None) -> Instant:
        """When an area went live for a team: the most particular word on it."""
        for key in ((team, area), (team, None), (None, area), (None, None)):
            if key in self.live:
                since = self.live[key]
                return NEVER_YET if since is None else since
        return ALWAYS

    def counts(self, event: Event) -> Instant:
        """The time at which an event counts: when it occurred, unless a person recorded it too late (§4)."""
        if event.recorded <= event.occurred or event.through in AS_OCCURRED or not self.is_person(event.by):
            return event.occurred
        in_time = self.calendar_of(event.by).after(event.occurred, NEXT_WORKING_DAY)
        return event.occurred if event.recorded <= in_time else event.recorded
