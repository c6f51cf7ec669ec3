"""What makes records easy to find again: the words in them, how they are reached, who looked at them, saved views."""

from typing import ClassVar

from django.db import models

from ingrain.people.models import Colleague, Team


class Found(models.Model):
    """A record as search knows it. title, line: what a hit shows; words: everything that can be found of a customer,
    folded; said: of an activity, which is found by nothing else."""

    record = models.CharField(max_length=50, unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    line = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=500, blank=True)
    words = models.TextField(blank=True)
    said = models.TextField(blank=True)
    owner = models.ForeignKey(Colleague, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    territory = models.CharField(max_length=100, blank=True)
    changed = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class Reach(models.Model):
    """A telephone number or an address of mail as it is compared: digits with the country, or small letters.

    backwards: the digits without the country from behind, so that the last ones find it.
    """

    record = models.CharField(max_length=50, db_index=True)
    normal = models.CharField(max_length=254, db_index=True)
    national = models.CharField(max_length=50, blank=True, db_index=True)
    backwards = models.CharField(max_length=50, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.record}: {self.normal}"


class Recent(models.Model):
    """Somebody looked at a record; the last time only."""

    colleague = models.ForeignKey(Colleague, models.CASCADE, related_name="+")
    record = models.CharField(max_length=50)
    at = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["colleague", "-at"], name="recently_seen")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["colleague", "record"], name="seen_last_once")]

    def __str__(self) -> str:
        return f"{self.colleague}: {self.record}"


class Sent(models.Model):
    """Something that somebody sent under a key of its own; sent once more it gets the same answer, and does nothing."""

    by = models.ForeignKey(Colleague, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    answer = models.CharField(max_length=250)
    at = models.BigIntegerField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "key"], name="sent_once")]

    def __str__(self) -> str:
        return f"{self.by}: {self.key}"


class View(models.Model):
    """A list as somebody wants it again: filters, columns and order. shared: everybody may use it."""

    by = models.ForeignKey(Colleague, models.CASCADE, related_name="views")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    asked = models.JSONField(default=dict)
    shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
