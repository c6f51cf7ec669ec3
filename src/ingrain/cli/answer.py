"""What every way of showing a check needs: the check itself, and how its people, places and days are called.

Here lives the wording that the terminal, the tables and the report share. No figure is worked out here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ingrain.engine.checked import Checked
from ingrain.engine.stories import stories
from ingrain.method.cells import Cell, CellState, Queue, queue
from ingrain.method.company import Company
from ingrain.method.events import Event
from ingrain.method.manual import Area, Rule, Step
from ingrain.method.objective import Objective, Quarter
from ingrain.method.text import Problem
from ingrain.method.vocabulary import Vocabulary
from ingrain.telling.objective import quarter_told, quarters_told
from ingrain.telling.words import _, days_between, figure, listed, long_day, number, several


@dataclass(frozen=True)
class Answer:
    """A check and what was asked with it. aim: the share that the team set itself; hours: what the reviewers have."""

    checked: Checked
    vocabulary: Vocabulary
    log_name: str
    aim: float = 0.8
    hours: float = 2.0
    remarks: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    log_days: tuple[date, date] | None = None
    """The days of the log's first and last event."""
    objectives: Mapping[str | None, tuple[Objective, tuple[Quarter, ...]]] = field(default_factory=dict)

    @cached_property
    def queue(self) -> Queue:
        return queue(self.checked.cells, aim=self.aim, hours=self.hours)

    @property
    def company(self) -> Company:
        return self.checked.look.company

    @cached_property
    def rules(self) -> Mapping[int, tuple[Area, Step, Rule]]:
        """Every judged rule by its number, with where it stands."""
        return {rule.number: (area, step, rule) for area, step, rule in self.checked.look.manual.judged()}

    @cached_property
    def rows(self) -> Mapping[str | None, list[Cell]]:
        """The cells of each person, in the order in which people are shown."""
        rows: dict[str | None, list[Cell]] = {}
        for cell in self.checked.cells:
            rows.setdefault(cell.person, []).append(cell)
        return rows

    @cached_property
    def people(self) -> list[str]:
        """Everyone who is judged, by surname."""
        return [who for who, cells in self.rows.items() if who is not None and not cells[0].apart]

    @cached_property
    def idle(self) -> list[str]:
        """Those of the people of whom there is nothing to show: nothing due, or not live yet, in every area."""
        return [who for who in self.people if not any(map(is_open, self.rows[who]))]

    @cached_property
    def busy(self) -> list[str]:
        """The people of whom there is something to show."""
        return [who for who in self.people if who not in self.idle]

    @cached_property
    def apart(self) -> list[str | None]:
        """Machines and nobody, where anything was asked of them."""
        return [who for who, cells in self.rows.items() if cells[0].apart and any(map(has_figures, cells))]

    def name(self, person: str | None) -> str:
        """A person as shown."""
        if person is None:
            return _("Nobody")
        known = self.company.people.get(person)
        return known.shown if known else person

    def stories(self, records: Collection[str]) -> dict[str, list[Event]]:
        """What happened to each of these records, in the order of the log."""
        return stories(self.checked.answers, records)

    def measured(self, area: str | None) -> list[str]:
        """What became of the records that an objective speaks of: the last whole quarters and the running one.

        In order of time. Nothing where the objective is prose.
        """
        if area not in self.objectives:
            return []
        objective, quarters = self.objectives[area]
        return quarters_told(quarters, self._many(objective), self._running_quarter(), self._reached(objective))

    def measured_last(self, area: str | None) -> str | None:
        """The target, and what became of the last whole quarter's records, or else of the running one's."""
        if area not in self.objectives or not self.objectives[area][1]:
            return None
        objective, quarters = self.objectives[area]
        running = self._running_quarter()
        last = next((quarter for quarter in reversed(quarters) if quarter.name != running), quarters[-1])
        target = _("%g in 100 by %s") % (objective.target, long_day(objective.by))
        return f"{target}; {quarter_told(last, self._many(objective), running, self._reached(objective))}"

    def _running_quarter(self) -> str:
        return self.company.calendar.period(self.checked.look.at, "quarter").name

    def _many(self, objective: Objective) -> str:
        return self.vocabulary.kind(objective.kind).plural

    def _reached(self, objective: Objective) -> str:
        """ "won opportunities", "qualified"."""
        into = self.vocabulary.kind(objective.into_kind).plural if objective.into_kind else ""
        return f"{objective.state} {into}".strip()

    def in_period(self) -> str:
        """ "28 days, 3 to 30 November 2026"."""
        period = self.checked.look.period
        days = (period.last - period.first).days + 1
        return f"{figure(days, 'day', 'days')}, {days_between(period.first, period.last)}"


def has_figures(cell: Cell) -> bool:
    """Whether there is anything to say of a cell."""
    return bool(cell.asked or cell.unknown or cell.breaches or cell.due or cell.early)


def is_open(cell: Cell) -> bool:
    """Whether there is anything behind a cell."""
    return has_figures(cell) or cell.state is CellState.SILENT


def said(cell: Cell) -> str:
    """A cell in words: "9 of 26", "3 of 4, too few", "silent", "not live yet"."""
    match cell.state:
        case CellState.JUDGED:
            return _("%s of %s") % (f"{cell.met:,}", f"{cell.asked:,}")
        case CellState.TOO_FEW:
            return _("%d of %d, too few") % (cell.met, cell.asked)
        case CellState.SILENT:
            return _("silent")
        case CellState.UNKNOWN:
            return _("unknown")
        case CellState.NOT_LIVE:
            return _("not live yet")
        case _:
            return _("nothing due")


def besides(cell: Cell) -> list[str]:
    """What stands beside the share, in words: "2 late", "15 missed", "1 breach", "3 unknown"."""
    told = [
        (cell.late, _("late"), _("late")),
        (cell.missed, _("missed"), _("missed")),
        (cell.breaches, _("breach"), _("breaches")),
        (cell.unknown, _("unknown"), _("unknown")),
        (cell.due, _("still due"), _("still due")),
        (cell.early, _("done early"), _("done early")),
        (cell.void, _("void"), _("void")),
    ]
    return [f"{count} {several(one, many, count)}" for count, one, many in told if count]


def wrong(cell: Cell) -> list[str]:
    """What was not followed, in words: "2 late", "15 missed"."""
    told = ((cell.late, _("late")), (cell.missed, _("missed")))
    return [f"{count} {word}" for count, word in told if count]


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the queue: a place that falls short, or all the areas in which one person is silent."""

    person: str
    cells: tuple[Cell, ...]

    @property
    def silent(self) -> bool:
        return self.cells[0].state is CellState.SILENT

    @property
    def areas(self) -> str:
        return listed([cell.area for cell in self.cells])


def looks(answer: Answer) -> list[Look]:
    """The queue in its own order, the silent areas of one person taken together."""
    found: list[Look] = []
    for cell in answer.queue.cells:
        last = found[-1] if found else None
        if last and last.silent and cell.state is CellState.SILENT and last.person == cell.person:
            found[-1] = Look(last.person, (*last.cells, cell))
        else:
            found.append(Look(cell.person or "", (cell,)))
    return found


def places_counted(look: Look) -> str:
    """How many places one line of the queue stands for, where it is more than one: they add up to the heading's."""
    count = len(look.cells)
    return figure(count, "place", "places") if count > 1 else ""


def false_alarms(answer: Answer) -> str:
    """What to expect by chance, in one sentence."""
    waiting = answer.queue
    if not waiting.judged:
        return _("No place has enough records to be judged.")
    aim = f"{round(100 * answer.aim, 1):g}"
    if waiting.judged == 1:
        told = _("One place was judged; were it just at the aim of %s in 100, it would hardly look short by chance.")
        return told % aim
    expected = round(waiting.false_alarms)
    how_many = _("about %s would") % number(expected) if expected else _("hardly any of them would")
    told = _("%s places were judged; if all of them were just at the aim of %s in 100, %s look short by chance alone.")
    return told % (f"{waiting.judged:,}", aim, how_many)


def asides(answer: Answer) -> list[str]:
    """What the heading alone would hide: breaches beside the shares, and a period in which nothing was due."""
    return [told for told in (_nothing_due(answer), _breaches_beside(answer)) if told]


def _breaches_beside(answer: Answer) -> str | None:
    """Where no place is to be looked at, the breaches all the same."""
    breaches = sum(cell.breaches for cell in answer.checked.cells)
    if answer.queue.cells or answer.queue.left_out or not breaches:
        return None
    told = several("%s breach stands beside the shares.", "%s breaches stand beside the shares.", breaches)
    return _("No place is below the aim for certain; %s") % (told % f"{breaches:,}")


def _nothing_due(answer: Answer) -> str | None:
    """Where the moment of judging leaves nothing to show, which moments would."""
    if answer.log_days is None or any(map(has_figures, answer.checked.cells)):
        return None
    first, last = answer.log_days
    days = (answer.checked.look.period.last - answer.checked.look.period.first).days + 1
    told = _("Nothing was due in these %s. The log runs from %s to %s; look with --at at a day in it, or --days %d.")
    return told % (figure(days, "day", "days"), long_day(first), long_day(last), 3 * days)


def left_out(answer: Answer) -> str | None:
    """How many places the reviewers' hours have no room for."""
    more = answer.queue.left_out
    if not more:
        return None
    told = several("%s more place would be looked at", "%s more places would be looked at", more)
    return f"{(told % number(more)).capitalize()} if there were more than {answer.hours:g} hours for it."


def figures_of_log(answer: Answer) -> str:
    """What the log held, in one sentence."""
    log = answer.checked.log
    events = figure(log.events, "event", "events")
    records = figure(log.records, "record", "records")
    told = _("%s on %s by %s") % (events, records, figure(log.people, "person", "people"))
    apart = [_("%s by machines") % f"{log.machine_events:,}"] if log.machine_events else []
    apart += [_("%s by nobody") % f"{log.nobody_events:,}"] if log.nobody_events else []
    return f"{told}; {listed(apart)}." if apart else f"{told}."


def quoted(text: str) -> str:
    """A sentence between quotation marks."""
    return f"“{text}”"
