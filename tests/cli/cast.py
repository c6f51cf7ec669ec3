"""A small company with something of everything: judged, too few, silent, not live, a machine, nobody, breaches.

Ruth keeps the manual, Colin doesn't, Helga enters next to nothing, Sam has just begun; Gita, their manager, has nothing
due; sync is an integration.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

MANUAL = """\
# From lead to sale

Objective: turn 18 in 100 leads into won opportunities by 30 June 2027 (12 in 100 today).

## Lead handling

Objective: no lead waits more than a day.

### First contact

Call first; write if they don't pick up. **A lead that waits goes cold** <script>alert(1)</script>.

- Within 1 working day of being created, a lead has a call, email or meeting by its owner.
- Within 10 working days of being created, a lead is qualified or closed.
- By hand: listen before you pitch.

Ask: What counts as first contact?
Answer: A call, an email or a meeting that you logged.

## Meetings and notes

### After a meeting

- A meeting has notes within 24 hours of its end.

## Stages

### Moving on

- Before moving to Proposal, an opportunity has its budget and decision maker filled in.
- An opportunity moves through Qualification, Discovery, Proposal and Negotiation in order.
- An opportunity never moves back to Qualification.

## Next steps

### Working the opportunity

The next step is the deal. If there is none, there is no deal.

- An open opportunity always has a next step dated in the future, with 1 working day's grace.
- An open opportunity never goes longer than 14 days without a call, email or meeting.
- An opportunity never has a task.

## Close dates

### Forecast

- When lost, an opportunity has its loss reason filled in within 1 working day.

## Account care

### Key accounts

- An account has at least 1 meeting per month.
"""

PEOPLE = {
    "ruth": ("Ruth Adeyemi", 0.85),
    "bram": ("Bram de Wit", 0.55),
    "ines": ("Ines Duarte", 0.8),
    "colin": ("Colin Marsh", 0.3),
    "peter": ("Peter Novak", 0.7),
    "maria": ("Maria Okafor", 0.96),
    "helga": ("Helga Stein", 0.5),
    "sam": ("Sam Weir", 0.8),
    "dana": ("Dana Whitfield", 0.85),
}
NAMES = ("Orme Packaging", "Delph Quarries", "Kestrel Print", "Calder Mills", "Westport Foods", "Tern Logistics",
         "Hale & Sons", "Ribble Glass", "Aire <Tools>", "Nidd Bakery", "Wharfe Paper", "Swale Dairies")  # fmt: skip
BEGAN, ENDED = datetime(2026, 8, 3, 9), datetime(2026, 12, 1, 17)

type Line = dict[str, object]


def company() -> Line:
    people: list[Line] = [
        {"name": name, "label": label, "team": "north", "roles": ["seller"]} for name, (label, _) in PEOPLE.items()
    ]
    people.append({"name": "gita", "label": "Gita Rao", "team": "north", "roles": ["manager"]})
    people.append({"name": "sync", "label": "Order sync", "kind": "integration"})
    live: list[Line] = [{"from": "2026-08-01"}, {"area": "Close dates", "from": None}]
    england = {"time zone": "Europe/London", "country": "GB", "region": "ENG", "opening hours": "9:00 to 17:30"}
    return {"company": {**england, "people": people, "live": live}}


def events(seed: int = 7) -> list[Line]:
    """What happened, in order."""
    dice = Random(seed)
    lines = [line for name, (_, care) in PEOPLE.items() for line in _of_a_person(name, care, dice)]
    lines += list(_by_machines())
    return sorted(lines, key=lambda line: str(line["t"]))


def _line(moment: datetime, by: str | None, do: str, record: str, **values: object) -> Line:
    line: Line = {"t": moment.isoformat(timespec="minutes"), "by": by, "do": do, "record": record}
    if values:
        line["set"] = {name.replace("_", " "): value for name, value in values.items()}
    return line


def _of_a_person(name: str, care: float, dice: Random) -> Iterator[Line]:
    number = 0
    moment = BEGAN if name != "sam" else datetime(2026, 11, 16, 9)
    while moment < ENDED:
        number += 1
        busy = 30 if name == "helga" and moment > datetime(2026, 10, 20) else 1
        yield from _a_lead(name, f"{name}-{number}", moment, care, dice)
        if number % 2:
            yield from _an_opportunity(name, f"{name}-{number}", moment + timedelta(hours=3), care, dice)
        if number % 3 == 0:
            end = moment + timedelta(hours=5)
            ended = end.isoformat(timespec="minutes")
            yield _line(end, name, "meeting", f"meeting/{name}-{number}", owner=name, end=ended)
            late = 3 if dice.random() < care else 60
            yield _line(end + timedelta(hours=late), name, "note", f"meeting/{name}-{number}")
        if number % 8 == 1:
            yield _line(moment, name, "create", f"account/{name}-{number}", owner=name, name=dice.choice(NAMES))
        moment += timedelta(days=dice.randint(1, 3) * busy, hours=dice.randint(0, 3))
        moment = moment.replace(hour=9 + moment.hour % 5)


def _a_lead(name: str, number: str, moment: datetime, care: float, dice: Random) -> Iterator[Line]:
    lead = f"lead/{number}"
    yield _line(moment, name, "create", lead, owner=name, name=dice.choice(NAMES), source="Web")
    days = 0 if dice.random() < care else dice.choice((4, 5, 40))
    yield _line(moment + timedelta(days=days, hours=2), name, "call", lead)
    if dice.random() < care:
        yield _line(moment + timedelta(days=5), name, "move", lead, state="qualified")


def _an_opportunity(name: str, number: str, moment: datetime, care: float, dice: Random) -> Iterator[Line]:
    deal = f"opportunity/{number}"
    ahead = (moment + timedelta(days=45 if dice.random() < care else 6)).date().isoformat()
    amount = dice.randint(8, 120) * 1000
    yield _line(moment, name, "create", deal, owner=name, name=dice.choice(NAMES), amount=amount, currency="GBP",
                stage="Qualification", next_step=ahead)  # fmt: skip
    stages = ("Discovery", "Proposal", "Negotiation") if dice.random() < care else ("Proposal", "Qualification")
    for step, stage in enumerate(stages, start=1):
        filled = {"budget": amount, "decision maker": "J. Hale"} if stage == "Proposal" and dice.random() < care else {}
        yield _line(moment + timedelta(days=7 * step), name, "move", deal, stage=stage, **filled)
        if dice.random() < care:
            yield _line(moment + timedelta(days=7 * step, hours=3), name, "email", deal)
    if name == "bram" and dice.random() < 0.6:
        yield _line(moment + timedelta(days=12), name, "task", deal)
    if dice.random() < 0.6:
        yield _line(moment + timedelta(days=30), name, "move", deal, stage="lost" if dice.random() < 0.5 else "won")


def _by_machines() -> Iterator[Line]:
    for number in range(6):
        moment = datetime(2026, 11, 2 + number, 8)
        yield _line(moment, "sync", "create", f"lead/sync-{number}", owner="sync", name="From the shop")
        yield _line(moment, None, "create", f"lead/nobody-{number}", name="From a form")


def write(folder: Path) -> tuple[Path, Path]:
    """The log and the manual."""
    log, manual = folder / "company.jsonl", folder / "manual.md"
    lines = [company(), *(line for line in events() if str(line["t"]) <= ENDED.isoformat())]
    log.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    manual.write_text(MANUAL, encoding="utf-8")
    return log, manual
