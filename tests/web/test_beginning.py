"""Beginning a manual: from a starter, from a file; what the file becomes is shown before it is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.firm import instant
from tests.web.conftest import SignIn

from ingrain.editions import work
from ingrain.editions.models import Document
from ingrain.people.models import Colleague
from ingrain.web import clock


@pytest.fixture(autouse=True)
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day in November on which the worker has nothing to do."""
    monkeypatch.setattr(clock, "now", lambda: instant("2026-11-20T12:00"))
    monkeypatch.setattr(work, "_DONE_BY", [])


def test_a_starter_becomes_ones_own(people: dict[str, Colleague], sign_in: SignIn) -> None:
    answer = sign_in(people["ingrid"]).post("/manual/new/", {"starter": "account-care"})
    made = Document.objects.get()
    assert answer.headers["Location"] == f"/manual/{made.pk}/write/"
    assert (made.owner, made.title) == (people["ingrid"], "How we look after our customers")


def test_a_file_is_shown_before_it_becomes_a_draft(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["ingrid"])
    text = (
        "# Ours\n\n## Leads\n\n### Calls\n\n- A lead has at most 5 emails.\n- Be nice\n- a laed has at most 5 emails\n"
    )
    file = SimpleUploadedFile("ours.md", text.encode())
    answer = client.post("/manual/bring/", {"file": file})
    page = answer.content.decode()
    assert "2 bullets can" in page
    assert "- By hand: be nice." in page
    assert not Document.objects.exists()
    lines = answer.context["lines"]
    number = next(n for n, line in lines if line.was.startswith("a laed"))
    client.post("/manual/bring/", {"lines": answer.context["held"], f"line-{number}": "nearest"})
    assert "- A lead has at most 5 emails.\n- By hand: be nice.\n" in Document.objects.get().draft


def test_a_file_that_is_no_manual_is_refused_with_a_sentence(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["ingrid"])
    page = client.post("/manual/bring/", {"file": SimpleUploadedFile("x.docx", b"no")}, follow=True)
    assert "This is no Word file" in page.content.decode()
    page = client.post("/manual/bring/", {"lines": "made up"}, follow=True)
    assert "no longer whole" in page.content.decode()
