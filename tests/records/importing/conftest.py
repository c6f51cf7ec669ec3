"""The firm, with a folder for what is uploaded."""

from pathlib import Path
from typing import Any

import pytest
from tests.firm import firm

from ingrain.people.models import Colleague


@pytest.fixture
def people(db: None, settings_for_pages: None, settings: Any, tmp_path: Path) -> dict[str, Colleague]:
    settings.MEDIA_ROOT = tmp_path
    return firm()
