"""OCEL 2.0 is read: one type of object is the case; what is about several cases happened to each of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.logs.build import at, complaint, packed, read, written

from ingrain.logs import open_log
from ingrain.logs.ocel import OcelLog


def attribute(name: str, value: object, time: str = "1970-01-01T00:00:00Z") -> dict[str, object]:
    return {"name": name, "value": value, "time": time}


def thing(name: str, kind: str, *attributes: dict[str, object]) -> dict[str, object]:
    return {"id": name, "type": kind, "attributes": list(attributes), "relationships": []}


def event(number: int, kind: str, time: object, *objects: str, **values: object) -> dict[str, object]:
    attributes = [{"name": name, "value": value} for name, value in values.items()]
    related = [{"objectId": each, "qualifier": "of"} for each in objects]
    return {"id": f"e{number}", "type": kind, "time": time, "attributes": attributes, "relationships": related}


def ocel(*, objects: list[Any], events: list[Any]) -> str:
    return json.dumps({"objectTypes": [], "eventTypes": [], "objects": objects, "events": events}, indent=1)


ORDERS = ocel(
    objects=[
        thing("o1", "order", attribute("amount", 40), attribute("amount", 60, "2026-11-09T12:00:00Z")),
        thing("o2", "order"),
        thing("i1", "item"),
    ],
    events=[
        event(1, "place order", "2026-11-09T10:00:00Z", "o1", "i1", resource="ana"),
        event(2, "send", "2026-11-09T13:00:00Z", "o1", "o2", weight=1.5, lifecycle="complete"),
    ],
)


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return written(tmp_path / "orders.json", ORDERS)


def test_an_event_about_two_orders_happened_to_each(orders: Path) -> None:
    events = read(orders, record="order").events
    assert [(e.record, e.do) for e in events] == [
        ("order/o1", '"place order"'),
        ("order/o1", '"send"'),
        ("order/o2", '"send"'),
    ]
    assert [e.sequence for e in events] == [1, 2, 3]
    assert at(events[0].occurred) == "2026-11-09T10:00:00"


def test_person_transition_and_fields_are_told_apart(orders: Path) -> None:
    first, second, third = read(orders, record="order").events
    assert (first.by, second.by, second.transition) == ("ana", None, "complete")
    assert third.values == {"weight": 1.5}


def test_what_an_object_holds_is_set_by_the_first_event_after_it_changed(orders: Path) -> None:
    first, second, _ = read(orders, record="order").events
    assert first.values == {"amount": 40}
    assert second.values == {"amount": 60, "weight": 1.5}


def test_objects_of_other_types_are_what_the_record_was_tied_to(orders: Path) -> None:
    assert read(orders, record="order").events[0].links == ("item/i1",)


def test_the_most_frequent_type_is_the_case_unless_another_is_said(orders: Path) -> None:
    log = open_log(orders)
    assert isinstance(log, OcelLog)
    assert (log.types, log.case) == ({"order": 2, "item": 1}, "order")
    (event_of_item,) = read(orders, record="item", objects="item").events
    assert (event_of_item.record, event_of_item.links) == ("item/i1", ("order/o1",))


def test_a_type_that_is_not_there_is_refused_with_those_that_are(orders: Path) -> None:
    assert "its types are “order”, “item”" in complaint(orders, objects="invoice")


def test_it_may_be_packed(tmp_path: Path) -> None:
    assert len(read(packed(tmp_path / "orders.json.gz", ORDERS)).events) == 3


def test_what_can_not_be_used_is_counted(tmp_path: Path) -> None:
    times = [event(n, "pay", "2026-11-09T10:00:00Z", "o1") for n in range(5)]
    odd = [event(7, "pay", "yesterday", "o1"), event(8, "pay", None, "o1"), event(9, "pay", "2026-11-09T10:00:00Z")]
    path = written(tmp_path / "odd.json", ocel(objects=[thing("o1", "order")], events=[*times, *odd]))
    reading = read(path)
    assert len(reading.events) == 5
    assert [sentence.partition(" and was")[0] for sentence in reading.sentences] == [
        "1 event has a time that can't be read",
        "1 event has no time",
        "1 event doesn't belong to a case",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ORDERS[: len(ORDERS) // 2], "breaks off"),
        ('{"objects": [nonsense]}', "not JSON"),
        ('{"objects" []}', "“:” is expected here"),
        ('{"objects": []}', "has no objects"),
        ('{"ocel:global-log": {}}', "OCEL 1.0"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(tmp_path: Path, text: str, said: str) -> None:
    assert said in complaint(written(tmp_path / "broken.json", text))


def test_an_element_may_be_cut_anywhere_between_two_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingrain.logs.elements.Source.blocks", lambda self: iter(map(bytes, zip(ORDERS.encode()))))
    assert len(read(written(tmp_path / "orders.json", ORDERS)).events) == 3
