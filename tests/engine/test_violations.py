"""The violating records are the same whichever way they are looked for."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from tests.engine.random_worlds import World, log_worlds
from tests.engine.test_parity import by_engine

from ingrain.engine import alone
from ingrain.engine.store import Store
from ingrain.engine.violations import violating_counts, violating_records

pytestmark = pytest.mark.exam
calmly = settings(
    max_examples=settings.default.max_examples // 4,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = Store(in_memory=True, threads=1)
    yield store
    store.close()


@calmly
@given(world=log_worlds())
def test_many_rules_and_long_records_are_looked_at_otherwise_with_the_same_answer(world: World, store: Store) -> None:
    timeline = by_engine(world, store).answers.timeline
    plainly = violating_records(world.manual, timeline)
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr(alone, "WORTH_A_COPY", 0)
        assert violating_records(world.manual, timeline) == plainly
        limits.setattr(alone, "PAIRS_AN_EVENT", 0)
        assert violating_records(world.manual, timeline) == plainly
    assert violating_counts(world.manual, timeline) == {rule: len(records) for rule, records in plainly.items()}
