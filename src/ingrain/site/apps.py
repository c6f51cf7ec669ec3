"""The site: who follows the journal, and who does what after a commit, is registered here when it starts."""

from django.apps import AppConfig


class Site(AppConfig):
    name = "ingrain.site"
    label = "site"

    def ready(self) -> None:
        from ingrain.site.wiring import wire

        wire()
