"""What those who make leads, meetings, opportunities and accounts share: the weeks, the staff, the diary, the truth.

Here lives finding the moment for the next word with a customer, too. What is said and saved then lives with each.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from ingrain.method.company import Company
from ingrain.method.events import Instant
from ingrain.method.rules import Duration
from ingrain.sample.days import DAY, HOUR, MINUTE, Frame, Slot
from ingrain.sample.deviations import Truth
from ingrain.sample.diary import Diary
from ingrain.sample.people import Staff


@dataclass(frozen=True, slots=True)
class Held:
    """A time in which a seller held an open opportunity, and who brought it about."""

    start: Instant
    end: Instant | None
    by: str


@dataclass
class Scene:
    """One company in the making."""

    seed: int
    frame: Frame
    staff: Staff
    company: Company
    diary: Diary
    truth: Truth
    held: dict[str, list[Held]] = field(default_factory=dict)
    _numbers: Counter[str] = field(default_factory=Counter)

    def new(self, kind: str) -> str:
        """A record that isn't there yet."""
        self._numbers[kind] += 1
        return f"{kind}/{self._numbers[kind]}"

    def opens(self, team: str) -> Instant:
        """When a team went live."""
        return self.frame.start(self.staff.live[team])

    def next_word(
        self,
        rng: Random,
        owner: str,
        since: Instant,
        limit: Duration,
        *,
        gap: tuple[float, float],
        too_late: bool = False,
    ) -> Slot | None:
        """When a customer hears from the owner (or deputy) again: in good time, or, on purpose, after the limit.

        Now and then it is the very last moment, or the first that is too late. gap: days that usually pass. None:
        never, as nobody is there any more.
        """
        desk = self.staff.desks[owner]
        _, due = self.truth.due(owner, since, limit)
        edge = due + MINUTE * too_late
        if rng.random() < 0.02 and desk.is_there(self.frame.day(edge)) and self.frame.is_open(edge):
            return Slot(edge, owner)
        if too_late:
            return desk.slot(rng, due + 12 * HOUR, due + int(rng.uniform(4, 18) * DAY)) or desk.slot(
                rng, due, due + 40 * DAY
            )
        usual = since + int(gap[0] * DAY), min(due, since + int(gap[1] * DAY))
        for after, before in (usual, (since + DAY, due), (since + 4 * HOUR, due), (due, due + 40 * DAY)):
            if after < before and (slot := desk.slot(rng, after, before)):
                return slot
        return None
