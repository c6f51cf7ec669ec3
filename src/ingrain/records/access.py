"""Who may read and change which records: the one place that says it. Lists, search, pages and exports ask.

A record lies in circles: its owner with those who lead them, the owner's team, those who work in its territory,
everyone who sells. The firm says for each kind how far reading goes and how far changing. An adoption lead reads
everything; whoever holds none of the roles that sell or lead sellers reads nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q

from ingrain.people.access import Sight
from ingrain.people.models import Colleague, Leave, Role
from ingrain.records.fields import CUSTOMERS
from ingrain.records.models import Activity, Circle, Kept, Openness, Territory

SELLS = (Role.SELLER, Role.SUPER_USER, Role.MANAGER, Role.LEAD)
OWNED_BY_NOBODY = Q(owner=None)


@dataclass(frozen=True)
class Desk:
    """Where somebody sits, and so what they may read and change. today: whom they stand in for."""

    viewer: Colleague
    today: date | None = None
    sight: Sight = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sight", Sight(self.viewer))

    @cached_property
    def sells(self) -> bool:
        return self.viewer.holds(*SELLS)

    @cached_property
    def owners(self) -> frozenset[int]:
        """Themselves, those whom they lead or coach, and those for whom they are deputy today."""
        found = set(Colleague.objects.filter(key__in=self.sight.people).values_list("pk", flat=True))
        return frozenset(found | self.stands_in_for)

    @cached_property
    def stands_in_for(self) -> frozenset[int]:
        if self.today is None:
            return frozenset()
        away = Leave.objects.filter(deputy=self.viewer, first__lte=self.today, last__gte=self.today)
        return frozenset(away.values_list("colleague", flat=True))

    @cached_property
    def territories(self) -> frozenset[str]:
        return frozenset(Territory.objects.filter(colleague=self.viewer).values_list("name", flat=True))

    @cached_property
    def openness(self) -> dict[str, Openness]:
        return {one.kind: one for one in Openness.objects.all()}

    def reads(self, kind: str) -> str:
        return self._open(kind).read

    def changes(self, kind: str) -> str:
        return self._open(kind).change

    def _open(self, kind: str) -> Openness:
        return self.openness.get(kind) or Openness(kind=kind)

    # --- asking about many --------------------------------------------------------------------------------------------

    def branches(self, kind: str, *, change: bool = False) -> list[Q]:
        """What they may read of a kind, as conditions each of which an index answers; none: nothing."""
        if not self.sells:
            return []
        circle = self.changes(kind) if change else self.reads(kind)
        if circle == Circle.EVERYONE or (self.sight.everyone and not change):
            return [Q()]
        found = [Q(owner__in=self.owners), OWNED_BY_NOBODY]
        if circle in (Circle.TEAM, Circle.TERRITORY) and self.viewer.team_id:
            found.append(Q(team=self.viewer.team_id))
        if circle == Circle.TERRITORY and self.territories:
            found.append(Q(territory__in=self.territories))
        return found

    def readable(self, kind: str) -> Q:
        """The same in one condition."""
        return any_of(self.branches(kind))

    def findable(self) -> Q:
        """What they may read of all kinds, of what search knows."""
        return any_of(Q(kind=kind) & self.readable(kind) for kind in (*CUSTOMERS, *Activity.Kind.values))

    # --- asking about one ---------------------------------------------------------------------------------------------

    def may_read(self, row: Kept) -> bool:
        return self._within(row, self.branches(_kind(row)), self.reads(_kind(row)))

    def may_change(self, row: Kept) -> bool:
        return self._within(row, self.branches(_kind(row), change=True), self.changes(_kind(row)))

    def _within(self, row: Kept, branches: list[Q], circle: str) -> bool:
        if not branches:
            return False
        return (
            branches == [Q()]
            or row.owner_id is None
            or row.owner_id in self.owners
            or (circle != Circle.OWNER and row.team_id is not None and row.team_id == self.viewer.team_id)
            or (circle == Circle.TERRITORY and row.territory in self.territories)
        )


def any_of(conditions: Iterable[Q]) -> Q:
    """Any of these; nothing where there are none."""
    found = list(conditions)
    if not found:
        return Q(pk__in=[])
    return Q() if Q() in found else reduce(or_, found)


def _kind(row: Kept) -> str:
    return row.record.partition("/")[0]
