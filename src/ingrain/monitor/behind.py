"""What stands behind one cell: its obligations, where each is counted, and the sentence that asks for it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ingrain.engine.checked import FIELDS
from ingrain.method.cells import WORST, Look, where_counted
from ingrain.method.manual import Rule
from ingrain.method.obligations import Obligation, State
from ingrain.monitor.models import Objection, Showing, Shown, Standing
from ingrain.monitor.periods import DAYS
from ingrain.monitor.setting import Court
from ingrain.monitor.showing import court_of, look_of
from ingrain.monitor.standings import in_period, obligation
from ingrain.monitor.tally import span

type Name = tuple[int, int, str, int]
"""What never changes of an obligation of one person: its edition, rule, record, and when it arose."""


@dataclass(frozen=True)
class Line:
    """One obligation of a cell. where: counted, due, early or void. standing: the row, for saying that it is wrong."""

    obligation: Obligation
    rule: Rule
    where: str
    standing: int | None
    objection: Objection | None = None

    @property
    def state(self) -> State:
        return State.VOID if self.objection and self.objection.upheld else self.obligation.state

    @property
    def wrong(self) -> bool:
        return self.where == "counted" and self.state in (State.LATE, State.MISSED)

    @property
    def day(self) -> int:
        o = self.obligation
        return o.belongs if o.belongs is not None else o.due or o.triggered


@dataclass(frozen=True)
class Behind:
    """The obligations of one person in one area, over so many days: as they stand, or as in a showing."""

    court: Court
    person: str | None
    area: str
    showing: Showing | None = None
    days: int = DAYS

    @classmethod
    def shown(cls, showing: Showing, person: str | None, area: str, days: int = DAYS) -> "Behind":
        """As others see them."""
        return cls(court_of(showing), person, area, showing, days)

    @cached_property
    def look(self) -> Look:
        return look_of(self.showing, self.days) if self.showing else self.court.look(days=self.days)

    @cached_property
    def lines(self) -> list[Line]:
        """Each obligation with where it is counted; the newest first."""
        objections, standing = self._objections(), self._standing()
        found = []
        for name, row in self._rows():
            o = obligation(row)
            number = self.court.numbers.get(name[:2])
            where = where_counted(self.look, self.person, o)
            if number is None or where is None or o.area_only:
                continue
            found.append(Line(o, self._rules[number], where, standing.get(name), objections.get(name)))
        return sorted(found, key=lambda line: (-line.day, line.obligation.record))

    def _rows(self) -> Iterable[tuple[Name, tuple[object, ...]]]:
        about = {"document": self.court.document, "responsible": self.person, "area": self.area}
        if self.showing:
            rows = Shown.objects.filter(showing=self.showing, **about).values_list(*NAME, *FIELDS)
            return ((row[: len(NAME)], row[len(NAME) :]) for row in rows)
        standing = in_period(Standing.objects.filter(**about), *span(self.look)).values_list(*NAME, *FIELDS)
        return ((row[: len(NAME)], row[len(NAME) :]) for row in standing)

    @cached_property
    def _rules(self) -> dict[int, Rule]:
        return {rule.number: rule for _, _, rule in self.court.joined.judged()}

    def rule(self, number: int) -> Rule | None:
        """A rule by its number among those of all editions."""
        return self._rules.get(number)

    def _standing(self) -> dict[Name, int]:
        """The rows that can be contested: those that stand today."""
        rows = Standing.objects.filter(document=self.court.document, responsible=self.person, area=self.area)
        return {tuple(name): pk for *name, pk in rows.values_list(*NAME, "pk")}

    def _objections(self) -> dict[Name, Objection]:
        if self.person is None:
            return {}
        found = Objection.objects.filter(edition__document=self.court.document, responsible=self.person)
        return {(o.edition_id, o.rule, o.record, o.triggered): o for o in found}

    # --- as the cell counts them --------------------------------------------------------------------------------------

    @cached_property
    def units(self) -> list[Line]:
        """What the cell counts: each record once per rule, with its worst; and each breach."""
        worst: dict[tuple[int, str], Line] = {}
        for line in self.lines:
            if line.where == "counted" and not line.obligation.breach and line.state in WORST:
                kept = worst.setdefault((line.rule.number, line.obligation.record), line)
                if WORST[line.state] > WORST[kept.state]:
                    worst[line.rule.number, line.obligation.record] = line
        breaches = [line for line in self.lines if line.obligation.breach and line.wrong]
        return sorted(chain(worst.values(), breaches), key=lambda line: (-line.day, line.obligation.record))

    @property
    def not_followed(self) -> dict[Rule, list[Line]]:
        """What was late or missed, by rule, in the manual's order."""
        wrong: dict[Rule, list[Line]] = {}
        for line in self.units:
            if line.wrong:
                wrong.setdefault(line.rule, []).append(line)
        return {rule: wrong[rule] for rule in sorted(wrong, key=lambda rule: rule.number)}

    @property
    def followed(self) -> list[Line]:
        return self._units(lambda line: line.state is State.MET)

    @property
    def unknown(self) -> list[Line]:
        return self._units(lambda line: line.state is State.UNKNOWN)

    def _units(self, wanted: Callable[[Line], bool]) -> list[Line]:
        return [line for line in self.units if wanted(line)]

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self.lines if line.where == "due" and line.state is State.DUE]

    @property
    def early(self) -> list[Line]:
        return [line for line in self.lines if line.where == "early" and line.state is State.MET]

    @property
    def void(self) -> list[Line]:
        return [line for line in self.lines if line.state is State.VOID]

    @property
    def counts(self) -> Counter[str]:
        """How many there are of each kind that a cell counts: what the cell must say too."""
        counted = Counter(line.state.value for line in self.units if not line.obligation.breach)
        counted["breaches"] = sum(line.obligation.breach for line in self.units)
        counted["due"], counted["early"], counted["void"] = len(self.waiting), len(self.early), len(self.void)
        return counted


NAME = ("edition_id", "rule", "record", "triggered")
