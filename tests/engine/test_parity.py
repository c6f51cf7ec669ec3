"""The engine says what the judge says: obligation by obligation, cell by cell, on random worlds."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from tests.conftest import EXAM
from tests.engine.random_worlds import World, crm_worlds, log_worlds

from ingrain.engine.check import check_stored
from ingrain.engine.checked import Checked
from ingrain.engine.in_memory import check_in_memory
from ingrain.engine.store import Store
from ingrain.engine.violations import violating_records
from ingrain.logs.columns import batches_of
from ingrain.method.company import Company
from ingrain.method.events import Event
from ingrain.method.obligations import Obligation, State
from ingrain.method.text import manual_of
from ingrain.method.vocabulary import CRM

pytestmark = pytest.mark.exam
calmly = settings(
    max_examples=settings.default.max_examples // (2 if EXAM else 4),  # as many logs as companies
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    report_multiple_bugs=False,
)


def by_judge(world: World) -> Checked:
    return check_in_memory(
        world.manual, world.events, world.company, at=world.at, vocabulary=world.vocabulary, closed=world.closed
    )


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """One for all worlds: what was in it before must not matter."""
    store = Store(in_memory=True, threads=1)
    yield store
    store.close()


def by_engine(world: World, store: Store) -> Checked:
    store.take_in(batches_of(world.events))
    return check_stored(
        world.manual,
        store,
        world.company,
        at=world.at,
        vocabulary=world.vocabulary,
        closed=world.closed,
        at_once=world.at_once,
    )


def assert_same(engine: Iterable[Obligation], judge: Iterable[Obligation]) -> None:
    said, meant = Counter(engine), Counter(judge)
    assert said - meant == Counter(), "the engine says what the judge doesn't"
    assert meant - said == Counter(), "the judge says what the engine doesn't"


def assert_parity(world: World, store: Store) -> None:
    judge, engine = by_judge(world), by_engine(world, store)
    assert_same(engine.answers.obligations(), judge.answers.obligations())
    assert engine.rules == judge.rules
    assert engine.cells == judge.cells
    assert engine.areas == judge.areas
    assert engine.log == judge.log
    assert violating_records(world.manual, engine.answers.timeline) == violating(judge)


def violating(checked: Checked) -> dict[int, set[str]]:
    """The records with at least one missed or late obligation, by rule about records."""
    found: dict[int, set[str]] = {rule.number: set() for _, _, rule in checked.look.manual.judged()}
    for o in checked.answers.obligations():
        if o.state in (State.MISSED, State.LATE) and not o.area_only and not o.record.startswith("person/"):
            found[o.rule].add(o.record)
    return found


@calmly
@given(world=log_worlds())
def test_the_engine_equals_the_judge_on_event_logs(world: World, store: Store) -> None:
    assert_parity(world, store)


@calmly
@given(world=crm_worlds())
def test_the_engine_equals_the_judge_on_a_crm(world: World, store: Store) -> None:
    assert_parity(world, store)


def test_a_tie_through_a_record_that_no_entry_names_is_kept(store: Store) -> None:
    day = 86_400_000_000
    text = "# Selling\n\n## Calls\n\n### Calling\n\n- Within 5 days of being created, an opportunity has a call.\n"
    made = [
        Event(1, "opportunity/1", "create", day, day, "ana", {"owner": "ana"}, ("lead/9",)),
        Event(2, "call/1", "call", 2 * day, 2 * day, "ana", {}, ("lead/9",)),
    ]
    world = World(manual_of(text, CRM), made, Company(), 20 * day, closed=False)
    assert [o.state for o in by_engine(world, store).answers.obligations()] == [State.MET]
    assert_parity(world, store)
