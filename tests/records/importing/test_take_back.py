"""A spreadsheet goes again as a whole; what somebody worked with since stays, and is named beforehand."""

from typing import Any

import pytest
from tests.records.book import account, desk
from tests.records.importing.desk import LATER, brought_in, table, taken_back

from ingrain.journal import read as journal
from ingrain.people.models import Colleague
from ingrain.records import doing, keep, moving
from ingrain.records.importing import take_back
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
    assert take_back.staying(sheet) == []
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
    assert [one.name for one in take_back.staying(sheet)] == ["Orme", "Sam"]
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
        take_back.ask(Spreadsheet.objects.get(), at=LATER)


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
    take_back.ask(sheet, at=LATER)
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
    assert taken_back(sheet).stayed == ["GTX Plus"]
    assert dict(Product.objects.values_list("name", "price")) == {"GTX Pro": 100, "GTX Plus": 800}


def test_people_who_own_something_stay_and_it_is_said_why(people: dict[str, Colleague]) -> None:
    sheet = brought_in(people["adam"], table("Agent,Manager,Office", "Anna Snelling,Maria Okafor,North"), "team.csv")
    assert sheet.said == ""
    account(people["ruth"], "Orme", owner="anna.snelling")
    after = taken_back(sheet)
    assert not after.is_back
    assert after.said.startswith("Anna Snelling ")
    assert Colleague.objects.filter(name="Anna Snelling").exists()
