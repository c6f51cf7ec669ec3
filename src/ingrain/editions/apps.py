"""The room of the manual's editions: drafts, what was published, and what is live where since when."""

from django.apps import AppConfig


class Editions(AppConfig):
    name = "ingrain.editions"
    label = "editions"
