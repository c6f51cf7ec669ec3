"""What is sold and in which money: a new rate says anew what opportunities are worth, and the sums follow."""

from datetime import date
from decimal import Decimal

import pytest
from tests.firm import firm
from tests.records.dealing import NOW, TODAY, deal, desk, reckons_in

from ingrain.journal.read import story
from ingrain.people.models import Colleague
from ingrain.records import pricing, sums
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Opportunity, Pile, Rate


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
