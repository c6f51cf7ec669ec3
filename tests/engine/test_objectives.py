"""An objective is measured on the log: which records of a quarter got there, and which still may."""

from datetime import datetime

import pytest

from ingrain.engine.objectives import measured
from ingrain.engine.store import Store
from ingrain.logs.columns import batches_of
from ingrain.method.calendar import Calendar
from ingrain.method.company import Company
from ingrain.method.events import Event
from ingrain.method.objective import Quarter
from ingrain.method.text import manual_of
from ingrain.method.vocabulary import CRM

LONDON = Calendar("Europe/London", "GB", "ENG")
TEXT = """# Selling

Objective: turn 18 in 100 leads into won opportunities by 30 June 2027 (12 in 100 today).

## Leads

Objective: turn 50 in 100 leads into qualified by 30 June 2027 (40 in 100 today).

### First contact

- A lead has at least 1 call.
"""


def event(n: int, time: str, do: str, record: str, *links: str, **values: str) -> Event:
    instant = LONDON.moment(datetime.fromisoformat(time))
    return Event(n, record, do, instant, instant, "ana", values, links)


EVENTS = [
    event(1, "2026-04-02T09:00", "create", "lead/won"),
    event(2, "2026-04-03T09:00", "move", "lead/won", state="qualified"),
    event(3, "2026-04-04T09:00", "create", "opportunity/1", "lead/won", stage="Discovery"),
    event(4, "2026-04-04T09:00", "move", "lead/won", state="converted"),
    event(5, "2026-04-05T09:00", "create", "lead/lost"),
    event(6, "2026-04-06T09:00", "move", "lead/lost", state="disqualified"),
    event(7, "2026-06-30T23:30", "create", "lead/pending", source="Web"),
    event(8, "2026-07-01T00:30", "create", "lead/new"),
    event(9, "2026-07-02T09:00", "move", "lead/pending", "opportunity/2", state="converted"),
    event(10, "2026-07-02T09:00", "create", "opportunity/2", stage="Proposal"),
    event(11, "2026-08-02T09:00", "move", "opportunity/1", stage="won"),
    event(12, "2026-08-03T09:00", "change", "lead/old", source="Web"),
]


@pytest.mark.parametrize(
    ("at", "won"),
    [
        ("2026-09-01T00:00", (Quarter("2026-Q2", 3, 1, 1), Quarter("2026-Q3", 1, 0, 1))),
        ("2026-07-31T00:00", (Quarter("2026-Q2", 3, 0, 2), Quarter("2026-Q3", 1, 0, 1))),
    ],
)
def test_the_leads_of_a_quarter_that_became_won_opportunities_by_now(at: str, won: tuple[Quarter, ...]) -> None:
    store = Store(in_memory=True)
    store.take_in(batches_of(EVENTS))
    instant = LONDON.moment(datetime.fromisoformat(at))
    found = measured(store, manual_of(TEXT), Company(LONDON), CRM, instant)
    store.close()
    assert found[None][1] == won
    assert found["Leads"][1] == (Quarter("2026-Q2", 3, 1, 0), Quarter("2026-Q3", 1, 0, 1))


def test_prose_is_not_measured() -> None:
    store = Store(in_memory=True)
    store.take_in(batches_of(EVENTS))
    text = "# T\n\nObjective: sell more.\n\n## A\n\n### S\n\n- A lead has at least 1 call.\n"
    assert measured(store, manual_of(text), Company(LONDON), CRM, EVENTS[-1].occurred) == {}
    store.close()
