"""The forecast of a quarter: what is said now, and what was said on any day before.

Here lives reading what sums.py keeps. Sums are over people that whoever asks may see.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from ingrain.records.models import Said
from ingrain.records.quarters import following

Category = Said.Category
WEEK = timedelta(7)


@dataclass(frozen=True)
class Forecast:
    """What some people said on a day, in hundredths by category; committed holds what was won too, and so on down."""

    day: date
    sums: dict[str, tuple[int, int]]

    def alone(self, category: str) -> int:
        return self.sums.get(category, (0, 0))[1]

    def cards(self, category: str) -> int:
        return self.sums.get(category, (0, 0))[0]

    @property
    def won(self) -> int:
        return self.alone(Category.WON)

    @property
    def committed(self) -> int:
        """Won, and what they stand for."""
        return self.won + self.alone(Category.COMMITTED)

    @property
    def likely(self) -> int:
        return self.committed + self.alone(Category.LIKELY)

    @property
    def all(self) -> int:
        return self.likely + self.alone(Category.PIPELINE)


def said_on(day: date, people: Collection[int], quarter: date) -> Forecast:
    """What these people said on that day of that quarter."""
    rows = Said.objects.filter(quarter=quarter, owner__in=people, since__lte=day, until__gt=day)
    sums = rows.values_list("category").annotate(Sum("cards"), Sum("worth")).order_by("category")
    return Forecast(day, {category: (cards, worth) for category, cards, worth in sums})


def said_by_person(day: date, people: Collection[int], quarter: date) -> dict[int, Forecast]:
    """The same for each of them."""
    rows = Said.objects.filter(quarter=quarter, owner__in=people, since__lte=day, until__gt=day)
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for owner, category, cards, worth in rows.values_list("owner", "category", "cards", "worth"):
        found.setdefault(owner, {})[category] = cards, worth
    return {owner: Forecast(day, sums) for owner, sums in found.items()}


def week_by_week(today: date, people: Collection[int], quarter: date) -> list[Forecast]:
    """What was said at the quarter's start and at the end of each week since, in one reading."""
    days = list(_days(quarter, min(today, following(quarter) - timedelta(1))))
    if not days:
        return []
    rows = Said.objects.filter(quarter=quarter, owner__in=people, since__lte=days[-1], until__gt=days[0])
    told = list(rows.values_list("category", "since", "until", "cards", "worth"))
    found = []
    for day in days:
        sums: dict[str, tuple[int, int]] = {}
        for category, since, until, cards, worth in told:
            if since <= day < until:
                had = sums.get(category, (0, 0))
                sums[category] = had[0] + cards, had[1] + worth
        found.append(Forecast(day, sums))
    return found


def _days(first: date, last: date) -> Iterator[date]:
    """The first day, each Sunday, and the last."""
    if first > last:
        return
    yield first
    day = first + timedelta(6 - first.weekday())
    while day < last:
        if day > first:
            yield day
        day += WEEK
    if last > first:
        yield last
