"""What a pipeline meeting looks at: the people one by one, in the order of their names, and what is to be said of each.

Here lives reading. Whoever asks sees those whom they lead, coach or stand in for, and themselves; nobody is ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Case, Count, Q, When

from ingrain.method.calendar import DAY
from ingrain.method.events import Instant
from ingrain.people.models import Colleague, Team
from ingrain.records import forecasting, targets
from ingrain.records.access import SELLS, Desk
from ingrain.records.board import OPEN
from ingrain.records.folding import as_person_sorted
from ingrain.records.forecasting import Forecast
from ingrain.records.models import Movement, Opportunity
from ingrain.records.quarters import following, quarter_of
from ingrain.records.surroundings import Surroundings

STUCK = 21
"""So many days in one stage, and it is asked what holds it."""

MOST = 20
"""So many opportunities of a person are shown of each sort."""

What = Movement.What


@dataclass(frozen=True)
class Open:
    """What a person has open, counted: all, without a next step, past their close date, and long in one stage.

    talk: those of which one of these is true.
    """

    all: int = 0
    stepless: int = 0
    past: int = 0
    stuck: int = 0
    undated: int = 0
    talk: int = 0


@dataclass(frozen=True)
class Line:
    """An opportunity to talk about, and why. days: in its stage."""

    row: Opportunity
    stepless: bool
    past: bool
    stuck: bool
    days: int | None


@dataclass(frozen=True)
class Moved:
    """An opportunity that moved since last week, the newest first."""

    row: Opportunity
    movements: list[Movement]


@dataclass(frozen=True)
class Person:
    """One of those whose opportunities are talked about."""

    colleague: Colleague
    open: Open
    now: Forecast
    before: Forecast
    target: int | None


@dataclass(frozen=True)
class Meeting:
    """A meeting about a quarter at a moment. team: of that team alone."""

    desk: Desk
    around: Surroundings
    at: Instant
    quarter: date
    team: Team | None = None
    nothing: Forecast = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nothing", Forecast(self.today, {}))

    @cached_property
    def today(self) -> date:
        return self.around.calendar.day(self.at)

    @property
    def last_week(self) -> date:
        return self.today - timedelta(7)

    @cached_property
    def all_people(self) -> list[Colleague]:
        """Whoever sells and may be looked at, in the order of their surnames."""
        if not self.desk.sells:
            return []
        here = Colleague.objects.filter(pk__in=self.desk.owners, kind="human", held_roles__role__in=SELLS)
        found = here.filter(Q(left=None) | Q(left__gte=self.quarter)).select_related("team").distinct()
        return sorted(found, key=lambda one: (as_person_sorted(one.name), one.pk))

    @cached_property
    def teams(self) -> list[Team]:
        found = {one.team.pk: one.team for one in self.all_people if one.team}
        return sorted(found.values(), key=lambda team: team.name)

    @cached_property
    def colleagues(self) -> list[Colleague]:
        return [one for one in self.all_people if self.team is None or one.team_id == self.team.pk]

    @property
    def numbers(self) -> list[int]:
        return [one.pk for one in self.colleagues]

    @cached_property
    def people(self) -> list[Person]:
        now = forecasting.said_by_person(self.today, self.numbers, self.quarter)
        before = forecasting.said_by_person(self.last_week, self.numbers, self.quarter)
        aims = targets.of_people(self.numbers, self.quarter)
        return [
            Person(
                one, self.open.get(one.pk, Open()), now.get(one.pk, self.nothing), before.get(one.pk, self.nothing),
                aims.get(one.pk),
            )
            for one in self.colleagues
        ]  # fmt: skip

    @cached_property
    def open(self) -> dict[int, Open]:
        """By the number of the colleague."""
        rows = Opportunity.objects.filter(OPEN, owner__in=self.numbers).values_list("owner").order_by("owner")
        counts = rows.annotate(
            all=Count("pk"),
            stepless=Count("pk", filter=self._stepless),
            past=Count("pk", filter=self._past),
            stuck=Count("pk", filter=self._stuck),
            undated=Count("pk", filter=Q(close_date=None)),
            talk=Count("pk", filter=self._asked),
        )
        return {owner: Open(*numbers) for owner, *numbers in counts}

    # --- sums ---------------------------------------------------------------------------------------------------------

    @cached_property
    def now(self) -> Forecast:
        return forecasting.said_on(self.today, self.numbers, self.quarter)

    @cached_property
    def then(self) -> Forecast:
        return forecasting.said_on(self.last_week, self.numbers, self.quarter)

    @cached_property
    def at_the_start(self) -> Forecast:
        return forecasting.said_on(self.quarter, self.numbers, self.quarter)

    @cached_property
    def history(self) -> list[Forecast]:
        return forecasting.week_by_week(self.today, self.numbers, self.quarter)

    @cached_property
    def target(self) -> int | None:
        """The team's own, or else the sum of the people's; None where nobody has one."""
        own = targets.of_team(self.team, self.quarter) if self.team else None
        if own is not None:
            return own
        aims = targets.of_people(self.numbers, self.quarter)
        return sum(aims.values()) if aims else None

    @cached_property
    def put_off(self) -> tuple[int, int]:
        """How often a close date was put off since last week, and how often into a later quarter."""
        found = Movement.objects.filter(owner__in=self.numbers, at__gte=self.since, pushed=True)
        counts = found.aggregate(pushed=Count("pk"), slipped=Count("pk", filter=Q(slipped=True)))
        return counts["pushed"], counts["slipped"]

    # --- one person ---------------------------------------------------------------------------------------------------

    @cached_property
    def since(self) -> Instant:
        return self.at - 7 * DAY

    def moved(self, one: Colleague, most: int = MOST) -> list[Moved]:
        """What of theirs moved since last week."""
        rows = Movement.objects.filter(owner=one, at__gte=self.since, opportunity__deleted=None)
        rows = rows.select_related("opportunity__account").order_by("-at", "-pk")[: 3 * most]
        found: dict[int, Moved] = {}
        for movement in rows:
            row = movement.opportunity
            if self.desk.may_read(row):
                found.setdefault(row.pk, Moved(row, [])).movements.append(movement)
        return list(found.values())[:most]

    def to_talk_about(self, one: Colleague, most: int = MOST) -> list[Line]:
        """What has no next step, is past its close date, or stands still, in this order; the nearest close first."""
        first = Case(When(self._stepless, then=0), When(self._past, then=1), default=2)
        rows = Opportunity.objects.filter(OPEN & self._asked, owner=one).select_related("account", "stage")
        return [self.line(row) for row in rows.order_by(first, "close_date", "pk")[:most]]

    def closing(self, one: Colleague, most: int = MOST) -> list[Line]:
        """What else closes in this quarter."""
        rows = Opportunity.objects.filter(OPEN, owner=one, close_date__gte=self.today)
        rows = rows.filter(close_date__lt=following(self.quarter), next_step__gte=self.today)
        rows = rows.exclude(self._stuck).select_related("account", "stage")
        return [self.line(row) for row in rows.order_by("close_date", "pk")[:most]]

    def line(self, row: Opportunity) -> Line:
        days = None if row.moved is None else (self.today - self.around.calendar.day(row.moved)).days
        stepless = row.next_step is None or row.next_step < self.today
        past = row.close_date is not None and row.close_date < self.today
        return Line(row, stepless, past, row.moved is not None and row.moved < self._standing_since, days)

    @property
    def _standing_since(self) -> Instant:
        return self.at - STUCK * DAY

    @property
    def _asked(self) -> Q:
        return self._stepless | self._past | self._stuck

    @property
    def _stepless(self) -> Q:
        return Q(next_step=None) | Q(next_step__lt=self.today)

    @property
    def _past(self) -> Q:
        return Q(close_date__lt=self.today)

    @property
    def _stuck(self) -> Q:
        return Q(moved__lt=self._standing_since)


def quarters_to_choose(today: date) -> Sequence[date]:
    """The last one, this one and the next two."""
    this = quarter_of(today)
    before = quarter_of(this - timedelta(1))
    return before, this, following(this), following(following(this))
