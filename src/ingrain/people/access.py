"""Who may see what: the one place that says it. Pages and endpoints ask; they never decide.

Seller: their own figures. Super user: also those whom they coach. Sales manager: also their reports and theirs.
Adoption lead: everybody's. Sponsor and works council: sums of at least five people. Administrator: no figures.
"""

from dataclasses import dataclass
from functools import cached_property

from ingrain.people.models import Colleague, Role

SMALLEST_GROUP = 5
"""Sums over fewer people are not shown to those who see sums alone."""

RUNS_IT = (Role.LEAD, Role.MANAGER, Role.SUPER_USER)
SEES_SUMS = (Role.LEAD, Role.SPONSOR, Role.COUNCIL, Role.MANAGER)


def may_set_up(viewer: Colleague, colleague: Colleague) -> bool:
    """Whether they may change, invite or deactivate somebody: an administrator anybody, an adoption lead all others.

    Otherwise a lead could give an administrator an address of their own, and sign in as them.
    """
    if viewer.holds(Role.ADMINISTRATOR):
        return True
    return viewer.holds(Role.LEAD) and not colleague.holds(Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Sight:
    """What one colleague may see. people: keys of those whose figures they may look at, themselves included."""

    viewer: Colleague

    @cached_property
    def everyone(self) -> bool:
        """Everybody's figures, and those of names in a log that are nobody's here."""
        return self.viewer.holds(Role.LEAD)

    @cached_property
    def people(self) -> frozenset[str]:
        if self.everyone:
            return frozenset(Colleague.objects.values_list("key", flat=True))
        found = {self.viewer.key}
        if self.viewer.holds(Role.SUPER_USER):
            found.update(Colleague.objects.filter(coach=self.viewer).values_list("key", flat=True))
        if self.viewer.holds(Role.MANAGER):
            found.update(self._reports())
        return frozenset(found)

    def _reports(self) -> set[str]:
        """Those below a manager, however deep; a circle of managers ends where it began."""
        below: dict[int | None, list[tuple[int, str]]] = {}
        for pk, key, manager in Colleague.objects.values_list("pk", "key", "manager_id"):
            below.setdefault(manager, []).append((pk, key))
        found: set[str] = set()
        asked, seen = [self.viewer.pk], {self.viewer.pk}
        while asked:
            for pk, key in below.get(asked.pop(), ()):
                if pk not in seen:
                    seen.add(pk)
                    asked.append(pk)
                    found.add(key)
        return found

    def sees(self, person: str | None) -> bool:
        """Whether the figures of this person, named as in the journal, may be looked at."""
        return self.everyone or (person is not None and person in self.people)

    @cached_property
    def watches(self) -> bool:
        """Whether there is anybody besides themselves to look at."""
        return self.viewer.holds(*RUNS_IT)

    @cached_property
    def sees_sums(self) -> bool:
        return self.viewer.holds(*SEES_SUMS)
