"""Asking for a job that is the same however often it is asked for: one that waits already is enough.

Here lives that none is lost by it. Whoever asks holds the job that waits until their own transaction ends, so that it
begins after what they did can be seen; one that has begun may have looked before, and another one is asked for.
"""

from collections.abc import Callable

from django.db import transaction
from django.tasks import Task
from django_ox.models import OxTask


def once[**P, R](job: "Task[P, R]") -> Callable[P, None]:
    """What asks for a job, unless the same, told the same, waits to be begun."""

    def ask(*told: P.args, **named: P.kwargs) -> None:
        with transaction.atomic():
            same = OxTask.objects.filter(task_path=job.module_path, args=list(told), kwargs=named, run_after=None)
            if not list(same.filter(status=OxTask.Status.READY).select_for_update().values_list("pk")[:1]):
                job.enqueue(*told, **named)

    return ask
