"""The sums that are kept are the sums over the rows, whatever was done."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.firm import firm
from tests.records.dealing import NOW, TODAY, deal, desk, reckons_in, stage

from ingrain.method.calendar import DAY
from ingrain.people.models import Colleague
from ingrain.records import keep, moving, sums
from ingrain.records.keep import UnableToSave
from ingrain.records.models import FOR_EVER, Opportunity, Pile, Rate, Said
from ingrain.records.shares import share_of
from ingrain.records.surroundings import Surroundings

STAGES = ["Qualification", "Discovery", "Proposal", "Negotiation"]
WHO = ["ruth", "colin", "dana"]
DAYS = ["2026-11-27", "2026-12-31", "2027-01-15", "2027-04-01", None]

steps = st.lists(
    st.one_of(
        st.tuples(st.just("create"), st.sampled_from(WHO), st.sampled_from(DAYS)),
        st.tuples(st.just("move"), st.integers(0, 5), st.sampled_from(STAGES)),
        st.tuples(st.just("win"), st.integers(0, 5)),
        st.tuples(st.just("lose"), st.integers(0, 5)),
        st.tuples(st.just("reopen"), st.integers(0, 5)),
        st.tuples(st.just("bin"), st.integers(0, 5)),
        st.tuples(st.just("back"), st.integers(0, 5)),
        st.tuples(st.just("amount"), st.integers(0, 5), st.sampled_from([None, 0, 1200, 80_000.5])),
        st.tuples(st.just("currency"), st.integers(0, 5), st.sampled_from(["GBP", "EUR", "CHF", None])),
        st.tuples(st.just("close date"), st.integers(0, 5), st.sampled_from(DAYS)),
        st.tuples(st.just("forecast"), st.integers(0, 5), st.sampled_from(["committed", "likely", "left out"])),
        st.tuples(st.just("owner"), st.integers(0, 5), st.sampled_from(["ruth.adeyemi", "dana.whitfield"])),
        st.tuples(st.just("territory"), st.integers(0, 5), st.sampled_from(["Yorkshire", None])),
        st.tuples(st.just("day goes by")),
    ),
    max_size=25,
)


class SumsFollowTheRows(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=steps)
    def test_after_any_sequence_of_verbs_the_sums_are_those_of_the_rows(self, steps: list[tuple[Any, ...]]) -> None:
        people = firm()
        reckons_in("GBP")
        Rate.objects.create(currency="EUR", since=date(2026, 1, 1), rate="0.85")
        at = NOW
        said_then: dict[date, dict[tuple[Any, ...], tuple[int, int]]] = {}
        for number, step in enumerate(steps):
            if step[0] == "day goes by":
                said_then[_day(at)] = said_by_rows()
                at += DAY
            do(people, step, at + number)
        assert piles() == piles_by_rows()
        assert said(_day(at)) == said_by_rows()
        for day, then in said_then.items():
            assert said(day) == then
        before = list(Pile.objects.exclude(cards=0).order_by("key").values_list())
        assert sums.recount(today=_day(at)) == 0
        assert list(Pile.objects.exclude(cards=0).order_by("key").values_list()) == before


def _day(at: int) -> date:
    return TODAY + timedelta((at - NOW) // DAY)


def do(people: dict[str, Colleague], step: tuple[Any, ...], at: int) -> None:
    lead = desk(people["ingrid"])
    object.__setattr__(lead, "openness", {})
    verb = step[0]
    if verb == "day goes by":
        return
    if verb == "create":
        deal(people[step[1]], at=at, close_date=step[2], amount=1000)
        return
    rows = list(Opportunity.objects.order_by("pk"))
    if step[1] >= len(rows):
        return
    row = rows[step[1]]
    by = desk(row.owner)  # type: ignore[arg-type]
    try:
        if verb == "move":
            moving.move(row, stage(step[2]), by=by, at=at)
        elif verb == "win":
            moving.win(row, by=by, at=at)
        elif verb == "lose":
            moving.lose(row, because="price", by=by, at=at)
        elif verb == "reopen":
            moving.reopen(row, by=by, at=at)
        elif verb == "bin":
            keep.put_in_bin(row, by=by, at=at)
        elif verb == "back":
            keep.take_out_of_bin(row, by=by, at=at)
        else:
            keep.change(row, {verb: step[2]}, by=by, at=at)
    except UnableToSave:
        pass  # closed or in the bin: nothing happened


def piles() -> dict[str, tuple[int, ...]]:
    return {p.key: (p.cards, p.worth, p.unrated, p.unrated_amount) for p in Pile.objects.all() if p.cards or p.worth}


def piles_by_rows() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in Opportunity.objects.filter(deleted=None, state="open"):
        key = f"{row.stage_id or ''}|{row.owner_id or ''}|{row.team_id or ''}|{row.currency}|{row.territory}"
        unrated = row.amount is not None and row.worth is None
        more = (1, row.worth or 0, int(unrated), (row.amount or 0) if unrated else 0)
        found[key] = [a + b for a, b in zip(found[key], more, strict=True)]
    return {key: tuple(sums) for key, sums in found.items()}


def said(day: date) -> dict[tuple[Any, ...], tuple[int, int]]:
    rows = Said.objects.filter(since__lte=day, until__gt=day)
    return {(s.owner_id, s.quarter, s.category): (s.cards, s.worth) for s in rows if s.cards or s.worth}


def said_by_rows() -> dict[tuple[Any, ...], tuple[int, int]]:
    found: dict[tuple[Any, ...], tuple[int, int]] = {}
    around = Surroundings()
    for row in Opportunity.objects.filter(deleted=None):
        share = share_of(row, around)
        if share and share.saying:
            key = share.saying.owner, share.saying.quarter, share.saying.category
            cards, worth = found.get(key, (0, 0))
            found[key] = cards + 1, worth + (row.worth or 0)
    return found


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    reckons_in()
    return firm()


def test_a_recount_puts_right_what_was_changed_behind_our_back(people: dict[str, Colleague]) -> None:
    row = deal(people["ruth"], amount=1000, close_date="2026-12-11")
    Opportunity.objects.filter(pk=row.pk).update(worth=5_00)
    assert sums.recount(today=TODAY) == 2
    assert piles() == piles_by_rows()
    assert said(TODAY) == said_by_rows()
    assert sums.recount(today=TODAY) == 0


def test_what_was_said_on_a_day_stays_said(people: dict[str, Colleague]) -> None:
    row = deal(people["ruth"], amount=1000, close_date="2026-12-11", forecast="committed")
    keep.change(row, {"amount": 700}, by=desk(people["ruth"]), at=NOW + 3 * DAY)
    told = Said.objects.filter(category="committed").values_list("since", "until", "worth")
    assert list(told) == [
        (TODAY, TODAY + timedelta(3), 1000_00),
        (TODAY + timedelta(3), FOR_EVER, 700_00),
    ]


def test_an_entry_that_is_recorded_late_changes_what_came_after_it(people: dict[str, Colleague]) -> None:
    deal(people["ruth"], amount=1000, close_date="2026-12-11", at=NOW)
    deal(people["ruth"], amount=500, close_date="2026-12-11", at=NOW - 5 * DAY)
    told = Said.objects.filter(category="pipeline").values_list("since", "until", "worth")
    assert list(told) == [
        (TODAY - timedelta(5), TODAY, 500_00),
        (TODAY, FOR_EVER, 1500_00),
    ]
