"""Judging some records anew, by every edition of a manual: what stands now in place of what stood.

Here lives working it out, for which nothing is locked, and what writes it. When it is done lives in watch.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from ingrain.journal import read
from ingrain.journal.follow import Touch
from ingrain.method.book import Book
from ingrain.method.events import Event
from ingrain.method.history import History
from ingrain.method.judge import JUDGES_OF_PEOPLE, judge_record, judge_rule
from ingrain.method.manual import Manual
from ingrain.method.obligations import Obligation
from ingrain.monitor.reach import Reach, range_of
from ingrain.monitor.setting import Court
from ingrain.monitor.standings import Changes

AT_ONCE = 500


def judged(court: Court, touches: Sequence[Touch]) -> Changes:
    """What changes in what stands once these records, and those that they concern, are judged by all editions."""
    changes = Changes(court.document)
    reach = Reach(range_of(tuple(reign.edition.text for reign in court.reigns), court.document.words))
    about = [touch for touch in touches if not touch.record.startswith("person/")]
    for some in batched(sorted(reach.concerned(about)), AT_ONCE):
        _judge_some(court, reach.events(some), some, changes)
    if len(about) < len(touches):
        _judge_people(court, changes)
    return changes


def _judge_some(court: Court, events: list[Event], some: Sequence[str], changes: Changes) -> None:
    books: dict[object, Book] = {}
    for reign in court.reigns:
        manual = reign.edition.manual
        header = frozenset(manual.header.machines), frozenset(manual.header.closed_by)
        if header not in books:
            books[header] = Book(events, court.setting(manual))
        found = _found(manual, books[header], some)
        changes.now(reign.edition, (o for o in found if reign.governs(o) and court.remembers(o)))
    changes.instead_of(some)


def _found(manual: Manual, book: Book, some: Iterable[str]) -> Iterator[Obligation]:
    histories = [history for record in some if _was_there(history := book.history(record))]
    for area, _, rule in manual.judged():
        if type(rule.form) in JUDGES_OF_PEOPLE:
            continue
        for history in histories:
            if _is_about(rule.form, history.kind.name):
                yield from judge_record(rule.number, rule.form, area.title, book, history)


def _judge_people(court: Court, changes: Changes) -> None:
    """The rules about people look at everything that they did."""
    for reign in court.reigns:
        manual = reign.edition.manual
        rules = [(area, rule) for area, _, rule in manual.judged() if type(rule.form) in JUDGES_OF_PEOPLE]
        if rules:
            book = Book(read.events(court.document.log), court.setting(manual))
            for area, rule in rules:
                found = judge_rule(rule.number, rule.form, area.title, book)
                changes.now(reign.edition, (o for o in found if reign.governs(o) and court.remembers(o)))
    changes.instead_of_people()


def _was_there(history: History) -> bool:
    """Something named the record itself; one that others were only tied to was never made."""
    return any(map(history.own, range(len(history))))


def _is_about(form: object, kind: str) -> bool:
    subject = getattr(form, "subject", None)
    return subject is None or subject.kind == kind
