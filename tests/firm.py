"""A small firm for the tests of the rooms with a database: a few named colleagues, one manual, what happened.

Ruth sells in North, Colin too; Maria is their manager and Dana sells in South. Ingrid leads the adoption, Adam sets
things up, Sven pays for it and Wanda is the works council.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from ingrain.editions.models import Document, LiveDate
from ingrain.editions.publish import publish
from ingrain.journal.write import append
from ingrain.method.calendar import DAY, instant_of
from ingrain.method.events import Event, Instant, Value
from ingrain.monitor import grid, tally, watch
from ingrain.people.models import Colleague, Firm, Role, Team

MANUAL = """# Selling here

## Lead handling

### First contact

Call first.

- Within 1 working day of being created, a lead has a call by its owner.

## Next steps

### Working the opportunity

- An open opportunity never goes longer than 14 days without a call.
"""


def instant(text: str) -> Instant:
    """ "2026-11-02T10:00" in UTC."""
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=UTC))


def colleague(name: str, *roles: str, team: Team | None = None, manager: Colleague | None = None) -> Colleague:
    key = name.casefold().replace(" ", ".")
    return Colleague.objects.join(
        key=key, name=name, email=f"{key}@firm.example", roles=roles, team=team, manager=manager
    )


def firm() -> dict[str, Colleague]:
    """The firm with its colleagues, by first name."""
    Firm.objects.create(name="Firm", zone="UTC")
    north, south = Team.objects.create(name="North"), Team.objects.create(name="South")
    maria = colleague("Maria Okafor", Role.MANAGER, team=north)
    found = [
        maria,
        colleague("Ruth Adeyemi", Role.SELLER, team=north, manager=maria),
        colleague("Colin Marsh", Role.SELLER, team=north, manager=maria),
        colleague("Dana Whitfield", Role.SELLER, team=south),
        colleague("Ingrid Sorensen", Role.LEAD),
        colleague("Adam Keys", Role.ADMINISTRATOR),
        colleague("Sven Halvorsen", Role.SPONSOR),
        colleague("Wanda Brook", Role.COUNCIL),
        colleague("Sam Weir", Role.SUPER_USER, Role.SELLER, team=north, manager=maria),
    ]
    return {one.name.split()[0].casefold(): one for one in found}


def manual(by: Colleague, *, text: str = MANUAL, since: str = "2026-09-01") -> Document:
    """A manual, published and live everywhere since a day."""
    document = Document.objects.create(title="", owner=by, draft=text)
    publish(document, by=by, at=instant(f"{since}T00:00"), revision=1)
    LiveDate.objects.create(document=document, since=since)
    return Document.objects.get(pk=document.pk)


def happened(record: str, do: str, when: str, by: str | None = "ruth.adeyemi", **values: Value) -> int:
    """Something happened; its number in the journal. links: `to="lead/1"`."""
    to = values.pop("to", None)
    links = (str(to),) if to else ()
    at = instant(when)
    return append([Event(0, record, do, at, at, by, values, links)])[0]


def leads(numbers: Iterable[int], by: str = "ruth.adeyemi", *, called: bool = True) -> None:
    """Leads that came in on 2 November 2026 at ten, each called an hour later, or not."""
    for number in numbers:
        happened(f"lead/{number}", "create", "2026-11-02T10:00", by, owner=by)
        if called:
            happened(f"call/{number}", "call", "2026-11-02T11:00", by, to=f"lead/{number}")


def judged(document: Document, *, at: Instant) -> None:
    """Everything is judged, and was so a day ago: by now others see what whoever it is about has seen since then."""
    watch.judge_all(document, at=at - DAY)
    watch.fallen_due(at)
    grid.count(document, at=at)
    tally.count(document, at=at)
