"""Every record behind the figures of a check as CSV, each with its person, area, rule and state."""

import csv
import io
from collections.abc import Iterator

from ingrain.cli.answer import Answer
from ingrain.cli.report.figures import Behind, counted_in_cells, newest
from ingrain.cli.tables import harmless
from ingrain.method.cells import day_counted
from ingrain.method.events import Instant
from ingrain.method.obligations import Obligation

COLUMNS = ("person", "area", "rule", "sentence", "record", "state", "due", "day")


def records_of(answer: Answer) -> str:
    """What every cell counts and what stands beside it, a line for each record and rule, in the company's own time."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    behind = counted_in_cells(answer)
    for person, area in sorted(behind, key=lambda place: (place[0] or "", place[1])):
        for state, o in sorted(_told_of(behind[person, area]), key=lambda told: (told[1].rule, *newest(told[1]))):
            sentence = answer.rules[o.rule][2].sentence
            due, day = _moment(answer, o.due), _day(answer, o)
            told = (person, area, o.rule, sentence, o.record, state, due, day)
            table.writerow([harmless(value) for value in told])
    return out.getvalue()


def _told_of(known: Behind) -> Iterator[tuple[str, Obligation]]:
    """Everything behind a cell, with the word under which the cell counts it."""
    yield from ((str(o.state), o) for o in known.units.values())
    yield from (("breach", o) for o in known.breaches)
    for state, found in (("due", known.due), ("done early", known.early), ("void", known.void)):
        yield from ((state, o) for o in found)


def _day(answer: Answer, o: Obligation) -> str:
    """The day by which it is counted; of what waits for its record's close there is none yet."""
    day = day_counted(answer.checked.look, o.responsible, o)
    return "" if day is None else day.isoformat()


def _moment(answer: Answer, instant: Instant | None) -> str:
    return "" if instant is None else answer.company.calendar.local(instant).isoformat()
