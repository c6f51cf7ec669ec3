"""Putting what stands into words for the pages: names, days, why something was missed, what happened to a record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ingrain.connect.names import people_of
from ingrain.journal import read
from ingrain.method.company import Company
from ingrain.method.events import Event, Instant
from ingrain.method.manual import Area, Rule, Step
from ingrain.method.obligations import Obligation
from ingrain.method.vocabulary import CRM
from ingrain.monitor.behind import Line
from ingrain.monitor.setting import Court
from ingrain.telling.why import Teller as Why
from ingrain.telling.words import clock, span


@dataclass(frozen=True)
class Happened:
    """One line of a record's story."""

    when: str
    what: str
    by: str


class Teller:
    """Puts things into words, in one firm's time."""

    def __init__(self, court: Court) -> None:
        self.court = court

    @cached_property
    def company(self) -> Company:
        """Who there is, as they are shown: in a log those whose names are known."""
        company = self.court.setting(self.court.manual).company
        log = self.court.document.log
        return replace(company, people=people_of(log)) if log else company

    @property
    def today(self) -> date:
        return self.company.calendar.day(self.court.now)

    def name(self, person: str | None) -> str:
        known = self.company.people.get(person or "")
        return known.shown if known else person or "Nobody"

    def ago(self, instant: Instant) -> str:
        """How long ago, roughly: "2 minutes"."""
        return span(max(0, self.court.now - instant))

    # --- obligations --------------------------------------------------------------------------------------------------

    @cached_property
    def rules(self) -> Mapping[int, tuple[Area, Step, Rule]]:
        return {rule.number: (area, step, rule) for area, step, rule in self.court.joined.judged()}

    @cached_property
    def _why(self) -> Why:
        return Why(self, self.court.look().period.last, self.court.setting(self.court.joined))

    def why(self, line: Line, story: Sequence[Event]) -> str:
        """Why an obligation stands as it does. story: what happened to its record."""
        return self._why.why(self._numbered(line), story)

    def when(self, line: Line) -> str:
        return self._why.when(line.obligation)

    def moment(self, instant: Instant) -> str:
        """ "21 November, 10:05"."""
        local = self.company.calendar.local(instant)
        return f"{local:%-d %B}, {clock(local)}"

    def _numbered(self, line: Line) -> Obligation:
        return replace(line.obligation, rule=line.rule.number)

    def stories(self, lines: Sequence[Line]) -> dict[str, list[Event]]:
        """What happened to the records of these lines, as far as it was written by the moment that is told of."""
        stories: dict[str, list[Event]] = {line.obligation.record: [] for line in lines}
        for event in read.events(self.court.document.log, records=stories):
            if event.recorded <= self.court.now:
                stories[event.record].append(event)
        return stories

    # --- records ------------------------------------------------------------------------------------------------------

    def label(self, record: str, story: Sequence[Event]) -> str:
        return self._why.label(record, story)

    def story(self, story: Sequence[Event]) -> list[Happened]:
        local = self.company.calendar.local
        return [
            Happened(f"{self._why.day(e.occurred)} {clock(local(e.occurred))}", self._why.told(e), self._why.by(e))
            for e in story
        ]


def kinds(records: Iterable[str]) -> list[tuple[int, str]]:
    """How many records of which kind: (14, "opportunities"), the most first."""
    counted = Counter(record.partition("/")[0] for record in records)
    return [(n, kind if n == 1 else CRM.kind(kind).plural) for kind, n in counted.most_common()]
