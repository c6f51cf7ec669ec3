"""Files that hang on records: kept under names of our own, found again by the row that says what they are called.

What a sender called a file is shown and never used as a path.
"""

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Event, Instant
from ingrain.records.access import Desk
from ingrain.records.keep import UnableToSave, held, told
from ingrain.records.models import Attachment, Kept

LARGEST = 50 * 1024 * 1024
FULL = (errno.ENOSPC, errno.EDQUOT)


class Upload(Protocol):
    """A file that arrives."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def chunks(self) -> Iterable[bytes]: ...


def attach(row: Kept, upload: Upload, *, by: Desk, at: Instant) -> Attachment:
    """Keep a file with a record."""
    name = called(upload.name or "")
    size = upload.size or 0
    if size == 0:
        raise UnableToSave(_("“%(name)s” is empty: there is nothing in it to keep.") % {"name": name})
    if size > LARGEST:
        raise UnableToSave(
            _("“%(name)s” is larger than %(most)d MB. Put it where you share files, and write where it is in a note.")
            % {"name": name, "most": LARGEST // (1024 * 1024)}
        )
    with transaction.atomic():
        now = held(row, by)
        kept = uuid4().hex
        _write(path(kept), name, upload.chunks())
        try:
            file = Attachment.objects.create(record=now.record, name=name, file=kept, size=size, by=by.viewer, at=at)
            told(now, Event(0, now.record, "attach", at, at, by.viewer.key, {"file": name}))
        except BaseException:
            path(kept).unlink(missing_ok=True)
            raise
    return file


def detach(file: Attachment, row: Kept, *, by: Desk, at: Instant) -> None:
    """It is out of sight; it can be put back until the nightly job clears it away."""
    with transaction.atomic():
        now = held(row, by)
        if file.deleted is None:
            Attachment.objects.filter(pk=file.pk).update(deleted=at)
            told(now, Event(0, now.record, "detach", at, at, by.viewer.key, {"file": file.name}))


def put_back(file: Attachment, row: Kept, *, by: Desk, at: Instant) -> None:
    """A file that was taken away hangs on its record again."""
    with transaction.atomic():
        now = held(row, by)
        if file.deleted is not None:
            Attachment.objects.filter(pk=file.pk).update(deleted=None)
            told(now, Event(0, now.record, "attach", at, at, by.viewer.key, {"file": file.name}))


def called(name: str) -> str:
    """What a file is called, without the folders and control characters that a sender may have put into its name."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if c.isprintable()).strip(" .")
    return shown[-200:] or _("file")


def path(kept: str) -> Path:
    """Where a file lies. kept: our own name of it."""
    return Path(settings.MEDIA_ROOT) / kept[:2] / kept


def remove(files: Iterable[Attachment]) -> None:
    """Clear files away for good."""
    for file in files:
        path(file.file).unlink(missing_ok=True)
        file.delete()


def _write(target: Path, name: str, chunks: Iterable[bytes]) -> None:
    """All of it or nothing."""
    half = target.with_suffix(".half")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
        half.replace(target)
    except OSError as unable:
        half.unlink(missing_ok=True)
        if unable.errno not in FULL:
            raise
        raise UnableToSave(
            _("“%(name)s” was not kept: there is no room left where Ingrain keeps its files. Tell your administrator.")
            % {"name": name}
        ) from unable
