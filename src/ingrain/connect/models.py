"""A log that somebody uploads: the file, what they say of it, and how far it has come in.

Here lives its state. What it brings lives in the journal, as one batch.
"""

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.journal.models import Batch
from ingrain.people.models import Colleague


class Arrival(models.Model):
    """A log on its way into the journal, and then what is known of it.

    file: its name in our own folder, "" once it is in. told: what the reader is told (see arrive.options). manual: the
    text of a manual that came with it. turn: counts who works on it, so that of two workers the older one stops.
    read: bytes of the file; written: events in the journal, moved: when it last got on. said: why it did not come in.
    """

    name = models.CharField(_("name of the log"), max_length=200)
    original = models.CharField(max_length=250)
    file = models.CharField(max_length=100)
    size = models.BigIntegerField()
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    told = models.JSONField(default=dict)
    manual = models.TextField(blank=True)
    begun = models.BigIntegerField(null=True)
    turn = models.PositiveIntegerField(default=0)
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, related_name="arrival")
    read = models.BigIntegerField(default=0)
    written = models.BigIntegerField(default=0)
    moved = models.BigIntegerField(null=True)
    said = models.TextField(blank=True)
    remarks = models.JSONField(default=list)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return folder() / self.file

    @property
    def is_in(self) -> bool:
        return self.batch is not None and self.batch.shown is not None

    @property
    def is_back(self) -> bool:
        return self.is_in and self.batch is not None and self.batch.undone is not None

    @property
    def is_running(self) -> bool:
        return self.begun is not None and not self.is_in and not self.said

    @property
    def share(self) -> int:
        """How much of the file is read, in 100."""
        return min(100, 100 * self.read // self.size) if self.size else 0

    @property
    def record(self) -> str:
        """What a case is called."""
        return str(self.told.get("record") or "case")

    def saying(self, **told: Any) -> dict[str, Any]:
        """What the reader is told, with this besides."""
        return {**self.told, **told}


class Joined(models.Model):
    """A name in a log that was found to be a colleague's: by whom, and when."""

    log = models.ForeignKey(Batch, models.CASCADE, related_name="joined")
    name = models.CharField(max_length=200)
    colleague = models.ForeignKey(Colleague, models.CASCADE, related_name="+")
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["log", "name"], name="a_name_is_one_persons")]

    def __str__(self) -> str:
        return f"{self.name} is {self.colleague}"


def folder() -> Path:
    """Where uploaded files lie: beside what is served, never in it."""
    return Path(settings.MEDIA_ROOT) / "logs"
