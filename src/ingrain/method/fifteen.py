"""What is due and what is worth planning -> a list that fits fifteen minutes, most worth per minute first.

Here lives what something is worth, and why, so that it can be told; how long it takes this person; and filling the
minutes. Which items there are is said by whoever knows of them: obligations, meetings, calls worth making.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from statistics import median

from ingrain.method.calendar import DAY
from ingrain.method.events import Instant

MINUTES = 15.0
FOR_PLANNING = 5.0
"""Minutes that putting things right leaves to planning, where there is something to plan."""

A_WEEK = 7.0
"""Days: after so long waiting counts half of what it can, and a deadline that far away counts an eighth."""


class Part(StrEnum):
    """The two halves of the minutes."""

    PUT_RIGHT = "put right"
    PLAN = "plan"


@dataclass(frozen=True)
class Item:
    """Something to do. key: the same as long as it is the same thing; kind: what it is, by which durations are learned.

    stake: hundredths of the firm's currency that hang on it; due: its deadline; since: from when on it has waited.
    """

    key: str
    part: Part
    kind: str
    record: str = ""
    takes: float = 1.0
    stake: int = 0
    due: Instant | None = None
    since: Instant | None = None


@dataclass(frozen=True)
class Worth:
    """What an item is worth now, and of what that is made: each part from 0 to 1, nearness counted twice."""

    near: float
    stake: float
    waiting: float

    @property
    def whole(self) -> float:
        return 1 + 2 * self.near + self.stake + self.waiting


def worth(item: Item, *, at: Instant, usual_stake: int) -> Worth:
    """usual_stake: what usually hangs on this person's things; as much as that counts half of what it can."""
    near = 0.0 if item.due is None else 1 / (1 + max(0, item.due - at) / DAY)
    stake = item.stake / (item.stake + usual_stake) if item.stake > 0 else 0.0
    days = 0.0 if item.since is None else max(0, at - item.since) / DAY
    return Worth(near, stake, days / (days + A_WEEK))


@dataclass(frozen=True)
class Fifteen:
    """The list of a morning. left: what didn't fit, in the order in which it will come."""

    items: tuple[Item, ...]
    left: tuple[Item, ...] = ()

    @property
    def minutes(self) -> float:
        return sum(item.takes for item in self.items)

    @property
    def mornings(self) -> int:
        """After how many mornings more nothing is left, if nothing comes in between."""
        return ceil(sum(item.takes for item in self.left) / MINUTES)


def fifteen(
    items: Iterable[Item], *, at: Instant, usual_stake: int, room: float = MINUTES, before: Sequence[str] = ()
) -> Fifteen:
    """The list, put right first, then plan. room: the minutes that there are; before: keys of what stood on it already
    this morning: that stays, in its order, and what is new comes behind it."""
    ranked = ranking(items, at=at, usual_stake=usual_stake)
    place = {key: number for number, key in enumerate(before)}
    stays = sorted((item for item in ranked if item.key in place), key=lambda item: place[item.key])
    fresh = [item for item in ranked if item.key not in place]
    room -= sum(item.takes for item in stays)
    plan = [item for item in fresh if item.part is Part.PLAN]
    right = [item for item in fresh if item.part is Part.PUT_RIGHT]
    planning = _filled(plan, min(FOR_PLANNING, room))
    taken = _filled(right, room - _minutes(planning))
    taken += planning
    taken += _filled([item for item in plan if item not in taken], room - _minutes(taken))
    chosen = {item.key for item in (*stays, *taken)}
    order = [*stays, *(item for item in fresh if item.key in chosen)]
    halves = [item for part in Part for item in order if item.part is part]
    return Fifteen(tuple(halves), tuple(item for item in ranked if item.key not in chosen))


def ranking(items: Iterable[Item], *, at: Instant, usual_stake: int) -> list[Item]:
    """Most worth per minute first; what is worth the same by its key, so that the order stays."""

    def rank(item: Item) -> tuple[float, str]:
        return -worth(item, at=at, usual_stake=usual_stake).whole / item.takes, item.key

    return sorted(items, key=rank)


def _filled(ranked: Sequence[Item], room: float) -> list[Item]:
    """One after the other as they rank; what is too long for the room that is left is passed over."""
    found: list[Item] = []
    for item in ranked:
        if item.takes <= room:
            found.append(item)
            room -= item.takes
    return found


def _minutes(items: Iterable[Item]) -> float:
    return sum(item.takes for item in items)


# --- how long things take ---------------------------------------------------------------------------------------------

SURE_AFTER = 8
"""So many times count as much as what is usual for everybody."""

SHORTEST, LONGEST = 0.2, 10.0
"""Minutes; who went away meanwhile didn't need an hour for a note."""


def learned(usual: float, took: Sequence[float]) -> float:
    """Minutes that a kind of thing takes this person: their median, drawn towards the usual as long as it is seldom."""
    if not took:
        return usual
    own = median(min(LONGEST, max(SHORTEST, one)) for one in took)
    return (SURE_AFTER * usual + len(took) * own) / (SURE_AFTER + len(took))
