"""When somebody is let fly: what speaks for it, sign by sign, and what an agreed look back finds afterwards.

Twelve weeks are a date on which to look, and prove nothing (Lally 2010: 18 to 254 days). Signs are evidence that two
people look at; they decide, and both sign. Automaticity is four items from 1 to 7 (SRBAI, PMC3552971).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import mean

from ingrain.method.habit import Count, Day, counted

WEEKS_LOOKED_AT = 4
FEWEST_DAYS = 10
"""Planned days in those weeks below which nothing can be said."""

KEPT, UNREMINDED, AUTOMATIC = 0.8, 0.8, 5.0
ASKED_IN_WEEKS = (4, 8, 12)
"""At the end of which weeks the four items are asked."""

GONE_QUIET = 10
"""Planned days without anything, one after the other, after which the agreed look back has something to say."""


class Sign(StrEnum):
    """What speaks for letting somebody fly."""

    KEPT = "days kept"
    FOLLOWED = "obligations met"
    UNREMINDED = "days kept without a reminder"
    AUTOMATIC = "automaticity"


@dataclass(frozen=True)
class Seen:
    """A sign as it stands. value, wanted: shares, for automaticity a mean from 1 to 7; value None: too few to say, or
    never answered. Whoever doesn't answer the four items isn't held back by that."""

    sign: Sign
    value: float | None
    wanted: float

    @property
    def speaks_for_it(self) -> bool | None:
        return None if self.value is None else self.value >= self.wanted


@dataclass(frozen=True)
class Evidence:
    """days: those of the agreement so far. met, asked: obligations of the same weeks, against the manual's aim."""

    days: Sequence[Day]
    reminded: Collection[date]
    met: int
    asked: int
    aim: float
    answers: Sequence[int] = ()


def signs(evidence: Evidence) -> list[Seen]:
    """Over the last four weeks, in the order in which they are told."""
    days = newest(evidence.days)
    count: Count = counted(days)
    enough = count.planned >= FEWEST_DAYS
    alone = sum(day.counts and day.day not in evidence.reminded for day in days)
    return [
        Seen(Sign.KEPT, count.share if enough else None, KEPT),
        Seen(Sign.FOLLOWED, evidence.met / evidence.asked if evidence.asked else None, evidence.aim),
        Seen(Sign.UNREMINDED, alone / count.kept if enough and count.kept else None, UNREMINDED),
        Seen(Sign.AUTOMATIC, automaticity(evidence.answers) if evidence.answers else None, AUTOMATIC),
    ]


def is_ready(found: Sequence[Seen]) -> bool:
    """Their days speak for it, and nothing that is known speaks against it."""
    said = {seen.sign: seen.speaks_for_it for seen in found}
    return said[Sign.KEPT] is True and said[Sign.UNREMINDED] is True and False not in said.values()


def newest(days: Sequence[Day]) -> list[Day]:
    """Those of the last four weeks up to the newest that has become something."""
    past = [day for day in days if day.planned]
    if not past:
        return []
    first = past[-1].day.toordinal() - 7 * WEEKS_LOOKED_AT
    return [day for day in days if first < day.day.toordinal() <= past[-1].day.toordinal()]


def automaticity(answers: Sequence[int]) -> float:
    """The mean of the four items. ValueError: they aren't four whole numbers from 1 to 7."""
    if len(answers) != 4 or not all(1 <= one <= 7 for one in answers):
        raise ValueError("Four answers from 1 to 7 are needed.")
    return mean(answers)


def gone_quiet(days: Sequence[Day]) -> bool:
    """After they were let fly: two weeks of working days with nothing at all. An offer follows, and no verdict."""
    past = [day for day in days if day.planned]
    return len(past) >= GONE_QUIET and not any(day.at for day in past[-GONE_QUIET:])
