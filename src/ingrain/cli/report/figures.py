"""What stands behind each cell: the records that were counted, with their worst obligation, and the periods before.

Gathered in one pass over a check's obligations. What counts, and where, is decided by the method's cells.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from ingrain.cli.answer import Answer
from ingrain.method.cells import WORST, Look, Period
from ingrain.method.cells import _where as where_counted
from ingrain.method.obligations import Obligation, State

PERIODS = 6
"""How many periods a sparkline shows, this one included."""

type Place = tuple[str | None, str]
"""Person and area."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was followed of what was asked in one period."""

    met: int
    asked: int


@dataclass(slots=True)
class Behind:
    """What a cell's counts were made from. units: (rule, record) -> the obligation in its worst state."""

    units: dict[tuple[int, str], Obligation] = field(default_factory=dict)
    breaches: list[Obligation] = field(default_factory=list)
    due: list[Obligation] = field(default_factory=list)
    before: list[Share] = field(default_factory=list)
    """The periods before this one, the last one first; one without anything asked has asked 0."""

    def not_followed(self, rule: int) -> list[Obligation]:
        """Late and missed, newest first."""
        found = [o for (number, _), o in self.units.items() if number == rule and o.state in (State.LATE, State.MISSED)]
        return sorted(found, key=newest)

    def followed(self) -> list[Obligation]:
        return sorted((o for o in self.units.values() if o.state is State.MET), key=newest)

    def rules(self) -> list[tuple[int, int]]:
        """The rules not followed, with how many records, most first."""
        counts = Counter(rule for (rule, _), o in self.units.items() if o.state in (State.LATE, State.MISSED))
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def newest(obligation: Obligation) -> tuple[int, str]:
    """For sorting: what happened last comes first."""
    when = obligation.belongs if obligation.belongs is not None else obligation.triggered
    return -when, obligation.record


def behind_the_cells(answer: Answer) -> dict[Place, Behind]:
    """What stands behind each cell that has anything."""
    look = answer.checked.look
    areas = {number: area.title for number, (area, _, _) in answer.rules.items()}
    found: dict[Place, Behind] = defaultdict(Behind)
    earlier: dict[tuple[Place, int], dict[tuple[int, str], State]] = defaultdict(dict)
    for o, ago in _counted(look, answer.checked.answers.obligations()):
        place = o.responsible, areas[o.rule]
        unit = o.rule, o.record
        if ago is None:
            found[place].due.append(o)
        elif ago == 0:
            _take(found[place], unit, o)
        elif not o.breach:
            units = earlier[place, ago]
            if unit not in units or WORST[o.state] > WORST[units[unit]]:
                units[unit] = o.state
    for (place, ago), units in earlier.items():
        before = found[place].before
        before.extend(Share(0, 0) for _ in range(len(before), ago))
        before[ago - 1] = _share(units)
    return dict(found)


def _take(behind: Behind, unit: tuple[int, str], o: Obligation) -> None:
    if o.breach:
        if o.state is State.MISSED:
            behind.breaches.append(o)
    elif unit not in behind.units or WORST[o.state] > WORST[behind.units[unit].state]:
        behind.units[unit] = o


def _counted(look: Look, obligations: Iterator[Obligation]) -> Iterator[tuple[Obligation, int | None]]:
    """Each obligation that counts, with how many periods ago; None: it is due."""
    days = (look.period.last - look.period.first).days + 1
    wide = replace(look, period=Period(look.period.first - timedelta(days * (PERIODS - 1)), look.period.last))
    for o in obligations:
        if o.area_only:
            continue
        where = where_counted(wide, o.responsible, o)
        if where == "due":
            yield o, None
        elif where == "counted" and o.belongs is not None:
            calendar = look.company.calendar_of(o.responsible)
            belongs = min(o.belongs, look.at) if look.closed else o.belongs
            day = calendar.day_of_due(belongs) if o.due is not None else calendar.day(belongs)
            yield o, (look.period.last - day).days // days


def _share(units: dict[tuple[int, str], State]) -> Share:
    states = Counter(units.values())
    return Share(states[State.MET], states[State.MET] + states[State.LATE] + states[State.MISSED])
