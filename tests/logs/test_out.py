"""What is written as XES and as OCEL 2.0 is the same when our own readers read it back."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logs.build import instant, read, shared, written

from ingrain.logs.out_ocel import ocel
from ingrain.logs.out_xes import xes
from ingrain.method.events import Event, Value

CALLED = Event(1, "case/7", '"call"', instant("2026-11-09T10:00"), instant("2026-11-09T10:00"), "ana", {"amount": 40},
               (), "connector", "complete")  # fmt: skip


def as_xes(events: list[Event]) -> str:
    return "".join(xes(sorted(events, key=lambda e: e.record), name="Log", kind="case"))


def as_ocel(events: list[Event]) -> str:
    return "".join(ocel(lambda: events))


def said(events: Iterable[Event]) -> list[tuple[object, ...]]:
    return sorted(
        ((e.record, e.occurred, e.do, e.by, e.transition, sorted(e.values.items())) for e in events), key=repr
    )


WAYS = pytest.mark.parametrize(("write", "name"), [(as_xes, "log.xes"), (as_ocel, "log.json")])
NAMES = st.text(printable.replace("\x0b", "").replace("\x0c", "") + "äß“€😀<>&", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
VALUES: st.SearchStrategy[Value] = st.one_of(
    NAMES, st.integers(-(2**40), 2**40), st.booleans(), st.floats(-1e6, 1e6, allow_nan=False)
)
EVENTS = st.builds(
    lambda case, do, when, by, transition, values: Event(
        1, f"case/{case}", f'"{do}"', when, when, by, values, (), "connector", transition
    ),
    NAMES,
    NAMES,
    st.integers(instant("2020-01-01T00:00"), instant("2026-01-01T00:00")),
    st.none() | NAMES,
    st.none() | NAMES,
    st.dictionaries(NAMES.map(lambda name: f"the {name}"), VALUES, max_size=3),
)


@WAYS
@given(events=st.lists(EVENTS, min_size=1, max_size=6))
def test_every_event_comes_back(
    tmp_path_factory: pytest.TempPathFactory, write: Callable[[list[Event]], str], name: str, events: list[Event]
) -> None:
    kinds: dict[tuple[str, str], set[type]] = {}
    for event in events:
        for field, value in event.values.items():
            kinds.setdefault((event.do, field), set()).add(type(value))
    if any(len(found) > 1 for found in kinds.values()):
        return  # OCEL has one type for an attribute: it becomes text, which the next test says
    path = written(tmp_path_factory.mktemp("out") / name, write(events))
    assert said(read(path).events) == said(events)


@WAYS
def test_a_real_log_comes_back(tmp_path: Path, write: Callable[[list[Event]], str], name: str) -> None:
    events = read(shared("helpdesk_italian.xes.gz")).events[:3000]
    assert said(read(written(tmp_path / name, write(events))).events) == said(events)


def test_a_field_of_two_types_is_text_in_ocel(tmp_path: Path) -> None:
    other = Event(2, "case/8", '"call"', CALLED.occurred, CALLED.recorded, None, {"amount": "much"}, (), "connector")
    back = read(written(tmp_path / "log.json", as_ocel([CALLED, other]))).events
    assert [e.values["amount"] for e in back] == ["40", "much"]


@WAYS
def test_what_a_firm_knows_beyond_the_standard_has_names_of_its_own(
    tmp_path: Path, write: Callable[[list[Event]], str], name: str
) -> None:
    later = instant("2026-11-10T09:00")
    lead = Event(3, "lead/1", "create", CALLED.occurred, later, "ana", {"owner": None}, ("account/2",), "page")
    (back,) = read(written(tmp_path / name, write([lead]))).events[:1]
    assert back.do == '"create"'
    assert back.values["owner"] == ""
    assert back.values["ingrain:through"] == "page"
    assert "2026-11-10T09:00" in str(back.values["ingrain:recorded"])
    if name == "log.xes":
        assert back.values["ingrain:links"] == "account/2"
    else:
        assert back.links == ("account/2",)


def test_ocel_declares_what_it_uses() -> None:
    told = json.loads(as_ocel([CALLED]))
    assert told["objectTypes"] == [{"name": "case", "attributes": []}]
    (kind,) = told["eventTypes"]
    assert kind["name"] == "call"
    assert {"name": "amount", "type": "integer"} in kind["attributes"]


def test_characters_that_xml_can_not_hold_are_replaced(tmp_path: Path) -> None:
    event = Event(1, "case/7", '"ca\x01ll"', CALLED.occurred, CALLED.recorded, None, {}, (), "connector")
    assert read(written(tmp_path / "log.xes", as_xes([event]))).events[0].do == '"ca�ll"'
