"""A team that a published sentence names keeps its name."""

import pytest
from tests.firm import MANUAL, firm, instant, manual

from ingrain.editions.renaming import rename
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague, Team

NOW = instant("2026-11-20T12:00")


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


def test_a_team_is_renamed(people: dict[str, Colleague]) -> None:
    manual(people["ingrid"])
    rename(Team.objects.get(name="North"), "Far North", by=people["adam"], at=NOW)
    assert Team.objects.filter(name="Far North").exists()


def test_a_team_that_an_edition_names_is_not(people: dict[str, Colleague]) -> None:
    manual(people["ingrid"], text=MANUAL.replace("An open opportunity", "An open opportunity in team North"))
    with pytest.raises(UnableToSetUp, match="North is named in"):
        rename(Team.objects.get(name="North"), "Far North", by=people["adam"], at=NOW)
    assert Team.objects.filter(name="North").exists()
