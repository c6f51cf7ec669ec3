"""Keeping what stands current: touched records are judged again, what fell due too, and everything when it must be.

Here lives which records an event concerns, and when. The judging is the method's; in bulk it is the engine's, which
says the same.
"""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import transaction

from ingrain.editions.models import Document
from ingrain.engine.check import check
from ingrain.engine.checked import FIELDS, Checked
from ingrain.journal import follow, read
from ingrain.journal.models import Tie
from ingrain.method.book import Book
from ingrain.method.events import Event, Instant
from ingrain.method.history import History
from ingrain.method.judge import JUDGES_OF_PEOPLE, judge_record, judge_rule
from ingrain.method.obligations import State
from ingrain.method.vocabulary import Vocabulary
from ingrain.monitor import grid
from ingrain.monitor.models import Judged, Standing
from ingrain.monitor.setting import Court, Reign, documents
from ingrain.monitor.standings import keep, keep_rows

NAME = "monitor"
AT_ONCE = 200
TRIGGERED, BELONGS = FIELDS.index("triggered"), FIELDS.index("belongs")


def touched(records: Sequence[str], at: Instant) -> None:
    """The journal tells of these records: judge them, and those above and beside them, once more."""
    for document in documents():
        if document.log is None:
            judge_again(Court(document, at), _concerned(records, document.words))


def fallen_due(at: Instant) -> int:
    """Judge what was due and no longer is, since time alone has passed; how many records."""
    found = 0
    for document in documents():
        if document.log is None:
            passed = Standing.objects.filter(document=document, state=State.DUE, due__lt=at)
            records = set(passed.values_list("record", flat=True))
            judge_again(Court(document, at), records)
            found += len(records)
    return found


def judge_again(court: Court, records: Iterable[str]) -> None:
    """Judge some records by all editions, and put what stands in place of what stood."""
    of_people = [record for record in records if record.startswith("person/")]
    for some in batched((r for r in records if not r.startswith("person/")), AT_ONCE):
        with transaction.atomic():
            Standing.objects.filter(document=court.document, record__in=some).delete()
            events = list(read.events(court.document.log, records=_all_that_counts(some, court.document.words)))
            for reign in court.reigns:
                _judge_some(court, reign, events, some)
    if of_people:
        _judge_people(court)


def _judge_some(court: Court, reign: Reign, events: list[Event], some: Sequence[str]) -> None:
    manual = reign.edition.manual
    book = Book(events, court.setting(manual))
    histories = [history for record in some if _was_there(history := book.history(record))]
    found = (
        obligation
        for area, _, rule in manual.judged()
        if type(rule.form) not in JUDGES_OF_PEOPLE
        for history in histories
        if _is_about(rule.form, history.kind.name)
        for obligation in judge_record(rule.number, rule.form, area.title, book, history)
        if reign.governs(obligation) and court.remembers(obligation)
    )
    keep(reign.edition, found)


def _judge_people(court: Court) -> None:
    """The rules about people look at everything that they did."""
    with transaction.atomic():
        Standing.objects.filter(document=court.document, record__startswith="person/").delete()
        for reign in court.reigns:
            manual = reign.edition.manual
            rules = [(a, r) for a, _, r in manual.judged() if type(r.form) in JUDGES_OF_PEOPLE]
            if rules:
                book = Book(read.events(court.document.log), court.setting(manual))
                for area, rule in rules:
                    found = judge_rule(rule.number, rule.form, area.title, book)
                    keep(reign.edition, (o for o in found if reign.governs(o) and court.remembers(o)))


def judge_all(document: Document, *, at: Instant) -> int:
    """Hold a manual against everything, by the engine, and count its cells; how many obligations stand then.

    The engine works before the transaction, so that nobody waits for it. What is written meanwhile stands behind the
    number at which the follower goes on.
    """
    court = Court(document, at)
    number, _ = read.last(document.log)
    checks = [(reign, _checked(court, reign)) for reign in court.reigns]
    kept = 0
    with transaction.atomic():
        Standing.objects.filter(document=document).delete()
        for reign, checked in checks:
            rows = checked.answers.rows()
            kept += keep_rows(reign.edition, (row for row in rows if _stays(court, reign, row)))
        Judged.objects.update_or_create(document=document, defaults={"at": at})
        if document.log is None and number:
            follow.move_to(NAME, number)
        if len(checks) == 1:
            grid.count_checked(court, checks[0][1].answers)
        else:
            grid.count(document, at=at)
    return kept


def _stays(court: Court, reign: Reign, row: tuple[Any, ...]) -> bool:
    """The obligation of a row arose under this edition, and isn't so old that it is forgotten."""
    return reign.covers(row[TRIGGERED]) and court.remembers_since(row[BELONGS])


def _checked(court: Court, reign: Reign) -> Checked:
    document = court.document
    batches = read.batches(document.log)
    return check(reign.edition.manual, batches, court.company, at=court.at, vocabulary=document.words)


# --- what an event concerns -------------------------------------------------------------------------------------------


def _was_there(history: History) -> bool:
    """Something named the record itself; one that others were only tied to was never made."""
    return any(map(history.own, range(len(history))))


def _is_about(form: object, kind: str) -> bool:
    subject = getattr(form, "subject", None)
    return subject is None or subject.kind == kind


def _concerned(records: Iterable[str], words: Vocabulary) -> set[str]:
    """These records, all above them for which their activities count, and those one link away."""
    found = set(records)
    fresh = set(records)
    while fresh:
        fresh = {up for up in _above(fresh, words) if up not in found}
        found |= fresh
    return found | {other for record, other in _ties(found) for other in (record, other)}


def _all_that_counts(records: Iterable[str], words: Vocabulary) -> set[str]:
    """All records whose events the judge looks at for these: everything below, and what is one link away."""
    found = set(records)
    found |= {one for pair in _ties(found) for one in pair}
    fresh = set(found)
    while fresh:
        fresh = {down for down in _below(fresh, words) if down not in found}
        found |= fresh
    return found


def _ties(records: Iterable[str]) -> set[tuple[str, str]]:
    """The ties that these records are part of."""
    found: set[tuple[str, str]] = set()
    for some in batched(sorted(records), 500):
        found.update(Tie.objects.filter(record__in=some).values_list("record", "other"))
        found.update(Tie.objects.filter(other__in=some).values_list("record", "other"))
    return found


def _above(records: set[str], words: Vocabulary) -> set[str]:
    return {up for down, up in _directed(_ties(records), words) if down in records}


def _below(records: set[str], words: Vocabulary) -> set[str]:
    return {down for down, up in _directed(_ties(records), words) if up in records}


def _directed(ties: Iterable[tuple[str, str]], words: Vocabulary) -> Iterable[tuple[str, str]]:
    """The lower record of each tie and the upper one, where the activities of one count for the other (§4)."""
    for record, other in ties:
        one, two = words.kind(record.partition("/")[0]), words.kind(other.partition("/")[0])
        if two.name in one.parents or (one.activity and not two.activity):
            yield record, other
        elif one.name in two.parents or two.activity:
            yield other, record
