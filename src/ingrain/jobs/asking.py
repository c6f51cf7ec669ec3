"""Asking for a job that is the same however often it is asked for: one that waits already is enough.

Here lives that none is lost by it. Whoever asks holds the job that waits until their own transaction ends, so that it
begins after what they did can be seen; one that has begun may have looked before, and another one is asked for.
"""

from django.db import transaction
from django.tasks import Task
from django_ox.models import OxTask


def ask_once[**P, R](job: "Task[P, R]", *told: P.args, **named: P.kwargs) -> None:
    """Have a job done that is told this, unless the same waits to be begun."""
    with transaction.atomic():
        same = OxTask.objects.filter(task_path=job.module_path, args=list(told), kwargs=named, run_after=None)
        if not list(same.filter(status=OxTask.Status.READY).select_for_update().values_list("pk")[:1]):
            job.enqueue(*told, **named)
