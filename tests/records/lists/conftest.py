"""What the tests of lists share: the firm, and a way to ask."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.firm import firm

from ingrain.people.models import Colleague
from ingrain.records.access import Desk
from ingrain.records.lists import Asked, Wanted, wanted
from ingrain.records.reading import Reader
from ingrain.records.surroundings import Surroundings

TODAY = date(2026, 11, 20)

type Ask = Callable[..., Wanted]


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


@pytest.fixture
def ask(people: dict[str, Colleague]) -> Ask:
    """ask("ruth", "account", city="Leeds"): what Ruth asks for; "__" is a dot."""

    def asking(by: str, kind: str, /, **said: str | list[str]) -> Wanted:
        reader = Reader("en-GB", TODAY, Surroundings())
        spoken = {name.replace("__", "."): value for name, value in said.items()}
        return wanted(Asked.of(kind, spoken), Desk(people[by], TODAY), reader)

    return asking
