"""Records for the tests: a small book of customers, made by the verbs."""

from tests.firm import instant

from ingrain.method.events import Instant, Value
from ingrain.people.models import Colleague
from ingrain.records.access import Desk
from ingrain.records.fields import CUSTOMERS
from ingrain.records.keep import create
from ingrain.records.models import Account, Contact, Lead, Opportunity
from ingrain.records.pipelines import first_stage

NOW = instant("2026-11-20T12:00")


def desk(colleague: Colleague) -> Desk:
    return Desk(colleague)


def lead(by: Colleague, name: str = "Orla Byrne", at: Instant = NOW, **values: Value) -> Lead:
    made = create(CUSTOMERS["lead"], {"name": name, **_spoken(values)}, by=desk(by), at=at)
    assert isinstance(made, Lead)
    return made


def account(by: Colleague, name: str = "Calder Mills", at: Instant = NOW, **values: Value) -> Account:
    made = create(CUSTOMERS["account"], {"name": name, **_spoken(values)}, by=desk(by), at=at)
    assert isinstance(made, Account)
    return made


def contact(by: Colleague, at_: Account, name: str = "Priya Nair", at: Instant = NOW, **values: Value) -> Contact:
    given = {"name": name, "account": at_.record, **_spoken(values)}
    made = create(CUSTOMERS["contact"], given, by=desk(by), at=at)
    assert isinstance(made, Contact)
    return made


def opportunity(
    by: Colleague, of: Account | None = None, name: str = "Second packing line", at: Instant = NOW, **values: Value
) -> Opportunity:
    given: dict[str, Value] = {"name": name, "stage": first_stage().name, **_spoken(values)}
    if of is not None:
        given["account"] = of.record
    made = create(CUSTOMERS["opportunity"], given, by=desk(by), at=at)
    assert isinstance(made, Opportunity)
    return made


def _spoken(values: dict[str, Value]) -> dict[str, Value]:
    """close_date="…" as the field is called."""
    return {name.replace("_", " "): value for name, value in values.items()}
