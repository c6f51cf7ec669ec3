"""Following the journal: whoever must know what happened is told, after the commit, in order, and never twice over.

Here lives the cursor. A follower does its work and moves its cursor in one transaction: what is killed in between is
done again from where the last commit stood.
"""

from collections.abc import Callable, Sequence

from django.db import transaction

from ingrain.journal.models import Cursor, Entry
from ingrain.journal.read import visible
from ingrain.method.events import Instant

type Follower = Callable[[Sequence[str], Instant], None]
"""Told the records that were touched, and the moment."""

AT_ONCE = 500
FOLLOWERS: dict[str, Follower] = {}


def follow(name: str, follower: Follower) -> None:
    """From now on this follower is told. Registered once, when the site starts."""
    FOLLOWERS[name] = follower


def catch_up(*, at: Instant) -> int:
    """Tell every follower what it hasn't heard yet; how many entries that were."""
    return sum(_catch_up(name, follower, at) for name, follower in FOLLOWERS.items())


def _catch_up(name: str, follower: Follower, at: Instant) -> int:
    told = 0
    Cursor.objects.get_or_create(name=name)
    while True:
        with transaction.atomic():
            cursor = Cursor.objects.select_for_update().get(name=name)
            rows = list(
                visible()
                .filter(sequence__gt=cursor.sequence)
                .order_by("sequence")
                .values_list("sequence", "record")[:AT_ONCE]
            )
            if not rows:
                return told
            follower(_touched([record for _, record in rows]), at)
            cursor.sequence = rows[-1][0]
            cursor.save()
        told += len(rows)


def _touched(records: Sequence[str]) -> list[str]:
    """These records; of a batch that was shown or taken back those that it is about.

    Its entries have numbers that the cursor passed while nobody could see them.
    """
    batches = [int(record.partition("/")[2]) for record in records if record.startswith("batch/")]
    about = Entry.objects.filter(batch__in=batches, batch__log=False).values_list("record", flat=True).distinct()
    return list(dict.fromkeys([*records, *about])) if batches else list(dict.fromkeys(records))


def move_to(name: str, sequence: int) -> None:
    """A follower that has just looked at everything needn't be told of it once more."""
    Cursor.objects.update_or_create(name=name, defaults={"sequence": sequence})
