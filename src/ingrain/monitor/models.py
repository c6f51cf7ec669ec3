"""How things stand, kept so that a page need not judge; and what people made of it: looks, decisions, objections.

Standing and Figure are a cache, which `rebuild` makes anew. Showing and Shown hold for some days what others see. The
others are people's words, and stay.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingrain.editions.models import Document, Edition, Request
from ingrain.people.models import Colleague


class Obliged(models.Model):
    """The fields are those of the method's Obligation; instants in microseconds."""

    document = models.ForeignKey(Document, models.CASCADE)
    edition = models.ForeignKey(Edition, models.CASCADE)
    rule = models.PositiveIntegerField()
    area = models.CharField(max_length=200)
    record = models.CharField(max_length=250)
    responsible = models.CharField(max_length=200, null=True)
    triggered = models.BigIntegerField()
    state = models.CharField(max_length=8)
    due = models.BigIntegerField(null=True)
    belongs = models.BigIntegerField(null=True)
    done = models.BigIntegerField(null=True)
    period = models.CharField(max_length=12, null=True)
    occasion = models.BigIntegerField(null=True)
    needed = models.IntegerField(null=True)
    done_days = models.IntegerField(null=True)
    breach = models.BooleanField()
    area_due = models.BigIntegerField(null=True)
    area_state = models.CharField(max_length=8, null=True)
    area_only = models.BooleanField()
    trigger_event = models.BigIntegerField(null=True)
    done_event = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.record}, rule {self.rule}: {self.state}"


class Standing(Obliged):
    """One obligation as it stands."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["document", "record"], name="standing_of_a_record"),
            models.Index(fields=["document", "responsible", "area", "belongs"], name="standing_of_a_person"),
            models.Index(fields=["state", "due"], name="standing_that_falls_due"),
        ]


class Showing(models.Model):
    """What others are shown of a manual: the figures up to the end of a day, as they stood when this was made.

    Whoever they are about has them from `made` on; others a head start later.
    """

    document = models.ForeignKey(Document, models.CASCADE)
    day = models.DateField()
    made = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "day"], name="a_day_is_shown_once")]

    def __str__(self) -> str:
        return f"{self.document} up to {self.day}"


class Shown(Obliged):
    """One obligation as it stood when a showing was made."""

    showing = models.ForeignKey(Showing, models.CASCADE)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["showing", "responsible", "area"], name="shown_of_a_person"),
            models.Index(fields=["document", "record"], name="shown_of_a_record"),
        ]


class Counted(models.Model):
    """What a cell of the method holds. person None is nobody, whole True the figure of an area or a rule itself."""

    day = models.DateField()
    days = models.PositiveSmallIntegerField(default=28)
    person = models.CharField(max_length=200, null=True)
    whole = models.BooleanField(default=False)
    area = models.CharField(max_length=200)
    state = models.CharField(max_length=12)
    apart = models.BooleanField(default=False)
    met = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    missed = models.IntegerField(default=0)
    due = models.IntegerField(default=0)
    early = models.IntegerField(default=0)
    void = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)
    breaches = models.IntegerField(default=0)
    triggers = models.IntegerField(default=0)
    judged_records = models.IntegerField(default=0)
    violating_records = models.IntegerField(default=0)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    worst_rule = models.IntegerField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.person or '-'}, {self.area}, {self.day}: {self.met} of {self.met + self.late + self.missed}"


class Figure(Counted):
    """One cell of an area at the end of a day, over 28 days. Every day's is kept."""

    document = models.ForeignKey(Document, models.CASCADE)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["document", "days", "day"], name="figures_of_a_day")]


class Tally(Counted):
    """One cell of a rule, or of an area over other periods than 28 days, at the end of a day that is shown now.

    rule: its number among those of all editions, as the current one counts; None for the area.
    """

    document = models.ForeignKey(Document, models.CASCADE)
    rule = models.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["document", "days", "day", "area"], name="tallies_of_a_day")]


class Judged(models.Model):
    """When a manual was last held against what happened, and when what stands will next fall due."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="judged")
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.document}: {self.at}"


class Look(models.Model):
    """Somebody opened a named person's figures: who, at whom, why, and how long they looked, in seconds."""

    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE)
    person = models.CharField(max_length=200)
    area = models.CharField(max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.BigIntegerField()
    seconds = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="looks_at_a_person")]

    def __str__(self) -> str:
        return f"{self.by} looked at {self.person}"


class Action(models.TextChoices):
    """What can be decided after a look."""

    SIT_WITH = "sit with", _("Sit with")
    LESSON = "lesson", _("Lesson")
    ENCOURAGE = "encourage", _("Encourage")
    TALK = "talk to manager", _("Talk to manager")
    WAIT = "wait", _("Wait")
    WRONG = "manual is wrong", _("The manual is wrong")


class Decision(models.Model):
    """What somebody decided on a cell: what, who does it by when; and how the cell stood then.

    done: when it was done, or not done with the reason. again: the day on which it comes back. request: what was asked
    of the manual's owner, whose answer settles it.
    """

    document = models.ForeignKey(Document, models.CASCADE)
    person = models.CharField(max_length=200)
    area = models.CharField(max_length=200)
    action = models.CharField(_("what happens next"), max_length=20, choices=Action.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    who = models.ForeignKey(Colleague, models.PROTECT, related_name="tasks", verbose_name=_("who"))
    until = models.DateField(_("by"))
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    met = models.IntegerField()
    asked = models.IntegerField()
    state = models.CharField(max_length=12)
    again = models.DateField()
    done = models.BigIntegerField(null=True)
    kept = models.BooleanField(null=True)
    because = models.CharField(max_length=500, blank=True)
    seen_again = models.BigIntegerField(null=True)
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="decisions")

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["document", "person", "area"], name="decisions_on_a_cell")]

    def __str__(self) -> str:
        return f"{self.action}: {self.person}, {self.area}"


class Objection(models.Model):
    """“This is wrong”: somebody contests an obligation of theirs; a person answers.

    The obligation is named by what never changes of it, so that judging again doesn't lose the objection.
    """

    edition = models.ForeignKey(Edition, models.CASCADE)
    rule = models.PositiveIntegerField()
    record = models.CharField(max_length=250)
    responsible = models.CharField(max_length=200)
    triggered = models.BigIntegerField()
    why = models.CharField(_("what is wrong"), max_length=500)
    by = models.ForeignKey(Colleague, models.PROTECT, related_name="objections")
    at = models.BigIntegerField()
    answered_by = models.ForeignKey(Colleague, models.PROTECT, null=True, related_name="+")
    answered = models.BigIntegerField(null=True)
    upheld = models.BooleanField(null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.by}: {self.record}"
