"""Bringing in a spreadsheet as somebody would: upload, look, decide a name, bring in, take back; at both sizes."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import EXAM
from tests.firm import firm
from tests.records.book import account
from tests.records.importing.desk import MAVEN
from tests.web.browsing import DESK, PHONE, assert_decent, page_of

from ingrain.people.models import Colleague
from ingrain.records.importing import bring_in, take_back
from ingrain.records.models import Account, Contact, Opportunity, Product, Spreadsheet
from ingrain.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTACTS = """Our contacts of 2026,,,,
Contact,Account,E-mail,Phone,Since
Orla Byrne,GTXPro,orla@gtx.example,0113 496 0067,03/04/2026
Sam Weir,GTX Pro,sam@gtx.example,07700 900123,05/06/2026
Ines Duarte,Brand New Foods,not an address,0113 496 0068,05/06/2026
"""


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)])
def test_a_spreadsheet_comes_in_and_goes_again(
    browser: Any, live_server: Any, settings: Any, tmp_path: Path, size: tuple[int, int], dark: bool
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    settings.MEDIA_ROOT = tmp_path
    people = firm()
    account(people["ruth"], "GTX Pro", city="Leeds")
    file = tmp_path / "contacts.csv"
    file.write_text(CONTACTS)
    with page_of(browser, live_server, people["ruth"], size=size, dark=dark) as page:
        page.goto("/bring/")
        assert_decent(page)
        picture(page, "start", size, dark)
        page.get_by_label("The file").set_input_files(file)
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("heading", name="2 rows are new, 1 stays out.").wait_for()
        assert page.get_by_role("combobox", name="“GTXPro”").input_value().startswith("account/")
        page.get_by_role("combobox", name="Since").select_option("created on")
        page.get_by_role("button", name="Look again").click()
        page.get_by_label("could be read in two ways").select_option("day first")
        assert_decent(page)
        picture(page, "preview", size, dark)
        page.get_by_role("button", name="Bring in 2 rows").click()
        page.get_by_role("heading", name="is on its way").wait_for()
        assert_decent(page)
        bring_in.bring_in(Spreadsheet.objects.get().pk, clock=clock.now)
        page.get_by_role("heading", name="contacts.csv is in.").wait_for()  # the bar asks by itself
        assert_decent(page)
        picture(page, "in", size, dark)
        assert Contact.objects.count() == 2
        page.get_by_role("button", name="Take it back").click()
        page.get_by_role("heading", name="is going back").wait_for()
        take_back.take_back(Spreadsheet.objects.get().pk, clock=clock.now)
        page.get_by_role("heading", name="was taken back").wait_for()
        assert_decent(page)
        assert not Contact.objects.exists()
    with page_of(browser, live_server, people["ruth"], size=(320, 700)) as page:
        page.goto("/bring/")
        assert_decent(page)


def picture(page: Any, name: str, size: tuple[int, int], dark: bool) -> None:
    """Kept where INGRAIN_PICTURES says, to be looked at."""
    if where := os.environ.get("INGRAIN_PICTURES"):
        page.screenshot(path=f"{where}/{name}-{size[0]}{'-dark' if dark else ''}.png", full_page=True)


@pytest.mark.skipif(
    not (MAVEN / "maven_accounts.csv").exists(),
    reason="there is no shared/data/maven_accounts.csv beside this checkout",
)
@pytest.mark.exam
@pytest.mark.parametrize("size", [DESK, PHONE] if EXAM else [DESK], ids=str)
def test_a_company_comes_in_from_four_files_with_its_names_mended_and_goes_again(
    browser: Any, live_server: Any, settings: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    settings.MEDIA_ROOT = tmp_path
    people = firm()
    account(people["ruth"], "Here before", industry="technology")
    for name in ("accounts", "products", "sales_teams", "sales_pipeline"):  # all 8,800 come in with test_maven.py
        rows = (MAVEN / f"maven_{name}.csv").read_text().splitlines()[:121]
        (tmp_path / f"{name}.csv").write_text("\n".join(rows))
    with page_of(browser, live_server, people["ingrid"], size=size) as page:

        def bring(name: str, **meant: str) -> int:
            """Upload a file, say what its names mean, and bring it in; the number of the spreadsheet."""
            page.goto("/bring/")
            page.get_by_label("The file").set_input_files(tmp_path / f"{name}.csv")
            page.get_by_role("button", name="Look at it").click()
            page.get_by_role("button", name="Bring in").wait_for()
            for said, is_ in meant.items():
                page.get_by_role("combobox", name=f"“{said}”").select_option(label=is_)
            assert_decent(page)
            picture(page, name, size, False)
            page.get_by_role("button", name="Bring in").click()
            page.get_by_role("heading", name="is on its way").wait_for()
            page.goto("about:blank")  # nobody asks how far it is: in tests there is one connection
            number = Spreadsheet.objects.order_by("-pk").values_list("pk", flat=True)[0]
            bring_in.bring_in(number, clock=clock.now)
            page.goto(f"/bring/{number}/")
            page.get_by_role("heading", name=f"{name}.csv is in.").wait_for()
            return number

        accounts = bring("accounts", technolgy="technology")
        assert Account.objects.filter(industry="technology").count() == 13
        assert not Account.objects.filter(industry="technolgy").exists()
        products, sellers = bring("products"), bring("sales_teams")
        sales = bring("sales_pipeline", GTXPro="GTX Pro", Engaging="Proposal")
        assert Opportunity.objects.filter(product="GTX Pro", owner__name="Darcel Schlecht").exists()
        assert (Opportunity.objects.count(), Opportunity.objects.filter(product="GTXPro").count()) == (120, 0)
        for sheet in (sales, sellers, products, accounts):
            page.goto(f"/bring/{sheet}/")
            page.get_by_role("button", name="Take it back").click()
            page.get_by_role("heading", name="is going back").wait_for()
            page.goto("about:blank")
            take_back.take_back(sheet, clock=clock.now)
            page.goto(f"/bring/{sheet}/")
            page.get_by_role("heading", name="was taken back").wait_for()
    assert [one.name for one in Account.objects.all()] == ["Here before"]
    assert not Opportunity.objects.exists()
    assert not Product.objects.exists()
    assert not Colleague.objects.filter(name="Darcel Schlecht").exists()
