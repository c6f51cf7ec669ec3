"""The room of the people: who there is, in which team, with which role, and who may see what."""

from django.apps import AppConfig


class People(AppConfig):
    name = "ingrain.people"
    label = "people"
