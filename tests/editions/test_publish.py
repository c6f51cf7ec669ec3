"""Saving drafts and publishing them: nobody overwrites anybody, and what was published stays."""

import pytest
from tests.firm import MANUAL, instant, manual

from ingrain.editions.models import Document, UnableToChange
from ingrain.editions.publish import UnableToPublish, UnableToSave, publish, save_draft
from ingrain.method.text import UnableToReadManual
from ingrain.people.models import Colleague

NOW = instant("2026-11-20T12:00")
LONGER = MANUAL.replace("14 days", "21 days")


def test_two_writers_are_told_of_each_other(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    save_draft(document, LONGER, revision=1, by=people["maria"], at=NOW)
    with pytest.raises(UnableToSave, match="Maria Okafor saved this manual") as unable:
        save_draft(document, MANUAL + "\n", revision=1, by=people["ingrid"], at=NOW)
    assert unable.value.theirs.draft == LONGER


def test_two_people_publish_at_once_and_one_is_told(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    document = save_draft(document, LONGER, revision=1, by=people["ingrid"], at=NOW)
    publish(document, by=people["ingrid"], at=NOW, revision=2)
    with pytest.raises(UnableToPublish, match="word for word"):
        publish(document, by=people["maria"], at=NOW, revision=2)
    with pytest.raises(UnableToPublish, match="Somebody else changed"):
        publish(document, by=people["maria"], at=NOW, revision=1)
    assert document.editions.count() == 2


def test_an_edition_never_changes(people: dict[str, Colleague]) -> None:
    edition = manual(people["ingrid"]).current
    assert edition is not None
    edition.text = LONGER
    with pytest.raises(UnableToChange):
        edition.save()


def test_an_edition_doesnt_apply_before_the_last_one(people: dict[str, Colleague]) -> None:
    document = save_draft(manual(people["ingrid"]), LONGER, revision=1, by=people["ingrid"], at=NOW)
    with pytest.raises(UnableToPublish, match="before edition 1"):
        publish(document, by=people["ingrid"], at=NOW, since=instant("2026-08-01T00:00"), revision=2)
    assert publish(document, by=people["ingrid"], at=NOW, since=instant("2026-11-01T00:00"), revision=2).number == 2


def test_a_draft_with_errors_is_saved_and_not_published(people: dict[str, Colleague]) -> None:
    document = manual(people["ingrid"])
    document = save_draft(document, f"{MANUAL}- Be nice.\n", revision=1, by=people["ingrid"], at=NOW)
    with pytest.raises(UnableToReadManual):
        publish(document, by=people["ingrid"], at=NOW, revision=document.revision)
    assert Document.objects.get(pk=document.pk).editions.count() == 1
