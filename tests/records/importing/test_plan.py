"""Every row is a new record, a change, nothing to do, or stays out with its reason."""

from typing import Any

import pytest
from tests.records.book import account, contact, lead
from tests.records.importing.desk import brought_in, planned, read, table, uploaded, workbook

from ingrain.people.models import Colleague
from ingrain.records.importing import arrive
from ingrain.records.importing.plan import Line
from ingrain.records.importing.workbook import UnableToBringIn
from ingrain.records.models import Account, Contact, Elsewhere, Lead, Openness

HEAD = "Name,Company,E-mail,Phone,Source"


def lines(by: Colleague, *rows: str, name: str = "leads.csv", **said: Any) -> list[Line]:
    return planned(uploaded(by, table(*rows), name, **said)).lines


@pytest.mark.parametrize(
    ("name", "headings", "kind"),
    [
        ("a.csv", "Account,Sector,Website", "account"),
        ("a.csv", "First name,Last name,Job title,Company,E-mail", "contact"),
        ("a.csv", "Name,Company,E-mail,Lead source,Status", "lead"),
        ("a.csv", "Deal name,Account,Stage,Amount,Close date", "opportunity"),
        ("a.csv", "Product,List price", "product"),
        ("contacts.csv", "Name,E-mail", "contact"),
        ("a.csv", "Agent,Manager,Office", "person"),
    ],
)
def test_what_the_rows_are_is_guessed(people: dict[str, Colleague], name: str, headings: str, kind: str) -> None:
    width = headings.count(",")
    found = read(uploaded(people["ingrid"], table(headings, "x" + ",y" * width), name))
    assert found.sort.name == kind


def test_columns_are_guessed_by_their_headings_and_by_what_stands_in_them(people: dict[str, Colleague]) -> None:
    found = read(
        uploaded(people["ruth"], table("Orla Byrne,orla@west.example", "Sam Weir,sam@west.example"), "leads.csv")
    )
    assert found.columns == ["name", "email address"]


def test_what_columns_meant_is_remembered_for_the_same_headings(people: dict[str, Colleague]) -> None:
    rows = table("Wer,Wo,Was", "Orla Byrne,Westport,ring her")
    said = {"columns": ["name", "city", "keep"], "kind": "lead"}
    brought_in(people["ruth"], rows, "leads.csv", **said)
    assert read(uploaded(people["colin"], rows, "leads.csv")).columns == ["name", "city", "keep"]
    assert Lead.objects.get().description == "Was: ring her"


def test_a_row_is_known_by_its_own_number_by_mail_and_by_name_and_says_by_what(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    one = account(ruth, "Orme Foods")
    two = contact(ruth, one, "Sam Weir", email_address="sam@orme.example")
    three = contact(ruth, one, "Ines Duarte")
    rows = [
        "Our number,Name,Account,E-mail,Position",
        f"{two.pk},Sam Weir,Orme Foods,,Buyer",
        ",Samuel Weir,orme foods,SAM@orme.example,Buyer",
        ",inês duarte,Orme Foods,,Owner",
        ",Nobody New,Orme Foods,,Owner",
    ]
    found = lines(ruth, *rows[:2], name="contacts.csv"), lines(ruth, rows[0], *rows[2:], name="contacts.csv")
    ((own,), (mail, name, new)) = found
    assert (own.record, own.why[0]) == (two.record, "Known by its own number.")
    assert (mail.record, mail.why[0], mail.values["name"]) == (
        two.record,
        "Known by this e-mail address.",
        "Samuel Weir",
    )
    assert (name.record, name.why) == (three.record, ["Known by this name in the account.", "Changes: Name, Position."])
    assert (new.state, new.record) == ("create", "")


def test_a_row_that_says_nothing_new_is_skipped_and_an_empty_cell_erases_nothing(people: dict[str, Colleague]) -> None:
    account(people["ruth"], "Orme Foods", city="Leeds", phone="0113 496 0067")
    (line,) = lines(people["ruth"], "Account,City,Phone", "Orme Foods,Leeds,", name="accounts.csv")
    assert (line.state, line.why[1]) == ("skip", "Nothing in it differs from what is here.")


def test_somebody_elses_record_is_refused_and_one_that_is_not_for_them_is_not_there(
    people: dict[str, Colleague],
) -> None:
    theirs = account(people["dana"], "Orme Foods")
    rows = ("Account,City", "Orme Foods,Leeds")
    (line,) = lines(people["ruth"], *rows, name="accounts.csv")
    assert line.state == "error"
    assert line.why[1] == "You may read it, but not change it: it belongs to Dana Whitfield."
    Openness.objects.create(kind="account", read="owner", change="owner")
    (line,) = lines(people["ruth"], *rows, name="accounts.csv")
    assert (line.state, line.record) == ("create", "")
    (line,) = lines(people["ruth"], "Our number,Account", f"{theirs.pk},Orme", name="accounts.csv")
    assert line.why == [f"There is no account {theirs.pk}, or it isn't for you."]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"{'x' * 5000},Orme,,,", "Name: this has 5,000 characters"),
        ('Orla,Orme,"orla@west.example\nBcc: all@west.example",,', "is no e-mail address"),
        ("Orla,Orme,not an address,,", "E-mail: “not an address” is no e-mail address."),
        (",,orla@west.example,,", "It has no name"),
    ],
)
def test_a_row_that_can_not_be_read_stays_out_with_its_reason(people: dict[str, Colleague], row: str, why: str) -> None:
    (line,) = lines(people["ruth"], HEAD, row)
    assert line.state == "error"
    assert why in " ".join(line.why)


def test_rows_about_the_same_are_told_from_each_other(people: dict[str, Colleague]) -> None:
    rows = ["Orla Byrne,Orme,o@west.example,,", "Orla Byrne,Orme,o@west.example,,", "O. Byrne,Orme,O@west.example,,"]
    first, same, other = lines(people["ruth"], HEAD, *rows)
    assert (first.state, same.state, other.state) == ("create", "skip", "error")
    assert same.why == ["Row 2 says the same."]
    assert other.why == ["Row 2 is about the same: it has the same e-mail address. Bring in one of the two."]


def test_an_unknown_owner_is_asked_for_once_and_holds_for_every_row(people: dict[str, Colleague]) -> None:
    rows = ("Name,Company,Owner", "Orla,Orme,Ruth Adeyami", "Sam,Delph,Ruth Adeyami", "Ines,Aire,Somebody Else")
    plan = planned(uploaded(people["ruth"], table(*rows), "leads.csv"))
    near, far = plan.questions
    assert (near.said, near.rows, near.chosen, near.sure) == ("Ruth Adeyami", 2, "ruth.adeyemi", True)
    assert far.chosen == "refuse"
    assert [line.state for line in plan.lines] == ["create", "create", "error"]
    assert plan.lines[2].why == ["Owner: nobody here is called “Somebody Else”."]
    said = {"owner": {"Somebody Else": "colin.marsh", "Ruth Adeyami": "leave"}}
    told = lines(people["ruth"], *rows, names=said)
    assert [line.values.get("owner") for line in told] == [None, None, "colin.marsh"]


def test_an_account_that_is_spelt_otherwise_is_offered_and_a_new_one_comes_in_along_the_way(
    people: dict[str, Colleague],
) -> None:
    there = account(people["ruth"], "GTX Pro Ltd", city="Leeds")
    rows = ("Name,Account", "Sam,GTXPro", "Ines,Brand New Foods")
    plan = planned(uploaded(people["ruth"], table(*rows), "contacts.csv"))
    assert [(q.said, q.chosen) for q in plan.questions] == [("GTXPro", there.record), ("Brand New Foods", "new")]
    assert plan.along == {"brand new foods": "Brand New Foods"}
    brought_in(people["ruth"], table(*rows), "contacts.csv")
    assert {c.name: c.account.name for c in Contact.objects.select_related("account") if c.account} == {
        "Sam": "GTX Pro Ltd",
        "Ines": "Brand New Foods",
    }


def test_two_accounts_of_one_name_are_asked_for(people: dict[str, Colleague]) -> None:
    account(people["ruth"], "Orme Foods", city="Leeds")
    account(people["ruth"], "Orme Foods", city="Hull")
    plan = planned(uploaded(people["ruth"], table("Name,Account", "Sam,Orme Foods"), "contacts.csv"))
    (question,) = plan.questions
    assert [label for _value, label in question.choices[:2]] == ["Orme Foods, Leeds", "Orme Foods, Hull"]
    assert plan.lines[0].why == ["Account: several are called “Orme Foods”."]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"owner": "ruth.adeyemi"}, {"owner": "colin.marsh"}, ("Ruth Adeyemi", "Colin Marsh")),
        ({"phone": "0113 496 0067"}, {"phone": "0113 496 0068"}, ("0113 496 0067", "0113 496 0068")),
        ({"phone": "0113 496 0067"}, {}, ("number {}", "number {}")),
    ],
)
def test_two_accounts_of_one_name_and_city_are_told_apart(
    people: dict[str, Colleague], one: dict[str, str], other: dict[str, str], told: tuple[str, str]
) -> None:
    there = [account(people["ruth"], "Trent Foods", city="Exeter", **more) for more in (one, other)]
    (question,) = planned(uploaded(people["ruth"], table("Name,Account", "Sam,Trent Foods"), "contacts.csv")).questions
    assert question.choices[:2] == [
        (row.record, f"Trent Foods, Exeter ({said.format(row.pk)})") for row, said in zip(there, told, strict=True)
    ]


def test_two_colleagues_of_one_name_are_told_apart(people: dict[str, Colleague]) -> None:
    Colleague.objects.filter(key="colin.marsh").update(name="Ruth Adeyemi")
    rows = table("Name,Company,Owner", "Orla,Orme,Ruth Adeyemi")
    (question,) = planned(uploaded(people["maria"], rows, "leads.csv")).questions
    labels = dict(question.choices)
    assert labels["ruth.adeyemi"] == "Ruth Adeyemi (ruth.adeyemi)"
    assert labels["colin.marsh"] == "Ruth Adeyemi (colin.marsh)"


def test_a_formula_without_its_result_stays_out_and_is_said(people: dict[str, Colleague]) -> None:
    content = workbook(
        ["Deal name", "Account", "Amount"],
        ["First", "Orme", ("=100*2", 200)],
        ["Second", "Orme", ("=C2*2", "")],
        ["Third", ("=B2", ""), 5],
        [("=A2", ""), "Orme", 5],
    )
    first, *rest = planned(uploaded(people["ruth"], content, "deals.xlsx")).lines
    assert (first.state, first.values["amount"]) == ("create", 200)
    assert [line.state for line in rest] == ["error"] * 3
    why = "the cell holds a formula without its result. Open the file in Excel once, save it, and upload it again."
    assert [line.why for line in rest] == [[f"Amount: {why}"], [f"Account: {why}"], [f"Deal name: {why}"]]


def test_a_price_that_is_a_formula_without_its_result_stays_out(people: dict[str, Colleague]) -> None:
    content = workbook(["Product", "Price"], ["GTX Pro", ("=5*2", "")])
    (line,) = planned(uploaded(people["maria"], content, "products.xlsx", "product")).lines
    assert line.state == "error"
    assert line.why[0].startswith("Price: the cell holds a formula")


def test_a_record_is_known_again_by_the_number_where_it_came_from(people: dict[str, Colleague]) -> None:
    rows = table("Account ID,Account,City", "A-17,Orme Foods,Leeds")
    brought_in(people["ruth"], rows, "accounts.csv")
    assert Elsewhere.objects.get().number == "A-17"
    renamed = table("Account ID,Account,City", "A-17,Orme & Sons,Leeds")
    (line,) = planned(uploaded(people["ruth"], renamed, "accounts.csv")).lines
    assert (line.state, line.record) == ("update", Account.objects.get().record)


@pytest.mark.parametrize("heading", ["Number", "number", "No.", "ID"])
def test_a_plain_number_is_that_of_where_the_table_comes_from(people: dict[str, Colleague], heading: str) -> None:
    there = account(people["ruth"], "Orme Foods")
    rows = table(f"{heading},Account,City", f"{there.pk},Delph Mills,Hull")
    sheet = uploaded(people["ruth"], rows, "accounts.csv", "account")
    assert read(sheet).columns == ["their number", "name", "city"]
    (line,) = planned(sheet).lines
    assert (line.state, line.foreign) == ("create", str(there.pk))


def test_our_own_number_says_which_record_is_meant(people: dict[str, Colleague]) -> None:
    sheet = uploaded(people["ruth"], table("Our number,Account", "1,Orme"), "accounts.csv", "account")
    assert read(sheet).columns == ["number", "name"]


def test_people_and_products_are_for_those_who_look_after_them(people: dict[str, Colleague]) -> None:
    assert arrive.kinds_for(people["ruth"]) == ["lead", "account", "contact", "opportunity"]
    assert "person" in arrive.kinds_for(people["adam"])
    sheet = uploaded(people["ruth"], table("Product,Price", "GTX Pro,5"), "products.csv")
    assert read(sheet).sort.name == "lead", "what they may not bring in isn't guessed for them"


def test_two_columns_can_not_say_the_same(people: dict[str, Colleague]) -> None:
    sheet = uploaded(people["ruth"], table("Name,Mail 1,Mail 2", "Orla,a@b.example,c@d.example"), "leads.csv")
    with pytest.raises(UnableToBringIn, match="Two columns are read as"):
        arrive.say(sheet, {"kind": "", "columns": ["name", "email address", "email address"]})


def test_a_workbook_with_numbers_for_texts_keeps_them_as_they_are_read(people: dict[str, Colleague]) -> None:
    content = workbook(["Name", "Account", "Postcode", "Phone"], ["Sam", "Orme", 1234, 441134960067])
    (line,) = planned(uploaded(people["ruth"], content, "contacts.xlsx")).lines
    assert (line.values["postcode"], line.state) == ("1234", "create")


def test_a_lead_is_known_by_its_name_and_company(people: dict[str, Colleague]) -> None:
    there = lead(people["ruth"], "Orla Byrne", company="Westport Foods")
    (line,) = lines(people["ruth"], HEAD, "Orla Byrne,WESTPORT FOODS,orla@west.example,,Web")
    assert (line.record, line.state) == (there.record, "update")
