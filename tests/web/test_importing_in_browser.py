"""Bringing in a spreadsheet as somebody would: upload, look, decide a name, bring in, take back; at both sizes."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.firm import firm
from tests.records.book import account
from tests.web.browsing import DESK, PHONE, assert_decent, page_of

from ingrain.records.importing import bring_in, take_back
from ingrain.records.models import Contact, Spreadsheet
from ingrain.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTACTS = """Our contacts of 2026,,,,
Contact,Account,E-mail,Phone,Since
Orla Byrne,GTXPro,orla@gtx.example,0113 496 0067,03/04/2026
Sam Weir,GTX Pro,sam@gtx.example,07700 900123,05/06/2026
Ines Duarte,Brand New Foods,not an address,0113 496 0068,05/06/2026
"""


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, False), (PHONE, True), (DESK, True)])
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
