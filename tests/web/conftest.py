"""What the tests of the pages share: the firm, and a way to sign in."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.firm import firm

from ingrain.people.models import Colleague

type SignIn = Callable[[Colleague], Client]


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    """The firm's colleagues by first name."""
    return firm()


@pytest.fixture
def sign_in() -> SignIn:
    """A client with somebody signed in."""

    def signed_in(colleague: Colleague) -> Client:
        client = Client()
        client.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
