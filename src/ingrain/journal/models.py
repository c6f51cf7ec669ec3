"""The journal's tables. Rows are only ever added; write.py is the one way in, read.py the one way out.

A row says who did what to which record, when it occurred and was recorded, and through what. What it set lives in a
table of its own, so that a value can be erased while the row and the chain of digests stand: the chain runs over a
salted digest of the values, not over the values.
"""

from typing import ClassVar

from django.db import models


class Batch(models.Model):
    """Entries that came in together, and show and disappear together.

    log: a log of its own, apart from the firm's records; otherwise an import into these.
    shown, undone: instants at which it became visible, and was taken back.
    words: of a log, what a manual about it may say: {"record": what a case is called, "names": its activities with and
    without transition, "fields": what its events set}; "first" and "last": what its cases begin and end with mostly.
    """

    name = models.CharField(max_length=200)
    log = models.BooleanField(default=False)
    begun = models.BigIntegerField()
    by = models.CharField(max_length=100, null=True)
    shown = models.BigIntegerField(null=True)
    undone = models.BigIntegerField(null=True)
    events = models.PositiveBigIntegerField(default=0)
    records = models.PositiveBigIntegerField(default=0)
    last = models.BigIntegerField(null=True)
    words = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One save. occurred, recorded: microseconds since 1970. digest: of this row and through it of all before."""

    sequence = models.BigIntegerField(primary_key=True)
    occurred = models.BigIntegerField()
    recorded = models.BigIntegerField()
    actor = models.CharField(max_length=200, null=True)
    actor_kind = models.CharField(max_length=12)
    through = models.CharField(max_length=12)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True)
    record = models.CharField(max_length=250)
    did = models.CharField(max_length=250)
    transition = models.CharField(max_length=50, null=True)
    sealed = models.BinaryField(null=True)
    digest = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["record", "sequence"], name="entries_of_a_record"),
            models.Index(fields=["actor", "sequence"], name="entries_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.did} {self.record}"


class Held(models.Model):
    """What an entry set, as JSON. Erased values leave the row of the entry and its digest standing."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)
    salt = models.BinaryField()
    fields = models.TextField(null=True)

    def __str__(self) -> str:
        return f"values of {self.entry_id}"


class Tie(models.Model):
    """A save that tied a record to another."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="ties")
    record = models.CharField(max_length=250)
    other = models.CharField(max_length=250)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["record"], name="ties_of_a_record"),
            models.Index(fields=["other"], name="ties_to_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.record} to {self.other}"


class Head(models.Model):
    """The end of the chain. Whoever writes holds this row: numbers are given in the order of commits."""

    sequence = models.BigIntegerField(default=0)
    digest = models.BinaryField(default=bytes(32))

    def __str__(self) -> str:
        return str(self.sequence)


class Cursor(models.Model):
    """How far somebody who follows the journal has come. turn: counts how often what rests on it was written."""

    name = models.CharField(max_length=50, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    turn = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.sequence}"


class Early(models.Model):
    """A record with an entry whose time hadn't come when a follower was told of it; since: when it comes."""

    name = models.CharField(max_length=50)
    record = models.CharField(max_length=250)
    since = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "since", "record"], name="what_is_early_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.since}"
