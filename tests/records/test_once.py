"""What arrives twice is done once."""

import pytest
from tests.firm import firm
from tests.records.book import NOW, lead

from ingrain.people.models import Colleague
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Lead, Sent
from ingrain.records.once import KEPT, forget, once

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Colleague]:
    return firm()


def test_what_is_sent_twice_is_done_once_and_answered_twice(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    answers = [once("a key", lambda: lead(ruth).record, by=ruth, at=NOW) for _ in range(2)]
    assert answers[0] == answers[1]
    assert Lead.objects.count() == 1


def test_the_same_key_of_somebody_else_is_another(people: dict[str, Colleague]) -> None:
    for who in ("ruth", "colin"):
        once("a key", lambda: lead(people["ruth"]).record, by=people[who], at=NOW)
    assert Lead.objects.count() == 2


def test_without_a_key_it_is_done_each_time(people: dict[str, Colleague]) -> None:
    for _ in range(2):
        once("", lambda: lead(people["ruth"]).record, by=people["ruth"], at=NOW)
    assert Lead.objects.count() == 2


def test_what_was_refused_can_be_sent_again(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]

    def refused() -> str:
        raise UnableToSave("no")

    with pytest.raises(UnableToSave):
        once("a key", refused, by=ruth, at=NOW)
    assert once("a key", lambda: lead(ruth).record, by=ruth, at=NOW) == Lead.objects.get().record


def test_keys_are_forgotten_after_a_month(people: dict[str, Colleague]) -> None:
    once("a key", lambda: lead(people["ruth"]).record, by=people["ruth"], at=NOW)
    assert forget(at=NOW + KEPT) == 0
    assert forget(at=NOW + KEPT + 1) == 1
    assert not Sent.objects.exists()
