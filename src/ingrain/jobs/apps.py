"""The room of the jobs: what the worker does beside the pages."""

from django.apps import AppConfig


class Jobs(AppConfig):
    name = "ingrain.jobs"
    label = "jobs"
