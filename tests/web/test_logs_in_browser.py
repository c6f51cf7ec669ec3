"""A lead brings in a log: uploads a table, names a column, sees twenty rows, publishes a manual, sees the grid."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from tests.connect.test_bring_in import table
from tests.firm import firm, instant
from tests.web.browsing import DESK, PHONE, assert_decent

from ingrain.connect import bring_in
from ingrain.connect.models import Arrival
from ingrain.editions.models import Document
from ingrain.monitor import watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = instant("2026-11-20T12:00")


os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
"""Playwright keeps a loop in this thread, which Django would take for a view that must not wait."""


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(
    request: pytest.FixtureRequest, browser: "Browser", live_server: Any, settings: Any, settings_for_pages: None,
    tmp_path: Path, transactional_db: None,
) -> Iterator["Page"]:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path / "files"
    client = Client()
    client.force_login(firm()["ingrid"], backend="allauth.account.auth_backends.AuthenticationBackend")
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height}, base_url=live_server.url)
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
    yield page
    page.close()


def test_from_upload_to_grid(page: "Page", tmp_path: Path) -> None:
    log = tmp_path / "desk.csv"
    log.write_bytes(table(60, head="Case ID,Schritt,Timestamp,Resource,Amount"))
    page.goto("/logs/")
    assert_decent(page)
    page.get_by_label("The log").set_input_files(log)
    page.get_by_role("button", name="Upload").click()

    assert "Which column says the activity?" in page.get_by_role("alert").inner_text()
    assert_decent(page)
    page.get_by_label("Activity").select_option("Schritt")
    page.get_by_label("What a case is called").fill("request")
    page.get_by_role("button", name="Show it again").click()
    assert page.get_by_role("row").count() == 21
    assert_decent(page)
    page.get_by_role("button", name="Bring it in").click()

    page.get_by_role("heading", name="desk is on its way.").wait_for()
    assert_decent(page)
    bring_in.bring_in(Arrival.objects.get().pk, clock=lambda: NOW)
    page.get_by_role("heading", name="60 events, 30 requests, 2 people.").wait_for()  # the page noticed by itself
    assert_decent(page)

    page.get_by_role("button", name="Publish it").click()
    page.get_by_text("being judged").wait_for()
    watch.judge_all(Document.objects.get(), at=NOW)
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="Working with requests").click()
    page.get_by_role("rowheader", name="Ann").wait_for()
    assert_decent(page)
    assert page.complaints == []  # type: ignore[attr-defined]

    page.goto(f"/logs/{Arrival.objects.get().pk}/")
    page.get_by_role("link", name="Whose names are these?").click()
    page.get_by_role("heading", name="2 names are nobody's here yet").wait_for()
    assert_decent(page)
    page.goto(f"/logs/{Arrival.objects.get().pk}/")
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("heading", name="This log is taken back.").wait_for()
    assert_decent(page)
