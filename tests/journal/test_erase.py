"""Erasing what was said of a record: the values go, the entries and the chain stand."""

import pytest
from tests.firm import happened

from ingrain.journal import read
from ingrain.journal.erase import erase
from ingrain.journal.models import Held

pytestmark = pytest.mark.django_db


def test_values_go_and_the_chain_stands() -> None:
    happened("lead/1", "create", "2026-11-02T10:00", name="Orla Byrne")
    happened("lead/2", "create", "2026-11-02T10:00", name="Tom Ashe")
    happened("lead/1", "change", "2026-11-02T11:00", name="Orla B.")
    assert erase(["lead/1"]) == 2
    assert [(event.do, dict(event.values)) for event in read.story("lead/1")] == [("create", {}), ("change", {})]
    assert read.story("lead/2")[0].values == {"name": "Tom Ashe"}
    assert read.unbroken() is None


def test_the_salt_goes_too_so_that_nobody_can_guess_what_it_was() -> None:
    happened("lead/1", "create", "2026-11-02T10:00", name="Orla Byrne")
    erase(["lead/1"])
    held = Held.objects.get()
    assert (held.fields, bytes(held.salt)) == (None, b"")


def test_erasing_twice_or_what_never_was_erases_nothing() -> None:
    happened("lead/1", "create", "2026-11-02T10:00", name="Orla Byrne")
    erase(["lead/1"])
    assert erase(["lead/1", "lead/99"]) == 0
