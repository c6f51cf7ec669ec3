"""The judge decides: the records worth judging, a few at a time, each with all that the judge looks at beside it.

Here lives keeping memory small. What is judged lives in method.judge alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from ingrain.engine.store import Progress
from ingrain.engine.timeline import Timeline
from ingrain.method.book import Book
from ingrain.method.events import Event, Instant
from ingrain.method.history import History
from ingrain.method.judge import JUDGES_OF_PEOPLE, judge_record, judge_rule
from ingrain.method.manual import Manual
from ingrain.method.obligations import Obligation
from ingrain.method.rules import HasLinked, WithLinked

EVENTS_AT_ONCE = 20_000
QUARTER = 15 * 60 * 1_000_000
"""Days begin at whole quarters of an hour, in every time zone of today."""


def judged(timeline: Timeline, manual: Manual, docket: str, progress: Progress | None = None) -> Iterator[Obligation]:
    """The obligations of a docket (a table of `rule` and `record`), records in turn: the second half of the work."""
    ((asked,),) = timeline.store.rows(f"SELECT count(*) FROM {docket}")
    done = 0
    rules = {rule.number: (rule.form, area.title) for area, _, rule in manual.judged()}
    for book, records in books(timeline, docket, links_looked_at(rules)):
        for record, numbers in records.items():
            history = book.history(record)
            for number in numbers:
                form, area = rules[number]
                yield from judge_record(number, form, area, book, history)
        done += sum(map(len, records.values()))
        if progress:
            progress("judging", asked + done, 2 * asked)


def judged_people(timeline: Timeline, manual: Manual) -> Iterator[Obligation]:
    """The obligations of the rules about people, whatever the record (forms 15 and 16)."""
    for area, _, rule in manual.judged():
        if type(rule.form) in JUDGES_OF_PEOPLE:
            yield from judge_rule(rule.number, rule.form, area.title, Shelf(timeline, rule.form))


def books(timeline: Timeline, docket: str, links: int) -> Iterator[tuple[Book, Mapping[str, list[int]]]]:
    """Books of some records each, and those records with the rules to be judged on them.

    links: how many links away the rules look.
    """
    store = timeline.store
    tied = "record IN (SELECT parent FROM ties WHERE down)"
    if links:
        tied = "record IN (SELECT parent FROM ties UNION ALL SELECT child FROM ties)"
    rules = store.rows(
        f"SELECT name, rule, record, entries, {tied} AS tied FROM {docket} JOIN records USING (record) "
        "JOIN cases USING (record) ORDER BY tied, record, rule"
    )
    for is_tied, rows in groupby(rules, key=itemgetter(4)):
        for numbers, wanted in _some(rows):
            around = _around(timeline, numbers, links) if is_tied else numbers
            yield Book(_events(timeline, around), timeline.setting), wanted


def _some(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[list[int], dict[str, list[int]]]]:
    """Records with their rules, until they have enough events to be judged at once."""
    wanted: dict[str, list[int]] = {}
    numbers: list[int] = []
    events = 0
    for (name, number, entries), of_one in groupby(rows, key=lambda row: (row[0], row[2], row[3])):
        if events and events + entries > EVENTS_AT_ONCE:
            yield numbers, wanted
            wanted, numbers, events = {}, [], 0
        wanted[name] = [row[1] for row in of_one]
        numbers.append(number)
        events += entries
    if wanted:
        yield numbers, wanted


def _around(timeline: Timeline, numbers: list[int], links: int) -> list[int]:
    """These records, those within so many links, and everything below; of those, whatever has events."""
    run = timeline.store.sql.execute
    run("CREATE OR REPLACE TEMP TABLE near (record INTEGER)")
    run("INSERT INTO near SELECT unnest(?)", [numbers])
    new = "AND {0} NOT IN (SELECT record FROM near)"
    for _ in range(links):
        run(
            "INSERT INTO near SELECT DISTINCT other FROM (SELECT parent AS other FROM ties JOIN near ON child = record "
            f"UNION ALL SELECT child FROM ties JOIN near ON parent = record) WHERE TRUE {new.format('other')}"
        )
    below = (
        "INSERT INTO near SELECT DISTINCT child FROM ties JOIN near ON parent = record "
        f"WHERE down {new.format('child')}"
    )
    while run(below).fetchall()[0][0]:
        pass
    return [record for (record,) in run("SELECT record FROM near WHERE record >= 0").fetchall()]


def _events(timeline: Timeline, numbers: list[int]) -> Iterator[Event]:
    """The events of these records, in the order of the log."""
    store = timeline.store
    rows = store.rows(
        "SELECT name, sequence, code, occurred, recorded, doer, way, fields, links FROM log "
        f"JOIN records USING (record) WHERE record BETWEEN {min(numbers)} AND {max(numbers)} "
        "AND record IN (SELECT unnest(?)) ORDER BY sequence",
        numbers,
    )
    return (store.event(name, row) for name, *row in rows)


def links_looked_at(rules: Any) -> int:
    """How many links away from a record its rules look, at most."""
    if isinstance(rules, Mapping):
        return max(map(links_looked_at, rules.values()), default=0)
    if isinstance(rules, tuple):
        return max(map(links_looked_at, rules), default=0)
    if not is_dataclass(rules):
        return 0
    inside = max((links_looked_at(getattr(rules, field.name)) for field in fields(rules)), default=0)
    return inside + isinstance(rules, WithLinked | HasLinked)


class Shelf(Book):
    """All of a timeline's histories, a few books at a time, for rules about people. Only what those look at is here."""

    def __init__(self, timeline: Timeline, form: Any) -> None:
        super().__init__((), timeline.setting)
        self._timeline, self._form = timeline, form
        self._open: Book = self

    def __iter__(self) -> Iterator[History]:
        store = self._timeline.store
        kind = getattr(getattr(self._form, "subject", None), "kind", None)
        store.sql.execute("CREATE OR REPLACE TABLE shelf AS SELECT 0 AS rule, record FROM cases WHERE kind = ?", [kind])
        for book, records in books(self._timeline, "shelf", links_looked_at(self._form)):
            self._open = book
            yield from map(book.history, records)

    def linked(self, record: str, instant: Instant) -> list[History]:
        return self._open.linked(record, instant)

    def events(self) -> Iterator[Event]:
        """One event of each sort and quarter of an hour: enough to tell who did such things on which days."""
        store, at = self._timeline.store, self.setting.at
        rows = store.rows(
            "SELECT kind || '/', min(sequence), code, min(occurred), min(recorded), doer, way, NULL, NULL "
            f"FROM log JOIN records USING (record) WHERE recorded <= {at} AND occurred <= {at} "
            f"GROUP BY kind, code, doer, way, recorded // {QUARTER}"
        )
        return (store.event(kind, row) for kind, *row in rows)

    def seen(self, who: str | None = None) -> tuple[Instant, Instant]:
        if not self._seen:
            at = self.setting.at
            rows = self._timeline.store.rows(
                "SELECT doer, min(coalesce(moment, occurred)), max(coalesce(moment, occurred)) "
                "FROM log LEFT JOIN late USING (sequence) "
                f"WHERE recorded <= {at} AND occurred <= {at} GROUP BY GROUPING SETS ((doer), ())"
            )
            for doer, first, last in rows:
                name = None if doer is None else self._timeline.store.doers.all[doer]
                known = self._seen.get(name, (first, last))
                if first is not None:
                    self._seen[name] = min(known[0], first), max(known[1], last)
        return self._seen.get(who, (self.setting.at, self.setting.at))
