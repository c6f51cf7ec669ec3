"""The firm, its teams and colleagues, the roles they hold, and when they are away.

Here lives who there is. Who may see what lives in access.py; what a manual's judge must know of them in directory.py.
"""

from collections.abc import Iterable
from datetime import time
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is here. Seller and sales manager are words of the manual too."""

    SELLER = "seller", _("Seller")
    SUPER_USER = "super user", _("Super user")
    MANAGER = "sales manager", _("Sales manager")
    LEAD = "adoption lead", _("Adoption lead")
    SPONSOR = "sponsor", _("Sponsor")
    COUNCIL = "works council", _("Works council")
    ADMINISTRATOR = "administrator", _("Administrator")


class Firm(models.Model):
    """The one company of this database. aim: the share in 100 that it set itself; hours: what its reviewers have."""

    name = models.CharField(_("name"), max_length=200)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    country = models.CharField(_("country of the holidays"), max_length=2, blank=True)
    region = models.CharField(_("region of the holidays"), max_length=10, blank=True)
    opens = models.TimeField(_("opens"), default=time(9, 0))
    closes = models.TimeField(_("closes"), default=time(17, 30))
    aim = models.PositiveSmallIntegerField(_("aim, in 100"), default=80)
    hours = models.DecimalField(_("reviewers' hours a week"), max_digits=4, decimal_places=1, default=2)
    example = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def here(cls) -> "Firm | None":
        return cls.objects.order_by("pk").first()


class Team(models.Model):
    """People who work together. A dissolved team keeps its past."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    dissolved = models.DateField(_("dissolved on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Colleagues(BaseUserManager["Colleague"]):
    """How colleagues are found when they sign in: by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Colleague":
        return self.get(email__iexact=username)

    def join(
        self, *, key: str, name: str, email: str | None = None, roles: Iterable[str] = (), **more: Any
    ) -> "Colleague":
        """Somebody new, who can't sign in before they have set a password."""
        colleague = self.model(key=key, name=name, email=email or None, **more)
        colleague.set_unusable_password()
        colleague.save()
        HeldRole.objects.bulk_create(HeldRole(colleague=colleague, role=role) for role in dict.fromkeys(roles))
        return colleague


class Colleague(AbstractBaseUser):
    """Someone or something that works with the CRM.

    key: the name in the journal, never changed. kind: human, integration or assistant.
    invited: the instant of the last invitation.
    """

    KINDS: ClassVar = {"human": _("person"), "integration": _("integration"), "assistant": _("assistant")}

    key = models.CharField(max_length=100, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="colleagues")
    manager = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reports")
    coach = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="coached")
    kind = models.CharField(max_length=12, choices=list(KINDS.items()), default="human")
    is_active = models.BooleanField(default=True)
    left = models.DateField(_("left on"), null=True, blank=True)
    invited = models.BigIntegerField(null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Colleagues] = Colleagues()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(held.role for held in self.held_roles.all())

    def holds(self, *roles: str) -> bool:
        """Whether they hold one of these roles."""
        return not self.roles.isdisjoint(roles)


class HeldRole(models.Model):
    """A role that a colleague holds."""

    colleague = models.ForeignKey(Colleague, models.CASCADE, related_name="held_roles")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["colleague", "role"], name="a_role_is_held_once")]

    def __str__(self) -> str:
        return f"{self.colleague}: {self.role}"


class Leave(models.Model):
    """Away from the first to the last day, both included; a deputy answers meanwhile, if one is named."""

    colleague = models.ForeignKey(Colleague, models.CASCADE, related_name="leaves")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    deputy = models.ForeignKey(Colleague, models.PROTECT, null=True, blank=True, related_name="stands_in")

    class Meta:
        ordering: ClassVar = ["first"]

    def __str__(self) -> str:
        return f"{self.colleague}: {self.first} to {self.last}"


class Departure(models.Model):
    """Somebody left: on which day, who said so, and who took over what they had open. undone: it was a mistake.

    reports: the number of each colleague who reported to them -> their new manager's. tasks: what was on their list.
    """

    colleague = models.ForeignKey(Colleague, models.CASCADE, related_name="departures")
    day = models.DateField(_("last day"))
    heir = models.ForeignKey(Colleague, models.PROTECT, null=True, blank=True, related_name="+")
    records = models.PositiveIntegerField(default=0)
    reports = models.JSONField(default=dict)
    tasks = models.JSONField(default=list)
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    undone = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.colleague} left on {self.day}"


class Intake(models.Model):
    """A list of people that was taken in. refused: the rows that were wrong, each as [row, sentences].

    wrong: those rows as text with their heading, to be put right. teams: those that the list brought in.
    """

    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    refused = models.JSONField(default=list)
    wrong = models.TextField(blank=True)
    teams = models.JSONField(default=list)
    undone = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"list {self.pk}"


class Taken(models.Model):
    """A person that a list brought in or changed. before: what stood then, None for somebody new; after: since."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="taken")
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=150)
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.key} by {self.intake}"
