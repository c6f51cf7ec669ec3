"""Keeping what stands current: touched records are judged again, what fell due too, and everything when it must be.

Here lives when what is judged. It is judged while nobody waits for it, and written down in a short transaction, unless
somebody else wrote meanwhile. The judging is the method's; in bulk it is the engine's, which says the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from ingrain.connect.names import joined, under_our_names
from ingrain.editions.models import Document
from ingrain.engine.check import check_stored
from ingrain.engine.checked import FIELDS, Answers
from ingrain.engine.store import Store
from ingrain.journal import follow, read
from ingrain.journal.follow import Touch
from ingrain.journal.models import Cursor
from ingrain.method.events import Instant
from ingrain.method.obligations import State
from ingrain.monitor import grid
from ingrain.monitor.models import Judged, Standing
from ingrain.monitor.rejudging import judged
from ingrain.monitor.setting import Court, Reign, documents
from ingrain.monitor.standings import Changes, keep_rows

NAME = "monitor"
MANY = 5_000
"""Of more records than these the engine judges everything sooner than the judge would judge them."""

AMPLE = "512MB"
"""What the engine may hold in a worker, where what happened is a firm's and not a file."""


class Held(NamedTuple):
    """An edition that was held against everything, and what was found."""

    reign: Reign
    rows: Iterable[tuple[Any, ...]]
    answers: Answers


TRIGGERED, BELONGS = FIELDS.index("triggered"), FIELDS.index("belongs")


def touched(touches: Sequence[Touch], at: Instant) -> follow.Write | None:
    """The journal tells of these records: judge them, and those above and beside them, once more."""
    many = len(touches) > MANY
    anew = [document for document in _of_the_firm() if many or follow.has_come(NAME, _turning(document), at)]
    for document in anew:
        judge_all(document, at=at)
    if anew:
        return None
    found = [judged(Court(document, at), touches) for document in _of_the_firm()]
    return lambda: _write(found)


def fallen_due(at: Instant) -> int:
    """Judge what was due and no longer is, since time alone has passed; how many records.

    Where the day of another edition has come, or of going live, everything is judged by it.
    """
    for document in _of_the_firm():
        if follow.has_come(NAME, _turning(document), at):
            judge_all(document, at=at)
    while True:
        since = follow.stand(NAME)
        found = []
        for document in _of_the_firm():
            passed = Standing.objects.filter(document=document, state=State.DUE, due__lt=at)
            records = sorted(set(passed.values_list("record", flat=True)))
            touches = [Touch(record, frozenset(), False) for record in records]
            found.append((len(records), judged(Court(document, at), touches)))
        changes = [one for number, one in found if number]
        if not changes or follow.settle(NAME, since, lambda: _write(changes)):  # noqa: B023 - called at once
            return sum(number for number, _ in found)


def _write(found: Iterable[Changes]) -> None:
    for changes in found:
        changes.write()


def _of_the_firm() -> Iterator[Document]:
    return (document for document in documents() if document.log is None)


def judge_all(document: Document, *, at: Instant) -> int:
    """Hold a manual against everything, by the engine, and count its cells; how many obligations stand then.

    The engine works before the transaction, so that nobody waits for it. What is written meanwhile stands behind the
    number at which the follower goes on. Where somebody else judged everything meanwhile, it is done once more: they
    may have known more.
    """
    while True:
        court, since = Court(document, at), follow.stand(_own(document))
        number, _ = read.last(document.log)
        early = [] if document.log else follow.early(number, at)
        checks = _checked(court)
        with transaction.atomic():
            watch = follow.held(NAME)
            own = follow.held(_own(document))
            if (own.sequence, own.turn) == since:
                kept = _replace(court, checks)
                follow.move(own, number)
                if document.log is None:
                    follow.forget(NAME, _turning(document))
                    follow.note(NAME, [*early, *((_turning(document), moment) for moment in court.to_come())])
                    follow.move(watch, _next(watch, number))
                return kept


def _replace(court: Court, checks: list[Held]) -> int:
    """Put what the engine found in place of what stood, and count it."""
    document, kept = court.document, 0
    Standing.objects.filter(document=document).delete()
    for reign, rows, _ in checks:
        kept += keep_rows(reign.edition, (row for row in rows if _stays(court, reign, row)))
    Judged.objects.update_or_create(document=document, defaults={"at": court.now})
    if len(checks) == 1:
        grid.count_checked(court, checks[0].answers)
    else:
        grid.count(document, at=court.now)
    return kept


def _own(document: Document) -> str:
    """The name of the cursor that says up to where a manual was held against everything."""
    return f"{NAME}/{document.pk}"


def _turning(document: Document) -> str:
    """The record under which it is noted when everything is to be judged by this manual anew."""
    return f"manual/{document.pk}"


def _next(watch: Cursor, number: int) -> int:
    """Where the follower goes on once a manual was held against everything up to a number.

    Back to it, where the follower was further. On only as far as every manual of the firm was held against everything.
    """
    if number < watch.sequence:
        return number
    names = [_own(document) for document in _of_the_firm()]
    come = dict(Cursor.objects.filter(name__in=names).values_list("name", "sequence"))
    return max(watch.sequence, min((come.get(name, 0) for name in names), default=0))


def _stays(court: Court, reign: Reign, row: tuple[Any, ...]) -> bool:
    """The obligation of a row arose under this edition, and isn't so old that it is forgotten."""
    return reign.covers(row[TRIGGERED]) and court.remembers_since(row[BELONGS])


def _checked(court: Court) -> list[Held]:
    """Every edition held against everything, which is read once. What the earlier ones found is kept in memory: an
    engine answers for its last check alone."""
    document, found = court.document, list[Held]()
    store = Store(memory=AMPLE)
    store.take_in(under_our_names(read.batches(document.log), joined(document.log)))
    for reign in court.reigns:
        manual = reign.edition.manual
        answers = check_stored(manual, store, court.company, at=court.at, vocabulary=document.words).answers
        last = reign is court.reigns[-1]
        rows = answers.rows() if last else [row for row in answers.rows() if _stays(court, reign, row)]
        found.append(Held(reign, rows, answers))
    return found
