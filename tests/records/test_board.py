"""The board: which cards in which column, what they add up to, for whom, and at which cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.firm import firm
from tests.records.dealing import NOW, TODAY, account, deal, desk, reckons_in

from ingrain.people.models import Colleague, Leave
from ingrain.records import keep, moving, pipelines, sums
from ingrain.records.board import SHOWN, Board, is_place, whom_to_choose
from ingrain.records.lists import Asked, wanted
from ingrain.records.models import Circle, Openness, Opportunity, Territory
from ingrain.records.reading import Reader
from ingrain.records.surroundings import Surroundings


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    reckons_in()
    return firm()


def board(by: Colleague, today: date = TODAY, **asked: str) -> Board:
    """Everybody's, unless it says who; `close_date__to` as it stands in an address."""
    pipeline, around = pipelines.all_of_them()[0], Surroundings()
    said = {"who": "all", **{name.replace("__", "."): value for name, value in asked.items()}}
    found = wanted(Asked.of("opportunity", said), desk(by, today), Reader("en_GB", today, around))
    assert not found.faults
    return Board(desk(by, today), pipeline, list(pipeline.stages.all()), found)


def cards(found: Board) -> dict[str, list[str]]:
    return {str(column.stage): [row.name for row in column.cards] for column in found.columns if column.cards}


def test_cards_stand_in_their_stage_by_close_date_those_without_one_last(people: dict[str, Colleague]) -> None:
    deal(people["ruth"], "undated")
    deal(people["ruth"], "later", close_date="2027-02-01")
    deal(people["ruth"], "sooner", close_date="2026-12-01")
    deal(people["ruth"], "other", stage="Proposal")
    moving.win(deal(people["ruth"], "won"), by=desk(people["ruth"]), at=NOW)
    keep.put_in_bin(deal(people["ruth"], "binned"), by=desk(people["ruth"]), at=NOW)
    assert cards(board(people["ruth"])) == {"Qualification": ["sooner", "later", "undated"], "Proposal": ["other"]}


def test_a_column_is_read_on_from_where_it_ended(people: dict[str, Colleague]) -> None:
    days = [None, *(TODAY + timedelta(n % 7) for n in range(2 * SHOWN))]
    for n, day in enumerate([*days, None]):
        deal(people["ruth"], f"n{n}", close_date=day.isoformat() if day else None)
    found = board(people["ruth"])
    column = found.columns[0]
    assert (column.count, len(column.cards)) == (2 * SHOWN + 2, SHOWN)
    read = list(column.cards)
    while column.more:
        assert is_place(column.more)
        column = found.more(column.stage, column.more)
        read += column.cards
    order = Opportunity.objects.exclude(close_date=None).order_by("close_date", "pk")
    undated = Opportunity.objects.filter(close_date=None).order_by("pk")
    assert read == [*order, *undated]


@pytest.mark.parametrize("place", ["", "-12", "2026-12-01.5"])
def test_a_place_in_a_column_is_known(place: str) -> None:
    assert is_place(place)


@pytest.mark.parametrize("place", ["-", "x", "2026-12-01", "2026-12-01.x", "2026-13-01.5", "-1;", "1"])
def test_what_is_no_place_is_refused(place: str) -> None:
    assert not is_place(place)


def test_amounts_without_a_rate_are_named_beside_the_sum(people: dict[str, Colleague]) -> None:
    deal(people["ruth"], amount=100)
    deal(people["ruth"], amount=70, currency="CHF")
    deal(people["ruth"], amount=30, currency="CHF")
    for found in (board(people["ruth"]), board(people["ruth"], name="carton")):
        column = found.columns[0]
        assert (column.count, column.worth) == (3, 100_00)
        assert [(one.currency, one.cards, one.amount) for one in column.unrated] == [("CHF", 2, 100_00)]
    assert board(people["ruth"]).expected == 10_00


CIRCLES = [
    (Circle.OWNER, "ruth", {"ruth", "nobody"}),
    (Circle.OWNER, "maria", {"ruth", "colin", "nobody"}),
    (Circle.OWNER, "dana", {"dana", "nobody"}),
    (Circle.OWNER, "ingrid", {"ruth", "colin", "dana", "nobody"}),
    (Circle.TEAM, "ruth", {"ruth", "colin", "nobody"}),
    (Circle.TEAM, "dana", {"dana", "nobody"}),
    (Circle.TERRITORY, "ruth", {"ruth", "colin", "dana", "nobody"}),
    (Circle.TERRITORY, "dana", {"dana", "nobody"}),
    (Circle.EVERYONE, "dana", {"ruth", "colin", "dana", "nobody"}),
    (Circle.EVERYONE, "wanda", set()),
    (Circle.EVERYONE, "adam", set()),
    (Circle.EVERYONE, "sven", set()),
]


@pytest.mark.parametrize(("circle", "who", "sees"), CIRCLES)
def test_cards_counts_and_sums_are_those_of_the_circle(
    people: dict[str, Colleague], circle: str, who: str, sees: set[str]
) -> None:
    Territory.objects.create(name="Yorkshire", colleague=people["ruth"])
    worth = {"ruth": 1, "colin": 10, "dana": 100, "nobody": 1000}
    for name, amount in worth.items():
        by = people["ruth" if name == "nobody" else name]
        row = deal(by, name, amount=amount, territory="Yorkshire" if name == "dana" else None)
        if name == "nobody":
            keep.change(row, {"owner": None}, by=desk(people["ruth"]), at=NOW)
    Openness.objects.create(kind="opportunity", read=circle, change=Circle.OWNER)
    for asked in ({}, {"close_date": "-"}):
        found = board(people[who], **asked)
        assert {row.name for column in found.columns for row in column.cards} == sees
        assert found.count == len(sees)
        assert found.worth == sum(worth[name] for name in sees) * 100
    for name in ("ruth", "colin", "dana"):
        assert board(people[who], who=people[name].key).count == (1 if name in sees else 0)
    named = {one.name.split()[0].casefold() for one in whom_to_choose(desk(people[who]))}
    assert named >= sees - {"nobody"}
    if circle == Circle.OWNER and who in ("ruth", "dana"):
        assert not named & ({"ruth", "colin", "dana"} - sees)


def test_mine_team_and_a_deputys(people: dict[str, Colleague]) -> None:
    for name in ("ruth", "colin", "dana"):
        deal(people[name], name)
    Openness.objects.create(kind="opportunity", read=Circle.OWNER, change=Circle.OWNER)
    assert board(people["ruth"], who="mine").count == 1
    assert board(people["maria"], who="team").count == 2
    assert board(people["ruth"], who="colin.marsh").count == 0
    Leave.objects.create(colleague=people["colin"], first=TODAY, last=TODAY, deputy=people["ruth"])
    assert board(people["ruth"], who="colin.marsh").count == 1
    assert board(people["ruth"], TODAY + timedelta(1), who="colin.marsh").count == 0


def test_filters_narrow_cards_and_sums_alike(people: dict[str, Colleague]) -> None:
    deal(people["ruth"], "late", amount=1, close_date="2026-11-19", next_step="2026-12-01")
    deal(people["ruth"], "stepless", amount=10, close_date="2027-01-10", product="Belt")
    deal(people["ruth"], "Çedille", amount=100, next_step="2026-12-01")
    expected = [
        ({"close_date__to": "2026-11-19"}, 1), ({"close_date__to": "2026-12-31"}, 1), ({"close_date": "-"}, 100),
        ({"manual": "no next step"}, 10), ({"product": "Belt"}, 10), ({"name": "cedil"}, 100), ({"name": "zzz"}, 0),
        ({"words": "stepless"}, 10), ({"stage": "Qualification", "amount__from": "5"}, 110), ({"stage": "Proposal"}, 0),
    ]  # fmt: skip
    for asked, worth in expected:
        found = board(people["ruth"], **asked)
        assert found.worth == worth * 100
        assert sum(row.worth or 0 for column in found.columns for row in column.cards) == worth * 100


def test_the_board_asks_as_often_with_many_as_with_few(people: dict[str, Colleague]) -> None:
    of = account(people["ruth"])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found = board(people["ruth"])
            assert [str(row.account) for column in found.columns for row in column.cards]
        return len(queries)

    deal(people["ruth"], account=of.record, close_date="2026-12-01")
    few = asked()
    for n in range(80):
        deal(people["ruth"], f"n{n}", account=of.record, close_date="2026-12-01")
    assert asked() <= few <= 16


def test_sums_come_from_the_piles_and_not_from_the_table(people: dict[str, Colleague]) -> None:
    deal(people["ruth"], amount=5)
    with CaptureQueriesContext(connection) as queries:
        assert board(people["ruth"]).heads
    assert not [q for q in queries if "records_opportunity" in q["sql"]]
    assert sums.recount(today=TODAY) == 0
