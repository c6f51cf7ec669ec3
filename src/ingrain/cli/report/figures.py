"""What stands behind each cell: the records that were counted, with their worst obligation, and the periods before.

Gathered in one reading of a check's obligations. What counts, and where, is decided by the method's cells.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from ingrain.cli.answer import Answer
from ingrain.method.calendar import DAY
from ingrain.method.cells import WORST, Look, Period, where_counted
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
    """What a cell's counts were made from. units: (rule, record) -> the obligation in its worst state.

    due, early, void: obligations that stand beside the share, each counted by itself.
    """

    units: dict[tuple[int, str], Obligation] = field(default_factory=dict)
    breaches: list[Obligation] = field(default_factory=list)
    due: list[Obligation] = field(default_factory=list)
    early: list[Obligation] = field(default_factory=list)
    void: list[Obligation] = field(default_factory=list)
    before: list[Share] = field(default_factory=list)
    """The periods before this one, the last one first; one without anything asked has asked 0."""

    @property
    def named(self) -> int:
        """How many names a detail shows in full, at least."""
        return sum(map(len, (self.units, self.breaches, self.due, self.early, self.void)))

    def not_followed(self, rule: int) -> list[Obligation]:
        """Late and missed, newest first."""
        found = [o for (number, _), o in self.units.items() if number == rule and o.state in (State.LATE, State.MISSED)]
        return sorted(found, key=newest)

    def units_in(self, state: State) -> list[Obligation]:
        """The records counted in a state, newest first."""
        return sorted((o for o in self.units.values() if o.state is state), key=newest)

    def rules(self) -> list[tuple[int, int]]:
        """The rules not followed, with how many records, most first."""
        counts = Counter(rule for (rule, _), o in self.units.items() if o.state in (State.LATE, State.MISSED))
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def newest(obligation: Obligation) -> tuple[int, str]:
    """For sorting: what happened last comes first."""
    when = obligation.belongs if obligation.belongs is not None else obligation.triggered
    return -when, obligation.record


def behind_the_cells(answer: Answer) -> dict[Place, Behind]:
    """What stands behind each cell that has anything, and what its share was before."""
    found = counted_in_cells(answer)
    for ago, period in enumerate(earlier(answer.checked.look.period)):
        for cell in answer.checked.answers.cells(period):
            if cell.asked:
                before = found[cell.person, cell.area].before
                before.extend(Share(0, 0) for _ in range(len(before), ago))
                before.append(Share(cell.met, cell.asked))
    return dict(found)


def counted_in_cells(answer: Answer) -> defaultdict[Place, Behind]:
    """The records that each cell counts. One rule is read after the other: all at once would take much memory."""
    found: defaultdict[Place, Behind] = defaultdict(Behind)
    look = answer.checked.look
    for number, (area, _step, _rule) in answer.rules.items():
        for o in filter(_may_count(look), answer.checked.answers.obligations(rule=number)):
            _take(look, found[o.responsible, area.title], o)
    return found


def earlier(period: Period) -> list[Period]:
    """The periods before one, as long as it, the last one first."""
    days = (period.last - period.first).days + 1
    return [Period.ending(period.last - timedelta(days * ago), days) for ago in range(1, PERIODS)]


def _may_count(look: Look) -> Callable[[Obligation], bool]:
    """Whether it is worth asking if an obligation counts, which costs more: a calendar's days are looked up."""
    if look.closed:
        return lambda o: not o.area_only
    end = look.company.calendar.end(look.period.last)
    reach = ((look.period.last - look.period.first).days + 4) * DAY

    def may(o: Obligation) -> bool:
        return not o.area_only and (o.belongs is None or o.belongs > end - reach)

    return may


def _take(look: Look, behind: Behind, o: Obligation) -> None:
    where = where_counted(look, o.responsible, o)
    beside = {"due": behind.due, "early": behind.early, "void": behind.void}
    if where in beside:
        beside[where].append(o)
    elif where == "counted" and o.breach:
        if o.state is State.MISSED:
            behind.breaches.append(o)
    elif where == "counted":
        unit = o.rule, o.record
        if unit not in behind.units or WORST[o.state] > WORST[behind.units[unit].state]:
            behind.units[unit] = o
