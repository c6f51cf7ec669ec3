"""The pages of logs: what a lead is told, from the upload to the grid and back."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.connect.test_bring_in import table
from tests.firm import instant
from tests.web.conftest import SignIn

from ingrain.connect import bring_in
from ingrain.connect.models import Arrival
from ingrain.editions.models import Document
from ingrain.monitor import watch
from ingrain.people.models import Colleague
from ingrain.web import clock

NOW = instant("2026-11-20T12:00")


@pytest.fixture
def lead(
    people: dict[str, Colleague], sign_in: SignIn, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Client:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return sign_in(people["ingrid"])


def upload(lead: Client, content: bytes | None = None, name: str = "desk.csv", **more: Any) -> str:
    """The page after an upload."""
    file = SimpleUploadedFile(name, table() if content is None else content)
    return str(lead.post("/logs/", {"log": file, **more}, follow=True).content.decode())


def work() -> None:
    """What the worker does meanwhile."""
    for arrival in Arrival.objects.exclude(begun=None):
        bring_in.bring_in(arrival.pk, clock=lambda: NOW)


def here(place: str = "") -> str:
    """An address of the one log."""
    return f"/logs/{Arrival.objects.get().pk}/{place}"


def page(lead: Client, address: str = "") -> str:
    return str(lead.get(address or here()).content.decode())


def brought_in(lead: Client) -> None:
    upload(lead)
    lead.post(here("chosen/"), {"name": "Desk", "record": "request", "zone": "UTC", "go": "1"})
    work()


def test_without_a_log_the_page_says_what_can_be_brought_in(lead: Client) -> None:
    shown = page(lead, "/logs/")
    assert "No log was brought in yet." in shown
    assert "OCEL 2.0" in shown


def test_no_file_and_a_wrong_file_are_said_in_a_sentence(lead: Client) -> None:
    assert "Choose a file first." in lead.post("/logs/", follow=True).content.decode()
    assert "offer.csv is a PDF: export the events as CSV or XES." in upload(lead, b"%PDF-1.7", "offer.csv")


def test_a_log_is_shown_before_it_comes_in(lead: Client) -> None:
    shown = upload(lead)
    assert "Is this how it happened?" in shown
    assert shown.count("<tr>") == 21
    assert "10 Nov 2026 10:00" in shown
    assert "time without a zone" in shown


def test_a_log_on_its_way_shows_how_far_it_is_and_refreshes_the_page_when_it_is_in(lead: Client) -> None:
    upload(lead)
    lead.post(here("chosen/"), {"name": "Desk", "record": "request", "zone": "UTC", "go": "1"})
    assert "Desk is on its way." in page(lead)
    bar = lead.get(here("progress/"))
    assert "<progress" in bar.content.decode()
    assert "HX-Refresh" not in bar
    work()
    assert lead.get(here("progress/"))["HX-Refresh"] == "true"
    assert "50 events, 25 requests, 2 people." in page(lead)


def test_a_log_that_stands_still_can_be_moved_on(lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(lead)
    lead.post(here("chosen/"), {"name": "Desk", "record": "request", "zone": "UTC", "go": "1"})
    monkeypatch.setattr(clock, "now", lambda: NOW + 10 * 60 * 1_000_000)
    assert "It has not moved for 10 minutes." in page(lead)
    lead.post(here("go-on/"))
    assert "It has not moved" not in page(lead)


def test_why_a_log_did_not_come_in_stands_on_its_page(lead: Client) -> None:
    upload(lead, table(10) + b"\n9," + b"x" * 500 + b",2026-11-12T10:00:00,Ann,1")
    lead.post(here("chosen/"), {"name": "Desk", "record": "request", "zone": "UTC", "go": "1"})
    work()
    shown = page(lead)
    assert "Desk did not come in." in shown
    assert "too long for a name" in shown
    lead.post(here("stop/"))
    assert "Is this how it happened?" in page(lead)
    lead.post(here("discard/"))
    assert not Arrival.objects.exists()


def test_a_manual_with_a_wrong_sentence_is_kept_and_its_place_is_said(lead: Client) -> None:
    brought_in(lead)
    text = '# Desk\n\nRecords: request\n\n## Desk\n\n### Desk\n\n- A request starts with "askd".\n'
    shown = lead.post(here("manual/"), {"text": text, "publish": "1"}, follow=True).content.decode()
    assert "be published before these sentences are mended" in shown
    assert "Line 9" in shown
    assert Document.objects.get().draft == text


def test_two_who_write_the_same_manual_notice_each_other_and_lose_nothing(lead: Client) -> None:
    brought_in(lead)
    lead.post(here("manual/"), {"text": "# Mine\n"})
    lead.post(here("manual/"), {"text": "# Theirs\n", "revision": "1"})
    shown = lead.post(here("manual/"), {"text": "# Mine again\n", "revision": "1"}).content.decode()
    assert "saved this manual while you were writing" in shown
    assert "# Mine again" in shown
    assert Document.objects.get().draft == "# Theirs\n"


def test_a_manual_may_come_as_a_file_with_the_log_and_says_what_a_case_is_called(lead: Client) -> None:
    text = '# Desk\n\nRecords: request\n\n## Desk\n\n### Desk\n\n- A request starts with "asked".\n'
    shown = upload(lead, file=SimpleUploadedFile("desk.md", text.encode()))
    assert 'name="record" value="request"' in shown
    lead.post(here("chosen/"), {"name": "Desk", "record": "request", "zone": "UTC", "go": "1"})
    work()
    assert Document.objects.get().draft == text


def test_taken_back_nothing_of_it_is_handed_out(lead: Client) -> None:
    brought_in(lead)
    document = Document.objects.create(title="Desk", owner=Colleague.objects.get(key="ingrid.sorensen"),
                                       log=Arrival.objects.get().batch, draft="")  # fmt: skip
    watch.judge_all(document, at=NOW)
    lead.post(here("back/"))
    assert "This log is taken back." in page(lead)
    assert lead.get(here("log.xes.gz")).status_code == 404
    lead.post(here("forward/"))
    assert "50 events" in page(lead)


def test_a_log_and_the_firms_own_records_are_handed_out_under_names_that_say_what_they_are(lead: Client) -> None:
    brought_in(lead)
    answer: Any = lead.get(here("log.xes.gz"))
    assert answer["Content-Disposition"] == 'attachment; filename="desk.xes.gz"'
    text = gzip.decompress(b"".join(answer.streaming_content)).decode()
    assert text.count("<event>") == 50
    own: Any = lead.get("/logs/own/log.ocel.json")
    assert b'"objectTypes"' in b"".join(own.streaming_content)
