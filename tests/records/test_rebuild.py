"""Rows that are folded anew from the journal are the rows that were folded step by step."""

from collections.abc import Callable
from gc import collect
from typing import Any
from weakref import ref

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.firm import firm, instant
from tests.records.book import NOW, account, contact, desk, lead, opportunity

from ingrain.journal.batches import take_back
from ingrain.journal.models import Batch, Entry
from ingrain.journal.write import append
from ingrain.method.events import Event
from ingrain.people.models import Colleague
from ingrain.records import converting, doing, keep, moving
from ingrain.records.bringing import bring
from ingrain.records.fields import CUSTOMERS
from ingrain.records.models import About, Account, Activity, Contact, Found, Kept, Lead, Opportunity, Reach
from ingrain.records.pipelines import first_stage
from ingrain.records.rebuild import rebuild
from ingrain.records.shelf import Shelf

MINUTE = 60_000_000
MODELS: list[type[Kept]] = [Lead, Account, Contact, Opportunity, Activity]

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


def standing() -> dict[str, Any]:
    """Everything that stands in the tables."""
    rows = {row.record: row for model in MODELS for row in model._default_manager.all()}
    found: dict[str, Any] = {
        record: {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields} for record, row in rows.items()
    }
    found["about"] = sorted(About.objects.values_list("activity", "record", "near", "at"))
    found["found"] = sorted(Found.objects.values_list("record", "title", "line", "words", "owner", "changed"))
    found["reach"] = sorted(Reach.objects.values_list("record", "normal", "national"))
    return found


def all_records() -> set[str]:
    return set(Entry.objects.values_list("record", flat=True))


# --- what can happen, step by step ------------------------------------------------------------------------------------

type Step = Callable[[Colleague, int], None]


def some[T: Kept](model: type[T], place: int) -> T | None:
    rows = list(model._default_manager.order_by("pk"))
    return rows[place % len(rows)] if rows else None


def steps(place: int) -> dict[str, Step]:
    """What somebody may do next; place: with which of the records."""

    def change(by: Colleague, at: int) -> None:
        changes: tuple[tuple[type[Kept], keep.Values], ...] = (
            (Contact, {"position": f"Buyer {place}", "phone": "0113 496 0067"}),
            (Opportunity, {"close date": f"2026-12-{place % 28 + 1:02}", "amount": place * 1000.5}),
            (Lead, {"budget": place, "company": f"Åkerby {place}"}),
            (Account, {"city": "Malmö", "owner": "dana.whitfield"}),
        )
        for model, values in changes:
            if row := some(model, place):
                keep.change(row, values, by=desk(by), at=at)

    def move(by: Colleague, at: int) -> None:
        if row := some(Opportunity, place):
            stages = list(first_stage().pipeline.stages.all())
            moving.move(row, stages[place % len(stages)], by=desk(by), at=at)

    def lose(by: Colleague, at: int) -> None:
        if row := some(Opportunity, place):
            moving.lose(row, because="price", by=desk(by), at=at)

    def reopen(by: Colleague, at: int) -> None:
        if row := some(Opportunity, place):
            moving.reopen(row, by=desk(by), at=at)

    def call(by: Colleague, at: int) -> None:
        if row := some(Contact, place) or some(Lead, place):
            doing.do("call", [row], {"outcome": "reached"}, by=desk(by), at=at)

    def plan(by: Colleague, at: int) -> None:
        if row := some(Opportunity, place):
            doing.plan("meeting", [row], {"start": f"2026-12-0{place % 9 + 1}T10:00"}, by=desk(by), at=at)

    def complete(by: Colleague, at: int) -> None:
        if row := some(Activity, place):
            doing.complete(row, {"notes": "They want it."}, by=desk(by), at=at)

    def convert(by: Colleague, at: int) -> None:
        if row := some(Lead, place):
            converting.convert(row, by=desk(by), at=at)

    def put_away(by: Colleague, at: int) -> None:
        if row := some(Contact, place):
            keep.put_in_bin(row, by=desk(by), at=at)

    def take_out(by: Colleague, at: int) -> None:
        if row := some(Contact, place):
            keep.take_out_of_bin(row, by=desk(by), at=at)

    made: dict[str, Step] = {
        "lead": lambda by, at: void(lead(by, f"Orla {place}", at, phone="0113 496 0067")),
        "account": lambda by, at: void(account(by, f"Calder {place}", at)),
        "contact": lambda by, at: void(contact(by, some(Account, place) or account(by, at=at), f"Priya {place}", at)),
        "opportunity": lambda by, at: void(opportunity(by, some(Account, place), f"Line {place}", at)),
    }
    found = (change, move, lose, reopen, call, plan, complete, convert, put_away, take_out)
    return made | {step.__name__: step for step in found}


def void(_: object) -> None:
    return None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(steps(0))), st.integers(0, 30)), min_size=1, max_size=25))
def test_rows_folded_step_by_step_equal_rows_rebuilt(
    people: dict[str, Colleague], happened: list[tuple[str, int]]
) -> None:
    with rolled_back():
        for n, (name, place) in enumerate(happened):
            try:
                steps(place)[name](people["ingrid"], NOW + n * MINUTE)
            except keep.UnableToSave:
                continue
        before = standing()
        rebuild(all_records(), NOW + 1000 * MINUTE)
        assert standing() == before


def rolled_back() -> Any:
    return _RolledBack()


class _RolledBack:
    """What happens inside leaves nothing behind."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *args: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*args)


# --- batches taken back -----------------------------------------------------------------------------------------------


def batch(by: Colleague) -> Batch:
    return Batch.objects.create(name="Bring in", begun=NOW, by=by.key, shown=NOW)


def test_a_batch_that_changed_records_leaves_them_as_they_were(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    calder = account(ruth, city="Leeds")
    before = standing()
    edit = batch(ruth)
    event = Event(0, calder.record, "change", NOW, NOW, ruth.key, {"city": "Bradford", "type": "key"}, through="bulk")
    bulk(event, edit)
    assert Account.objects.get().city == "Bradford"
    take_back(edit, by=ruth.key, at=NOW)
    assert rebuild([calder.record], NOW) == 1
    assert standing() == before


def bulk(event: Event, edit: Batch) -> None:
    """Told step by step, as a verb does."""
    row = Account.objects.get()
    shelf = Shelf()
    shelf.put(row)
    for number in append([event], batch=edit):
        shelf.tell(keep.numbered(event, number))
    shelf.save()


def test_what_a_batch_made_is_gone_with_everything_that_is_known_of_it(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    before = standing()
    edit = batch(ruth)
    bring(
        [
            Event(0, "account/71", "create", NOW, NOW, ruth.key, {"name": "Tern", "owner": ruth.key}),
            Event(0, "contact/72", "create", NOW, NOW, ruth.key, {"name": "Ada", "phone": "0113 496 0067"},
                  ("account/71",)),
        ],
        batch=edit,
    )  # fmt: skip
    assert Contact.objects.get().account_id == 71
    take_back(edit, by=ruth.key, at=NOW)
    assert rebuild(["account/71", "contact/72"], NOW) == 0
    assert standing() == before


def test_a_record_that_named_one_that_is_gone_stands_and_names_nothing(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    edit = batch(ruth)
    bring([Event(0, "account/71", "create", NOW, NOW, ruth.key, {"name": "Tern"})], batch=edit)
    contact(ruth, Account.objects.get(), "Ada")
    take_back(edit, by=ruth.key, at=NOW)
    later = instant("2026-11-21T08:00")
    rebuild(["account/71"], later)
    ada = Contact.objects.get()
    assert (ada.account_id, ada.changed) == (None, later)
    assert Found.objects.get().line == ""
    rebuild([ada.record], later)
    assert Contact.objects.get().account_id is None


def test_what_is_done_twice_is_as_if_done_once(people: dict[str, Colleague]) -> None:
    contact(people["ruth"], account(people["ruth"]))
    before = standing()
    for _ in range(2):
        rebuild([*all_records(), "batch/1", "contact/none"], NOW)
    assert standing() == before


def test_the_number_of_queries_does_not_grow_with_the_records(
    people: dict[str, Colleague], django_assert_max_num_queries: Any
) -> None:
    for n in range(40):
        lead(people["ruth"], f"Orla {n}")
    with django_assert_max_num_queries(30):
        rebuild(all_records(), NOW)


def test_all_kinds_are_rebuilt() -> None:
    assert {kind.model for kind in CUSTOMERS.values()} | {Activity} == set(MODELS)


def test_a_shelf_that_was_saved_is_held_by_nobody(people: dict[str, Colleague]) -> None:
    shelf = bring([Event(0, "note/1", "note", NOW, NOW, people["ruth"].key, {"subject": "Called back"})])
    left = ref(shelf)
    del shelf
    collect()
    assert left() is None
