"""XES: what its traces, events, attributes, globals and extensions become."""

from pathlib import Path

import pyarrow as pa
import pytest
from tests.logs.build import at, complaint, instant, packed, read, written, xes, xes_event, xes_trace

from ingrain.logs import Options, open_log
from ingrain.logs.columns import SCHEMA, events_in


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.xes"


def test_each_transition_is_an_event_of_its_own(path: Path) -> None:
    start = '<string key="lifecycle:transition" value="START"/>'
    written(path, xes(xes_trace("1", xes_event("W_Call", more=start), xes_event("W_Call"))))
    first, second = read(path, record="application").events
    assert (first.record, first.do, first.transition, first.by) == ("application/1", '"W_Call"', "START", "ana")
    assert (second.sequence, second.do, second.transition) == (2, '"W_Call"', None)
    assert (first.through, first.recorded) == ("connector", first.occurred)


def test_what_the_trace_says_of_itself_is_set_by_its_first_event(path: Path) -> None:
    said = '<string key="AMOUNT_REQ" value="20000"/><int key="visits" value="3"/><float key="share" value="0.5"/>'
    said += '<boolean key="urgent" value="true"/><id key="ref" value="a-b"/>'
    written(path, xes(xes_trace("1", xes_event(), xes_event(), more=said)))
    first, second = read(path).events
    assert first.values == {"AMOUNT_REQ": "20000", "visits": 3, "share": 0.5, "urgent": True, "ref": "a-b"}
    assert second.values == {}


def test_the_trace_may_be_named_after_its_events(path: Path) -> None:
    written(path, xes(f'<trace>{xes_event()}<string key="concept:name" value="7"/></trace>'))
    assert [event.record for event in read(path).events] == ["case/7"]


def test_other_attributes_of_an_event_are_values_and_nested_ones_carry_their_outer_name(path: Path) -> None:
    nested = '<string key="cost" value="5"><float key="tax" value="1.5"/></string>'
    nested += '<list key="items"><values><string key="a" value="x"/><string key="a" value="y"/></values></list>'
    written(path, xes(xes_trace("1", xes_event(more=nested))))
    reading = read(path)
    assert reading.events[0].values == {"cost": "5", "cost.tax": 1.5, "items.a": "x", "items.a.2": "y"}
    assert reading.sentences == [
        "1 attribute stands twice on one event; the second was numbered. It is “items.a” in line 4."
    ]


def test_dates_are_told_in_the_logs_time_zone(path: Path) -> None:
    written(path, xes(xes_trace("1", xes_event(more='<date key="due" value="2026-07-01T12:00:00Z"/>'))))
    assert read(path, zone="Europe/Amsterdam").events[0].values == {"due": "2026-07-01T14:00"}


def test_a_value_that_is_not_of_its_type_is_kept_as_text_and_counted(path: Path) -> None:
    written(
        path,
        xes(xes_trace("1", xes_event(), xes_event(more='<int key="n" value="many"/><float key="f" value="NaN"/>'))),
    )
    reading = read(path)
    assert reading.events[1].values == {"n": "many", "f": "NaN"}
    assert reading.sentences == [
        "2 values are not of the type that they say and were kept as text. The first is in line 5: int “many”."
    ]


def test_declared_defaults_fill_in_but_never_a_person_or_a_time(path: Path) -> None:
    head = '<global scope="event"><string key="impact" value="low"/><string key="org:resource" value="UNKNOWN"/>'
    head += '<date key="time:timestamp" value="1970-01-01T00:00:00+01:00"/></global>'
    events = [xes_event(by=""), xes_event(by="UNKNOWN", more='<string key="impact" value="high"/>')]
    written(path, xes(xes_trace("1", *events, xes_event(time=None)), head=head))
    reading = read(path)
    assert [(event.by, event.values["impact"]) for event in reading.events] == [(None, "low"), (None, "high")]
    assert [(note.oddity.name, note.count) for note in reading.report.notes] == [
        ("no time", 1),
        ("default taken", 2),
        ("placeholder person", 1),
    ]


def test_a_log_may_put_a_prefix_before_its_elements_and_another_before_its_keys(path: Path) -> None:
    body = '<x:string key="c:name" value="call"/><x:date key="t:timestamp" value="2026-11-09T10:00:00Z"/>'
    head = '<x:extension name="Concept" prefix="c" uri="http://www.xes-standard.org/concept.xesext"/>'
    head += '<x:extension name="Time" prefix="t" uri="http://www.xes-standard.org/time.xesext"/>'
    trace = f'<x:trace><x:string key="c:name" value="1"/><x:int key="n" value="3"/><x:event>{body}</x:event></x:trace>'
    written(path, f'<x:log xmlns:x="http://www.xes-standard.org/">{head}{trace}</x:log>')
    (event,) = read(path).events
    assert (event.record, event.do, at(event.occurred)) == ("case/1", '"call"', "2026-11-09T10:00:00")
    assert event.values == {"n": 3}


def test_attributes_may_come_in_any_order_and_with_more_beside_them(path: Path) -> None:
    name = '<string value="call" key="concept:name" x="1"/>'
    time = '<date value="2026-11-09T10:00:00Z" key="time:timestamp"/>'
    written(path, xes(xes_trace("1", f"<event>{name}{time}</event>")))
    assert read(path).events[0].do == '"call"'


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-09T10:00:00.000+00:00",
        "2026-11-09T11:00:00+0100",
        "2026-11-09T10:00:00Z",
        "2026-11-09T10:00:00.0000000Z",
    ],
)
def test_times_are_read_as_written(path: Path, time: str) -> None:
    written(path, xes(xes_trace("1", xes_event(time=time))))
    assert read(path).events[0].occurred == instant("2026-11-09T10:00")


def test_a_time_without_zone_is_the_logs_and_counted(path: Path) -> None:
    written(path, xes(xes_trace("1", xes_event(time="2026-07-01T10:00:00"), xes_event(time="2026-07-01T10:00:00Z"))))
    reading = read(path, zone="Europe/London")
    assert [at(event.occurred) for event in reading.events] == ["2026-07-01T09:00:00", "2026-07-01T10:00:00"]
    (sentence,) = reading.sentences
    assert sentence.startswith("1 event has a time without a zone, which was taken as the log's.")
    assert sentence.endswith("It is in line 4: “2026-07-01T10:00:00”, taken as Europe/London.")


def test_times_that_stand_for_none_are_left_out_and_counted_and_numbers_stay_those_of_the_file(path: Path) -> None:
    times = ["2026-11-09T10:00:00Z"] * 6
    bad = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00+01:00", "2026-02-31T10:00:00Z", "soon"]
    written(path, xes(xes_trace("1", *(xes_event(time=time) for time in [*bad, *times]))))
    reading = read(path)
    assert [event.sequence for event in reading.events] == [6, 7, 8, 9, 10, 11]
    assert [(note.oddity.name, note.count, note.first) for note in reading.report.notes] == [
        ("impossible time", 3, "in line 4: “0001-01-01T00:00:00Z”"),
        ("unreadable time", 2, "in line 7: “2026-02-31T10:00:00Z”"),
    ]
    assert reading.report.left_out == 5


def test_the_case_keeps_what_it_says_when_its_first_event_is_left_out(path: Path) -> None:
    written(
        path, xes(xes_trace("1", xes_event(time="soon"), xes_event(), xes_event(), more='<int key="n" value="1"/>'))
    )
    assert [dict(event.values) for event in read(path).events] == [{"n": 1}, {}]


def test_a_log_whose_times_are_mostly_unreadable_is_refused(path: Path) -> None:
    written(path, xes(xes_trace("1", xes_event(), xes_event(time="x"), xes_event(time="x"))))
    assert "2 of 3 events have no time that can be used (the first is in line 5: “x”)" in complaint(path)


def test_a_log_without_times_is_refused(path: Path) -> None:
    written(path, xes(xes_trace("1", xes_event(time=None), xes_event(time=""))))
    assert "2 of 2 events have no time" in complaint(path)


def test_the_future_is_counted_if_the_reader_says_what_time_it_is(path: Path) -> None:
    written(path, xes(xes_trace("1", xes_event(time="2037-01-01T00:00:00Z"))))
    assert read(path).sentences == []
    assert read(path, now=instant("2026-11-09T10:00")).report.notes[0].oddity.name == "future time"


def test_two_cases_with_one_name_are_one_record(path: Path) -> None:
    written(path, xes(xes_trace("1", xes_event()), xes_trace("2", xes_event()), xes_trace("1", xes_event())))
    reading = read(path)
    assert [event.record for event in reading.events] == ["case/1", "case/2", "case/1"]
    assert reading.sentences == [
        "1 case has the name of an earlier one and was read as one record with it. It is “1”, which ends in line 11."
    ]


def test_cases_without_a_name_are_numbered_and_never_one(path: Path) -> None:
    written(path, xes(xes_trace(None, xes_event()), xes_trace("", xes_event())))
    reading = read(path)
    assert [event.record for event in reading.events] == ["case/#1", "case/#2"]
    assert reading.report.notes[0].count == 2


def test_events_out_of_order_are_kept_where_they_stand_and_counted(path: Path) -> None:
    later, earlier = xes_event(time="2026-11-09T10:00:00Z"), xes_event(time="2026-11-09T09:00:00Z")
    written(path, xes(xes_trace("1", later, earlier), xes_trace("2", earlier)))
    reading = read(path)
    assert [event.sequence for event in reading.events] == [1, 2, 3]
    assert [(note.oddity.name, note.count, note.first) for note in reading.report.notes] == [
        ("out of order", 1, "in line 5")
    ]


def test_an_event_of_no_trace_and_one_without_a_name_are_left_out_and_an_empty_case_is_counted(path: Path) -> None:
    written(path, xes(xes_event(), xes_trace("1", xes_event(), xes_event(name="")), xes_trace("2")))
    reading = read(path)
    assert [event.sequence for event in reading.events] == [2]
    assert [note.oddity.name for note in reading.report.notes] == ["no case", "no activity", "empty case"]


@pytest.mark.parametrize("by", ["", " "])
def test_an_empty_person_is_nobody(path: Path, by: str) -> None:
    written(path, xes(xes_trace("1", xes_event(by=by))))
    assert read(path).events[0].by is None


def test_a_byte_order_mark_and_utf_16_do_no_harm(path: Path) -> None:
    text = xes(xes_trace("Ångström", xes_event()))
    for data in (b"\xef\xbb\xbf" + text.encode(), text.replace("UTF-8", "UTF-16").encode("utf-16")):
        assert read(written(path, data)).events[0].record == "case/Ångström"


def test_a_packed_log_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    assert len(read(packed(tmp_path / "log.bin", xes(xes_trace("1", xes_event())))).events) == 1


def test_a_very_long_case_is_passed_on_before_it_ends(path: Path) -> None:
    many = "".join(xes_event(name=f"a{number % 7}") for number in range(70_000))
    log = open_log(written(path, xes(xes_trace("1", many, more='<int key="n" value="1"/>'))), Options())
    batches = list(log.batches())
    assert sum(batch.num_rows for batch in batches) == 70_000
    assert all(batch.schema.equals(SCHEMA) for batch in batches)
    assert sum(event.values == {"n": 1} for batch in batches for event in events_in(batch)) <= len(batches)
    assert pa.Table.from_batches(batches)["sequence"].to_pylist() == list(range(1, 70_001))


# --- refused ----------------------------------------------------------------------------------------------------------

BOMB = """<?xml version="1.0"?>
<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<log>&c;</log>"""


def test_a_document_type_is_refused_before_any_entity_grows(path: Path) -> None:
    assert "line 2: the file declares a document type (DTD)" in complaint(written(path, BOMB))


def test_a_file_outside_is_never_looked_up(path: Path, tmp_path: Path) -> None:
    secret = written(tmp_path / "secret", "secret")
    asks = f'<!DOCTYPE log [<!ENTITY x SYSTEM "{secret.as_uri()}">]><log>&x;</log>'
    assert "document type" in complaint(written(path, asks))


def test_truncated_xml_is_refused_with_its_place(path: Path) -> None:
    text = xes(xes_trace("1", *[xes_event()] * 5))
    sentence = complaint(written(path, text[: text.rindex("<date")]))
    assert sentence.startswith("log.xes, line 8, column ")
    assert "breaks off in the middle" in sentence


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        (' encoding="UTF-8"', "this is not UTF-8, which the file says that it is: save the file as UTF-8, or write in"),
        (' encoding="US-ASCII"', "this is not US-ASCII, which the file says that it is: save the file as UTF-8, or"),
        ("", "this is not UTF-8, which XML is that doesn't say otherwise: save the file as UTF-8, or write in"),
    ],
)
def test_a_log_in_another_encoding_than_it_says_is_refused_with_its_place(path: Path, declared: str, says: str) -> None:
    head = f'<?xml version="1.0"{declared}?>\n<log>\n'
    text = f'{head}{"<!-- long -->" * 40_000}\n<trace><string key="concept:name" value="Müller"/></trace></log>'
    sentence = complaint(written(path, text.encode("latin-1")))
    assert sentence.startswith("log.xes, line 4, column 43: ")
    assert says in sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_sign_that_xml_forbids_is_not_taken_for_another_encoding(path: Path, encoding: str) -> None:
    sentence = complaint(written(path, "<log>Å\x01</log>".encode(encoding)))
    assert "this is not well-formed XML (not well-formed (invalid token))" in sentence


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<log><trace></event></log>", "line 1, column 15: this is not well-formed XML (mismatched tag)"),
        ("<log>&nbsp;</log>", "line 1, column 6: this is not well-formed XML (undefined entity)"),
        (
            '<?xml version="1.0" encoding="klingon"?><log/>',
            "line 1: the file says that it is in the encoding “klingon”, which can't be read",
        ),
        ("<pnml><net/></pnml>", "its first element is <pnml>, not <log>"),
        ("<log></log>", "has no events"),
        (xes(xes_trace("1")), "has no events (1 case has no events."),
    ],
)
def test_what_is_no_log_is_refused(path: Path, text: str, says: str) -> None:
    assert says in complaint(written(path, text))
