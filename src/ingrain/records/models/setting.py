"""How a firm keeps its records: in which currency it reckons, and who may read and change what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.people.models import Colleague


class Circle(models.TextChoices):
    """Around the owner of a record, from the smallest."""

    OWNER = "owner", _("the owner and those who lead them")
    TEAM = "team", _("the owner's team")
    TERRITORY = "territory", _("everyone in the same territory")
    EVERYONE = "everyone", _("everyone")


class Bookkeeping(models.Model):
    """The one row that says how this firm reckons."""

    currency = models.CharField(_("currency"), max_length=3, default="EUR")

    def __str__(self) -> str:
        return self.currency


class Openness(models.Model):
    """Who may read the records of a kind, and who may change them. Without a row: everyone reads, the team changes."""

    kind = models.CharField(max_length=20, unique=True)
    read = models.CharField(max_length=10, choices=Circle.choices, default=Circle.EVERYONE)
    change = models.CharField(max_length=10, choices=Circle.choices, default=Circle.TEAM)

    def __str__(self) -> str:
        return f"{self.kind}: read by {self.read}, changed by {self.change}"


class Territory(models.Model):
    """Who works in a territory; records name it."""

    name = models.CharField(max_length=100)
    colleague = models.ForeignKey(Colleague, models.CASCADE, related_name="territories")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["name", "colleague"], name="in_a_territory_once"),)

    def __str__(self) -> str:
        return f"{self.colleague} in {self.name}"
