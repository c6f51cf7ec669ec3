"""What people at the sample company have planned for the days to come, towards the next steps that they agreed.

Here lives whose plan it is, for when, and what for. A plan whose day has come would ask what became of it, and nothing
did: so meetings are planned from tomorrow on, and for today no more than calls and tasks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from ingrain.method.events import Event
from ingrain.sample import notes
from ingrain.sample.names import PURPOSE

FAR = timedelta(14)
OFTEN = 0.5
"""How likely a next step has a call, a meeting or a task planned towards it."""

HALF_HOURS = [time(hour, minute) for hour in range(9, 17) for minute in (0, 30)]


@dataclass(frozen=True)
class Plan:
    """What is planned for a day: a call, a meeting or a task; a task has no hour."""

    what: str
    day: date
    start: time | None
    lasts: timedelta
    subject: str
    purpose: str

    def planned(self, event: Event, record: str) -> Event:
        """The entry that plans it, made together with the next step that it is for."""
        values = {"owner": event.by, "subject": self.subject}
        if self.start is None:
            values["due"] = self.day.isoformat()
        else:
            start = datetime.combine(self.day, self.start)
            values["start"] = f"{start:%Y-%m-%dT%H:%M}"
            if self.what == "meeting":
                values |= {"end": f"{start + self.lasts:%Y-%m-%dT%H:%M}", "purpose": self.purpose}
        about = (event.record, *event.links)
        return Event(0, record, f"plan {self.what}", event.occurred, event.recorded, event.by, values, about)


def plans(events: Iterable[Event], today: date, rng: Random) -> dict[int, Plan]:
    """For the entries that agreed a next step which is still to come: what is planned towards it, by their numbers."""
    taken: set[tuple[str | None, date, time]] = set()
    found: dict[int, Plan] = {}
    for number, (by, day) in sorted(_to_come(events, today).items()):
        if rng.random() >= OFTEN:
            continue
        what = rng.choice(("call", "task") if day == today else ("call", "call", "meeting", "meeting", "task"))
        free = [at for at in HALF_HOURS if (by, day, at) not in taken]
        start = rng.choice(free) if free and what != "task" else None
        if start is not None:
            taken.add((by, day, start))
        subject = rng.choice(notes.MEETING)[0] if what == "meeting" else rng.choice(notes.PLANNED[what])
        lasts = timedelta(minutes=rng.choice((30, 45, 60)))
        found[number] = Plan(what if start else "task", day, start, lasts, subject, rng.choice(PURPOSE))
    return found


def _to_come(events: Iterable[Event], today: date) -> dict[int, tuple[str | None, date]]:
    """The last next step of each opportunity that is open and still theirs: number of the entry, whose, and the day."""
    steps: dict[str, tuple[int, str | None, date]] = {}
    for event in events:
        if event.kind != "opportunity":
            continue
        if "next step" in event.values:
            day = date.fromisoformat(str(event.values["next step"]))
            steps[event.record] = (event.sequence, event.by, day)
        elif not {"state", "owner"}.isdisjoint(event.values):
            steps.pop(event.record, None)
    return {number: (by, day) for number, by, day in steps.values() if today <= day <= today + FAR}
