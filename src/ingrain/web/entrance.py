"""Signing in: only those whom an administrator let in; nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from ingrain.people.models import Colleague


class Entrance(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth behaves here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def shown(colleague: Colleague) -> str:
    """How a colleague is called on the pages of signing in."""
    return colleague.name
