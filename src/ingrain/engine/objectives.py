"""The manual's objectives, measured on a log: of each quarter's records, the share that has got there by now.

Here lives finding those records in the store. What an objective is lives in method/objective.py.
"""

import json
from collections import defaultdict
from collections.abc import Iterator

from ingrain.engine.store import Store
from ingrain.method.company import Company
from ingrain.method.events import Instant
from ingrain.method.language.aim import read_objective
from ingrain.method.manual import Manual
from ingrain.method.objective import Objective, Quarter, Turned, measure
from ingrain.method.vocabulary import CLOSING, Vocabulary

CREATED = """
SELECT records.name, min(occurred) FROM log JOIN records ON records.record = log.record
WHERE kind = ? AND recorded <= ? AND occurred <= ? AND (? OR code IN (SELECT unnest(CAST(? AS INTEGER[]))))
GROUP BY records.name
"""
STATES = """
SELECT records.name, stage, state FROM log JOIN records ON records.record = log.record
WHERE kind IN (?, ?) AND recorded <= ? AND occurred <= ? AND (stage IS NOT NULL OR state IS NOT NULL)
ORDER BY records.record, occurred, sequence
"""
LINKS = """
SELECT records.name, links FROM log JOIN records ON records.record = log.record
WHERE links IS NOT NULL AND recorded <= ? AND occurred <= ?
"""


def measured(
    store: Store, manual: Manual, company: Company, vocabulary: Vocabulary, at: Instant
) -> dict[str | None, tuple[Objective, tuple[Quarter, ...]]]:
    """Every objective that is measured, by the title of its area (None: the manual's own). Prose is left out."""
    said: dict[str | None, str | None] = {
        None: manual.header.objective,
        **{area.title: area.objective for area in manual.areas},
    }
    found = {}
    for title, sentence in said.items():
        objective = read_objective(sentence, vocabulary) if sentence else None
        if objective is not None:
            found[title] = objective, measure(turned(store, objective, vocabulary, at), company.calendar)
    return found


def turned(store: Store, objective: Objective, vocabulary: Vocabulary, at: Instant) -> Iterator[Turned]:
    """Each record of the objective's kind that was seen to be created: whether it got there, whether it still may.

    Where another kind is to be reached, a record got there when one that is linked to it did, and is open while it is
    itself or one of those is.
    """
    into = objective.into_kind or objective.kind
    reached, closed = _states(store, (objective.kind, into), objective.state, at)
    linked = _linked(store, objective.kind, into, at) if into != objective.kind else {}
    creations = [code for code, (do, _) in enumerate(store.doings.all) if do == "create"]
    from_log = vocabulary.kind(objective.kind).from_log
    for name, created in store.rows(CREATED, objective.kind, at, at, from_log, creations):
        others = linked.get(name, set()) if into != objective.kind else {name}
        open_ = name not in closed or any(other not in closed for other in others)
        yield Turned(created, not reached.isdisjoint(others), open_)


def _states(store: Store, kinds: tuple[str, str], state: str, at: Instant) -> tuple[set[str], set[str]]:
    """The records of these kinds that have ever been in a state, and those that are closed now."""
    wanted = CLOSING if state == "closed" else {state.casefold()}
    reached: set[str] = set()
    closed: set[str] = set()
    for name, *now in store.rows(STATES, *kinds, at, at):
        if not wanted.isdisjoint(now):
            reached.add(name)
        (closed.discard if CLOSING.isdisjoint(now) else closed.add)(name)
    return reached, closed


def _linked(store: Store, kind: str, into: str, at: Instant) -> dict[str, set[str]]:
    """The records of one kind that are tied to each record of another, whichever of the two said so."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, links in store.rows(LINKS, at, at):
        for other in json.loads(links):
            for one, two in ((name, other), (other, name)):
                if one.startswith(f"{kind}/") and two.startswith(f"{into}/"):
                    found[one].add(two)
    return found
