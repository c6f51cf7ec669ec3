"""Trying worked cases: the judge is asked what it says, and every difference to what was expected is put into words.

Here lives the comparison. How a case is written lives in case_file.py; what a rule means lives in the judge.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingrain.cli.case_file import INSTANTS, Case, ExpectedCell, UnableToReadCases
from ingrain.method.cells import Cell, Look, Period, cells
from ingrain.method.events import Instant
from ingrain.method.judge import judge
from ingrain.method.manual import Area, Header, Manual, Rule, Step
from ingrain.method.obligations import Obligation
from ingrain.method.text import UnableToReadSentence, read_sentence
from ingrain.method.vocabulary import CRM, Vocabulary

AREA = "The case"


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a case came out otherwise than expected."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


def run_case(case: Case) -> list[Difference]:
    """Every difference between what a case expects and what the judge says; none: it came out as expected."""
    vocabulary = vocabulary_of(case)
    manual = manual_of_case(case, vocabulary)
    found = list(judge(manual, case.events, case.company, at=case.at, vocabulary=vocabulary, closed=case.closed))
    told = [obligation for obligation in found if not obligation.area_only]
    differences = compare(case, told)
    if case.cell:
        differences += _compare_cell(case, case.cell, manual, found)
    return differences


def vocabulary_of(case: Case) -> Vocabulary:
    """The CRM's words, and the kinds of record that only this case's log has."""
    vocabulary = CRM
    for kind in case.kinds:
        vocabulary = vocabulary.with_log(kind, None)
    return vocabulary


def manual_of_case(case: Case, vocabulary: Vocabulary) -> Manual:
    """The case's rules as a manual of one area. Raises UnableToReadCases for a sentence that is no rule."""
    rules = []
    for number, sentence in enumerate(case.rules, start=1):
        try:
            rules.append(Rule(number, sentence, read_sentence(sentence, vocabulary), line=case.line))
        except UnableToReadSentence as wrong:
            # The problem's line would be the sentence's own, which is always the first.
            told = str(wrong.problem).partition(f"line {wrong.problem.line}, ")[2]
            where = f"the case at line {case.line}, “{case.name}”"
            raise UnableToReadCases(f"{where}, in its rule at {told}") from None
    return Manual(case.name, (Area(AREA, (Step(AREA, tuple(rules)),)),), Header(closed_by=case.closed_by))


# --- obligations ------------------------------------------------------------------------------------------------------


def compare(case: Case, found: Sequence[Obligation]) -> list[Difference]:
    """The expected obligations against those found, as multisets: each of one side has its own on the other."""
    missing = list(case.expect)
    extra = list(found)
    for wanted, got in _matched(case.expect, found):
        missing.remove(wanted)
        extra.remove(got)
    differences = []
    for wanted in missing:
        near = max(extra, key=lambda got: _likeness(wanted, got), default=None)
        if near is not None and _likeness(wanted, near) > 0:
            extra.remove(near)
            differences.append(Difference(_otherwise(case, wanted, near)))
        else:
            differences.append(Difference(f"expected and not there: {_said(case, wanted)}"))
    told = [f"there and not expected: {_said(case, _keys(case, got))}" for got in extra]
    return differences + [Difference(sentence) for sentence in told]


def _matched(
    expect: Sequence[Mapping[str, object]], found: Sequence[Obligation]
) -> list[tuple[Mapping[str, object], Obligation]]:
    """The largest matching (Kuhn's augmenting paths): keys left out could fit several, and the first may be taken."""
    taken: dict[int, int] = {}

    def settle(i: int, tried: set[int]) -> bool:
        for j, got in enumerate(found):
            if j not in tried and not _unlike(expect[i], got):
                tried.add(j)
                if j not in taken or settle(taken[j], tried):
                    taken[j] = i
                    return True
        return False

    for i in range(len(expect)):
        settle(i, set())
    return [(expect[i], found[j]) for j, i in taken.items()]


def _value(got: Obligation, key: str) -> object:
    """What an obligation holds under the key of a case."""
    if key == "done":
        return got.done_days
    held = getattr(got, key)
    return str(held) if key in ("state", "area_state") and held is not None else held


def _unlike(wanted: Mapping[str, object], got: Obligation) -> list[str]:
    return [key for key, value in wanted.items() if _value(got, key) != value]


def _likeness(wanted: Mapping[str, object], got: Obligation) -> int:
    """How much an obligation looks like the one expected; 0: it is about another record or rule."""
    if wanted.get("record", got.record) != got.record or wanted.get("rule", got.rule) != got.rule:
        return 0
    return 1 + len(wanted) - len(_unlike(wanted, got))


def _otherwise(case: Case, wanted: Mapping[str, object], got: Obligation) -> str:
    unlike = _unlike(wanted, got)
    alike = {key: value for key, value in wanted.items() if key not in unlike}
    told = [f"{key} is {_shown(case, key, _value(got, key))}, not {_shown(case, key, wanted[key])}" for key in unlike]
    return f"{_said(case, alike)}: {'; '.join(told)}"


KEYS = ("rule", "record", "responsible", "due", "period", "occasion", "state")


def _keys(case: Case, got: Obligation) -> dict[str, object]:
    """What there is to say of an obligation that nobody expected."""
    told = {key: _value(got, key) for key in KEYS}
    return {
        key: value
        for key, value in told.items()
        if not (value is None and key != "responsible") and not (key == "rule" and len(case.rules) == 1)
    }


def _said(case: Case, told: Mapping[str, object]) -> str:
    return ", ".join(
        _shown(case, key, value) if key == "record" else f"{key} {_shown(case, key, value)}"
        for key, value in sorted(told.items(), key=lambda item: item[0] != "record")
    )


def _shown(case: Case, key: str, value: object) -> str:
    if value is None:
        return "nobody" if key == "responsible" else "nothing"
    if key in INSTANTS and isinstance(value, int):
        return _local(case, value)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _local(case: Case, instant: Instant) -> str:
    moment = case.company.calendar.local(instant).replace(tzinfo=None)
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")


# --- cells ------------------------------------------------------------------------------------------------------------


def _compare_cell(
    case: Case, expected: ExpectedCell, manual: Manual, found: Iterable[Obligation]
) -> Iterable[Difference]:
    """The cell of one rule alone, as its area."""
    alone = [rule for _, _, rule in manual.judged() if rule.number == expected.rule]
    area = Area(AREA, (Step(AREA, tuple(alone)),))
    look = Look(Manual(case.name, (area,), manual.header), case.company, case.at, Period(*expected.period), case.closed)
    told = cells(look, [obligation for obligation in found if obligation.rule == expected.rule])
    cell = next((cell for cell in told if cell.person == expected.person), None)
    if cell is None:
        return [Difference(f"the cell of {expected.person}: there is none")]
    return [
        Difference(f"the cell of {expected.person}: {key} is {_in_cell(cell, key)}, not {value}")
        for key, value in expected.counts.items()
        if _in_cell(cell, key) != value
    ]


def _in_cell(cell: Cell, key: str) -> object:
    held = getattr(cell, key)
    return str(held) if key == "state" else held
