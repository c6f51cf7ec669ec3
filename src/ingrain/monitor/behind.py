"""What stands behind one cell: its obligations, where each is counted, and the sentence that asks for it."""

from dataclasses import dataclass
from functools import cached_property

from ingrain.engine.checked import FIELDS
from ingrain.method.calendar import DAY
from ingrain.method.cells import WORST, where_counted
from ingrain.method.manual import Rule
from ingrain.method.obligations import Obligation, State
from ingrain.monitor.models import Objection, Standing
from ingrain.monitor.setting import Court
from ingrain.monitor.standings import in_period, obligation


@dataclass(frozen=True)
class Line:
    """One obligation of a cell. where: counted, due, early or void. standing: the row, for saying that it is wrong."""

    obligation: Obligation
    rule: Rule
    where: str
    standing: int
    objection: Objection | None = None

    @property
    def state(self) -> State:
        return State.VOID if self.objection and self.objection.upheld else self.obligation.state

    @property
    def day(self) -> int:
        o = self.obligation
        return o.belongs if o.belongs is not None else o.due or o.triggered


@dataclass(frozen=True)
class Behind:
    """The obligations of one person in one area, in the period that the cells show.

    ago: it ended so many days ago; days: it has so many.
    """

    court: Court
    person: str | None
    area: str
    ago: int = 0
    days: int = 28

    @cached_property
    def lines(self) -> list[Line]:
        """Each obligation with where it is counted; the newest first."""
        look = self.court.look(ago=self.ago, days=self.days)
        calendar = look.company.calendar
        span = calendar.start(look.period.first) - DAY, calendar.end(look.period.last) + DAY
        rows = Standing.objects.filter(document=self.court.document, responsible=self.person, area=self.area)
        objections = self._objections()
        found = []
        for pk, edition, *row in in_period(rows, *span).values_list("pk", "edition_id", *FIELDS):
            o = obligation(tuple(row))
            number = self.court.numbers.get((edition, o.rule))
            where = where_counted(look, self.person, o)
            if number is None or where is None or o.area_only:
                continue
            key = edition, o.rule, o.record, o.triggered
            found.append(Line(o, self._rules[number], where, pk, objections.get(key)))
        return sorted(found, key=lambda line: (-line.day, line.obligation.record))

    @cached_property
    def _rules(self) -> dict[int, Rule]:
        return {rule.number: rule for _, _, rule in self.court.joined.judged()}

    def rule(self, number: int) -> Rule | None:
        """A rule by its number among those of all editions."""
        return self._rules.get(number)

    def _objections(self) -> dict[tuple[int, int, str, int], Objection]:
        if self.person is None:
            return {}
        found = Objection.objects.filter(edition__document=self.court.document, responsible=self.person)
        return {(o.edition_id, o.rule, o.record, o.triggered): o for o in found}

    @property
    def not_followed(self) -> dict[Rule, list[Line]]:
        """What was late or missed, by rule, in the manual's order; each record once, with its worst."""
        wrong: dict[Rule, dict[str, Line]] = {}
        for line in self.lines:
            if line.where == "counted" and line.state in (State.LATE, State.MISSED):
                of_rule = wrong.setdefault(line.rule, {})
                kept = of_rule.get(line.obligation.record)
                if kept is None or WORST[line.state] > WORST[kept.state]:
                    of_rule[line.obligation.record] = line
        return {rule: list(wrong[rule].values()) for rule in sorted(wrong, key=lambda r: r.number)}

    def in_state(self, *states: State, where: str = "counted") -> list[Line]:
        return [line for line in self.lines if line.where == where and line.state in states]
