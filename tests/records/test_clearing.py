"""The bin: taken back for thirty days, then gone for good; the journal stands, and says nothing of it any more."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.firm import firm
from tests.records.book import NOW, account, contact, desk, lead, opportunity

from ingrain.journal import read
from ingrain.journal.models import Held
from ingrain.method.calendar import DAY
from ingrain.people.models import Colleague
from ingrain.records import clearing, doing, files, keep
from ingrain.records.finding import search
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Account, Activity, Attachment, Contact, Lead, Openness, Opportunity

pytestmark = pytest.mark.django_db(transaction=True)
MONTH = 30 * DAY


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> dict[str, Colleague]:
    settings.MEDIA_ROOT = tmp_path
    return firm()


def test_what_is_in_the_bin_isnt_found_and_is_back_when_taken_out(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    made = lead(people["ruth"], "Orla Byrne")
    binned = keep.put_in_bin(made, by=ruth, at=NOW)
    assert search("Orla", ruth) == []
    assert [one.row for one in clearing.bin_of(ruth, at=NOW)] == [binned]
    keep.take_out_of_bin(binned, by=ruth, at=NOW + DAY)
    assert [hit.title for hit in search("Orla", ruth)] == ["Orla Byrne"]
    assert clearing.bin_of(ruth, at=NOW) == []


def test_the_bin_shows_what_one_may_change(people: dict[str, Colleague]) -> None:
    Openness.objects.create(kind="lead", read="everyone", change="owner")
    keep.put_in_bin(lead(people["ruth"]), by=desk(people["ruth"]), at=NOW)
    sees = {name for name, one in people.items() if clearing.bin_of(desk(one), at=NOW)}
    assert sees == {"ruth", "maria", "ingrid"}


def test_days_are_counted_down(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    keep.put_in_bin(lead(people["ruth"]), by=ruth, at=NOW)
    assert [clearing.bin_of(ruth, at=NOW + n * DAY)[0].days for n in (0, 1, 29, 40)] == [30, 29, 1, 0]


def test_before_thirty_days_nothing_goes(people: dict[str, Colleague]) -> None:
    keep.put_in_bin(lead(people["ruth"]), by=desk(people["ruth"]), at=NOW)
    assert clearing.clear_away(at=NOW + MONTH - 1) == 0
    assert Lead.objects.exists()


def test_after_thirty_days_it_is_gone_with_what_was_said_about_it_and_the_chain_stands(
    people: dict[str, Colleague],
) -> None:
    ruth = desk(people["ruth"])
    made = lead(people["ruth"], "Orla Byrne", phone="0113 496 0067")
    doing.do("note", [made], {"notes": "Prefers mornings."}, by=ruth, at=NOW)
    kept = files.attach(made, SimpleUploadedFile("offer.pdf", b"offer"), by=ruth, at=NOW)
    keep.put_in_bin(made, by=ruth, at=NOW)
    assert clearing.clear_away(at=NOW + MONTH + 1) == 2
    assert not Lead.objects.exists()
    assert not Activity.objects.exists()
    assert not Attachment.objects.exists()
    assert not files.path(kept.file).exists()
    said = " ".join(filter(None, Held.objects.values_list("fields", flat=True)))
    assert "Orla" not in said
    assert "mornings" not in said
    assert read.unbroken() is None
    assert [event.do for event in read.story(made.record)] == ["create", "attach", "delete", "clear away"]


def test_what_named_it_names_nothing_any_more_and_the_journal_says_so(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    made = account(people["ruth"])
    priya, sale = contact(people["ruth"], made), opportunity(people["ruth"], made)
    below = account(people["ruth"], "Calder North", parent=made.record)
    keep.put_in_bin(made, by=ruth, at=NOW)
    clearing.clear_away(at=NOW + MONTH + 1)
    assert Contact.objects.get(pk=priya.pk).account is None
    assert Opportunity.objects.get(pk=sale.pk).account is None
    assert Account.objects.get().pk == below.pk
    assert Account.objects.get().parent is None
    assert read.story(priya.record)[-1].values == {"account": None}


def test_a_call_about_two_records_stays_for_the_other(people: dict[str, Colleague]) -> None:
    ruth = desk(people["ruth"])
    one, other = lead(people["ruth"], "Orla Byrne"), lead(people["ruth"], "Tom Ashe")
    doing.do("call", [one, other], {"notes": "Both."}, by=ruth, at=NOW)
    keep.put_in_bin(one, by=ruth, at=NOW)
    clearing.clear_away(at=NOW + MONTH + 1)
    assert Activity.objects.get().text == "Both."


def test_what_is_in_the_bin_isnt_changed(people: dict[str, Colleague]) -> None:
    made = keep.put_in_bin(lead(people["ruth"]), by=desk(people["ruth"]), at=NOW)
    with pytest.raises(UnableToSave, match="in the bin"):
        keep.change(made, {"city": "York"}, by=desk(people["ruth"]), at=NOW)
