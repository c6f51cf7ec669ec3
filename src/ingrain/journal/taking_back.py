"""Taking back a list of people: as long as nobody whom it brought in has done or owns anything."""

import json
from collections.abc import Iterable

from ingrain.journal.read import visible
from ingrain.method.events import Instant
from ingrain.people import intake as taking
from ingrain.people.models import Colleague, Intake


def take_back(intake: Intake, *, by: Colleague, at: Instant) -> None:
    """Raises UnableToSetUp where something rests on one of them."""
    new = intake.taken.filter(before__isnull=True).values_list("key", flat=True)
    taking.take_back(intake, resting=resting(new), by=by, at=at)


def resting(keys: Iterable[str]) -> set[str]:
    """Those who did something, or were given a record."""
    asked = list(keys)
    found = set(visible().filter(actor__in=asked).values_list("actor", flat=True).distinct())
    for key in asked:
        if key not in found and visible().filter(held__fields__contains=owner(key)).exists():
            found.add(key)
    return {key for key in found if key}


def owner(key: str) -> str:
    """How the values of an entry say that somebody owns its record."""
    return f'"owner": {json.dumps(key, ensure_ascii=False)}'
