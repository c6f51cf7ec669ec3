"""The room of the journal: everything that happens is written here, once."""

from django.apps import AppConfig


class Journal(AppConfig):
    name = "ingrain.journal"
    label = "journal"
