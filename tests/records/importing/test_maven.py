"""A whole company's customers from four public spreadsheets, names mended along the way, and away again."""

from collections import Counter

import pytest
from tests.records.importing.desk import MAVEN, brought_in, planned, read, taken_back, uploaded

from ingrain.journal import read as journal
from ingrain.people.models import Colleague, Team
from ingrain.records.models import Account, Found, Opportunity, Product, Spreadsheet

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(
        not (MAVEN / "maven_accounts.csv").exists(),
        reason="there is no shared/data/maven_accounts.csv beside this checkout",
    ),
]
STAGES = {"Engaging": "Proposal", "Prospecting": "Discovery"}


def csv(name: str) -> bytes:
    return (MAVEN / f"maven_{name}.csv").read_bytes()


def bring(by: Colleague, name: str, **said: object) -> Spreadsheet:
    return brought_in(by, csv(name), f"maven_{name}.csv", **said)


def test_accounts_products_people_and_opportunities_come_in_and_go_again(people: dict[str, Colleague]) -> None:
    ingrid = people["ingrid"]
    before = Colleague.objects.count()
    accounts = bring(ingrid, "accounts")
    assert (accounts.said, accounts.kind, accounts.counts["create"]) == ("", "account", 85)
    acme = Account.objects.get(name="Acme Corporation")
    assert Account.objects.get(name="Bluth Company").parent == acme
    assert Account.objects.exclude(parent=None).count() == 15
    assert (acme.industry, acme.country) == ("technolgy", "United States")

    products = bring(ingrid, "products")
    assert (products.said, products.kind, Product.objects.get(name="GTX Pro").price) == ("", "product", 482100)

    sellers = bring(ingrid, "sales_teams")
    assert (sellers.said, sellers.kind, sellers.counts.get("create")) == ("", "person", 35)
    assert Colleague.objects.count() == before + 35 + 6, "and the six managers whom the rows name"
    anna = Colleague.objects.get(name="Anna Snelling")
    assert (anna.team, anna.manager) == (
        Team.objects.get(name="Central"),
        Colleague.objects.get(name="Dustin Brinkmann"),
    )

    sheet = uploaded(ingrid, csv("sales_pipeline"), "maven_sales_pipeline.csv")
    asked = {(q.target, q.said): q.chosen for q in planned(sheet).questions}
    assert asked["product", "GTXPro"] == "GTX Pro"
    assert asked["stage", "Engaging"] == "refuse", "nobody can guess which stage that is"
    assert read(sheet).columns == [
        "their number", "owner", "product", "account", "stage", "created on", "close date", "amount",
    ]  # fmt: skip
    pipeline = bring(ingrid, "sales_pipeline", names={"stage": STAGES})
    assert (pipeline.said, pipeline.counts) == ("", {"create": 8800, "update": 0, "skip": 0, "error": 0})
    states = Counter(Opportunity.objects.values_list("state", flat=True))
    assert states == {"won": 4238, "lost": 2473, "open": 2089}
    assert not Opportunity.objects.filter(product="GTXPro").exists()
    assert Opportunity.objects.filter(account=None).count() == 1425, "rows without an account"
    assert journal.unbroken() is None

    again = planned(uploaded(ingrid, csv("sales_pipeline"), "maven_sales_pipeline.csv", names={"stage": STAGES}))
    assert again.counts == {"create": 0, "update": 0, "skip": 8800, "error": 0}, "known by their own numbers"

    for one in (pipeline, sellers, products, accounts):
        assert taken_back(one).stayed == []
    assert not Opportunity.objects.exists()
    assert not Account.objects.exists()
    assert not Product.objects.exists()
    assert not Found.objects.exists()
    assert (Colleague.objects.count(), Team.objects.count()) == (before, 2)
