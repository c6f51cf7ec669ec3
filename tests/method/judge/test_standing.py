"""What lasts too long: what the area's own figure keeps when an absence and a handover come together."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from ingrain.method.calendar import Calendar, instant_of
from ingrain.method.company import Absence, Company
from ingrain.method.events import Event, Instant
from ingrain.method.judge import judge
from ingrain.method.manual import Area, Manual, Rule, Step
from ingrain.method.obligations import State
from ingrain.method.rules import Ageing, Duration, Subject

LONDON = ZoneInfo("Europe/London")


def local(text: str) -> Instant:
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=LONDON))


def test_the_area_goes_on_counting_for_the_first_owner_from_what_an_absence_left_of_the_limits() -> None:
    week = Ageing(Subject("opportunity"), "Negotiation", Duration(7, "day"))
    manual = Manual("Selling", (Area("Deals", (Step("Deals", (Rule(1, "", week, 1),)),)),))
    away = Absence("ana", date(2026, 10, 5), date(2026, 10, 30))
    company = Company(calendar=Calendar(zone="Europe/London"), absences=(away,))
    made, passed = local("2026-10-01T09:00"), local("2026-11-04T09:00")
    events = [
        Event(1, "opportunity/1", "create", made, made, "ana", values={"owner": "ana", "stage": "Negotiation"}),
        Event(2, "opportunity/1", "hand over", passed, passed, "cal", values={"owner": "ben"}),
    ]
    found = list(judge(manual, events, company, at=local("2026-11-13T09:00")))
    anas, bens = local("2026-11-03T00:00"), local("2026-11-11T09:00")
    assert [(o.responsible, o.due, o.state) for o in found if not o.area_only] == [
        ("ana", anas, State.MISSED),
        ("ben", bens, State.MISSED),
    ]
    assert [(o.area_due, o.area_state) for o in found if o.area_state] == [
        (anas, State.MISSED),
        (local("2026-11-05T08:00"), State.MISSED),
        (local("2026-11-12T08:00"), State.MISSED),
    ]
