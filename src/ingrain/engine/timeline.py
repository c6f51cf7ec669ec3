"""A log in the order in which it counts: each record's events as entries 0, 1, 2 ..., and what SQL must know of it.

Here lives what is asked of a timeline. How it is made from a log, and which records are *plain*, so that SQL can judge
them as the judge would, lives in arranging.py; which rules SQL can judge lives in compile.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ingrain.engine.store import Store
from ingrain.method.events import Instant
from ingrain.method.history import Setting
from ingrain.method.vocabulary import Kind

EVENTS_A_SLICE = 1_000_000
"""So many events are worked on at once, so that memory doesn't grow with the log."""

type Slice = dict[str, int]
"""Records from `low` up to, without, `high`."""


@dataclass(frozen=True)
class Timeline:
    """A store, arranged for one setting. Tables: events (of plain records), cases (a row per record), ties, kinds.

    at_once: how many events are worked on at once. spans: the tables of due moments made so far.
    """

    store: Store
    setting: Setting
    at_once: int = EVENTS_A_SLICE
    spans: set[str] = field(default_factory=set)

    @cached_property
    def slices(self) -> list[Slice]:
        """The records, in as many parts as it takes; neighbours in the log stay together."""
        events, records = self.store.size
        step = max(1, records * self.at_once // max(1, events))
        return [{"low": low, "high": low + step} for low in range(0, max(1, records), step)]

    @cached_property
    def people(self) -> list[int]:
        """The doers who are people."""
        company = self.setting.company
        return [n for n, name in enumerate(self.store.doers.all) if company.is_person(name)]

    @cached_property
    def moved(self) -> dict[str, int]:
        """The codes of moves to a stage or state, by its name in small letters; no event of the log has one of them.

        A save that moved a record is listed once more under such a code.
        """
        found = self.store.sql.execute("SELECT stage FROM log UNION SELECT state FROM log ORDER BY 1").fetchall()
        names = [name for (name,) in found if name is not None]
        return {name: len(self.store.doings) + n for n, name in enumerate(names)}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of record of the log, by what stands before the first slash."""
        found = self.store.sql.execute("SELECT DISTINCT kind FROM records ORDER BY kind").fetchall()
        return {prefix: self.setting.vocabulary.kind(prefix) for (prefix,) in found}

    @cached_property
    def calendars(self) -> list[str | None]:
        """Teams with a calendar of their own, by number; number 0 is the company's."""
        return [None, *sorted(self.setting.company.calendars)]

    @cached_property
    def plain_kinds(self) -> list[str]:
        """The kinds that plain records are of."""
        found = self.store.sql.execute("SELECT DISTINCT kind FROM cases WHERE plain ORDER BY kind").fetchall()
        return [kind for (kind,) in found]

    @cached_property
    def range(self) -> tuple[Instant, Instant]:
        """When the first and the last event counted."""
        first, last = self.store.sql.execute("SELECT min(opened), max(ended) FROM cases").fetchall()[0]
        return (self.setting.at, self.setting.at) if first is None else (int(first), int(last))

    @cached_property
    def events_of(self) -> dict[int, int]:
        """How many events have each code."""
        return dict(self.store.sql.execute("SELECT code, count(*) FROM events GROUP BY code").fetchall())

    def counting(self, most: int) -> str:
        """A table of the numbers k = 1 to `most`."""
        name = f"counting_{most}"
        if name not in self.spans:
            self.spans.add(name)
            self.store.sql.execute(
                f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT range AS k FROM range(1, {most} + 1)"
            )
        return name

    def codes_named(self, names: Iterable[str]) -> list[int]:
        """The codes of a log's events by name: "NAME" whatever its transition, "NAME+TRANSITION" with that one."""
        return self.codes_of(f'"{name}"' for name in names)

    def codes_of(self, doings: Iterable[str]) -> list[int]:
        wanted = set(doings)
        return [
            n
            for n, (do, transition) in enumerate(self.store.doings.all)
            if do in wanted or (transition and f'{do[:-1]}+{transition}"' in wanted)
        ]
