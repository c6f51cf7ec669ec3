"""A load is what the same entries would have made one after the other, whole or not at all."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from tests.firm import firm
from tests.records.book import NOW, account, contact, desk

from ingrain.journal import read
from ingrain.people.directory import calendar
from ingrain.people.models import Colleague
from ingrain.records import finding, pipelines, sums
from ingrain.records.models import About, Account, Activity, Contact, Found, Movement, Opportunity, Pile, Reach, Said
from ingrain.records.rebuild import rebuild
from ingrain.site import load as loading
from ingrain.site.load import load

ROWS: list[type[Model]] = [Account, Contact, Opportunity, Activity]
BESIDE: list[type[Model]] = [About, Found, Reach, Movement]
SUMS: list[type[Model]] = [Pile, Said]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


def standing(*models: type[Model]) -> dict[str, Any]:
    """What stands in the tables, but for the numbers of rows that nothing names."""
    named = {
        model: [f.attname for f in model._meta.concrete_fields if model in ROWS or f.name != "id"] for model in models
    }
    return {
        model.__name__: sorted(map(repr, model._default_manager.values_list(*fields)))
        for model, fields in named.items()
    }


def made_beside_rows() -> list[tuple[str, ...]]:
    """Indexes, triggers and constraints, as the database says them."""
    asked = (
        "SELECT name, sql FROM sqlite_master WHERE type <> 'table' ORDER BY name"
        if connection.vendor == "sqlite"
        else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
        "UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return cursor.fetchall()


def test_a_load_is_what_its_entries_add_up_to(people: dict[str, Colleague]) -> None:
    before = made_beside_rows()
    assert load(30, at=NOW) == 3
    assert made_beside_rows() == before
    stood = standing(*ROWS, *BESIDE)
    assert Contact.objects.count() == 30
    assert sums.recount(today=calendar().day(NOW)) == 0
    rebuild({event.record for event in read.events()}, NOW)
    assert standing(*ROWS, *BESIDE) == stood


def test_where_much_is_there_already_the_same_comes_of_it(
    people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipelines.usual()
    monkeypatch.setattr(loading, "bare", transaction.atomic)
    with transaction.atomic():
        load(30, at=NOW)
        usual = standing(*ROWS, *BESIDE, *SUMS)
        transaction.set_rollback(True)
    monkeypatch.undo()
    load(30, at=NOW)
    assert standing(*ROWS, *BESIDE, *SUMS) == usual


def test_what_was_loaded_is_found_and_so_is_what_comes_after(people: dict[str, Colleague]) -> None:
    load(10, at=NOW)
    ruth = desk(people["ruth"])
    one = Contact.objects.order_by("pk")[0]
    assert one.name in [hit.title for hit in finding.search(one.name[:-1], ruth)]
    late = contact(people["ruth"], account(people["ruth"], "Zebulon Weavers"), "Xanthe Quill")
    assert late.pk > one.pk
    assert [hit.title for hit in finding.search("xanthe", ruth)] == ["Xanthe Quill"]


def test_a_load_that_is_ended_half_way_leaves_nothing(
    people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "AT_ONCE", 1)
    before = made_beside_rows()

    def ended(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(30, at=NOW, progress=ended)
    assert made_beside_rows() == before
    assert not Account.objects.exists()
    assert not list(read.events())


def test_running_again_adds_what_is_missing(people: dict[str, Colleague]) -> None:
    assert load(20, at=NOW) == 2
    assert load(20, at=NOW) == 0
    assert load(30, at=NOW) == 1
    assert Contact.objects.count() == 30
