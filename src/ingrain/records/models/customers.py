"""Customers and those who may become some: accounts, contacts, leads."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.records.models.kept import Reached, lists


class Account(Reached):
    """A company that we sell to. parent: the company that it belongs to."""

    KIND = "account"

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    type = models.CharField(max_length=50, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    website = models.CharField(max_length=250, blank=True)

    class Meta:
        indexes: ClassVar = lists("account", ("type", "sort"), ("industry", "sort"), ("city", "sort"))


class Contact(Reached):
    """A person at an account."""

    KIND = "contact"

    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="contacts")
    position = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes: ClassVar = lists("contact", ("account", "sort"), ("city", "sort"))


class Lead(Reached):
    """Somebody who asked, and may become a customer. budget: in hundredths of the firm's currency."""

    KIND = "lead"

    class State(models.TextChoices):
        OPEN = "open", _("open")
        QUALIFIED = "qualified", _("qualified")
        CONVERTED = "converted", _("converted")
        DISQUALIFIED = "disqualified", _("disqualified")

    company = models.CharField(max_length=250, blank=True)
    position = models.CharField(max_length=150, blank=True)
    source = models.CharField(max_length=100, blank=True)
    product = models.CharField(max_length=250, blank=True)
    budget = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    loss_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        indexes: ClassVar = lists("lead", ("state", "sort"), ("source", "sort"), ("owner", "state", "sort"))

    @property
    def closed(self) -> bool:
        return self.state in (self.State.CONVERTED, self.State.DISQUALIFIED)
