"""The pages of spreadsheets: looked at row by row, decided, brought in; nobody else's, and nothing by a mere look."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.firm import instant
from tests.records.book import account, desk
from tests.records.importing.desk import LATER, brought_in, table, taken_back
from tests.web.conftest import SignIn

from ingrain.people.models import Colleague
from ingrain.records import doing
from ingrain.records.importing import bring_in, take_back
from ingrain.records.models import Account, Lead, Spreadsheet
from ingrain.web import clock

NOW = instant("2026-11-20T12:00")
LEADS = "Name,Company,E-mail\nOrla Byrne,Orme,o@west.example\nSam Weir,Delph,no address"


@pytest.fixture
def ruth(people: dict[str, Colleague], sign_in: SignIn, settings: Any, tmp_path: Path, monkeypatch: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return sign_in(people["ruth"])


def upload(client: Client, content: str, name: str = "leads.csv") -> str:
    answer = client.post(reverse("record-import"), {"file": SimpleUploadedFile(name, content.encode())})
    return str(answer["Location"]) if answer.status_code == 302 else answer.content.decode()


def do(name: str) -> str:
    return reverse(name, args=[Spreadsheet.objects.get().pk])


def test_a_file_is_shown_as_it_would_come_in_and_comes_in(ruth: Client) -> None:
    page = ruth.get(upload(ruth, LEADS)).content.decode()
    assert "1 row is new, 1 stays out." in page
    assert "E-mail: “no address” is no e-mail address." in page
    assert not Lead.objects.exists()
    ruth.post(do("import-say"), {"kind": "lead", "column": ["name", "company", "email address"], "go": "1"})
    assert "is on its way" in ruth.get(do("import")).content.decode()
    bring_in.bring_in(Spreadsheet.objects.get().pk, clock=lambda: NOW)
    assert ruth.get(do("import-progress"))["HX-Refresh"] == "true"
    page = ruth.get(do("import")).content.decode()
    assert "leads.csv is in." in page
    assert "Row 3: E-mail: “no address” is no e-mail address." in page
    mended = ruth.get(do("import-refused"))
    assert b"".join(mended.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert mended["Content-Disposition"] == 'attachment; filename="leads-to-mend.xlsx"'
    ruth.post(do("import-back"))
    assert "is going back" in ruth.get(do("import")).content.decode()
    take_back.take_back(Spreadsheet.objects.get().pk, clock=lambda: NOW)
    assert "leads.csv was taken back." in ruth.get(do("import")).content.decode()
    assert not Lead.objects.exists()


def test_where_the_rows_are_something_else_the_columns_are_guessed_anew(ruth: Client) -> None:
    address = upload(ruth, "Name,City\nOrme,Leeds", "accounts.csv")
    assert 'value="account" selected' in ruth.get(address).content.decode()
    said = {"kind": "contact", "heading": "1", "column": ["", ""], "was": "account 1 "}
    ruth.post(do("import-say"), said)
    page = ruth.get(address).content.decode()
    assert 'value="contact" selected' in page
    assert page.count('<option value="city" selected>') == 1


def test_cells_can_be_pasted(ruth: Client) -> None:
    answer = ruth.post(reverse("record-import"), {"text": "Name\tCompany\nOrla\tOrme", "kind": "lead"})
    assert "1 row is new." in ruth.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Choose a file, or paste cells."),
        ({"file": SimpleUploadedFile("holiday.xlsx", b"\x89PNG\r\n")}, "holiday.xlsx is a PNG file"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_on_the_page_and_not_kept(ruth: Client, given: Any, said: str) -> None:
    page = ruth.post(reverse("record-import"), given).content.decode()
    assert said in page
    assert not Spreadsheet.objects.exists()


def test_an_empty_file_is_refused(ruth: Client) -> None:
    assert (
        "0 bytes" in ruth.post(reverse("record-import"), {"file": SimpleUploadedFile("a.xlsx", b"")}).content.decode()
    )


def test_rows_can_be_narrowed_to_those_that_stay_out(ruth: Client) -> None:
    page = ruth.get(upload(ruth, LEADS) + "?show=error").content.decode()
    assert "Sam Weir" in page
    assert "Orla Byrne</th>" not in page


def test_a_name_is_decided_on_the_page(ruth: Client, people: dict[str, Colleague]) -> None:
    there = account(people["ruth"], "GTX Pro")
    page = ruth.get(upload(ruth, "Contact,Account\nSam,GTXPro\nInes,GTXPro", "contacts.csv")).content.decode()
    assert "“GTXPro”" in page
    assert f'<option value="{there.record}" selected>GTX Pro</option>' in page
    said = {"kind": "contact", "column": ["name", "account"], "target": "account", "said": "GTXPro", "choice": "new"}
    ruth.post(do("import-say"), said)
    assert "One account comes in along the way." in ruth.get(do("import")).content.decode()


def test_days_that_could_be_read_in_two_ways_are_asked_for(ruth: Client) -> None:
    address = upload(ruth, "Deal name,Account,Close date\nLine,Orme,03/04/2026", "deals.csv")
    assert "could be read in two ways" in ruth.get(address).content.decode()
    columns = ["name", "account", "close date"]
    ruth.post(do("import-say"), {"kind": "opportunity", "column": columns, "days-2": "month first"})
    assert "4 Mar 2026" in ruth.get(address).content.decode()


def test_amounts_and_days_are_shown_as_one_reads_them(ruth: Client) -> None:
    page = ruth.get(upload(ruth, "Deal name,Account,Amount,Close date\nLine,Orme,1234.5,2026-12-01", "deals.csv"))
    assert "1,234.50, 1 Dec 2026" in page.content.decode()


def test_rows_that_stay_out_for_one_reason_are_said_once_and_all_are_counted(ruth: Client) -> None:
    deals = "\n".join(f"Line {n},Orme,Nobody" for n in range(12))
    address = upload(ruth, f"Deal name,Account,Owner\nFirst,Orme,Ruth Adeyemi\n{deals}", "deals.csv")
    page = ruth.get(address).content.decode()
    assert page.count("12 rows (3, 4, 5, 6, 7 and 7 more): Owner: nobody here is called “Nobody”.") == 1
    assert "are asked for above" in page
    columns = ["name", "account", "owner"]
    ruth.post(do("import-say"), {"kind": "opportunity", "column": columns, "go": "1"})
    bring_in.bring_in(Spreadsheet.objects.get().pk, clock=lambda: NOW)
    page = ruth.get(address).content.decode()
    assert page.count("nobody here is called") == 1
    assert "Say " not in page
    assert "asked for above" not in page


def test_reasons_that_are_not_shown_are_counted_by_their_rows(ruth: Client) -> None:
    leads = "\n".join(f"Lead {n},Orme,no mail {n}" for n in range(25))
    page = ruth.get(upload(ruth, f"Name,Company,E-mail\n{leads}")).content.decode()
    assert page.count("is no e-mail address") == 20
    assert "and 5 more rows with other reasons" in page


def test_what_came_in_is_one_click_away(ruth: Client, people: dict[str, Colleague], sign_in: SignIn) -> None:
    account(people["ruth"], "Here before")
    rows = table("Deal name,Account,Stage", "Line,Orme,Discovery", "Old line,Orme,Closed won")
    deals = brought_in(people["ruth"], rows, "deals.csv")
    page = ruth.get(reverse("import", args=[deals.pk])).content.decode()
    (address,) = [html.unescape(found) for found in re.findall(r'href="([^"]*)">See what came in', page)]
    there = ruth.get(address).content.decode()
    assert "Old line" in there
    assert ">Line<" in there
    many = table("Account,City", *(f"Firm {n},Leeds" for n in range(120)))
    page = ruth.get(reverse("import", args=[brought_in(people["ruth"], many, "accounts.csv").pk])).content.decode()
    assert '/accounts/?who=all&amp;state=any&amp;sort=-changed"' in page
    prices = brought_in(people["ingrid"], table("Product,Price", "GTX,5"), "products.csv")
    page = sign_in(people["ingrid"]).get(reverse("import", args=[prices.pk])).content.decode()
    assert f'href="{reverse("set-products")}">See what came in' in page


def test_a_spreadsheet_is_there_for_whoever_uploaded_it(
    ruth: Client, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    address = upload(ruth, LEADS)
    for other in ("colin", "maria", "ingrid"):
        client = sign_in(people[other])
        assert client.get(address).status_code == 404
        assert client.post(do("import-say"), {"go": "1"}).status_code == 404
        assert client.post(do("import-discard")).status_code == 404
    assert Spreadsheet.objects.get().begun is None
    assert ruth.post(do("import-discard")).status_code == 302
    assert not Spreadsheet.objects.exists()


@pytest.mark.parametrize("name", ["say", "discard", "go-on", "stop", "back"])
def test_a_look_alone_changes_nothing(ruth: Client, name: str) -> None:
    upload(ruth, LEADS)
    assert ruth.get(do(f"import-{name}")).status_code == 404


def test_what_stands_on_it_is_said_before_it_is_taken_back_and_what_stays_keeps_a_button(
    ruth: Client, people: dict[str, Colleague]
) -> None:
    accounts = brought_in(people["ruth"], table("Account,City", "Orme,Leeds", "Delph,Hull"), "accounts.csv")
    deals = brought_in(people["ruth"], table("Deal name,Account,Stage", "Line,Orme,Discovery"), "deals.csv")
    here, there = (reverse("import", args=[one.pk]) for one in (accounts, deals))
    page = ruth.get(here).content.decode()
    assert "The opportunities of deals.csv belong to these accounts: take that back first." in page
    assert f'href="{there}"' in page
    assert "Take it back" not in page
    answer = ruth.post(reverse("import-back", args=[accounts.pk]), follow=True).content.decode()
    assert "take that back first" in answer
    assert "accounts.csv is in." in answer
    taken_back(deals)
    doing.do("call", [Account.objects.get(name="Orme")], {"notes": "Rang."}, by=desk(people["ruth"]), at=LATER)
    taken_back(accounts)
    page = ruth.get(here).content.decode()
    assert "Of accounts.csv, 1 went and 1 stands on." in page
    assert "was taken back" not in page
    assert "Take back the rest" in page
    assert "taken back but for a rest" in ruth.get(reverse("record-import")).content.decode()
    page = ruth.post(reverse("import-back", args=[accounts.pk]), follow=True).content.decode()
    assert "All of it has to stay" in page


def test_a_name_in_a_file_is_shown_as_text(ruth: Client) -> None:
    page = ruth.get(upload(ruth, "Name,Company\n<script>alert(1)</script>,<b>Orme", "leads.csv")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;Orme" in page
