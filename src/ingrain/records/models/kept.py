"""What every record has: an owner, a place among the teams, and the number of the last entry that tells of it."""

from typing import Any, ClassVar

from django.db import models

from ingrain.people.models import Colleague, Team


class Kept(models.Model):
    """A record that the journal tells of. Its row is what its entries add up to (see shelf.py).

    team: the owner's. created, changed, deleted: instants. version: the number of the last entry that changed it.
    """

    KIND: ClassVar[str]

    owner = models.ForeignKey(Colleague, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    territory = models.CharField(max_length=100, blank=True)
    created = models.BigIntegerField(default=0)
    creator = models.CharField(max_length=100, null=True)
    changed = models.BigIntegerField(default=0)
    version = models.BigIntegerField(default=0)
    deleted = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def record(self) -> str:
        """Its name in the journal."""
        return f"{self.KIND}/{self.pk}"


class Named(Kept):
    """A record that people know by a name. sort: the name as it is sorted, without accents or case."""

    name = models.CharField(max_length=250, blank=True)
    sort = models.CharField(max_length=250, blank=True, editable=False)
    description = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name or f"{self.KIND} {self.pk}"


class Reached(Named):
    """A record with ways to reach it. The other_… hold one a line, each as "label: value" or the value alone."""

    phone = models.CharField(max_length=50, blank=True)
    other_phones = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    other_emails = models.TextField(blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=100, blank=True)
    other_addresses = models.TextField(blank=True)

    class Meta:
        abstract = True


STANDING = models.Q(deleted=None)
"""What isn't in the bin."""

BINNED = models.Q(deleted__isnull=False)


def lists(kind: str, *columns: tuple[str, ...]) -> list[Any]:
    """The indexes of a list that can be sorted by its name, narrowed by one thing: none grows with the table."""
    binned = models.Index(fields=["deleted", "id"], name=f"{kind}_in_the_bin", condition=BINNED)
    return [
        binned,
        *_standing(kind, *columns),
    ]


def _standing(kind: str, *columns: tuple[str, ...]) -> list[Any]:
    return [
        models.Index(fields=[*fields, "id"], name=f"{kind}_by_{'_'.join(fields)}"[:30], condition=STANDING)
        for fields in (
            ("sort",),
            ("owner", "sort"),
            ("team", "sort"),
            ("territory", "sort"),
            ("changed",),
            ("created",),
            *columns,
        )
    ]
