"""What the tests of the editions share: the firm."""

import pytest
from tests.firm import firm

from ingrain.people.models import Colleague


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    """The firm's colleagues by first name."""
    return firm()
