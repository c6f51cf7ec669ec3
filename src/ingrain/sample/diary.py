"""Everything that was saved, in the order in which it was saved, cut off where the log ends.

Here lives keeping events and who saved something on which day. A company of thousands doesn't fit into memory as
objects, so full pages are packed, week by week, and unpacked in order.
"""

import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ingrain.method.events import BY_HAND, NOTHING, Event, Instant, Value
from ingrain.sample.days import Frame

PAGE = 60_000
"""Entries that are kept as they are before they are packed."""

type Entry = tuple[Any, ...]
"""recorded, turn (no two have the same), record, do, occurred, by, values, links, through."""


class Diary:
    """Written in any order, read in order of recording."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._page: list[Entry] = []
        self._packed: dict[int, list[bytes]] = defaultdict(list)
        self._turn = 0
        self.saves: dict[str | None, set[int]] = defaultdict(set)
        """The days on which each person saved something by hand."""

    def __len__(self) -> int:
        return self._turn

    def write(
        self,
        record: str,
        do: str,
        at: Instant,
        by: str | None,
        values: Mapping[str, Value] = NOTHING,
        *,
        links: tuple[str, ...] = (),
        through: str = "page",
        occurred: Instant | None = None,
    ) -> None:
        """Note what was saved at a moment; what would be saved after the log's end is not in it."""
        if at > self._frame.end:
            return
        self._turn += 1
        happened = at if occurred is None else occurred
        self._page.append((at, self._turn, record, do, happened, by, values or None, links, through))
        if through in BY_HAND and do != "view":
            self.saves[by].add(self._frame.day(at))
        if len(self._page) >= PAGE:
            self._turn_page()

    def _turn_page(self) -> None:
        weeks: dict[int, list[Entry]] = defaultdict(list)
        for entry in self._page:
            weeks[self._frame.day(entry[0]) // 7].append(entry)
        for week, entries in weeks.items():
            self._packed[week].append(zlib.compress(pickle.dumps(entries), 1))
        self._page = []

    def events(self) -> Iterator[Event]:
        """All of it, numbered from 1."""
        sequence = 0
        for entries in self._weeks():
            for recorded, _, record, do, occurred, by, values, links, through in sorted(entries):
                sequence += 1
                yield Event(sequence, record, do, occurred, recorded, by, values or NOTHING, links, through)

    def _weeks(self) -> Iterator[list[Entry]]:
        if not self._packed:
            yield self._page
            return
        self._turn_page()
        for week in sorted(self._packed):
            yield [entry for page in self._packed[week] for entry in pickle.loads(zlib.decompress(page))]
