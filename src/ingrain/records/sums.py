"""The sums that are kept: each column of the board, and what was said in the forecast from which day on.

Shelves tell of each turn of an opportunity; `recount` adds everything up anew, every night and after a batch was taken
back. Here lives keeping; reading lives in board.py and forecasting.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from datetime import date
from itertools import batched, groupby, pairwise

from django.db import transaction
from django.db.models import F, Q

from ingrain.journal.bulk import FEW, insert_rows, made
from ingrain.records.models import FOR_EVER, Opportunity, Pile, Said
from ingrain.records.shares import Heap, Saying, Share, share_of
from ingrain.records.surroundings import Surroundings

AT_ONCE = 2_000
PILED = ("cards", "worth", "unrated", "unrated_amount")


class Turns:
    """What some turns change in the sums. Nothing is written before `save`."""

    def __init__(self) -> None:
        self.heaps: dict[Heap, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self.sayings: dict[tuple[Saying, date], list[int]] = defaultdict(lambda: [0, 0])

    def turn(self, before: Share | None, after: Share | None, day: date) -> None:
        """An opportunity added this before, and adds that from this day on."""
        for share, sign in ((before, -1), (after, 1)):
            if share and share.heap:
                _add(self.heaps[share.heap], sign, _piled(share))
            if share and share.saying:
                _add(self.sayings[share.saying, day], sign, (1, share.worth or 0))

    def save(self) -> None:
        """Into the tables. The caller's transaction holds the journal's head, so nobody else writes meanwhile."""
        for heap, change in self.heaps.items():
            if any(change):
                _pile_up(heap, change)
        said = [(saying, day, cards, worth) for (saying, day), (cards, worth) in self.sayings.items() if cards or worth]
        if len(said) > FEW:
            _say_many(said)
        else:
            for one in sorted(said, key=lambda one: one[1]):
                _say(*one)
        self.heaps.clear()
        self.sayings.clear()


def _piled(share: Share) -> tuple[int, int, int, int]:
    return (1, 0, 1, share.amount or 0) if share.unrated else (1, share.worth or 0, 0, 0)


def _add(sums: list[int], sign: int, more: Iterable[int]) -> None:
    for i, number in enumerate(more):
        sums[i] += sign * number


def _pile_up(heap: Heap, change: list[int]) -> None:
    changed = {name: F(name) + by for name, by in zip(PILED, change, strict=True)}
    if not Pile.objects.filter(pk=heap.key).update(**changed):
        Pile.objects.create(**_named(heap), **dict(zip(PILED, change, strict=True)))


def _named(heap: Heap) -> dict[str, object]:
    return {
        "key": heap.key, "stage": heap.stage, "owner_id": heap.owner, "team_id": heap.team,
        "territory": heap.territory, "currency": heap.currency,
    }  # fmt: skip


def _say(saying: Saying, day: date, cards: int, worth: int) -> None:
    """From this day on there is so much more; what was said before that day stays."""
    rows = Said.objects.filter(owner=saying.owner, quarter=saying.quarter, category=saying.category)
    last = rows.filter(since__lte=day).order_by("since").last()
    if last is None or last.since != day:
        _part(saying, day, last, rows.filter(since__gt=day).order_by("since").first())
    rows.filter(since__gte=day).update(cards=F("cards") + cards, worth=F("worth") + worth)


def _part(saying: Saying, day: date, last: Said | None, coming: Said | None) -> None:
    """A new stretch begins on this day, saying at first what was said before."""
    if last is not None:
        Said.objects.filter(pk=last.pk).update(until=day)
    Said.objects.create(
        owner_id=saying.owner, quarter=saying.quarter, category=saying.category, since=day,
        until=coming.since if coming else FOR_EVER,
        cards=last.cards if last else 0, worth=last.worth if last else 0,
    )  # fmt: skip


def _say_many(said: Iterable[tuple[Saying, date, int, int]]) -> None:
    """The same of very many: what stands of these sums is read once, and written once."""
    more: dict[Saying, dict[date, tuple[int, int]]] = defaultdict(dict)
    for saying, day, cards, worth in said:
        more[saying][day] = cards, worth
    for quarter, sayings in groupby(sorted(more, key=_quarter), key=_quarter):
        stood: dict[Saying, dict[date, tuple[int, int]]] = defaultdict(dict)
        old = []
        for one in Said.objects.filter(quarter=quarter):
            saying = Saying(one.owner_id, one.quarter, one.category)
            if saying in more:
                stood[saying][one.since] = one.cards, one.worth
                old.append(one.pk)
        for some in batched(old, FEW):
            Said.objects.filter(pk__in=some).delete()
        insert_rows([row for saying in sayings for row in _stretches(saying, stood[saying], more[saying])])


def _quarter(saying: Saying) -> date:
    return saying.quarter


def _stretches(
    saying: Saying, stood: Mapping[date, tuple[int, int]], more: Mapping[date, tuple[int, int]]
) -> Iterator[Said]:
    """What is said of one from day to day, when so much more was said from some days on."""
    days = sorted({*stood, *more})
    was, added = (0, 0), (0, 0)
    for day, until in pairwise([*days, FOR_EVER]):
        was = stood.get(day, was)
        cards, worth = more.get(day, (0, 0))
        added = added[0] + cards, added[1] + worth
        yield made(
            Said, owner_id=saying.owner, quarter=saying.quarter, category=saying.category, since=day, until=until,
            cards=was[0] + added[0], worth=was[1] + added[1],
        )  # fmt: skip


# --- adding up anew ---------------------------------------------------------------------------------------------------


def recount(*, today: date) -> int:
    """Hold what is kept against the rows, and put right from today on; how many sums were wrong.

    After rows came or went without a turn (a batch that was taken back, a database that was brought along).
    """
    with transaction.atomic():
        true = Turns()
        around = Surroundings()
        for row in Opportunity.objects.filter(deleted=None).filter(~Q(state="lost")).iterator(AT_ONCE):
            true.turn(None, share_of(row, around), today)
        return _mend_piles(true) + _mend_sayings(true, today)


def _mend_piles(true: Turns) -> int:
    wanted = {heap.key: (heap, tuple(sums)) for heap, sums in true.heaps.items()}
    kept = {pile.key: tuple(getattr(pile, name) for name in PILED) for pile in Pile.objects.all()}
    wrong = {key for key, sums in kept.items() if any(sums) and key not in wanted}
    wrong |= {key for key, (_, sums) in wanted.items() if kept.get(key) != sums}
    if wrong or any(not any(sums) for sums in kept.values()):
        Pile.objects.all().delete()
        Pile.objects.bulk_create(
            Pile(**_named(heap), **dict(zip(PILED, sums, strict=True))) for heap, sums in wanted.values()
        )
    return len(wrong)


def _mend_sayings(true: Turns, today: date) -> int:
    wanted = {astuple(saying): tuple(sums) for (saying, _), sums in true.sayings.items()}
    kept = {
        (one.owner_id, one.quarter, one.category): (one.cards, one.worth)
        for one in Said.objects.filter(since__lte=today, until__gt=today)
    }
    wrong = 0
    for key in {*wanted, *kept}:
        cards, worth = wanted.get(key, (0, 0))
        had_cards, had_worth = kept.get(key, (0, 0))
        if (cards, worth) != (had_cards, had_worth):
            _say(Saying(*key), today, cards - had_cards, worth - had_worth)
            wrong += 1
    return wrong
