"""The room of what comes in from elsewhere and goes out again: logs that are brought in, and journals handed out."""

from django.apps import AppConfig


class Connect(AppConfig):
    name = "ingrain.connect"
    label = "connect"
