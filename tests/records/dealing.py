"""Opportunities for tests of the pipeline: a desk, a moment, and deals with what matters of them."""

from datetime import date

from tests.firm import instant

from ingrain.method.events import Instant, Value
from ingrain.people.models import Colleague
from ingrain.records import keep
from ingrain.records.access import Desk
from ingrain.records.fields import ACCOUNT, OPPORTUNITY
from ingrain.records.models import Account, Bookkeeping, Opportunity, Stage
from ingrain.records.pipelines import usual

TODAY = date(2026, 11, 20)
NOW = instant("2026-11-20T12:00")


def reckons_in(currency: str = "GBP") -> None:
    Bookkeeping.objects.create(currency=currency)
    usual()


def desk(colleague: Colleague, today: date = TODAY) -> Desk:
    return Desk(colleague, today)


def stage(name: str) -> Stage:
    return Stage.objects.get(name=name, pipeline__place=0)


def account(by: Colleague, name: str = "Fernside Foods", *, at: Instant = NOW) -> Account:
    made = keep.create(ACCOUNT, {"name": name}, by=desk(by), at=at)
    assert isinstance(made, Account)
    return made


def deal(by: Colleague, name: str = "Cartoner", *, at: Instant = NOW, **values: Value) -> Opportunity:
    """An opportunity of whoever makes it; `close_date="2026-12-11"` stands for "close date"."""
    said: dict[str, Value] = {"name": name, "stage": "Qualification"}
    said |= {key.replace("_", " "): value for key, value in values.items()}
    made = keep.create(OPPORTUNITY, said, by=desk(by), at=at)
    assert isinstance(made, Opportunity)
    return made
