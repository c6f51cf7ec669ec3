"""A manual as people write it: one draft, the editions that were published from it, and where each area is live.

Here lives what was written and decided. What a sentence means lives in the method.
"""

from datetime import date
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.editions.words import vocabulary_of
from ingrain.journal.models import Batch
from ingrain.method.manual import Manual
from ingrain.method.text import manual_of
from ingrain.method.vocabulary import Vocabulary
from ingrain.people.models import Colleague, Team


class UnableToChange(Exception):
    """An edition was published, and stays as it is."""


class Document(models.Model):
    """A manual that the firm works by. log: it is about a log that was brought in; otherwise about the firm's records.

    draft: the text that is being written; revision: counts its saves, so that two writers notice each other; saved_by:
    who saved it last.
    """

    title = models.CharField(_("title"), max_length=200)
    owner = models.ForeignKey(Colleague, models.PROTECT, related_name="documents")
    log = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True)
    draft = models.TextField(_("text"))
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Colleague, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> "Edition | None":
        """The edition that was published last."""
        return self.editions.order_by("-number").first()

    @cached_property
    def words(self) -> Vocabulary:
        return vocabulary_of(self.log)


@lru_cache(maxsize=64)
def as_read(text: str, words: Vocabulary) -> Manual:
    """The manual that an edition's text is. An edition never changes, so it is read once with the same words."""
    return manual_of(text, words)


class Edition(models.Model):
    """A published text. It never changes. since: the instant from which what arises is judged by it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    published = models.BigIntegerField()
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    since = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="an_edition_has_its_number_alone")
        ]

    def __str__(self) -> str:
        return f"{self.document}, edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise UnableToChange(f"{self} was published; what changes is the next edition.")
        super().save(*args, **kwargs)

    @cached_property
    def manual(self) -> Manual:
        return as_read(self.text, self.document.words)


class LiveDate(models.Model):
    """Since when an area is live for a team. area "" is every area, no team every team, no date "not live yet"."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="live_dates")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True)
    area = models.CharField(max_length=200, blank=True)
    since = models.DateField(_("live since"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "team", "area"], name="a_team_goes_live_once_an_area"),
            models.UniqueConstraint(
                fields=["document", "area"], condition=models.Q(team=None), name="an_area_goes_live_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area or 'all'}, {self.team or 'all'}: {self.since or 'not yet'}"

    def is_live(self, day: date) -> bool:
        return self.since is not None and self.since <= day


class Measured(models.Model):
    """An objective's measure. area: "" for the manual's own. quarters: each as a method.objective.Quarter."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="measured")
    area = models.CharField(max_length=200, blank=True)
    many = models.CharField(max_length=100)
    running = models.CharField(max_length=20)
    quarters = models.JSONField()
    at = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "area"], name="an_objective_is_measured_once")
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.area}: {self.quarters}"


class Forecast(models.Model):
    """What publishing a draft would change, for one of its revisions. found: None while it is being worked out."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="forecasts")
    revision = models.PositiveIntegerField()
    at = models.BigIntegerField()
    found = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "revision"], name="a_revision_has_one_forecast")
        ]

    def __str__(self) -> str:
        return f"{self.document}, revision {self.revision}"


class Request(models.Model):
    """Somebody says that a sentence of the manual is wrong, and whoever owns the manual answers.

    area, step, sentence: as they stood in the edition that was read. closed: the edition that says something else.
    """

    class Stand(models.TextChoices):
        """How far it has come. The first waits for the manual's owner, the second for whoever asked."""

        ASKED = "asked", _("waits for an answer")
        ASKED_BACK = "asked back", _("asked back")
        WILL_CHANGE = "will change", _("will change")
        WONT_CHANGE = "won't change", _("stays as it is")
        CHANGED = "changed", _("was changed")

    document = models.ForeignKey(Document, models.CASCADE, related_name="requests")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    area = models.CharField(max_length=200)
    step = models.CharField(max_length=200, blank=True)
    sentence = models.TextField()
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="requests")
    at = models.BigIntegerField()
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.ASKED)
    closed = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["document", "stand"], name="requests_of_a_manual")]

    def __str__(self) -> str:
        return f"{self.by}: {self.sentence}"

    @property
    def said_last(self) -> "Turn":
        return list(self.turns.all())[-1]


class Turn(models.Model):
    """What was said about a request: first why, by whoever asks, then what was answered. stand: since then."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="turns")
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    stand = models.CharField(max_length=12, choices=Request.Stand.choices)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.words}"
