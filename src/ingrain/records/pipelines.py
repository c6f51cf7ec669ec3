"""Pipelines: the stages that opportunities go through. A firm that set up none has the usual one."""

from django.db import transaction
from django.db.models import Prefetch

from ingrain.method.vocabulary import CRM
from ingrain.records.models import Pipeline, Stage

USUAL = "Sales"
CHANCES = (10, 25, 50, 75)


def all_of_them() -> list[Pipeline]:
    """In their order, with their stages; without what was put away."""
    here = Prefetch("stages", Stage.objects.filter(gone=None))
    found = list(Pipeline.objects.filter(gone=None).prefetch_related(here))
    if not found:
        usual()
        found = list(Pipeline.objects.filter(gone=None).prefetch_related(here))
    return found


def usual() -> Pipeline:
    """The pipeline that most begin with, made if there is none."""
    with transaction.atomic():
        first = Pipeline.objects.filter(gone=None).first()
        if first is None:
            first = Pipeline.objects.create(name=USUAL)
            Stage.objects.bulk_create(
                Stage(pipeline=first, name=name, place=place, chance=chance)
                for place, (name, chance) in enumerate(zip(CRM.stages, CHANCES, strict=True))
            )
    return first


def first_stage(pipeline: Pipeline | None = None) -> Stage:
    """Where an opportunity begins."""
    found = (pipeline or usual()).stages.filter(gone=None).first()
    assert found is not None, "a pipeline has a stage"
    return found
