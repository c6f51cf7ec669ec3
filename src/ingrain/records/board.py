"""The board: the open opportunities of a pipeline, a column for each stage, the nearest close date first.

Here lives reading. A column's count and sum come from the kept piles, or, where something is filtered, from the index
of what is open; its cards are read by keyset. Nothing here costs more with a longer past.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from ingrain.people.models import Colleague
from ingrain.records.access import Desk, any_of
from ingrain.records.lists import Wanted
from ingrain.records.models import STANDING, Opportunity, Pile, Pipeline, Stage

SHOWN = 30
"""So many cards of a column at once."""

OPEN = STANDING & Q(state=Opportunity.State.OPEN)


@dataclass(frozen=True)
class Unrated:
    """Amounts in a currency for which there is no rate; in hundredths of it."""

    currency: str
    cards: int
    amount: int


NOTHING: tuple[int, int, list[Unrated]] = (0, 0, [])


@dataclass(frozen=True)
class Column:
    """A stage with what stands in it. more: from where to read on; "" where that was all."""

    stage: Stage | None
    cards: list[Opportunity]
    count: int = 0
    worth: int = 0
    unrated: list[Unrated] = field(default_factory=list)
    more: str = ""

    @property
    def number(self) -> int:
        return self.stage.pk if self.stage else 0


@dataclass(frozen=True)
class Board:
    """A pipeline as somebody sees it. wanted: whose, and narrowed by what, as of a list of what is open."""

    desk: Desk
    pipeline: Pipeline
    stages: Sequence[Stage]
    wanted: Wanted

    @cached_property
    def columns(self) -> list[Column]:
        """All of them with their first cards; what stands in no stage comes first, where there is any."""
        heads = self.heads
        stages: list[Stage | None] = [*([None] if 0 in heads else []), *self.stages]
        found = [(stage, *self._first(stage, "")) for stage in stages]
        rows = _fetched(number for _, numbers, _ in found for number in numbers)
        return [
            Column(stage, [rows[n] for n in numbers if n in rows], *heads.get(stage.pk if stage else 0, NOTHING), more)
            for stage, numbers, more in found
        ]

    def more(self, stage: Stage | None, after: str) -> Column:
        """The next cards of one column."""
        numbers, more = self._first(stage, after)
        rows = _fetched(numbers)
        return Column(stage, [rows[n] for n in numbers if n in rows], more=more)

    # --- which cards --------------------------------------------------------------------------------------------------

    @property
    def scope(self) -> Sequence[Q]:
        """What is asked for and may be read, as conditions each of which an index answers."""
        return self.wanted.any

    def _first(self, stage: Stage | None, after: str) -> tuple[list[int], str]:
        """The numbers of the cards after a place, and from where to read on."""
        standing = OPEN & Q(stage=stage) & self.wanted.all
        found: list[tuple[str, int]] = []
        if not after.startswith("-"):
            found = self._merged(standing & Q(close_date__isnull=False), _later(after), "close_date", "pk")
        if len(found) <= SHOWN:
            beyond = Q(pk__gt=int(after[1:])) if after.startswith("-") else Q()
            found += self._merged(standing & Q(close_date=None), beyond, "pk")
        shown = found[:SHOWN]
        return [number for _, number in shown], _place(shown[-1]) if len(found) > SHOWN else ""

    def _merged(self, standing: Q, beyond: Q, *order: str) -> list[tuple[str, int]]:
        some = (
            Opportunity.objects.filter(standing & branch & beyond).order_by(*order).values_list("close_date", "pk")
            for branch in self.scope
        )
        read = [[(day.isoformat() if day else "-", pk) for day, pk in rows[: SHOWN + 1]] for rows in some]
        return list(dict.fromkeys(heapq.merge(*read)))[: SHOWN + 1]

    # --- sums ---------------------------------------------------------------------------------------------------------

    @cached_property
    def heads(self) -> dict[int, tuple[int, int, list[Unrated]]]:
        """Count, sum and what has no rate of each stage, by its number; 0 for what stands in none."""
        rows = self._by_rows() if self.wanted.asked.narrowed else self._by_piles()
        found: dict[int, tuple[int, int, list[Unrated]]] = {}
        for stage, currency, cards, worth, unrated, amount in rows:
            count, total, without = found.setdefault(stage or 0, (0, 0, []))
            if unrated:
                without.append(Unrated(currency, unrated, amount or 0))
            found[stage or 0] = count + cards, total + (worth or 0), without
        return {stage: sums for stage, sums in found.items() if sums[0]}

    def _by_piles(self) -> Iterable[Any]:
        stages = Q(stage__in=[stage.pk for stage in self.stages]) | Q(stage=None)
        sums = [Sum("cards"), Sum("worth"), Sum("unrated"), Sum("unrated_amount")]
        piles = Pile.objects.filter(stages & any_of(self.scope)).values_list("stage", "currency")
        return piles.annotate(*sums).order_by("stage", "currency") if self.scope else ()

    def _by_rows(self) -> Iterable[Any]:
        stages = Q(stage__in=self.stages) | Q(stage=None)
        rows = Opportunity.objects.filter(OPEN & stages & any_of(self.scope) & self.wanted.all)
        unrated = Q(worth=None, amount__isnull=False)
        sums = {
            "cards": Count("pk"),
            "sum": Sum("worth"),
            "unrated": Count("pk", filter=unrated),
            "unrated_amount": Sum("amount", filter=unrated),
        }
        return rows.values_list("stage", "currency").annotate(**sums).order_by("stage", "currency")

    @property
    def count(self) -> int:
        return sum(cards for cards, _, _ in self.heads.values())

    @property
    def worth(self) -> int:
        return sum(worth for _, worth, _ in self.heads.values())

    @property
    def expected(self) -> int:
        """What comes of it as the firm reckons: each stage's sum times its chance."""
        return sum(self.heads[stage.pk][1] * stage.chance // 100 for stage in self.stages if stage.pk in self.heads)


def _later(after: str) -> Q:
    """Behind a card in the order of the close dates."""
    if not after:
        return Q()
    day, _, number = after.partition(".")
    closing = date.fromisoformat(day)
    return Q(close_date__gt=closing) | Q(close_date=closing, pk__gt=int(number))


def _place(last: tuple[str, int]) -> str:
    day, number = last
    return f"-{number}" if day == "-" else f"{day}.{number}"


def is_place(after: str) -> bool:
    """Whether this is a place in a column, as `more` names it."""
    if after.startswith("-"):
        return after[1:].isdecimal()
    day, _, number = after.partition(".")
    try:
        date.fromisoformat(day)
    except ValueError:
        return after == ""
    return number.isdecimal()


def _fetched(numbers: Iterable[int]) -> dict[int, Opportunity]:
    rows: QuerySet[Opportunity] = Opportunity.objects.filter(pk__in=list(numbers))
    return {row.pk: row for row in rows.select_related("account", "owner").defer("description", "account__description")}


def whom_to_choose(desk: Desk) -> list[Colleague]:
    """Colleagues whose opportunities somebody may ask for by name: whoever sells, as far as they may read."""
    allowed = desk.branches("opportunity")
    if not allowed:
        return []
    owners = {pile["owner"] for pile in Pile.objects.filter(any_of(allowed), cards__gt=0).values("owner").distinct()}
    return list(Colleague.objects.filter(pk__in={*owners, *desk.owners} - {None}, left=None, kind="human"))
