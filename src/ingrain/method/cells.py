"""Obligations -> a cell for each person and process area; silence; the queue for people who look (§7).

Here lives what is counted and what is said when there is too little to say. Nobody is ranked: the queue ranks places
to look at. Drawing cells lives in the doors. Past 300 lines, since §7 is one definition and is
read as one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from statistics import median

from ingrain.method.company import NEVER_YET, Company
from ingrain.method.events import Instant
from ingrain.method.manual import Manual
from ingrain.method.obligations import Obligation, State

FEW = 5
PRESENT_DAYS = 10
MEDIAN_TRIGGERS = 10
Z95 = 1.959963984540054
"""The standard normal's 97.5% point."""

WORST = {State.MISSED: 3, State.LATE: 2, State.MET: 1, State.UNKNOWN: 0}


class CellState(StrEnum):
    """What can be said of a cell; all but JUDGED are states of their own, never a zero."""

    JUDGED = "judged"
    TOO_FEW = "too few"
    NOTHING_DUE = "nothing due"
    SILENT = "silent"
    UNKNOWN = "unknown"
    NOT_LIVE = "not live yet"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are looked at, both included."""

    first: date
    last: date

    @classmethod
    def ending(cls, last: date, days: int = 28) -> "Period":
        return cls(last - timedelta(days - 1), last)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Cell:
    """One person's (or one area's) figures for one area and period.

    met, late, missed, unknown: units, where each record counts once per rule with its worst state.
    due: obligations not decided yet; early: done before they are counted; void; breaches: counted beside the share.
    triggers: obligations that arose in the period. judged_records: n, the distinct records behind the share.
    low, high: 95% Wilson interval of met / (met + late + missed), 0 to 1. worst_rule: the rule most often not met.
    apart: a machine's or nobody's: shown, never judged.
    """

    person: str | None
    area: str
    met: int = 0
    late: int = 0
    missed: int = 0
    due: int = 0
    early: int = 0
    void: int = 0
    unknown: int = 0
    breaches: int = 0
    triggers: int = 0
    judged_records: int = 0
    violating_records: int = 0
    low: float | None = None
    high: float | None = None
    worst_rule: int | None = None
    state: CellState = CellState.NOTHING_DUE
    apart: bool = False

    @property
    def asked(self) -> int:
        return self.met + self.late + self.missed


@dataclass(frozen=True)
class Look:
    """What a set of cells is made from. closed: everything was decided at once (--closed).

    seen: who acted, for a log without a directory of people. contact: people of whom calendar, mail or orders
    show customer contact in the period.
    """

    manual: Manual
    company: Company
    at: Instant
    period: Period
    closed: bool = False
    seen: Collection[str] = frozenset()
    contact: frozenset[str] = frozenset()


def wilson(met: int, asked: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share of met/asked that rests on n independent records (Wilson 1927, JASA 22:209)."""
    share = met / asked
    centre = share + Z95 * Z95 / (2 * n)
    reach = Z95 * sqrt(share * (1 - share) / n + Z95 * Z95 / (4 * n * n))
    whole = 1 + Z95 * Z95 / n
    return max(0.0, (centre - reach) / whole), min(1.0, (centre + reach) / whole)


def cells(look: Look, obligations: Iterable[Obligation]) -> list[Cell]:
    """A cell for each person and area: people in alphabetical order, areas in the manual's."""
    areas = {rule.number: area.title for area, _, rule in look.manual.judged()}
    heaps: dict[tuple[str | None, str], list[Obligation]] = defaultdict(list)
    for obligation in obligations:
        if not obligation.area_only:
            heaps[obligation.responsible, areas[obligation.rule]].append(obligation)
    counted = {(person, area): added_up(look, person, area, heap) for (person, area), heap in heaps.items()}
    return cells_of(look, counted)


def cells_of(look: Look, counted: Mapping[tuple[str | None, str], Cell]) -> list[Cell]:
    """The same, from cells that hold nothing but counts."""
    found = [
        with_state(look, replace(cell, apart=not look.company.is_person(person)))
        for person in people_of(look, {person for person, _ in counted})
        for area in look.manual.areas
        for cell in [counted.get((person, area.title)) or Cell(person, area.title)]
    ]
    return _with_silence(look, found)


def people_of(look: Look, responsible: Iterable[str | None]) -> list[str | None]:
    """Everyone with a cell, by surname: who is in the directory or was seen; machines and nobody last."""
    company = look.company
    people = {p.name for p in company.people.values() if company.is_person(p.name)}
    names = {*people, *look.seen, *responsible}
    return sorted(names, key=lambda name: (not company.is_person(name), surname_first(company, name), name or ""))


def surname_first(company: Company, name: str | None) -> tuple[str, str]:
    """How a person is sorted: by the last word of the name as shown, with the small words before it ("de Wit")."""
    person = company.people.get(name or "")
    shown = person.shown if person else name or ""
    words = shown.split() or [""]
    first = len(words) - 1
    while first > 1 and words[first - 1][0].islower():
        first -= 1
    return " ".join(words[first:]).casefold(), shown.casefold()


def area_cells(look: Look, obligations: Iterable[Obligation]) -> list[Cell]:
    """Each area's own figure, which keeps the first deadlines: passing on hides nothing."""
    areas = {rule.number: area.title for area, _, rule in look.manual.judged()}
    heaps: dict[str, list[Obligation]] = defaultdict(list)
    for o in obligations:
        if o.area_state is not None:
            belongs = o.area_due if o.due is not None else o.belongs
            heaps[areas[o.rule]].append(replace(o, state=o.area_state, due=o.area_due, belongs=belongs))
    return area_cells_of(look, {area: added_up(look, None, area, heap) for area, heap in heaps.items()})


def area_cells_of(look: Look, counted: Mapping[str, Cell]) -> list[Cell]:
    """The same, from cells that hold nothing but counts."""
    titles = [area.title for area in look.manual.areas]
    return [with_state(look, counted.get(title) or Cell(None, title), area_itself=True) for title in titles]


# --- counting ---------------------------------------------------------------------------------------------------------


def added_up(look: Look, person: str | None, area: str, heap: Iterable[Obligation]) -> Cell:
    """A cell that holds nothing but counts."""
    units: dict[tuple[int, str], State] = {}
    counts: Counter[str] = Counter()
    for o in heap:
        counts["triggers"] += look.period.holds(look.company.calendar_of(person).day(o.triggered))
        where = where_counted(look, person, o)
        if where == "counted" and o.breach:
            counts["breaches"] += o.state is State.MISSED
        elif where == "counted":
            unit = o.rule, o.record
            if unit not in units or WORST[o.state] > WORST[units[unit]]:
                units[unit] = o.state
        elif where:
            counts[where] += 1
    counts.update(state.value for state in units.values())
    judged = {unit for unit, state in units.items() if state is not State.UNKNOWN}
    wrong = {unit for unit in judged if units[unit] is not State.MET}
    return Cell(
        person,
        area,
        met=counts["met"],
        late=counts["late"],
        missed=counts["missed"],
        due=counts["due"],
        early=counts["early"],
        void=counts["void"],
        unknown=counts["unknown"],
        breaches=counts["breaches"],
        triggers=counts["triggers"],
        judged_records=len({record for _, record in judged}),
        violating_records=len({record for _, record in wrong}),
        worst_rule=worst_of(Counter(rule for rule, _ in wrong)),
    )


def where_counted(look: Look, person: str | None, o: Obligation) -> str | None:
    """Where an obligation is counted: in the period, as due, early or void; None: in another period."""
    if o.state is State.DUE:
        return None if o.breach else "due"
    if o.belongs is None:
        return "early" if o.state is State.MET and not o.breach else None
    passed = look.closed or (o.belongs < look.at if o.due is not None else o.belongs <= look.at)
    if not passed:
        return "early" if o.state is State.MET and not o.breach else None
    day = day_counted(look, person, o)
    if day is None or not look.period.holds(day):
        return None
    return "void" if o.state is State.VOID else "counted"


def day_counted(look: Look, person: str | None, o: Obligation) -> date | None:
    """The day to which an obligation belongs: midnight belongs to the day it ends (§5); None while it has none."""
    if o.belongs is None:
        return None
    belongs = min(o.belongs, look.at) if look.closed else o.belongs
    calendar = look.company.calendar_of(person)
    return calendar.day_of_due(belongs) if o.due is not None else calendar.day(belongs)


def worst_of(wrong: Mapping[int, int]) -> int | None:
    """The rule that was most often not followed; of several the first."""
    return min(wrong, key=lambda rule: (-wrong[rule], rule), default=None)


def with_state(look: Look, cell: Cell, *, area_itself: bool = False) -> Cell:
    """The cell with its interval and its state, silence apart."""
    team = look.company.team(cell.person)
    since = look.company.live_since(cell.area, team)
    if cell.asked:
        low, high = wilson(cell.met, cell.asked, cell.judged_records)
        cell = replace(cell, low=low, high=high)
    if (not area_itself and since > look.at) or since == NEVER_YET:
        return replace(cell, state=CellState.NOT_LIVE)
    if not cell.asked:
        return replace(cell, state=CellState.UNKNOWN if cell.unknown else CellState.NOTHING_DUE)
    return replace(cell, state=CellState.TOO_FEW if cell.judged_records < FEW else CellState.JUDGED)


# --- silence ----------------------------------------------------------------------------------------------------------


def _with_silence(look: Look, found: list[Cell]) -> list[Cell]:
    """A person who enters nothing breaks no rule: where colleagues had much to do and one had next to nothing."""
    colleagues: dict[str, dict[str, int]] = defaultdict(dict)
    entered: Counter[str | None] = Counter()
    for cell in found:
        entered[cell.person] += cell.triggers
        if cell.person is not None and not cell.apart and cell.state is not CellState.NOT_LIVE:
            colleagues[cell.area][cell.person] = cell.triggers
    return [
        replace(cell, state=CellState.SILENT) if _is_silent(look, cell, colleagues, entered[cell.person]) else cell
        for cell in found
    ]


def _is_silent(look: Look, cell: Cell, colleagues: Mapping[str, Mapping[str, int]], entered: int) -> bool:
    if cell.apart or cell.person is None or cell.state is CellState.NOT_LIVE:
        return False
    if cell.person in look.contact and not entered:
        return True
    if present_days(look, cell.person, cell.area) < PRESENT_DAYS:
        return False
    usual = _usual(look, cell.person, colleagues[cell.area])
    return usual >= MEDIAN_TRIGGERS and cell.triggers < usual / 4


def _usual(look: Look, person: str, counts: Mapping[str, int]) -> float:
    """The median of the triggers that colleagues in the same role had, for whom the area is live."""
    same = [count for other, count in counts.items() if other != person and _same_role(look.company, person, other)]
    return median(same) if same else 0


def _same_role(company: Company, one: str, other: str) -> bool:
    """Colleagues in the same role; without a directory nobody's role is known, and silence can't be told."""
    first, second = company.people.get(one), company.people.get(other)
    return first is not None and second is not None and bool(first.roles & second.roles)


def present_days(look: Look, person: str, area: str) -> int:
    """The own working days of a person in the period, from going live to the moment of looking."""
    company = look.company
    calendar = company.calendar_of(person)
    first, last = look.period.first, min(look.period.last, calendar.day(look.at))
    began = company.live_since(area, company.team(person))
    if began > look.at:
        return 0
    if began > calendar.start(first):
        first = calendar.day(began)
    return len(company.own_working_days(person, first, last))


# --- the queue --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Queue:
    """What a person should look at, in this order.

    cells: silence first, then by the shortfall that is certain; cut to the reviewers' hours. left_out: how many more
    there are. judged: how many cells were judged. false_alarms: how many of those that were held against the aim would
    be expected here by chance alone, were every one of them exactly at the aim.
    """

    cells: tuple[Cell, ...]
    left_out: int
    judged: int
    false_alarms: float
    minutes: int


def queue(found: Iterable[Cell], *, aim: float = 0.8, hours: float = 2.0, minutes_a_look: int = 5) -> Queue:
    """The places to look at. aim: the share that the team set itself, 0 to 1; hours: what the reviewers have."""
    people = [cell for cell in found if not cell.apart]
    judged = [cell for cell in people if cell.state is CellState.JUDGED]
    silent = [cell for cell in people if cell.state is CellState.SILENT]
    short = [cell for cell in judged if cell.high is not None and cell.high < aim]
    short.sort(key=lambda cell: cell.high or 0.0)
    waiting = silent + short
    cut = waiting[: room_for(hours, minutes_a_look)]
    return queue_of(cut, waiting=len(waiting), judged=len(judged), minutes_a_look=minutes_a_look)


def room_for(hours: float, minutes_a_look: int) -> int:
    """So many places can be looked at in the time that there is."""
    return int(hours * 60 // minutes_a_look)


def queue_of(shown: Sequence[Cell], *, waiting: int, judged: int, minutes_a_look: int) -> Queue:
    """The same from what was put in order and cut already. waiting: before it was cut; judged: of all cells."""
    return Queue(tuple(shown), waiting - len(shown), judged, 0.025 * judged, minutes_a_look * len(shown))


# --- rules ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleCount:
    """One rule over everything that was judged: obligations by state, and the records behind the violations.

    violating_records: records with at least one missed or late obligation, machines' and nobody's included (§6).
    """

    rule: int
    activations: int = 0
    met: int = 0
    late: int = 0
    missed: int = 0
    due: int = 0
    void: int = 0
    unknown: int = 0
    breaches: int = 0
    violating_records: int = 0


def rule_counts(manual: Manual, obligations: Iterable[Obligation]) -> list[RuleCount]:
    """The figures of each rule, in the manual's order."""
    states: dict[int, Counter[str]] = defaultdict(Counter)
    violating: dict[int, set[str]] = defaultdict(set)
    for o in obligations:
        if o.area_only:
            continue
        states[o.rule][o.state.value] += 1
        states[o.rule]["breaches"] += o.breach and o.state is State.MISSED
        if o.state in (State.MISSED, State.LATE):
            violating[o.rule].add(o.record)
    return [
        RuleCount(
            rule.number,
            activations=sum(states[rule.number][state.value] for state in State),
            **{name: states[rule.number][name] for name in (*(s.value for s in State), "breaches")},
            violating_records=len(violating[rule.number]),
        )
        for _, _, rule in manual.judged()
    ]
