"""One edit of many records at once."""

from typing import ClassVar

from django.db import models

from ingrain.journal.models import Batch
from ingrain.people.models import Colleague


class Bulk(models.Model):
    """A field that is set to one value on everything that a list asks for.

    asked: what the list asked for, as it stands in its address; numbers: the records that this was then, in order.
    value: as the journal says it; shown: as people read it. last: the number of the record that was looked at last.
    total: how many there are. changed, same, refused: how many were changed, held the value already,
    or aren't theirs to change. done: the instant at which all were looked at. undone: at which it was taken back.
    """

    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    asked = models.TextField(blank=True)
    numbers = models.JSONField(default=list)
    field = models.CharField(max_length=50)
    value = models.JSONField(null=True)
    shown = models.CharField(max_length=250, blank=True)
    batch = models.OneToOneField(Batch, models.PROTECT, related_name="+")
    begun = models.BigIntegerField()
    last = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    done = models.BigIntegerField(null=True)
    taking_back = models.BigIntegerField(null=True)
    undone = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.field} of {self.kind}: {self.changed} of {self.total}"
