"""The pages: doors that read what was asked, call one verb, and answer."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "ingrain.web"
    label = "web"
