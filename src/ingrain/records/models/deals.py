"""What may be sold: pipelines with their stages, products, opportunities, who plays which part in them, rates."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.records.models.customers import Account, Contact, Lead
from ingrain.records.models.kept import STANDING, Named, lists


class Pipeline(models.Model):
    """A way in which opportunities go, from stage to stage. gone: the instant at which it was put away."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    place = models.PositiveSmallIntegerField(default=0)
    gone = models.BigIntegerField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """A step of a pipeline. chance: how many in 100 that stand here are won, as the firm reckons.

    gone: the instant at which it was put away; what ended there still names it. formerly: earlier names, one a line, so
    that old entries of the journal are understood.
    """

    pipeline = models.ForeignKey(Pipeline, models.CASCADE, related_name="stages")
    name = models.CharField(_("name"), max_length=100)
    place = models.PositiveSmallIntegerField(default=0)
    chance = models.PositiveSmallIntegerField(_("chance, in 100"), default=0)
    gone = models.BigIntegerField(null=True, editable=False)
    formerly = models.TextField(blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["pipeline", "place", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["pipeline", "name"], name="a_stage_is_named_once")]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """Something that is sold. price: in hundredths of the firm's currency. sold: whether it still is."""

    name = models.CharField(_("name"), max_length=250, unique=True)
    price = models.BigIntegerField(_("price"), null=True, blank=True)
    sold = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Rate(models.Model):
    """What one unit of a currency is worth in the firm's own, from a day on."""

    currency = models.CharField(max_length=3)
    since = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=8)

    class Meta:
        ordering: ClassVar = ["currency", "-since"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["currency", "since"], name="a_day_has_one_rate")]

    def __str__(self) -> str:
        return f"{self.currency} {self.since}: {self.rate}"


class Opportunity(Named):
    """A sale that may come. amount, budget: hundredths of its currency; worth: of the firm's, None without a rate.

    product_lines, people: what is sold and who plays which part, a line each as the journal says it (see selling.py);
    the tables Line and Part are made from them.

    stage: the one it stands in, or stood in last. moved: the instant at which it came there. pushed: how often its
    close date was put off. category: what its owner says of it in the forecast.
    """

    KIND = "opportunity"

    class State(models.TextChoices):
        OPEN = "open", _("open")
        WON = "won", _("won")
        LOST = "lost", _("lost")

    class Category(models.TextChoices):
        PIPELINE = "pipeline", _("pipeline")
        LIKELY = "likely", _("likely")
        COMMITTED = "committed", _("committed")
        LEFT_OUT = "left out", _("left out")

    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="opportunities")
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, blank=True, related_name="opportunities")
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, blank=True, related_name="opportunities")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    amount = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    worth = models.BigIntegerField(null=True, blank=True)
    budget = models.BigIntegerField(null=True, blank=True)
    decision_maker = models.CharField(max_length=250, blank=True)
    close_date = models.DateField(null=True, blank=True)
    next_step = models.DateField(null=True, blank=True)
    what_next = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=100, blank=True)
    product = models.CharField(max_length=250, blank=True)
    loss_reason = models.CharField(max_length=250, blank=True)
    category = models.CharField(max_length=20, choices=Category.choices, default=Category.PIPELINE)
    moved = models.BigIntegerField(null=True)
    closed_at = models.BigIntegerField(null=True)
    product_lines = models.TextField(blank=True)
    people = models.TextField(blank=True)
    pushed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            *lists(
                "opportunity",
                ("account", "sort"),
                ("state", "sort"),
                ("state", "close_date"),
                ("owner", "state", "close_date"),
                ("owner", "state", "sort"),
                ("close_date",),
                ("next_step",),
                ("worth",),
            ),
            *(
                models.Index(fields=fields, name=name, condition=STANDING & models.Q(state="open"))
                for name, fields in (
                    ("opportunities_on_the_board", ["stage", "close_date", "id"]),
                    ("on_the_board_by_owner", ["stage", "owner", "close_date", "id"]),
                    ("on_the_board_by_team", ["stage", "team", "close_date", "id"]),
                    ("on_the_board_by_territory", ["stage", "territory", "close_date", "id"]),
                    ("what_waits_for_a_step", ["owner", "state", "next_step", "close_date", "moved", "id"]),
                    ("what_stands_still", ["owner", "moved", "id"]),
                    ("what_closes_when", ["owner", "close_date", "id"]),
                )
            ),
        ]

    @property
    def closed(self) -> bool:
        return self.state != self.State.OPEN


class Line(models.Model):
    """So many of a product in an opportunity, at a price each, in hundredths of its currency."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=12, decimal_places=3, default=1)
    price = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.quantity} {self.product}"


class Part(models.Model):
    """A contact who plays a part in an opportunity: decision maker, buyer, user…"""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="parts")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=50)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "contact"], name="a_contact_has_one_part")
        ]

    def __str__(self) -> str:
        return f"{self.contact}: {self.part}"
