"""The room of the monitor: what the manual asks of whom, how it stands, who looked, and what was decided."""

from django.apps import AppConfig


class Monitor(AppConfig):
    name = "ingrain.monitor"
    label = "monitor"
