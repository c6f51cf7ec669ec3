"""A log comes into the journal: in short transactions that nobody sees, until one flip shows all of it.

Here lives what makes it safe. Each portion moves the log's own count in the transaction that writes it, so whoever
takes over from a worker that was killed goes on with the next event; and of two workers only the later one gets on.
"""

from collections.abc import Callable, Iterator
from itertools import batched, islice

from django.db import DataError, OperationalError, transaction
from django.utils.translation import gettext as _

from ingrain.connect.arrive import UnableToBringIn, for_the_page, opened, preview
from ingrain.connect.models import Arrival
from ingrain.connect.said import Said
from ingrain.editions.of_a_log import write_about
from ingrain.journal.models import Batch, Entry
from ingrain.journal.write import append
from ingrain.logs import UnableToReadLog
from ingrain.method.events import Event, Instant, Value
from ingrain.people.models import Colleague

AT_ONCE = 20_000
STILL = 2 * 60 * 1_000_000
"""A log that hasn't moved for so long stands still."""

BEGUN: list[Callable[[int], object]] = []
LONGEST = {
    field.name: field.max_length
    for field in Entry._meta.get_fields()
    if field.name in ("record", "did", "actor", "transition") and hasattr(field, "max_length")
}


class Overtaken(Exception):
    """Somebody else works on this log now, or stopped it."""


def when_begun(call: Callable[[int], object]) -> None:
    """From now on this is called with the number of each log that is to come in, in its transaction."""
    BEGUN.append(call)


def begin(arrival: Arrival, *, by: Colleague, at: Instant) -> None:
    """Send a log on its way."""
    if fault := preview(arrival).fault:
        raise UnableToBringIn(fault)
    with transaction.atomic():
        now = Arrival.objects.select_for_update().get(pk=arrival.pk)
        if now.begun is not None:
            return
        now.begun, now.moved = at, at
        now.save(update_fields=["begun", "moved"])
        _call(now)


def go_on(arrival: Arrival, *, at: Instant) -> None:
    """Try once more what stopped, or stands still."""
    with transaction.atomic():
        now = Arrival.objects.select_for_update().get(pk=arrival.pk)
        if now.begun is None or now.is_in:
            return
        now.said, now.moved = "", at
        now.save(update_fields=["said", "moved"])
        _call(now)


def stop(arrival: Arrival, *, at: Instant) -> None:
    """Stop a log that is on its way; what is written of it stays hidden for good, and the file can be read anew."""
    with transaction.atomic():
        now = Arrival.objects.select_for_update().get(pk=arrival.pk)
        if now.is_in:
            raise UnableToBringIn(_("It is in already: take it back."))
        if now.batch is not None:
            Batch.objects.filter(pk=now.batch.pk).update(undone=at)
        now.begun = now.batch = now.moved = None
        now.turn, now.read, now.written, now.said = now.turn + 1, 0, 0, ""
        now.save()


def stands_still(arrival: Arrival, *, at: Instant) -> bool:
    return arrival.is_running and at - (arrival.moved or at) > STILL


def bring_in(number: int, *, clock: Callable[[], Instant]) -> None:
    """Do it, from where it stands. May be called again at any time, by anybody."""
    arrival = _taken_on(number, clock())
    if arrival is None:
        return
    try:
        said = Said()
        remarks = _written(arrival, said, clock)
        _show(arrival, said, remarks, clock())
    except Overtaken:
        return
    except (UnableToReadLog, UnableToBringIn) as unable:
        _give_up(arrival, for_the_page(str(unable), arrival.file, arrival.original))
    except OperationalError as error:
        _give_up(arrival, sentence_of(error))
    except DataError as error:
        _give_up(arrival, _("The database can't hold something in this log (%s): mend the file.") % _line(error))
    except OSError as error:
        told = _("The file can't be read any more (%s): stop, and upload it again.")
        _give_up(arrival, told % (error.strerror or error))
    else:
        arrival.path.unlink(missing_ok=True)
        Arrival.objects.filter(pk=arrival.pk).update(file="")


def sentence_of(error: OperationalError) -> str:
    """Why the database didn't take it, and what to do."""
    text = str(error).lower()
    if "full" in text or "no space" in text:
        return _("The disk is full. Nothing of the log shows: make room, then go on; it continues where it stopped.")
    if "locked" in text or "lock timeout" in text:
        return _("Something else kept the database locked. Nothing of the log shows: go on once that has ended.")
    return _("The database stopped answering (%s). Nothing of the log shows: go on once it is back.") % _line(error)


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]


def _taken_on(number: int, at: Instant) -> Arrival | None:
    """It is ours from now on; None where there is nothing left to do."""
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update().filter(pk=number).first()
        if arrival is None or arrival.begun is None or arrival.is_in:
            return None
        if arrival.batch is None:
            arrival.batch = Batch.objects.create(name=arrival.name, log=True, begun=at, by=arrival.by.key)
        arrival.turn, arrival.moved, arrival.said = arrival.turn + 1, at, ""
        arrival.save()
    return arrival


def _written(arrival: Arrival, said: Said, clock: Callable[[], Instant]) -> list[str]:
    """Journal what isn't yet; what the reader remarked on."""
    assert arrival.batch is not None
    log = opened(arrival)
    read = 0

    def progress(done: int, _total: int) -> None:
        nonlocal read
        read = done

    log.progress = progress
    events = islice(_fitting(said.watching(log.events())), arrival.written, None)
    for some in batched(events, AT_ONCE):
        with transaction.atomic():
            append(some, batch=arrival.batch)
            arrival.written += len(some)
            _move(arrival, read, clock())
    return [for_the_page(sentence, arrival.file, arrival.original) for sentence in log.report.sentences()]


def _fitting(events: Iterator[Event]) -> Iterator[Event]:
    """A name of thousands of characters is a column that was mistaken for another."""
    for event in events:
        parts = {"record": event.record, "did": event.do, "actor": event.by, "transition": event.transition}
        for what, text in parts.items():
            if text is not None and len(text) > (LONGEST[what] or 0):
                told = _("“%s…” is too long for a name: is that the right column?")
                raise UnableToBringIn(told % text[:60])
        yield event


def _move(arrival: Arrival, read: int, at: Instant) -> None:
    ours = Arrival.objects.filter(pk=arrival.pk, turn=arrival.turn)
    if not ours.update(read=read, written=arrival.written, moved=at):
        raise Overtaken


def _show(arrival: Arrival, said: Said, remarks: list[str], at: Instant) -> None:
    """The flip: from now on it is there, whole, with the manual that came along."""
    assert arrival.batch is not None
    batch = arrival.batch
    with transaction.atomic():
        _move(arrival, arrival.size, at)
        batch.events, batch.records, batch.last = arrival.written, len(said.last_of), said.latest
        batch.words, batch.shown = said.words(arrival.record), at
        batch.save()
        Arrival.objects.filter(pk=arrival.pk).update(remarks=remarks, people=len(said.people))
        told: dict[str, Value] = {"name": batch.name, "events": batch.events}
        append([Event(0, f"log/{batch.pk}", "bring in", at, at, arrival.by.key, told)])
        if arrival.manual.strip():
            write_about(batch, arrival.manual, by=arrival.by)


def _give_up(arrival: Arrival, sentence: str) -> None:
    """Say why. Where even that can't be written, the page says that it stands still."""
    try:
        Arrival.objects.filter(pk=arrival.pk, turn=arrival.turn).update(said=sentence)
    except OperationalError:
        return


def _call(arrival: Arrival) -> None:
    for call in BEGUN:
        call(arrival.pk)
