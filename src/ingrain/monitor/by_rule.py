"""The sums of each rule over everybody, in the period that the cells show: what the manual is read beside.

Here lives adding up over people. How an obligation is counted lives in the method.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max

from ingrain.editions.models import Document
from ingrain.method.calendar import DAY
from ingrain.method.cells import WORST, Look, where_counted
from ingrain.method.events import Instant
from ingrain.method.obligations import Obligation, State
from ingrain.monitor.models import Judged, Objection, Standing
from ingrain.monitor.setting import Court
from ingrain.monitor.standings import obligations


@dataclass(frozen=True, slots=True)
class RuleSum:
    """A rule over all people: units by state. people: so many stand behind; apart: units of machines and nobody."""

    met: int = 0
    late: int = 0
    missed: int = 0
    breaches: int = 0
    people: int = 0
    apart: int = 0

    @property
    def asked(self) -> int:
        return self.met + self.late + self.missed


def sums(document: Document, *, at: Instant) -> dict[int, RuleSum]:
    """The sums by the number of the rule in the current edition; a rule without any is left out."""
    judged = Judged.objects.filter(document=document).values_list("at", flat=True).first()
    current = document.current
    if judged is None or current is None:
        return {}
    answered = Objection.objects.aggregate(last=Max("answered"))["last"]
    day = Court(document, at).company.calendar.day(at)
    return _sums(document.pk, current.pk, judged, answered, day.toordinal(), at)


@lru_cache(maxsize=32)
def _remembered(*known: int | None) -> dict[int, RuleSum]:
    """A place for what was added up, by what it rests on."""
    return {}


def _sums(
    document: int, edition: int, judged: Instant, answered: Instant | None, day: int, at: Instant
) -> dict[int, RuleSum]:
    """The sums; added up once for each time that something was judged."""
    newest = Standing.objects.filter(document=document).aggregate(last=Max("pk"))["last"]
    found = _remembered(document, edition, judged, answered, day, newest)
    if not found:
        found.update(_added_up(Court(Document.objects.select_related("log").get(pk=document), at)))
    return found


def _added_up(court: Court) -> dict[int, RuleSum]:
    look = court.look()
    calendar = look.company.calendar
    first, last = calendar.start(look.period.first) - DAY, calendar.end(look.period.last) + DAY
    rows = Standing.objects.filter(document=court.document, belongs__gte=first, belongs__lte=last)
    worst: dict[int, dict[tuple[str | None, str], Obligation]] = defaultdict(dict)
    breaches: Counter[int] = Counter()
    kept: dict[int, set[str | None]] = defaultdict(set)
    for o in obligations(rows, court.numbers):
        if o.area_only or where_counted(look, o.responsible, o) != "counted":
            continue
        if o.breach and look.company.is_person(o.responsible):
            breaches[o.rule] += o.state is State.MISSED
            kept[o.rule].add(o.responsible)
        if o.breach:
            continue
        unit = o.responsible, o.record
        before = worst[o.rule].get(unit)
        if before is None or WORST[o.state] > WORST[before.state]:
            worst[o.rule][unit] = o
    rules = {rule.number for _area, _step, rule in court.manual.judged()}
    return {rule: _sum(look, worst[rule], breaches[rule], kept[rule]) for rule in rules & {*worst, *kept}}


def _sum(look: Look, units: dict[tuple[str | None, str], Obligation], breaches: int, kept: set[str | None]) -> RuleSum:
    of_people = {unit: o for unit, o in units.items() if look.company.is_person(unit[0])}
    states = Counter(o.state for o in of_people.values())
    judged = {person for (person, _record), o in of_people.items() if o.state is not State.UNKNOWN}
    return RuleSum(
        states[State.MET],
        states[State.LATE],
        states[State.MISSED],
        breaches,
        len(judged | kept),
        len(units) - len(of_people),
    )
