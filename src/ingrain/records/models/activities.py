"""What is done about records: calls, e-mails, meetings, tasks, notes, quotes; what hangs on them; who is named."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.people.models import Colleague
from ingrain.records.models.kept import BINNED, Kept


class Activity(Kept):
    """One of them, planned or done. start, end, done: instants; due: the day of a task.

    at: where it stands in time: when it was done, else when it is planned.
    """

    class Kind(models.TextChoices):
        CALL = "call", _("Call")
        EMAIL = "email", _("E-mail")
        MEETING = "meeting", _("Meeting")
        TASK = "task", _("Task")
        NOTE = "note", _("Note")
        QUOTE = "quote", _("Quote")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DONE)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    purpose = models.CharField(max_length=250, blank=True)
    outcome = models.CharField(max_length=250, blank=True)
    place = models.CharField(max_length=250, blank=True)
    start = models.BigIntegerField(null=True, blank=True)
    end = models.BigIntegerField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    done = models.BigIntegerField(null=True, blank=True)
    at = models.BigIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "state", "at"], name="activities_of_a_person"),
            models.Index(fields=["owner", "at"], name="the_week_of_a_person"),
            models.Index(fields=["deleted", "id"], name="activities_in_the_bin", condition=BINNED),
        ]

    def __str__(self) -> str:
        return self.subject or str(self.get_kind_display())

    @property
    def record(self) -> str:
        return f"{self.kind}/{self.pk}"


class About(models.Model):
    """Which record an activity is about. near: said so; otherwise it counts upwards, as a contact's for the account.

    at, planned: of the activity, so that a record's timeline, and what is still to do, are read from an index alone.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="abouts")
    record = models.CharField(max_length=50)
    near = models.BooleanField(default=True)
    at = models.BigIntegerField(default=0)
    planned = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["record", "at", "activity"], name="the_timeline_of_a_record"),
            models.Index(fields=["record", "at"], name="planned_for_a_record", condition=models.Q(planned=True)),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "record"], name="about_it_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} about {self.record}"


class Mention(models.Model):
    """Somebody was named with @ in what was written about a record. seen: the instant at which they looked."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="mentions")
    colleague = models.ForeignKey(Colleague, models.CASCADE, related_name="mentions")
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    seen = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["colleague", "seen"], name="mentions_of_a_person")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "colleague"], name="mentioned_once")]

    def __str__(self) -> str:
        return f"{self.colleague} in {self.activity_id}"


class Attachment(models.Model):
    """A file that hangs on a record. file: its name in our own folder, never what it was called by the sender."""

    record = models.CharField(max_length=50, db_index=True)
    name = models.CharField(max_length=250)
    file = models.CharField(max_length=100)
    size = models.BigIntegerField()
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    deleted = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
