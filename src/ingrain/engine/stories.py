"""What happened to many records at once: one reading of the store, where one for each record would take seconds."""

from collections.abc import Collection

from ingrain.engine.check import Stored
from ingrain.engine.checked import Answers
from ingrain.engine.store import READ
from ingrain.method.events import Event


def stories(answers: Answers, records: Collection[str]) -> dict[str, list[Event]]:
    """The story of each of these records, in the order of the log."""
    if not isinstance(answers, Stored):
        return {record: answers.story(record) for record in records}
    store = answers.timeline.store
    names = {number: name for name, number in store.numbers_of(list(records)).items()}
    found: dict[str, list[Event]] = {record: [] for record in records}
    if names:
        wanted = ", ".join(map(str, sorted(names)))
        for row in store.rows(f"{READ} WHERE record IN ({wanted}) ORDER BY record, sequence"):
            record = names[row[0]]
            found[record].append(store.event(record, row[1:]))
    return found
