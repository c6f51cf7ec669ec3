"""Files on records: whatever they are called and however large, none lies where it shouldn’t, and each says why not."""

import errno
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from tests.firm import firm
from tests.records.book import NOW, desk, lead

from ingrain.journal import read
from ingrain.people.models import Colleague
from ingrain.records import files
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> dict[str, Colleague]:
    settings.MEDIA_ROOT = tmp_path
    return firm()


def test_a_file_is_kept_under_a_name_of_our_own(people: dict[str, Colleague], tmp_path: Path) -> None:
    made = lead(people["ruth"])
    upload = SimpleUploadedFile("x", b"secret")
    upload._name = "../../x"  # type: ignore[attr-defined]  # as a sender may put it; Django cleans what it reads itself
    kept = files.attach(made, upload, by=desk(people["ruth"]), at=NOW)
    assert kept.name == "x"
    (lies,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert lies == files.path(kept.file)
    assert (lies.read_bytes(), "x" not in lies.name) == (b"secret", True)
    assert read.story(made.record)[-1].do == "attach"


@given(st.text(max_size=400))
def test_whatever_a_file_is_called_its_name_is_no_path(name: str) -> None:
    shown = files.called(name)
    assert 0 < len(shown) <= 200
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()
    assert shown not in (".", "..")


def test_an_empty_file_and_a_large_one_are_refused_with_a_sentence(
    people: dict[str, Colleague], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ruth = lead(people["ruth"]), desk(people["ruth"])
    with pytest.raises(UnableToSave, match="is empty"):
        files.attach(made, SimpleUploadedFile("a.txt", b""), by=ruth, at=NOW)
    monkeypatch.setattr(files, "LARGEST", 2 * 1024 * 1024)
    with pytest.raises(UnableToSave, match="larger than 2 MB"):
        files.attach(made, SimpleUploadedFile("a.txt", b"x" * (2 * 1024 * 1024 + 1)), by=ruth, at=NOW)
    assert not list(tmp_path.rglob("*.*"))


def test_a_full_disk_is_said_and_leaves_nothing_half(people: dict[str, Colleague], tmp_path: Path) -> None:
    class Full(SimpleUploadedFile):
        def chunks(self, chunk_size: int | None = None) -> Any:
            yield b"the first part"
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UnableToSave, match="no room left"):
        files.attach(lead(people["ruth"]), Full("a.txt", b"x"), by=desk(people["ruth"]), at=NOW)
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_whoever_may_not_change_a_record_hangs_nothing_on_it(people: dict[str, Colleague], tmp_path: Path) -> None:
    with pytest.raises(UnableToSave, match="not change it"):
        files.attach(lead(people["ruth"]), SimpleUploadedFile("a", b"x"), by=desk(people["dana"]), at=NOW)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_that_was_taken_away_can_be_put_back(people: dict[str, Colleague]) -> None:
    made, ruth = lead(people["ruth"]), desk(people["ruth"])
    kept = files.attach(made, SimpleUploadedFile("a", b"x"), by=ruth, at=NOW)
    files.detach(kept, made, by=ruth, at=NOW)
    kept.refresh_from_db()
    assert kept.deleted == NOW
    files.put_back(kept, made, by=ruth, at=NOW)
    kept.refresh_from_db()
    assert kept.deleted is None
    assert [event.do for event in read.story(made.record)] == ["create", "attach", "detach", "attach"]
