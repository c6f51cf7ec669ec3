"""The company as the first line of a JSON Lines file (and the worked cases) say it: a mapping <-> Company.

The page docs/reference/json-lines.md describes it to those who write such files.
"""

import re
from collections.abc import Mapping
from datetime import time
from typing import Final

from ingrain.logs.entries import (
    Entry,
    UnableToReadEntry,
    check_keys,
    day_at,
    day_of,
    entry_of,
    list_at,
    listed,
    text_at,
    text_or_none,
    texts_at,
    time_at,
)
from ingrain.logs.log import zone_named
from ingrain.logs.report import UnableToReadLog
from ingrain.logs.times import local_text
from ingrain.method.calendar import Calendar
from ingrain.method.company import Absence, Company, Gap, Person
from ingrain.method.events import Instant

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KINDS: Final = ("human", "integration", "assistant")
CALENDAR: Final = frozenset({"time zone", "country", "region", "workdays", "opening hours", "extra holidays"})
COMPANY: Final = CALENDAR | {"calendars", "people", "absences", "machines", "live", "gaps"}
PERSON: Final = frozenset({"name", "label", "team", "roles", "manager", "kind"})
HOURS: Final = re.compile(r"(\d{1,2}:\d{2})\s*(?:to|-|–)\s*(\d{1,2}:\d{2})")


def company_of(mapping: Entry) -> Company:
    """The company that a mapping describes. Whatever is left out is as Company and Calendar have it."""
    check_keys(mapping, known=COMPANY, what="a company")
    calendar = _calendar(mapping, Calendar())
    people = {person.name: person for person in map(_person, list_at(mapping, "people"))}
    calendars = entry_of(mapping.get("calendars") or {}, "calendars")
    return Company(
        calendar=calendar,
        people=people,
        calendars={team: _team_calendar(team, entry, calendar) for team, entry in calendars.items()},
        absences=tuple(_absence(entry, people) for entry in list_at(mapping, "absences")),
        machines=frozenset(texts_at(mapping, "machines")),
        live=_live(mapping, calendar),
        gaps=tuple(_gap(entry, calendar) for entry in list_at(mapping, "gaps")),
    )


def _calendar(entry: Entry, otherwise: Calendar) -> Calendar:
    """The calendar of an entry; what it leaves out is taken from another."""
    opens, closes = _hours(entry) if entry.get("opening hours") else (otherwise.opens, otherwise.closes)
    country = text_or_none(entry, "country") if "country" in entry else otherwise.country
    holidays = {day_of(value, "extra holidays") for value in list_at(entry, "extra holidays")}
    calendar = Calendar(
        zone=text_or_none(entry, "time zone") or otherwise.zone,
        country=country,
        region=text_or_none(entry, "region") if "country" in entry or "region" in entry else otherwise.region,
        workdays=frozenset(map(_weekday, texts_at(entry, "workdays"))) or otherwise.workdays,
        opens=opens,
        closes=closes,
        extra_holidays=frozenset(holidays) if "extra holidays" in entry else otherwise.extra_holidays,
    )
    try:
        zone_named(calendar.zone)
    except UnableToReadLog as wrong:
        raise UnableToReadEntry("time zone", str(wrong)) from None
    try:
        calendar.is_working(day_of("2026-01-01", "country"))
    except NotImplementedError:
        raise UnableToReadEntry(
            "country",
            f"No public holidays are known for “{calendar.country}”"
            f"{f' with the region “{calendar.region}”' if calendar.region else ''}: "
            "write country and region as in GB and ENG, or list the days under “extra holidays”.",
        ) from None
    return calendar


def _team_calendar(team: str, value: object, otherwise: Calendar) -> Calendar:
    entry = entry_of(value, team)
    check_keys(entry, known=CALENDAR, what="a calendar")
    return _calendar(entry, otherwise)


def _hours(entry: Entry) -> tuple[time, time]:
    text = text_at(entry, "opening hours")
    try:
        if found := HOURS.fullmatch(text.strip()):
            opens, closes = (time.fromisoformat(part.zfill(5)) for part in found.groups())
            if opens < closes:
                return opens, closes
    except ValueError:
        pass  # 25:00: the sentence is the same
    raise UnableToReadEntry("opening hours", f"“opening hours” are “{text}”: write them as in 9:00 to 17:30.")


def _weekday(name: str) -> int:
    if name.capitalize() not in WEEKDAYS:
        raise UnableToReadEntry("workdays", f"“workdays” holds “{name}”: write {listed(WEEKDAYS)}.")
    return WEEKDAYS.index(name.capitalize())


def _person(value: object) -> Person:
    if isinstance(value, str):
        return Person(value)
    entry = entry_of(value, "people")
    check_keys(entry, known=PERSON, what="a person")
    kind = text_or_none(entry, "kind") or "human"
    if kind not in KINDS:
        raise UnableToReadEntry("kind", f"“kind” is “{kind}”: a person is {' or '.join(KINDS)}.")
    return Person(
        name=text_at(entry, "name"),
        team=text_or_none(entry, "team"),
        roles=frozenset(texts_at(entry, "roles")),
        manager=text_or_none(entry, "manager"),
        kind=kind,
        label=text_or_none(entry, "label"),
    )


def _absence(value: object, people: Mapping[str, Person]) -> Absence:
    entry = entry_of(value, "absences")
    check_keys(entry, known=frozenset({"who", "from", "to", "deputy"}), what="an absence")
    absence = Absence(text_at(entry, "who"), day_at(entry, "from"), day_at(entry, "to"), text_or_none(entry, "deputy"))
    for name in (absence.who, absence.deputy):
        if people and name is not None and name not in people:
            raise UnableToReadEntry("absences", f"“absences” names “{name}”, who is not among the people: add them.")
    if absence.last < absence.first:
        raise UnableToReadEntry("absences", f"An absence of “{absence.who}” ends before it begins: swap from and to.")
    return absence


def _live(mapping: Entry, calendar: Calendar) -> dict[tuple[str | None, str | None], Instant | None]:
    value = mapping.get("live")
    if value is None:
        return {}
    if not isinstance(value, list):
        return {(None, None): time_at(mapping, "live", calendar.tz)}
    live = {}
    for item in value:
        entry = entry_of(item, "live")
        check_keys(entry, known=frozenset({"team", "area", "from"}), what="an entry of “live”")
        since = None if entry.get("from") is None else time_at(entry, "from", calendar.tz)
        live[text_or_none(entry, "team"), text_or_none(entry, "area")] = since
    return live


def _gap(value: object, calendar: Calendar) -> Gap:
    """A gap whose end is a day lasts until that day is over."""
    entry = entry_of(value, "gaps")
    check_keys(entry, known=frozenset({"from", "to"}), what="a gap")
    start, end = time_at(entry, "from", calendar.tz), time_at(entry, "to", calendar.tz)
    if len(str(entry["to"])) == len("2026-11-06"):
        end = calendar.end(day_at(entry, "to"))
    if end <= start:
        raise UnableToReadEntry("gaps", "A gap ends before it begins: swap from and to.")
    return Gap(start, end)


# --- and back ---------------------------------------------------------------------------------------------------------


def mapping_of(company: Company) -> dict[str, object]:
    """The mapping from which company_of makes an equal company."""
    tz = company.calendar.tz
    live = [
        {"team": team, "area": area, "from": None if since is None else local_text(since, tz)}
        for (team, area), since in company.live.items()
    ]
    parts: dict[str, object] = {
        **_filled(_calendar_mapping(company.calendar)),
        "calendars": {team: _calendar_mapping(calendar) for team, calendar in company.calendars.items()},
        "people": [_filled(_person_mapping(person)) for person in company.people.values()],
        "absences": [
            _filled({"who": a.who, "from": a.first.isoformat(), "to": a.last.isoformat(), "deputy": a.deputy})
            for a in company.absences
        ],
        "machines": sorted(company.machines),
        "live": live,
        "gaps": [{"from": local_text(gap.start, tz), "to": local_text(gap.end, tz)} for gap in company.gaps],
    }
    return _filled(parts)


def _calendar_mapping(calendar: Calendar) -> dict[str, object]:
    """All of it: what a team's calendar left out would be taken from the company's."""
    return {
        "time zone": calendar.zone,
        "country": calendar.country,
        "region": calendar.region,
        "workdays": [WEEKDAYS[day] for day in sorted(calendar.workdays)],
        "opening hours": f"{calendar.opens:%H:%M} to {calendar.closes:%H:%M}",
        "extra holidays": [day.isoformat() for day in sorted(calendar.extra_holidays)],
    }


def _person_mapping(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "label": person.label,
        "team": person.team,
        "roles": sorted(person.roles),
        "manager": person.manager,
        "kind": None if person.kind == "human" else person.kind,
    }


def _filled(mapping: dict[str, object]) -> dict[str, object]:
    """Without what is empty."""
    return {key: value for key, value in mapping.items() if value not in (None, [], {}, "")}
