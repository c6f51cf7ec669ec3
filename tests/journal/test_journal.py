"""The journal: numbered in order, chained, told on, and showing what is to be seen."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.firm import happened, instant

from ingrain.journal import follow, read, write
from ingrain.journal.models import Batch, Cursor, Entry, Head, Held
from ingrain.method.events import Event

pytestmark = pytest.mark.django_db
AT = instant("2026-11-02T10:00")


def lead(number: int, **values: str) -> Event:
    return Event(0, f"lead/{number}", "create", AT, AT, "ruth.adeyemi", values, (), "page")


def test_entries_are_numbered_in_the_order_in_which_they_are_written() -> None:
    assert write.append([lead(1), lead(2)]) == [1, 2]
    assert write.append([lead(3)]) == [3]


def test_what_was_written_is_read_as_it_was() -> None:
    event = Event(
        0, "call/1", "call", AT, AT + 5, "ruth.adeyemi", {"amount": 12.5, "ok": True, "no": None}, ("lead/1",)
    )
    write.append([lead(1, owner="ruth.adeyemi"), event])
    first, second = read.events()
    assert (first.record, first.values, first.by) == ("lead/1", {"owner": "ruth.adeyemi"}, "ruth.adeyemi")
    assert (second.values, second.links, second.recorded) == (dict(event.values), ("lead/1",), AT + 5)


def test_a_number_given_in_a_transaction_that_fails_is_given_again() -> None:
    def fail() -> None:
        with transaction.atomic():
            write.append([lead(1)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert write.append([lead(2)]) == [1]
    assert [event.record for event in read.events()] == ["lead/2"]


def test_a_whole_chain_is_unbroken_and_stays_so_when_values_are_erased() -> None:
    write.append([lead(1, name="Orme"), lead(2, name="Delph")])
    happened("call/1", "call", "2026-11-02T11:00", to="lead/1")
    assert read.unbroken() is None
    Held.objects.filter(entry=1).update(fields=None)
    assert read.unbroken() is None
    assert next(read.events()).values == {}


@pytest.mark.parametrize("change", [{"actor": "colin.marsh"}, {"occurred": 0}, {"record": "lead/9"}, {"did": "call"}])
def test_a_changed_entry_is_found(change: dict[str, object]) -> None:
    write.append([lead(1, name="Orme"), lead(2), lead(3)])
    Entry.objects.filter(sequence=2).update(**change)
    assert read.unbroken() == 2


def test_changed_values_and_a_missing_entry_are_found() -> None:
    write.append([lead(1, name="Orme"), lead(2), lead(3)])
    Held.objects.filter(entry=1).update(fields='{"name": "Other"}')
    assert read.unbroken() == 1
    Held.objects.filter(entry=1).delete()
    Entry.objects.filter(sequence=3).delete()
    assert read.unbroken() == 3


def test_a_batch_is_seen_once_it_is_shown_and_no_more_once_it_is_undone() -> None:
    happened("lead/1", "create", "2026-11-02T10:00")
    batch = Batch.objects.create(name="import", begun=AT)
    assert list(write.append_batch([lead(2), lead(3)], {}, batch)) == [2]
    assert [e.record for e in read.events()] == ["lead/1"]
    Batch.objects.filter(pk=batch.pk).update(shown=AT)
    assert [e.record for e in read.events()] == ["lead/1", "lead/2", "lead/3"]
    Batch.objects.filter(pk=batch.pk).update(undone=AT)
    assert [e.record for e in read.events()] == ["lead/1"]


def test_a_log_stands_apart_from_the_firms_records() -> None:
    happened("lead/1", "create", "2026-11-02T10:00")
    log = Batch.objects.create(name="a log", log=True, begun=AT, shown=AT)
    list(write.append_batch([lead(2)], {}, log))
    assert [e.record for e in read.events()] == ["lead/1"]
    assert [e.record for e in read.events(log)] == ["lead/2"]


def test_who_follows_is_told_each_record_once_and_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        follow, "FOLLOWERS", {"test": lambda touches, at: lambda: told.extend(t.record for t in touches)}
    )
    write.append([lead(1), lead(1), lead(2)])
    assert follow.catch_up(at=AT) == 3
    assert told == ["lead/1", "lead/2"]
    assert follow.catch_up(at=AT) == 0


def test_a_follower_that_fails_is_told_again_from_where_it_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(records: object, at: int) -> None:
        raise RuntimeError

    monkeypatch.setattr(follow, "FOLLOWERS", {"test": stumble})
    write.append([lead(1)])
    with pytest.raises(RuntimeError):
        follow.catch_up(at=AT)
    assert Cursor.objects.get(name="test").sequence == 0


def test_only_the_journal_touches_its_tables() -> None:
    """What is counted on above: nothing but write.py adds rows, so the head is always the last of them."""
    write.append([lead(1), lead(2)])
    assert Head.objects.get(pk=1).sequence == Entry.objects.count() == 2


values = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=9)),
    max_size=3,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(values, min_size=1, max_size=5))
def test_any_values_are_read_as_they_were_written_and_leave_the_chain_whole(told: list[dict[str, object]]) -> None:
    number = Entry.objects.count()
    write.append([Event(0, "lead/1", "change", AT, AT, None, one) for one in told])  # type: ignore[arg-type]
    assert [dict(event.values) for event in read.events(after=number)] == told
    assert read.unbroken() is None
