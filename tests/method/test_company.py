"""Who answers during an absence, who is a person, and since when an area is live."""

from datetime import date, datetime

from ingrain.method.calendar import Calendar
from ingrain.method.company import ALWAYS, NEVER_YET, Absence, Company, Person
from ingrain.method.events import Event, Instant

LONDON = Calendar("Europe/London", "GB", "ENG")
ANA = Person("ana", "north", frozenset({"seller"}), "cal", label="Ana Pryce")
BEN = Person("ben", "north", frozenset({"seller"}), "cal")
SYNC = Person("sync", kind="integration")


def local(text: str) -> Instant:
    return LONDON.moment(datetime.fromisoformat(text))


def company(*absences: Absence) -> Company:
    return Company(LONDON, {p.name: p for p in (ANA, BEN, SYNC)}, absences=absences, machines=frozenset({"112"}))


def away(who: str, first: str, last: str, deputy: str | None = None) -> Absence:
    return Absence(who, date.fromisoformat(first), date.fromisoformat(last), deputy)


def test_a_due_moment_outside_the_absence_stays() -> None:
    at = local("2026-11-10T00:00")
    assert company(away("ana", "2026-11-10", "2026-11-13")).settle("ana", at) == ("ana", at)


def test_midnight_belongs_to_the_day_it_ends_so_that_it_lies_in_the_absence() -> None:
    there = company(away("ana", "2026-11-10", "2026-11-13"))
    assert there.settle("ana", local("2026-11-11T00:00")) == ("ana", local("2026-11-17T00:00"))


def test_two_absences_in_a_row_are_one() -> None:
    there = company(away("ana", "2026-11-10", "2026-11-13"), away("ana", "2026-11-16", "2026-11-17"))
    assert there.settle("ana", local("2026-11-11T00:00")) == ("ana", local("2026-11-19T00:00"))


def test_deputies_who_name_each_other_leave_it_to_the_person() -> None:
    there = company(away("ana", "2026-11-10", "2026-11-10", "ben"), away("ben", "2026-11-10", "2026-11-10", "ana"))
    assert there.settle("ana", local("2026-11-11T00:00")) == ("ana", local("2026-11-12T00:00"))


def test_machines_integrations_and_nobody_are_no_people() -> None:
    there = company()
    assert [there.is_person(name) for name in ("ana", "somebody new", "112", "sync", None)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_most_particular_word_says_since_when_an_area_is_live() -> None:
    days = {name: local(f"2026-0{n}-01T00:00") for n, name in enumerate(("all", "area", "team", "both"), start=1)}
    there = Company(
        LONDON,
        live={
            (None, None): days["all"],
            (None, "Leads"): days["area"],
            ("north", None): days["team"],
            ("north", "Leads"): days["both"],
            ("south", None): None,
        },
    )
    assert there.live_since("Leads", "north") == days["both"]
    assert there.live_since("Deals", "north") == days["team"]
    assert there.live_since("Leads", "west") == days["area"]
    assert there.live_since("Deals", None) == days["all"]
    assert there.live_since("Leads", "south") == NEVER_YET
    assert company().live_since("Leads", "north") == ALWAYS


def test_what_a_person_enters_late_counts_when_it_was_recorded() -> None:
    friday, monday_night, tuesday = (local(t) for t in ("2026-11-13T16:00", "2026-11-17T00:00", "2026-11-17T08:00"))
    call = {"sequence": 1, "record": "lead/1", "do": "call", "occurred": friday}
    there = company()
    assert there.counts(Event(**call, recorded=monday_night, by="ana")) == friday
    assert there.counts(Event(**call, recorded=tuesday, by="ana")) == tuesday
    assert there.counts(Event(**call, recorded=tuesday, by="ana", through="import")) == friday
    assert there.counts(Event(**call, recorded=tuesday, by="sync")) == friday
    assert there.counts(Event(**call, recorded=tuesday, by=None)) == friday


def test_holders_of_a_role_come_by_name_and_without_machines() -> None:
    assert [p.name for p in company().holders("seller")] == ["ana", "ben"]
    assert [p.name for p in company().holders("person")] == ["ana", "ben"]
