"""Who may see what is said by those who run it, and holds at once."""

import pytest
from tests.firm import firm
from tests.records.book import NOW, account, desk, opportunity

from ingrain.journal import read
from ingrain.people.models import Colleague, Firm
from ingrain.records import opening
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Bookkeeping
from ingrain.records.surroundings import Surroundings

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Colleague]:
    return firm()


def test_a_circle_holds_at_once_and_is_journalled(people: dict[str, Colleague]) -> None:
    made = account(people["ruth"])
    opening.open_up({"account": ("team", "owner")}, by=people["adam"], at=NOW)
    assert desk(people["colin"]).may_read(made)
    assert not desk(people["colin"]).may_change(made)
    assert not desk(people["dana"]).may_read(made)
    assert read.story("records/settings")[0].values == {"account: read": "team", "account: change": "owner"}


def test_who_changes_cannot_be_more_than_who_reads(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSave, match="must be able to read"):
        opening.open_up({"lead": ("owner", "team")}, by=people["adam"], at=NOW)


def test_a_seller_doesnt_open_what_is_closed(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSave, match="Only an administrator"):
        opening.open_up({"lead": ("everyone", "everyone")}, by=people["ruth"], at=NOW)


def test_a_territory_is_read_by_those_who_work_in_it(people: dict[str, Colleague]) -> None:
    opening.open_up({"account": ("territory", "owner")}, by=people["adam"], at=NOW)
    opening.divide({people["dana"]: ["Kent", " Devon "]}, by=people["adam"], at=NOW)
    kent, cumbria = (
        account(people["ruth"], territory="Kent"),
        account(people["ruth"], "Fell Foods", territory="Cumbria"),
    )
    assert (desk(people["dana"]).may_read(kent), desk(people["dana"]).may_read(cumbria)) == (True, False)


def test_the_currency_stays_once_there_are_amounts(people: dict[str, Colleague]) -> None:
    Firm.objects.update(country="GB")
    opportunity(people["ruth"], amount=100)
    with pytest.raises(UnableToSave, match="amounts in GBP"):
        opening.reckon_in("USD", by=people["adam"], at=NOW)


def test_a_firm_reckons_in_the_currency_of_its_country_until_it_says_otherwise(people: dict[str, Colleague]) -> None:
    Firm.objects.update(country="GB")
    assert Surroundings().currency == "GBP"
    opening.reckon_in("USD", by=people["adam"], at=NOW)
    assert Surroundings().currency == "USD"
    Firm.objects.update(country="")
    Bookkeeping.objects.all().delete()
    assert Surroundings().currency == "EUR"
