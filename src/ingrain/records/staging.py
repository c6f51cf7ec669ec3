"""Setting up pipelines and their stages: added, renamed, put in order, reckoned with, put away. Each is journalled.

A stage is never deleted: what ended there still names it. It is put away once nothing is open in it.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.journal.write import append
from ingrain.method.events import Event, Instant, Value
from ingrain.records import moving
from ingrain.records.access import Desk
from ingrain.records.board import OPEN
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Opportunity, Pipeline, Stage

ENDS = {"won", "lost"}
LONGEST = 100


def add_pipeline(name: str, stages: Sequence[str], *, by: Desk, at: Instant) -> Pipeline:
    """Another way to sell, with its stages in this order."""
    names = [_named(stage) for stage in stages if stage.strip()]
    if not names:
        raise UnableToSave(_("A pipeline has at least one stage. Write them one a line."))
    if len({stage.casefold() for stage in names}) < len(names):
        raise UnableToSave(_("Two stages are called the same. Give each its own name."))
    with transaction.atomic():
        place = (Pipeline.objects.aggregate(last=Max("place"))["last"] or 0) + 1
        made = Pipeline.objects.create(name=_free(Pipeline.objects.all(), _line(name)), place=place)
        steps = [100 * (n + 1) // (len(names) + 1) for n in range(len(names))]
        Stage.objects.bulk_create(
            Stage(pipeline=made, name=stage, place=n, chance=steps[n]) for n, stage in enumerate(names)
        )
        _journal(f"pipeline/{made.pk}", "create", {"name": made.name, "stages": "\n".join(names)}, by, at)
    return made


def rename_pipeline(pipeline: Pipeline, name: str, *, by: Desk, at: Instant) -> None:
    with transaction.atomic():
        name = _free(Pipeline.objects.exclude(pk=pipeline.pk), _line(name))
        Pipeline.objects.filter(pk=pipeline.pk).update(name=name)
        _journal(f"pipeline/{pipeline.pk}", "change", {"name": name}, by, at)


def put_pipeline_away(pipeline: Pipeline, *, by: Desk, at: Instant) -> None:
    """Nobody sells this way any more. Something must be left to sell by."""
    with transaction.atomic():
        if not Pipeline.objects.filter(gone=None).exclude(pk=pipeline.pk).exists():
            raise UnableToSave(_("It is the only pipeline. Add another one before you put this one away."))
        here = Opportunity.objects.filter(OPEN, stage__pipeline=pipeline).count()
        if here:
            raise UnableToSave(_still_open(here, str(pipeline)))
        Pipeline.objects.filter(pk=pipeline.pk).update(gone=at)
        _journal(f"pipeline/{pipeline.pk}", "put away", {"name": pipeline.name}, by, at)


def take_pipeline_back(pipeline: Pipeline, *, by: Desk, at: Instant) -> None:
    with transaction.atomic():
        Pipeline.objects.filter(pk=pipeline.pk).update(gone=None)
        _journal(f"pipeline/{pipeline.pk}", "take back", {"name": pipeline.name}, by, at)


def add_stage(pipeline: Pipeline, name: str, *, by: Desk, at: Instant, chance: int = 50) -> Stage:
    """At the end. One of that name that was put away comes back."""
    name = _named(name)
    _check_chance(chance)
    with transaction.atomic():
        place = (pipeline.stages.aggregate(last=Max("place"))["last"] or 0) + 1
        before = pipeline.stages.filter(name__iexact=name).first()
        if before and before.gone is None:
            raise UnableToSave(_("There is a stage %(name)s already.") % {"name": before})
        if before:
            Stage.objects.filter(pk=before.pk).update(gone=None, place=place, chance=chance)
            made = Stage.objects.get(pk=before.pk)
        else:
            made = Stage.objects.create(pipeline=pipeline, name=name, place=place, chance=chance)
        values: dict[str, Value] = {"name": made.name, "pipeline": pipeline.name, "chance": chance}
        _journal(f"stage/{made.pk}", "create", values, by, at)
    return made


def change_stage(stage: Stage, *, name: str, chance: int, by: Desk, at: Instant) -> None:
    """Its name and its chance. Entries of the journal that name it as it was called still mean it."""
    name = _named(name)
    _check_chance(chance)
    with transaction.atomic():
        others = Stage.objects.filter(pipeline=stage.pipeline_id).exclude(pk=stage.pk)
        now = Stage.objects.get(pk=stage.pk)
        name = _free(others, name)
        if (now.name, now.chance) == (name, chance):
            return
        if name != now.name:
            former = [one for one in now.formerly.splitlines() if one != name]
            now.formerly = "\n".join(dict.fromkeys([*former, now.name]))
        now.name, now.chance = name, chance
        now.save(update_fields=["name", "chance", "formerly"])
        _journal(f"stage/{stage.pk}", "change", {"name": name, "chance": chance}, by, at)


def put_in_order(pipeline: Pipeline, order: Sequence[int], *, by: Desk, at: Instant) -> None:
    """Its stages in this order."""
    here = {stage.pk: stage for stage in pipeline.stages.filter(gone=None)}
    if sorted(order) != sorted(here):
        raise UnableToSave(_("Somebody else added or put away a stage meanwhile. Look at them before you order them."))
    with transaction.atomic():
        for place, number in enumerate(order):
            here[number].place = place
        Stage.objects.bulk_update(here.values(), ["place"])
        _journal(f"pipeline/{pipeline.pk}", "order", {"stages": "\n".join(here[n].name for n in order)}, by, at)


def put_stage_away(stage: Stage, *, to: Stage | None = None, by: Desk, at: Instant) -> int:
    """Nothing stands in it any more. to: where what is open in it goes; how many did."""
    with transaction.atomic():
        if not Stage.objects.filter(pipeline=stage.pipeline_id, gone=None).exclude(pk=stage.pk).exists():
            raise UnableToSave(_("It is the only stage of its pipeline. Add another one before you put this one away."))
        here = list(Opportunity.objects.filter(OPEN, stage=stage))
        if here and (to is None or to.pk == stage.pk or to.gone is not None):
            raise UnableToSave(_still_open(len(here), str(stage)))
        for row in here:
            assert to is not None
            moving.transfer(row, to, by=by, at=at)
        Stage.objects.filter(pk=stage.pk).update(gone=at)
        values: dict[str, Value] = {"name": stage.name, "to": to.name if here and to else None}
        _journal(f"stage/{stage.pk}", "put away", values, by, at)
    return len(here)


def take_stage_back(stage: Stage, *, by: Desk, at: Instant) -> None:
    with transaction.atomic():
        Stage.objects.filter(pk=stage.pk).update(gone=None)
        _journal(f"stage/{stage.pk}", "take back", {"name": stage.name}, by, at)


def _still_open(many: int, where: str) -> str:
    said = ngettext(
        "%(n)s opportunity is open in %(where)s. Say where it goes; then it can be put away.",
        "%(n)s opportunities are open in %(where)s. Say where they go; then it can be put away.",
        many,
    )
    return said % {"n": many, "where": where}


def _named(name: str) -> str:
    """A stage's name: one line, and no end."""
    name = _line(name)
    if name.casefold() in ENDS:
        raise UnableToSave(_("Won and lost are the ends of every pipeline, and no stages."))
    return name


def _line(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UnableToSave(_("Give it a name."))
    if len(name) > LONGEST:
        raise UnableToSave(_("A name has at most 100 letters."))
    return name


def _free(others, name: str) -> str:  # type: ignore[no-untyped-def]
    if found := others.filter(name__iexact=name).first():
        raise UnableToSave(_("There is one called %(name)s already.") % {"name": found})
    return name


def _check_chance(chance: int) -> None:
    if not 0 <= chance <= 100:
        raise UnableToSave(_("A chance is between 0 and 100 in 100."))


def _journal(record: str, do: str, values: dict[str, Value], by: Desk, at: Instant) -> None:
    append([Event(0, record, do, at, at, by.viewer.key, values)])
