"""Every record behind the figures of a check as CSV, each with its person, area, rule and state."""

import csv
import io

from ingrain.cli.answer import Answer
from ingrain.cli.report.figures import counted_in_cells, newest
from ingrain.cli.tables import harmless
from ingrain.method.cells import day_counted
from ingrain.method.events import Instant
from ingrain.method.obligations import Obligation, State

COLUMNS = ("person", "area", "rule", "sentence", "record", "state", "due", "day")


def records_of(answer: Answer) -> str:
    """What every cell counts, one line for each record and rule; times are the company's own."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    behind = counted_in_cells(answer)
    for person, area in sorted(behind, key=lambda place: (place[0] or "", place[1])):
        known = behind[person, area]
        for o in sorted([*known.units.values(), *known.breaches, *known.due], key=lambda o: (o.rule, *newest(o))):
            sentence = answer.rules[o.rule][2].sentence
            told = (
                person,
                area,
                o.rule,
                sentence,
                o.record,
                _state(o),
                _moment(answer, o.due),
                _day(answer, o),
            )
            table.writerow([harmless(value) for value in told])
    return out.getvalue()


def _state(o: Obligation) -> str:
    return "breach" if o.breach and o.state is State.MISSED else str(o.state)


def _day(answer: Answer, o: Obligation) -> str:
    """The day by which it is counted; of what waits for its record's close there is none yet."""
    day = day_counted(answer.checked.look, o.responsible, o)
    return "" if day is None else day.isoformat()


def _moment(answer: Answer, instant: Instant | None) -> str:
    return "" if instant is None else answer.company.calendar.local(instant).isoformat()
