"""Erasing what was said of a record: its values go, its entries and the chain of digests stand.

What is left says that somebody did something to a record then; not what it was called, whose it was, or what it held.
"""

from collections.abc import Iterable
from itertools import batched

from ingrain.journal.models import Entry, Held


def erase(records: Iterable[str]) -> int:
    """Forget the values of all entries of these records, and the salt that they were sealed with; how many."""
    erased = 0
    for some in batched(sorted(set(records)), 500):
        entries = Entry.objects.filter(record__in=some).values("pk")
        erased += Held.objects.filter(entry__in=entries, fields__isnull=False).update(fields=None, salt=b"")
    return erased
