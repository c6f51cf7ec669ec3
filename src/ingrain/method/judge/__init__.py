"""The judge: a manual held against what happened. THE DEFINITION, literal and readable; every engine equals it.

Here lives the way in. What the forms share is in case.py, each form in the file that JUDGES names.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ingrain.method.book import Book
from ingrain.method.company import Company
from ingrain.method.events import Event, Instant
from ingrain.method.history import History, Setting
from ingrain.method.judge.case import Case
from ingrain.method.judge.counted import judge_count, judge_never, judge_never_both
from ingrain.method.judge.invariant import judge_invariant
from ingrain.method.judge.order import (
    judge_also_has,
    judge_both_or_neither,
    judge_ends_with,
    judge_four_eyes,
    judge_precedence,
    judge_response,
    judge_starts_with,
)
from ingrain.method.judge.people import Watch, judge_cadence, judge_load
from ingrain.method.judge.stages import judge_in_order, judge_never_back
from ingrain.method.judge.standing import judge_ageing, judge_silence
from ingrain.method.judge.timed import judge_response_with_data, judge_timed_by_field, judge_timed_response
from ingrain.method.manual import Manual
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import (
    Ageing,
    AlsoHas,
    BothOrNeither,
    Cadence,
    Count,
    EndsWith,
    FourEyes,
    InOrder,
    Invariant,
    Load,
    Never,
    NeverBack,
    NeverBoth,
    Precedence,
    Response,
    ResponseWithData,
    Silence,
    StartsWith,
    TimedByField,
    TimedResponse,
)
from ingrain.method.vocabulary import CRM, Vocabulary

JUDGES: dict[type, Callable[[Case, Any], Iterator[Obligation]]] = {
    TimedResponse: judge_timed_response,
    TimedByField: judge_timed_by_field,
    Response: judge_response,
    Precedence: judge_precedence,
    ResponseWithData: judge_response_with_data,
    Invariant: judge_invariant,
    Ageing: judge_ageing,
    Silence: judge_silence,
    InOrder: judge_in_order,
    Never: judge_never,
    NeverBack: judge_never_back,
    AlsoHas: judge_also_has,
    BothOrNeither: judge_both_or_neither,
    NeverBoth: judge_never_both,
    Count: judge_count,
    StartsWith: judge_starts_with,
    EndsWith: judge_ends_with,
    FourEyes: judge_four_eyes,
}
JUDGES_OF_PEOPLE: dict[type, Callable[[Watch, Any], Iterator[Obligation]]] = {Cadence: judge_cadence, Load: judge_load}


SEEN = FourEyes, NeverBack, Count
"""Forms whose violating event proves itself: what a gap hides couldn't make it right."""


def judge(
    manual: Manual,
    events: Iterable[Event],
    company: Company,
    *,
    at: Instant,
    vocabulary: Vocabulary = CRM,
    closed: bool = False,
) -> Iterator[Obligation]:
    """Every obligation of a manual at a moment, rule by rule, record by record.

    closed: the last event of every record closes it (--closed), and `Closed by` is not read.
    """
    names = frozenset() if closed else frozenset(manual.header.closed_by)
    machines = company.machines | frozenset(manual.header.machines)
    setting = Setting(replace(company, machines=machines), vocabulary, at, names, closed)
    book = Book(events, setting)
    for area, _, rule in manual.judged():
        yield from judge_rule(rule.number, rule.form, area.title, book)


def judge_rule(number: int, form: Any, area: str, book: Book) -> Iterator[Obligation]:
    """Every obligation of one rule."""
    if type(form) in JUDGES_OF_PEOPLE:
        for obligation in JUDGES_OF_PEOPLE[type(form)](Watch(number, area, book), form):
            yield in_the_light(obligation, book.setting.company)
        return
    kind = form.subject.kind if form.subject else None
    for history in book:
        if kind is None or history.kind.name == kind:
            yield from judge_record(number, form, area, book, history)


def judge_record(number: int, form: Any, area: str, book: Book, history: History) -> Iterator[Obligation]:
    """Every obligation of one rule about one record."""
    for obligation in JUDGES[type(form)](Case(number, area, book, history), form):
        seen = isinstance(form, SEEN) and obligation.occasion is not None and obligation.state is State.MISSED
        yield obligation if seen else in_the_light(obligation, book.setting.company, history.times[0])


def in_the_light(obligation: Obligation, company: Company, opened: Instant | None = None) -> Obligation:
    """The obligation, or unknown where a declared gap overlaps its window and the source cannot tell.

    What was seen done stands; what was not seen may have happened in the gap. An occasion looks back to the opening.
    """
    if not company.gaps:
        return obligation
    broken = obligation.breach and obligation.state is State.MISSED
    doubtful = State.MET if obligation.breach else State.MISSED
    if broken or obligation.state not in (doubtful, State.LATE):
        return obligation
    start = opened if obligation.occasion is not None and opened is not None else obligation.triggered
    end = next(e for e in (obligation.due, obligation.belongs, obligation.triggered) if e is not None)
    if any(gap.start < end and start < gap.end for gap in company.gaps):
        return replace(obligation, state=State.UNKNOWN, area_state=obligation.area_state and State.UNKNOWN)
    return obligation
