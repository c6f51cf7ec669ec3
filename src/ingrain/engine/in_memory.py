"""A check by the judge alone, with everything in memory: what every other way must equal. For tests and small logs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from ingrain.engine.checked import ANY, FIELDS, Checked, LogFigures
from ingrain.method.cells import Cell, Look, Period, area_cells, cells, rule_counts
from ingrain.method.company import Company
from ingrain.method.events import Event, Instant
from ingrain.method.judge import judge
from ingrain.method.manual import Manual
from ingrain.method.obligations import Obligation
from ingrain.method.vocabulary import CRM, Vocabulary


@dataclass(frozen=True)
class InMemory:
    """A check whose events and obligations fit into memory."""

    look: Look
    events: list[Event]
    found: list[Obligation]

    def obligations(self, *, person: object = ANY, area: object = ANY, rule: object = ANY) -> Iterator[Obligation]:
        areas = {rule.number: area.title for area, _, rule in self.look.manual.judged()}
        for o in self.found:
            if person in (ANY, o.responsible) and area in (ANY, areas[o.rule]) and rule in (ANY, o.rule):
                yield o

    def cells(self, period: Period) -> list[Cell]:
        return cells(replace(self.look, period=period), self.found)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        return map(attrgetter(*FIELDS), self.found)

    def areas(self, period: Period) -> list[Cell]:
        return area_cells(replace(self.look, period=period), self.found)

    def story(self, record: str) -> list[Event]:
        return [event for event in self.events if event.record == record]


def check_in_memory(
    manual: Manual,
    events: Iterable[Event],
    company: Company,
    *,
    at: Instant | None = None,
    vocabulary: Vocabulary = CRM,
    closed: bool = False,
    days: int = 28,
    clock: Callable[[], float] = lambda: 0.0,
) -> Checked:
    """Hold a manual against a log by the judge alone. at: the log's last event where none is given."""
    began = clock()
    events = list(events)
    at = max((e.recorded for e in events), default=0) if at is None else at
    machines = company.machines | frozenset(manual.header.machines)
    company = replace(company, machines=machines)
    found = list(judge(manual, events, company, at=at, vocabulary=vocabulary, closed=closed))
    period = Period.ending(company.calendar.day(at), days)
    look = Look(manual, company, at, period, closed, frozenset() if company.people else _seen(events, company))
    return Checked(
        look,
        rule_counts(manual, found),
        cells(look, found),
        area_cells(look, found),
        _figures(events, company),
        clock() - began,
        InMemory(look, events, found),
    )


def _seen(events: list[Event], company: Company) -> frozenset[str]:
    return frozenset(event.by for event in events if event.by is not None and company.is_person(event.by))


def _figures(events: list[Event], company: Company) -> LogFigures:
    doers = [event.by for event in events]
    return LogFigures(
        events=len(events),
        records=len({event.record for event in events}),
        people=len({by for by in doers if company.is_person(by)}),
        machine_events=sum(by is not None and not company.is_person(by) for by in doers),
        nobody_events=doers.count(None),
    )
