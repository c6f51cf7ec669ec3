"""What is sold and in which money: a new rate says anew what opportunities are worth, and the sums follow."""

from datetime import date
from decimal import Decimal

import pytest
from ingrain.records.offers import Offer, offers, read_back, total
from tests.firm import firm
from tests.records.dealing import NOW, TODAY, deal, desk, reckons_in

from ingrain.journal.read import story
from ingrain.people.models import Colleague
from ingrain.records import lines, pricing, sums
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Opportunity, Pile, Product, Rate


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    reckons_in("GBP")
    return firm()


def worth(row: Opportunity) -> int | None:
    return Opportunity.objects.get(pk=row.pk).worth


def test_a_rate_says_anew_what_is_worth_what_from_its_day_on(people: dict[str, Colleague]) -> None:
    by = desk(people["adam"])
    early = deal(people["ruth"], amount=1000, currency="EUR", close_date="2026-11-30")
    late = deal(people["ruth"], amount=1000, currency="EUR", close_date="2027-01-15")
    other = deal(people["ruth"], amount=1000, currency="CHF")
    assert (worth(early), Pile.objects.get(currency="EUR").unrated) == (None, 2)
    rate = pricing.set_rate("eur", date(2026, 1, 1), Decimal("0.85"), by=by, at=NOW)
    assert (worth(early), worth(late), worth(other)) == (850_00, 850_00, None)
    pricing.set_rate("EUR", date(2027, 1, 1), Decimal("0.9"), by=by, at=NOW)
    assert (worth(early), worth(late)) == (850_00, 900_00)
    pile = Pile.objects.get(currency="EUR")
    assert (pile.cards, pile.worth, pile.unrated, pile.unrated_amount) == (2, 1750_00, 0, 0)
    pricing.take_rate_out(rate, by=by, at=NOW)
    assert (worth(early), worth(late)) == (None, 900_00)
    assert sums.recount(today=TODAY) == 0
    assert [event.do for event in story("rate/EUR")] == ["change", "change", "take out"]


def test_the_firms_own_currency_stays_once_something_is_reckoned_in_it(people: dict[str, Colleague]) -> None:
    by = desk(people["adam"])
    pricing.reckon_in("EUR", by=by, at=NOW)
    deal(people["ruth"], amount=10)
    with pytest.raises(UnableToSave, match="reckoned in EUR already"):
        pricing.reckon_in("GBP", by=by, at=NOW)
    with pytest.raises(UnableToSave, match="no currency"):
        pricing.reckon_in("POUND", by=by, at=NOW)
    with pytest.raises(UnableToSave, match="own currency"):
        pricing.set_rate("EUR", TODAY, Decimal(1), by=by, at=NOW)
    with pytest.raises(UnableToSave, match="more than 0"):
        pricing.set_rate("CHF", TODAY, Decimal(0), by=by, at=NOW)
    assert not Rate.objects.exists()


def test_products_have_a_name_once_and_come_back(people: dict[str, Colleague]) -> None:
    by = desk(people["adam"])
    made = pricing.add_product("Cartoner", 12_000_00, by=by, at=NOW)
    with pytest.raises(UnableToSave, match="already"):
        pricing.add_product("cartoner", None, by=by, at=NOW)
    pricing.change_product(made, name="Cartoner", price=12_000_00, sold=False, by=by, at=NOW)
    again = pricing.add_product("cartoner", 13_000_00, by=by, at=NOW)
    assert (again.pk, again.price, again.sold) == (made.pk, 13_000_00, True)
    assert [event.do for event in story(f"product/{made.pk}")] == ["create", "change", "create"]


def test_lines_are_journalled_as_text_and_their_sum_is_the_amount_where_asked(people: dict[str, Colleague]) -> None:
    Product.objects.create(name="Cartoner × 2 at 3", price=100)
    Product.objects.create(name="Belt")
    row = deal(people["ruth"], amount=5)
    offered = [Offer("Cartoner × 2 at 3", Decimal("1.5"), 1000_05), Offer("Belt", Decimal(40), 7)]
    changed = lines.offer(row, offered, as_amount=True, by=desk(people["ruth"]), at=NOW)
    assert changed.amount == total(offered) == 1500_08 + 280
    text = str(story(row.record)[-1].values["lines"])
    assert text == "1.5 × Cartoner × 2 at 3 at 1000.05\n40 × Belt at 0.07"
    assert read_back(text) == offered == [Offer(o.product, o.quantity, o.price) for o in offers(row)]
    before = len(story(row.record))
    lines.offer(row, offered, by=desk(people["ruth"]), at=NOW)
    assert len(story(row.record)) == before
    lines.offer(row, [], by=desk(people["ruth"]), at=NOW)
    assert offers(row) == []


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        (Offer("Robot", Decimal(1), 1), "no product called Robot"),
        (Offer("Belt", Decimal(0), 1), "how many"),
        (Offer("Belt", Decimal("0.0001"), 1), "how many"),
        (Offer("Belt", Decimal(1), -1), "price"),
    ],
)
def test_a_line_that_can_not_be_is_refused(people: dict[str, Colleague], offer: Offer, why: str) -> None:
    Product.objects.create(name="Belt")
    row = deal(people["ruth"])
    with pytest.raises(UnableToSave, match=why):
        lines.offer(row, [offer], by=desk(people["ruth"]), at=NOW)


def test_lines_that_somebody_else_changed_meanwhile_are_shown_first(people: dict[str, Colleague]) -> None:
    Product.objects.create(name="Belt")
    row = deal(people["ruth"])
    seen = row.version
    lines.offer(row, [Offer("Belt", Decimal(1), 100)], by=desk(people["colin"]), at=NOW)
    with pytest.raises(UnableToSave, match="meanwhile"):
        lines.offer(row, [Offer("Belt", Decimal(2), 100)], by=desk(people["ruth"]), at=NOW, seen=seen)
