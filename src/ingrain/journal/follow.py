"""Following the journal: whoever must know what happened is told, after the commit, in order, and never twice over.

Here lives the cursor. A follower works out what it has to write while nobody waits for it; then its writing and its
cursor move in one short transaction. Where somebody else wrote meanwhile what rests on the same cursor, it works it out
once more. What is killed in between is done again from where the last commit stood.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from ingrain.journal import bulk
from ingrain.journal.models import Cursor, Early, Entry, Tie
from ingrain.journal.read import hidden
from ingrain.method.events import Instant


class Touch(NamedTuple):
    """A record that was touched. did: what was done on it. tied: something was linked, or it isn't known what was."""

    record: str
    did: frozenset[str]
    tied: bool


class Stand(NamedTuple):
    """How far somebody has come, and how often what rests on it was written."""

    sequence: int
    turn: int


type Write = Callable[[], object]
type Follower = Callable[[Sequence[Touch], Instant], Write | None]
"""Told the records that were touched, and the moment. Works out what is to be written, and answers with what writes it;
with None where it has looked at everything instead and moved the cursor itself."""

AT_ONCE = 500
NEXT = f"""
SELECT sequence, record, did, occurred, recorded, batch_id,
    EXISTS (SELECT 1 FROM {Tie._meta.db_table} AS t WHERE t.entry_id = e.sequence)
FROM {Entry._meta.db_table} AS e WHERE sequence > %s ORDER BY sequence LIMIT %s
"""
COME = f"SELECT id, record FROM {Early._meta.db_table} WHERE name = %s AND since <= %s ORDER BY id LIMIT %s"
STANDS = f"SELECT sequence, turn FROM {Cursor._meta.db_table} WHERE name = %s"
FOLLOWERS: dict[str, Follower] = {}


def follow(name: str, follower: Follower) -> None:
    """From now on this follower is told. Registered once, when the site starts."""
    FOLLOWERS[name] = follower


def catch_up(*, at: Instant) -> int:
    """Tell every follower what it hasn't heard yet; how many entries that were."""
    told = 0
    for name, follower in FOLLOWERS.items():
        more = True
        while more:
            some, more = _tell(name, follower, at)
            told += some
    return told


def _tell(name: str, follower: Follower, at: Instant) -> tuple[int, bool]:
    """Tell what comes next; how many entries were heard, and whether there may be more to tell."""
    since = stand(name)
    heard = bulk.rows(NEXT, since.sequence, AT_ONCE)
    come = bulk.rows(COME, name, at, AT_ONCE)
    if not heard and not come:
        return 0, False
    rows = _shown(heard)
    batches = [int(record.partition("/")[2]) for _, record, *_ in rows if record.startswith("batch/")]
    touches = [*_touches(rows), *(Touch(record, frozenset(), True) for record in [*_of(batches), *dict(come).values()])]
    write = follower(touches, at)
    if write is None:
        return 0, True
    early = [(record, max(when)) for _, record, _, *when, _, _ in rows if max(when) > at]
    if batches:
        early += _early(at, batch__in=batches)

    def whole() -> None:
        write()
        if come:
            Early.objects.filter(pk__in=[number for number, _ in come]).delete()
        note(name, early)

    if not settle(name, since, whole, to=heard[-1][0] if heard else None):
        return 0, True
    return len(rows), AT_ONCE in (len(heard), len(come))


def _shown(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Those that aren't of a batch which nobody sees."""
    unseen = hidden() if any(batch is not None for *_, batch, _ in rows) else ()
    return [row for row in rows if row[-2] not in unseen]


def _touches(rows: Iterable[tuple[Any, ...]]) -> list[Touch]:
    did: dict[str, set[str]] = {}
    ties: set[str] = set()
    for _, record, what, *_, tied in rows:
        did.setdefault(record, set()).add(what)
        if tied:
            ties.add(record)
    return [Touch(record, frozenset(what), record in ties) for record, what in did.items()]


def _of(batches: Sequence[int]) -> Iterable[str]:
    """What batches that were shown or taken back are about.

    Their entries have numbers that the cursor passed while nobody could see them.
    """
    if not batches:
        return ()
    return Entry.objects.filter(batch__in=batches, batch__log=False).values_list("record", flat=True).distinct()


# --- where everybody stands -------------------------------------------------------------------------------------------


def stand(name: str) -> Stand:
    """Where somebody stands now."""
    for found in bulk.rows(STANDS, name):
        return Stand(*found)
    Cursor.objects.get_or_create(name=name)
    return stand(name)


def settle(name: str, since: Stand, write: Write, *, to: int | None = None) -> bool:
    """Write what was worked out at this stand, and move on; False where somebody moved meanwhile: work it out anew."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().get(name=name)
        if (cursor.sequence, cursor.turn) != since:
            return False
        write()
        move(cursor, cursor.sequence if to is None else to)
        return True


def held(name: str) -> Cursor:
    """The cursor of this name, which nobody else moves until the end of the caller's transaction."""
    Cursor.objects.get_or_create(name=name)
    return Cursor.objects.select_for_update().get(name=name)


def move(cursor: Cursor, to: int) -> None:
    """Set a cursor that is held; whoever worked something out before notices."""
    cursor.sequence, cursor.turn = to, cursor.turn + 1
    cursor.save(update_fields=["sequence", "turn"])


# --- entries whose time hasn't come -----------------------------------------------------------------------------------


def early(until: int, at: Instant) -> list[tuple[str, Instant]]:
    """The records of entries up to this one whose time is still to come, and when it comes: they are told again then.

    What somebody was told at a later moment than this one is among them.
    """
    return _early(at, sequence__lte=until)


def _early(at: Instant, **of: object) -> list[tuple[str, Instant]]:
    later = Entry.objects.filter(Q(recorded__gt=at) | Q(occurred__gt=at), **of)
    return [(record, max(when)) for record, *when in later.values_list("record", "occurred", "recorded")]


def note(name: str, records: Iterable[tuple[str, Instant]]) -> None:
    """These records are told once more when their time has come."""
    known = [Early(name=name, record=record, since=since) for record, since in dict.fromkeys(records)]
    if known:
        Early.objects.bulk_create(known, ignore_conflicts=True)


def has_come(name: str, record: str, at: Instant) -> bool:
    """Whether a moment that was noted for a record has come."""
    return Early.objects.filter(name=name, record=record, since__lte=at).exists()


def forget(name: str, record: str) -> None:
    """What was noted for a record holds no longer."""
    Early.objects.filter(name=name, record=record).delete()
