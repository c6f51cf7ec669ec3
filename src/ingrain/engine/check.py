"""A manual held against a log of any size: the way in.

Here lives the order of the work: take in, arrange, decide, count. How each is done lives in the module named after it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingrain.engine import figures
from ingrain.engine.arranging import arrange
from ingrain.engine.checked import ANY, Checked
from ingrain.engine.in_memory import check_in_memory
from ingrain.engine.store import Progress, Store
from ingrain.engine.timeline import EVENTS_A_SLICE, Timeline
from ingrain.engine.verdicts import hold, read, rows
from ingrain.method.cells import Cell, Look, Period
from ingrain.method.company import Company
from ingrain.method.events import Event, Instant
from ingrain.method.history import Setting
from ingrain.method.manual import Manual
from ingrain.method.obligations import Obligation
from ingrain.method.vocabulary import CRM, Vocabulary

__all__ = ["Stored", "check", "check_in_memory", "check_stored", "setting_of"]


@dataclass(frozen=True)
class Stored:
    """Where the details come from: the store that the check was made in. Whoever is done with it closes the store."""

    timeline: Timeline
    look: Look

    def obligations(self, *, person: object = ANY, area: object = ANY, rule: object = ANY) -> Iterator[Obligation]:
        """Every obligation, or those of one person, area or rule; streaming, rule by rule."""
        doers = self.timeline.store.doers
        wanted = [
            r.number for a, _, r in self.look.manual.judged() if area in (ANY, a.title) and rule in (ANY, r.number)
        ]
        whose = ""
        if person is None:
            whose = " AND responsible IS NULL"
        elif person is not ANY:
            whose = f" AND responsible = {doers.of(str(person)) if str(person) in doers else -1}"
        for number in wanted:
            yield from read(self.timeline, f"rule = {number}{whose}")

    def rows(self) -> Iterator[tuple[Any, ...]]:
        for _, _, rule in self.look.manual.judged():  # rule by rule: sorting all of them at once takes much memory
            yield from rows(self.timeline, f"rule = {rule.number}")

    def cells(self, period: Period) -> list[Cell]:
        return figures.cells(self.timeline, replace(self.look, period=period))

    def areas(self, period: Period) -> list[Cell]:
        return figures.area_cells(self.timeline, replace(self.look, period=period))

    def story(self, record: str) -> list[Event]:
        return self.timeline.store.story(record)


def check(
    manual: Manual,
    batches: Iterable[pa.RecordBatch],
    company: Company,
    *,
    at: Instant | None = None,
    vocabulary: Vocabulary = CRM,
    closed: bool = False,
    days: int = 28,
    folder: Path | None = None,
    progress: Progress | None = None,
    clock: Callable[[], float] = lambda: 0.0,
) -> Checked:
    """Hold a manual against a log, read batch by batch (columns as in an Event; `values` and `links` as JSON or null).

    at: the log's last event where none is given. folder: where the log is kept and memory spills; a temporary one
    where none is given. clock: for Checked.seconds.
    """
    began = clock()
    store = Store(folder)
    store.take_in(batches, progress)
    checked = check_stored(
        manual, store, company, at=at, vocabulary=vocabulary, closed=closed, days=days, progress=progress
    )
    return replace(checked, seconds=clock() - began)


def check_stored(
    manual: Manual,
    store: Store,
    company: Company,
    *,
    at: Instant | None = None,
    vocabulary: Vocabulary = CRM,
    closed: bool = False,
    days: int = 28,
    progress: Progress | None = None,
    clock: Callable[[], float] = lambda: 0.0,
    at_once: int = EVENTS_A_SLICE,
) -> Checked:
    """Hold a manual against a log that was taken in before. Its answers hold until the next check on that store.

    at_once: how many events are worked on at once.
    """
    began = clock()
    at = store.last() if at is None else at
    setting = setting_of(manual, company, at=at, vocabulary=vocabulary, closed=closed)
    company = setting.company
    timeline = arrange(store, setting, at_once=at_once)
    hold(timeline, manual, progress)
    period = Period.ending(company.calendar.day(at), days)
    look = Look(manual, company, at, period, closed, frozenset() if company.people else store.seen(company))
    return Checked(
        look,
        figures.rule_counts(timeline, manual),
        figures.cells(timeline, look),
        figures.area_cells(timeline, look),
        store.figures(company),
        clock() - began,
        Stored(timeline, look),
    )


def setting_of(manual: Manual, company: Company, *, at: Instant, vocabulary: Vocabulary, closed: bool) -> Setting:
    """What the judgement rests on: the manual's machines are machines, and --closed knows no `Closed by`."""
    machines = company.machines | frozenset(manual.header.machines)
    names = frozenset() if closed else frozenset(manual.header.closed_by)
    return Setting(replace(company, machines=machines), vocabulary, at, names, closed)
