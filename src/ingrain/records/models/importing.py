"""A spreadsheet that somebody brings in: the file, what they say of it, how far it has come; and what is remembered.

Here lives its state. What it brings lives in the journal, as one batch, and in the rows that come of it.
"""

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ingrain.journal.models import Batch
from ingrain.people.models import Colleague, Intake


class Spreadsheet(models.Model):
    """A spreadsheet on its way into the records, and then what came of it.

    kind: of what its rows are. told: what somebody said of it (see importing.said). begun, shown, asked_back, undone:
    instants. turn: counts who works on it, so that of two workers the older one stops. written of total rows; moved:
    when it last got on. said: why it did not come in. counts: rows by what became of them; "gone": records that went.
    refused: {"headings": …, "rows": [[row, reason, cells]]}. made: products that it brought or changed. stayed: what
    stood on when it went back; batch holds these then.
    """

    original = models.CharField(max_length=250)
    file = models.CharField(max_length=100)
    size = models.BigIntegerField()
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    told = models.JSONField(default=dict)
    begun = models.BigIntegerField(null=True)
    turn = models.PositiveIntegerField(default=0)
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, related_name="spreadsheet")
    intake = models.OneToOneField(Intake, models.PROTECT, null=True, related_name="spreadsheet")
    written = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    moved = models.BigIntegerField(null=True)
    said = models.TextField(blank=True)
    shown = models.BigIntegerField(null=True)
    asked_back = models.BigIntegerField(null=True)
    undone = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict)
    refused = models.JSONField(default=dict)
    made = models.JSONField(default=list)
    stayed = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.original

    @property
    def path(self) -> Path:
        return folder() / self.file

    @property
    def is_in(self) -> bool:
        return self.shown is not None

    @property
    def is_back(self) -> bool:
        return self.undone is not None

    @property
    def has_rest(self) -> bool:
        """It went, but for some that stand on."""
        return self.is_back and bool(self.stayed)

    @property
    def is_running(self) -> bool:
        """Somebody waits for the worker."""
        coming = self.begun is not None and not self.is_in
        going = self.asked_back is not None and not self.is_back
        return (coming or going) and not self.said

    @property
    def share(self) -> int:
        """How much of it is written, in 100; the rest is the flip."""
        return min(95, 95 * self.written // self.total) if self.total else 0

    def saying(self, **told: Any) -> dict[str, Any]:
        return {**self.told, **told}


class Remembered(models.Model):
    """What columns under these headings meant the last time. headings: a digest of them, with the kind."""

    headings = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20)
    columns = models.JSONField(default=list)
    names = models.JSONField(default=dict)
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}: {self.columns}"


class Elsewhere(models.Model):
    """The number under which a record is known where it came from, so that it is known again."""

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=100)
    record = models.CharField(max_length=50, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number", "record"], name="known_elsewhere_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}: {self.record}"


def folder() -> Path:
    """Where uploaded spreadsheets lie: beside what is served, never in it."""
    return Path(settings.MEDIA_ROOT) / "sheets"
