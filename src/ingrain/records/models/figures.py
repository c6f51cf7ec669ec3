"""What is kept beside the opportunities so that no page adds up a table: sums, forecasts, what moved; and targets.

Piles, forecasts and movements follow from the journal as the rows do (shelf.py writes them in the same transaction);
targets and hand-overs are people's words.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.people.models import Colleague, Team
from ingrain.records.models.deals import Opportunity

FOR_EVER = date(9999, 12, 31)


class Pile(models.Model):
    """The open opportunities of one owner in one stage, team, territory and currency, counted.

    key: all of these in one text. worth: of the firm's currency; what has no rate is counted in unrated, and its sum
    in its own currency stands in unrated_amount. All sums in hundredths. stage: None for what stands in none.
    """

    key = models.CharField(max_length=200, primary_key=True)
    stage = models.IntegerField(null=True)
    owner = models.ForeignKey(Colleague, models.CASCADE, null=True, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="+", db_index=False)
    territory = models.CharField(max_length=100, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    cards = models.IntegerField(default=0)
    worth = models.BigIntegerField(default=0)
    unrated = models.IntegerField(default=0)
    unrated_amount = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.cards}"


class Said(models.Model):
    """What one owner's opportunities add up to in a category of the forecast of a quarter, from one day to another.

    since: the day on which it came to that; until: the first on which it is something else, FOR_EVER for what holds.
    """

    class Category(models.TextChoices):
        WON = "won", _("won")
        COMMITTED = "committed", _("committed")
        LIKELY = "likely", _("likely")
        PIPELINE = "pipeline", _("pipeline")
        LEFT_OUT = "left out", _("left out")

    owner = models.ForeignKey(Colleague, models.CASCADE, null=True, related_name="+", db_index=False)
    quarter = models.DateField()
    category = models.CharField(max_length=20, choices=Category.choices)
    since = models.DateField()
    until = models.DateField(default=FOR_EVER)
    cards = models.IntegerField(default=0)
    worth = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["since"]
        indexes: ClassVar = [models.Index(fields=["quarter", "owner", "until", "since"], name="what_was_said")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "quarter", "category", "since"], name="said_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}, {self.quarter}, {self.category} since {self.since}: {self.worth}"


class Movement(models.Model):
    """An opportunity was opened, moved, won, lost, reopened, put off, or is worth something else now.

    owner: whose it was at that moment. entry: the number of the journal's entry that says so. before, after: as the
    journal says it. gap: by how much its worth changed, in hundredths. slipped: put off into a later quarter.
    """

    class What(models.TextChoices):
        OPENED = "opened", _("opened")
        STAGE = "stage", _("moved")
        WON = "won", _("won")
        LOST = "lost", _("lost")
        REOPENED = "reopened", _("reopened")
        CLOSE_DATE = "close date", _("close date changed")
        WORTH = "worth", _("amount changed")
        CATEGORY = "category", _("forecast changed")

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="movements")
    owner = models.ForeignKey(Colleague, models.CASCADE, null=True, related_name="+", db_index=False)
    at = models.BigIntegerField()
    entry = models.BigIntegerField()
    what = models.CharField(max_length=12, choices=What.choices)
    before = models.CharField(max_length=250, blank=True)
    after = models.CharField(max_length=250, blank=True)
    worth = models.BigIntegerField(null=True)
    gap = models.BigIntegerField(default=0)
    pushed = models.BooleanField(default=False)
    slipped = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "at", "id"], name="movements_of_a_person")]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.what}: {self.before} to {self.after}"


class Target(models.Model):
    """What a person or a team is to sell in a quarter, in hundredths of the firm's currency."""

    colleague = models.ForeignKey(Colleague, models.CASCADE, null=True, blank=True, related_name="targets")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="targets")
    quarter = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["colleague", "quarter"], name="a_person_has_one_target"),
            models.UniqueConstraint(fields=["team", "quarter"], name="a_team_has_one_target"),
            models.CheckConstraint(
                condition=models.Q(colleague=None) ^ models.Q(team=None), name="a_target_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.colleague or self.team}, {self.quarter}: {self.amount}"


class HandOver(models.Model):
    """Somebody's open records went to somebody else in one go. kinds: which; undone: the instant it was taken back."""

    giver = models.ForeignKey(Colleague, models.CASCADE, related_name="handed_over")
    heir = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list)
    records = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    undone = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.giver} to {self.heir}"
