"""What a manual of this firm is judged in: its words, its people with what is live, and the moment.

Here lives putting together what people, editions and journal know. Nothing here judges.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef

from ingrain.connect.names import joined
from ingrain.editions.live import with_live_dates
from ingrain.editions.models import Document, Edition
from ingrain.journal.read import last, visible
from ingrain.method.calendar import DAY
from ingrain.method.cells import Look, Period
from ingrain.method.company import Company
from ingrain.method.events import Instant
from ingrain.method.history import Setting
from ingrain.method.manual import Manual, Rule, Step
from ingrain.method.obligations import Obligation
from ingrain.people.directory import directory

LONG_AGO: Instant = -(2**62)
NEVER: Instant = 2**62
KEPT = 365 * DAY
"""Results about persons are kept so long."""

APART = 100_000
"""Rules that stand only in an earlier edition are numbered from this times its number."""


@dataclass(frozen=True)
class Reign:
    """An edition and the time in which what arises is judged by it: from `since` up to, without, `until`."""

    edition: Edition
    since: Instant
    until: Instant

    def governs(self, obligation: Obligation) -> bool:
        """Obligations keep the edition under which they were triggered (§4)."""
        return self.covers(obligation.triggered)

    def covers(self, triggered: Instant) -> bool:
        return self.since <= triggered < self.until


@dataclass(frozen=True)
class Court:
    """One manual, ready to be judged at a moment. A log is judged as of its last event."""

    document: Document
    now: Instant

    @cached_property
    def at(self) -> Instant:
        if self.document.log is None:
            return self.now
        return self.document.log.last or self.now

    @cached_property
    def company(self) -> Company:
        """Everybody, and what is live; in a log whoever it names, with the machines that the manual names."""
        if self.document.log is None:
            return with_live_dates(directory(), self.document)
        return replace(Company(calendar=directory().calendar), machines=frozenset())

    @cached_property
    def reigns(self) -> list[Reign]:
        """The editions in turn, without those that are still to come. The first reigns from the beginning: go-live is
        said by the live dates.

        A log lies in the past: the newest edition is held against all of it.
        """
        editions = list(self.document.editions.order_by("number"))
        for edition in editions:
            edition.document = self.document
        if self.document.log is not None:
            editions = editions[-1:]
        else:
            editions = [*editions[:1], *(edition for edition in editions[1:] if edition.since <= self.now)]
        starts = [LONG_AGO, *(edition.since for edition in editions[1:]), NEVER]
        return [Reign(e, starts[n], starts[n + 1]) for n, e in enumerate(editions) if starts[n] < starts[n + 1]]

    def to_come(self) -> list[Instant]:
        """The moments at which another edition reigns, or an area goes live: everything is to be judged anew then."""
        editions = self.document.editions.values_list("since", flat=True)
        live = filter(None, self.document.live_dates.values_list("since", flat=True))
        return sorted({one for one in (*editions, *map(self.company.calendar.start, live)) if one > self.now})

    @property
    def current(self) -> Edition | None:
        return self.reigns[-1].edition if self.reigns else None

    def remembers(self, obligation: Obligation) -> bool:
        """Whether it isn't so old that it is forgotten; a log is looked at as it was."""
        return self.remembers_since(obligation.belongs)

    def remembers_since(self, belongs: Instant | None) -> bool:
        return self.document.log is not None or belongs is None or belongs >= self.now - KEPT

    def setting(self, manual: Manual) -> Setting:
        machines = self.company.machines | frozenset(manual.header.machines)
        company = replace(self.company, machines=machines)
        return Setting(company, self.document.words, self.at, frozenset(manual.header.closed_by))

    def look(self, *, days: int = 28, ago: int = 0) -> Look:
        """What the cells are made from, of a period that ended so many days ago."""
        company = self.setting(self.manual).company
        period = Period.ending(company.calendar.day(self.at) - timedelta(ago), days)
        return Look(self.joined, company, self.at, period, seen=frozenset(filter(company.is_person, self._actors)))

    @property
    def manual(self) -> Manual:
        assert self.current is not None
        return self.current.manual

    @cached_property
    def numbers(self) -> dict[tuple[int, int], int]:
        """Each edition's rules under the number that they have among those of all editions.

        A sentence that stands in the current edition too has its number there.
        """
        known = {(area.title, rule.sentence): rule.number for area, _, rule in self.manual.judged()}
        found = {}
        for reign in self.reigns:
            for area, _, rule in reign.edition.manual.judged():
                number = known.get((area.title, rule.sentence), APART * reign.edition.number + rule.number)
                found[reign.edition.pk, rule.number] = number
        return found

    @cached_property
    def joined(self) -> Manual:
        """The current edition, each area with the rules of earlier ones that still have obligations."""
        earlier: dict[str, dict[int, Rule]] = {}
        for reign in self.reigns:
            for area, _, rule in reign.edition.manual.judged():
                number = self.numbers[reign.edition.pk, rule.number]
                if number > APART:
                    earlier.setdefault(area.title, {})[number] = replace(rule, number=number)
        areas = [
            replace(a, steps=(*a.steps, Step("", tuple(earlier[a.title].values())))) if a.title in earlier else a
            for a in self.manual.areas
        ]
        return replace(self.manual, areas=tuple(areas))

    @cached_property
    def _actors(self) -> frozenset[str]:
        """Who acted, in a log without a directory."""
        if self.company.people:
            return frozenset()
        names = visible(self.document.log).exclude(actor=None).values_list("actor", flat=True).distinct()
        ours = joined(self.document.log)
        return frozenset(ours.get(name, name) for name in names if name is not None)


def documents() -> Iterator[Document]:
    """The manuals that are judged: those that were published."""
    published = Exists(Edition.objects.filter(document=OuterRef("pk")))
    for document in Document.objects.filter(published).select_related("log"):
        if document.log is None or last(document.log)[0]:
            yield document
