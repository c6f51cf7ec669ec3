"""The worker's part in a test where processes are killed: what publishing asked for, and doing it."""

from django.db.models import QuerySet
from django_ox.models import OxTask

from ingrain.editions.models import Document
from ingrain.method.events import Instant
from ingrain.monitor import watch


def asked() -> QuerySet[OxTask]:
    """Each time that everything was to be judged, done or not."""
    return OxTask.objects.filter(task_path="ingrain.jobs.tasks.judge_everything")


def work_off(*, at: Instant) -> None:
    """Judge everything where that was asked for and isn't done."""
    waiting = list(asked().filter(status=OxTask.Status.READY).values_list("pk", flat=True))
    if waiting:
        watch.judge_all(Document.objects.get(), at=at)
        OxTask.objects.filter(pk__in=waiting).update(status=OxTask.Status.SUCCESSFUL)
