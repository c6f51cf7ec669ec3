"""A spreadsheet goes again as a whole; what somebody worked with since stays, and is named beforehand."""

from typing import Any

import pytest
from django.db import OperationalError
from tests.records.book import account, desk
from tests.records.importing.desk import LATER, brought_in, table, taken_back

from ingrain.journal import read as journal
from ingrain.people.models import Colleague
from ingrain.records import doing, keep, moving
from ingrain.records.importing import take_back
from ingrain.records.importing.standing import standing
from ingrain.records.importing.workbook import UnableToBringIn
from ingrain.records.models import (
    About,
    Account,
    Activity,
    Contact,
    Elsewhere,
    Found,
    Opportunity,
    Product,
    Reach,
    Spreadsheet,
)
from ingrain.records.shelf import Shelf

CONTACTS = ("Contact ID,Name,Account,E-mail", "1,Sam,Orme,sam@orme.example", "2,Ines,Delph,ines@delph.example")


def test_everything_goes_that_nobody_touched(people: dict[str, Colleague]) -> None:
    sheet = brought_in(people["ruth"], table(*CONTACTS), "contacts.csv")
    assert standing(sheet).names == []
    after = taken_back(sheet)
    assert (after.is_back, after.stayed) == (True, [])
    for table_ in (Contact, Account, Found, Reach, Elsewhere):
        assert not table_.objects.exists()
    assert not [e for e in journal.events() if e.kind in ("contact", "account")]
    assert journal.unbroken() is None


def test_what_was_changed_stands_as_it_stood(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    account(ruth, "Orme", city="Leeds")
    sheet = brought_in(ruth, table("Account,City,Industry", "Orme,Hull,Food"), "accounts.csv")
    keep.change(Account.objects.get(), {"industry": "Drink"}, by=desk(ruth), at=LATER)
    taken_back(sheet)
    now = Account.objects.get()
    assert (now.city, now.industry) == ("Leeds", "Drink"), "what somebody said since holds"


def test_what_somebody_worked_with_since_stays_with_what_it_names_and_loses_nothing(
    people: dict[str, Colleague],
) -> None:
    ruth = people["ruth"]
    sheet = brought_in(ruth, table(*CONTACTS), "contacts.csv")
    sam = Contact.objects.get(name="Sam")
    doing.do("call", [sam], {"notes": "Spoke to him."}, by=desk(ruth), at=LATER)
    keep.change(sam, {"position": "Buyer"}, by=desk(ruth), at=LATER)
    assert standing(sheet).names == ["Orme", "Sam"]
    before = {name: value for name, value in vars(Contact.objects.get(name="Sam")).items() if name[0] != "_"}
    after = taken_back(sheet)
    assert after.stayed == ["Orme", "Sam"]
    now = Contact.objects.get()
    told = {name: getattr(now, name) for name in before}
    ours = {"version", "changed"}
    assert {k: v for k, v in told.items() if k not in ours} == {k: v for k, v in before.items() if k not in ours}
    assert Account.objects.get().name == "Orme"
    assert set(About.objects.values_list("record", flat=True)) == {now.record, now.account.record}  # type: ignore[union-attr]
    assert Activity.objects.count() == 1
    assert Elsewhere.objects.get().record == now.record
    shelf = Shelf()
    for event in journal.events():
        shelf.tell(event)
    assert set(shelf.rows) >= {now.record}
    assert shelf.rows[now.record].version == now.version


def test_an_opportunity_that_was_moved_stays_where_it_is(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    sheet = brought_in(ruth, table("Deal name,Account,Stage", "First line,Orme,Discovery"), "deals.csv")
    moving.win(Opportunity.objects.get(), by=desk(ruth), at=LATER)
    taken_back(sheet)
    now = Opportunity.objects.get()
    assert (now.state, now.closed_at, now.stage.name) == ("won", LATER, "Discovery")  # type: ignore[union-attr]


def test_taking_back_is_asked_once_and_done_once(people: dict[str, Colleague]) -> None:
    sheet = brought_in(people["ruth"], table(*CONTACTS), "contacts.csv")
    taken_back(sheet)
    take_back.take_back(sheet.pk, clock=lambda: LATER)
    assert len([e for e in journal.events() if e.do == "take back"]) == 1
    with pytest.raises(UnableToBringIn, match="on its way back already"):
        take_back.ask(Spreadsheet.objects.get(), by=people["ruth"], at=LATER)


def test_a_worker_that_is_killed_while_taking_back_leaves_all_of_it(
    people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    sheet = brought_in(people["ruth"], table(*CONTACTS), "contacts.csv")
    whole = take_back.rebuild

    def deadly(records: Any, at: int) -> int:
        whole(records, at)
        raise Killed

    monkeypatch.setattr(take_back, "rebuild", deadly)
    take_back.ask(sheet, by=people["ruth"], at=LATER)
    with pytest.raises(Killed):
        take_back.take_back(sheet.pk, clock=lambda: LATER)
    assert (Contact.objects.count(), Account.objects.count()) == (2, 2)
    assert not Spreadsheet.objects.get().is_back
    monkeypatch.setattr(take_back, "rebuild", whole)
    take_back.take_back(sheet.pk, clock=lambda: LATER)
    assert not Contact.objects.exists()


def test_prices_stand_as_they_stood_and_a_product_that_somebody_priced_anew_stays(people: dict[str, Colleague]) -> None:
    Product.objects.create(name="GTX Pro", price=100)
    rows = table("Product,Price", "GTX Pro,5", "GTX Plus,7", "GTX Basic,9")
    sheet = brought_in(people["maria"], rows, "products.csv")
    Product.objects.filter(name="GTX Plus").update(price=800)
    after = taken_back(sheet)
    assert (after.stayed, after.counts["gone"]) == (["GTX Plus"], 2)
    assert dict(Product.objects.values_list("name", "price")) == {"GTX Pro": 100, "GTX Plus": 800}
    Product.objects.filter(name="GTX Plus").update(price=700)
    after = taken_back(sheet)
    assert (after.stayed, after.counts["gone"]) == ([], 3)
    assert Product.objects.get().name == "GTX Pro"


def test_people_who_own_something_stay_and_it_is_said_why(people: dict[str, Colleague]) -> None:
    sheet = brought_in(people["adam"], table("Agent,Manager,Office", "Anna Snelling,Maria Okafor,North"), "team.csv")
    assert sheet.said == ""
    account(people["ruth"], "Orme", owner="anna.snelling")
    after = taken_back(sheet)
    assert not after.is_back
    assert after.said.startswith("Anna Snelling ")
    assert Colleague.objects.filter(name="Anna Snelling").exists()


# --- where a later one stands on it -----------------------------------------------------------------------------------

ACCOUNTS = ("Account,City", "Orme,Leeds", "Delph,Hull", "Aire,York")
DEALS = ("Deal name,Account,Stage", "First line,Orme,Discovery", "Second line,Delph,Discovery")


def test_what_a_later_spreadsheet_belongs_to_goes_after_it_and_goes_whole(people: dict[str, Colleague]) -> None:
    ingrid = people["ingrid"]
    accounts = brought_in(ingrid, table(*ACCOUNTS), "accounts.csv")
    deals = brought_in(ingrid, table(*DEALS), "deals.csv")
    (later,) = standing(accounts, ingrid).later
    assert (later.sheet, len(later.records)) == (deals, 2)
    assert later.says == "The opportunities of deals.csv belong to these accounts: take that back first."
    with pytest.raises(UnableToBringIn, match="take that back first"):
        taken_back(accounts)
    assert not Spreadsheet.objects.get(pk=accounts.pk).is_running
    for one in (deals, accounts):
        after = taken_back(one)
        assert (after.is_back, after.stayed) == (True, [])
    assert not Account.objects.exists()


def test_what_a_later_spreadsheet_changed_goes_after_it(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    accounts = brought_in(ruth, table(*ACCOUNTS), "accounts.csv")
    brought_in(ruth, table("Account,City", "Orme,Hull"), "moved.csv", "account")
    with pytest.raises(UnableToBringIn, match=r"moved\.csv changed these accounts: take that back first"):
        taken_back(accounts)


def test_what_a_colleague_brought_in_is_work_and_the_rest_goes_once_that_is_gone(people: dict[str, Colleague]) -> None:
    accounts = brought_in(people["ruth"], table(*ACCOUNTS), "accounts.csv")
    deals = brought_in(people["colin"], table(*DEALS[:2]), "deals.csv")
    after = taken_back(accounts)
    assert (after.has_rest, after.stayed, after.counts["gone"]) == (True, ["Orme"], 2)
    with pytest.raises(UnableToBringIn, match="All of it has to stay"):
        taken_back(after)
    assert Account.objects.get().city == "Leeds"
    taken_back(deals)
    after = taken_back(after)
    assert (after.is_back, after.stayed, after.counts["gone"]) == (True, [], 3)
    assert not Account.objects.exists()
    with pytest.raises(UnableToBringIn, match="on its way back already"):
        taken_back(after)
    assert journal.unbroken() is None


def test_a_deal_that_somebody_worked_with_keeps_its_account_and_nothing_waits_for_the_other(
    people: dict[str, Colleague],
) -> None:
    ruth = people["ruth"]
    accounts = brought_in(ruth, table(*ACCOUNTS), "accounts.csv")
    deals = brought_in(ruth, table(*DEALS), "deals.csv")
    moving.win(Opportunity.objects.get(name="First line"), by=desk(ruth), at=LATER)
    assert taken_back(deals).stayed == ["First line"]
    assert taken_back(accounts).stayed == ["Orme"]
    now = Opportunity.objects.get()
    assert (now.state, now.account) == ("won", Account.objects.get())
    shelf = Shelf()
    for event in journal.events():
        shelf.tell(event)
    assert {now.record, now.account.record} <= set(shelf.rows)  # type: ignore[union-attr]


def test_taking_back_can_be_asked_again_after_it_failed(
    people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = brought_in(people["ruth"], table(*CONTACTS), "contacts.csv")

    def full(*_given: Any, **_more: Any) -> None:
        raise OperationalError("disk is full")

    whole = take_back.hide
    monkeypatch.setattr(take_back, "hide", full)
    assert taken_back(sheet).said.startswith("The disk is full.")
    monkeypatch.setattr(take_back, "hide", whole)
    assert taken_back(sheet).is_back
