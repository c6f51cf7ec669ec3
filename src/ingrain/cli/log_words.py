"""The words that a log brings along: names of activities, doers, kinds of record and their fields, sources, teams.

Here lives picking them up while the log is read, batch by batch. What they mean to a manual lives in the language.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from ingrain.logs import Log
from ingrain.method.vocabulary import CRM, Vocabulary


@dataclass
class LogWords:
    """What occurred in a log so far. fields: of each kind that isn't the CRM's own, what was set on it."""

    names: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    fields: dict[str, set[str]] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=lambda: dict.fromkeys(CRM.sources))

    def watching(self, log: Log) -> Iterator[pa.RecordBatch]:
        """The log's batches, with an eye on their words."""
        if not log.own_form:
            self.fields[log.options.record] = set()
        for batch in log.batches():
            self._names(batch)
            self.doers.update(pc.unique(batch["by"]).drop_null().to_pylist())
            self._fields(batch, log)
            yield batch

    def _names(self, batch: pa.RecordBatch) -> None:
        pairs = pa.table({"do": batch["do"], "transition": batch["transition"]}).group_by(["do", "transition"])
        for pair in pairs.aggregate([]).to_pylist():
            if pair["do"].startswith('"'):
                name, step = pair["do"][1:-1], pair["transition"]
                self.names |= {name, f"{name}+{step}"} if step else {name}

    def _fields(self, batch: pa.RecordBatch, log: Log) -> None:
        for kind, texts in _values_by_kind(batch):
            of_a_log = not log.own_form or kind not in CRM.kinds
            known = self.fields.setdefault(kind, set()) if of_a_log else set()
            for text in texts:
                if of_a_log or '"source"' in text:
                    values = json.loads(text)
                    known.update(values)
                    if isinstance(source := values.get("source"), str):
                        self.sources.setdefault(source)

    def vocabulary(self, log: Log) -> Vocabulary:
        """The words for a manual about this log: the CRM's and these."""
        people = log.company.people if log.company else {}
        teams = tuple(sorted({person.team for person in people.values() if person.team}))
        doers = self.doers | people.keys() | (log.company.machines if log.company else set())
        words = replace(CRM, sources=tuple(self.sources), teams=teams, names=frozenset(self.names))
        words = replace(words, doers=frozenset(doers))
        for kind, known in self.fields.items():
            words = words.with_log(kind, self.names, sorted(known), owned="owner" in known)
        return words


def _values_by_kind(batch: pa.RecordBatch) -> Iterable[tuple[str, list[str]]]:
    """For each kind of record in a batch, the different values that were set at once, as JSON."""
    kinds = pc.list_element(pc.split_pattern(batch["record"], "/", max_splits=1), 0)
    pairs = pa.table({"kind": kinds, "values": batch["values"]}).group_by(["kind", "values"]).aggregate([])
    by_kind: dict[str, list[str]] = {}
    for pair in pairs.to_pylist():
        texts = by_kind.setdefault(pair["kind"], [])
        if pair["values"] is not None:
            texts.append(pair["values"])
    return by_kind.items()
