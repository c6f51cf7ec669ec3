"""Ingrain's own form: what a line may say, what it becomes, and that writing and reading are inverse."""

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logs.build import at, complaint, instant, packed, read, written

from ingrain.logs import open_log
from ingrain.logs.entries import UnableToReadEntry
from ingrain.logs.json_lines import company_of, event_of, write_events
from ingrain.method.calendar import Calendar
from ingrain.method.company import Absence, Company, Gap, Person
from ingrain.method.events import Event

LONDON = ZoneInfo("Europe/London")
CALL = {"t": "2026-11-09T10:00", "by": "ana", "do": "call", "record": "lead/1"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


def lines(*entries: object) -> str:
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


# --- one event --------------------------------------------------------------------------------------------------------


def test_a_line_is_an_event() -> None:
    entry = {**CALL, "rec": "2026-11-10T09:00", "set": {"owner": "ana", "amount": 5.5, "next step": None}}
    entry |= {"link": ["account/1", "contact/2"], "through": "mail", "transition": "COMPLETE"}
    assert event_of(entry, sequence=7, zone=LONDON) == Event(
        sequence=7,
        record="lead/1",
        do="call",
        occurred=instant("2026-11-09T10:00"),
        recorded=instant("2026-11-10T09:00"),
        by="ana",
        values={"owner": "ana", "amount": 5.5, "next step": None},
        links=("account/1", "contact/2"),
        through="mail",
        transition="COMPLETE",
    )


def test_what_is_left_out_is_as_one_would_think() -> None:
    event = event_of({"t": "2026-11-09", "do": '"O_SENT"', "record": "application/1/2"}, sequence=1)
    assert (event.by, event.values, event.links, event.through) == (None, {}, (), "page")
    assert event.recorded == event.occurred == instant("2026-11-09T00:00")
    assert (event.kind, event.do) == ("application", '"O_SENT"')


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-07-01T10:00", "2026-07-01T09:00"),
        ("2026-07-01T10:00:30.5+02:00", "2026-07-01T08:00:30.5"),
        ("2026-07-01T10:00Z", "2026-07-01T10:00"),
        ("2026-10-25T01:30", "2026-10-25T00:30"),  # shown twice: the earlier
        ("2026-03-29T01:30", "2026-03-29T01:30"),  # skipped: as much later
    ],
)
def test_times_are_local_unless_they_carry_an_offset(text: str, utc: str) -> None:
    assert event_of({**CALL, "t": text}, sequence=1, zone=LONDON).occurred == instant(utc)


def test_dates_that_yaml_made_objects_of_are_text_again() -> None:
    event = event_of({**CALL, "t": date(2026, 11, 9), "set": {"due": date(2026, 12, 1)}}, sequence=1)
    assert (event.values, at(event.occurred)) == ({"due": "2026-12-01"}, "2026-11-09T00:00:00")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"t": None}, "“t” is missing: say when"),
        ({"t": "yesterday"}, "“t” is “yesterday”, which is no possible time"),
        ({"t": "2026-02-31T10:00"}, "no possible time"),
        ({"t": "9999-12-31"}, "no possible time"),
        ({"t": 5}, "“t” is “5”, which is no possible time"),
        ({"rec": "soon"}, "“rec” is “soon”"),
        ({"by": 112}, "“by” is “112”, not a text"),
        ({"do": ""}, "“do” is missing or empty"),
        ({"do": '"O_SENT'}, "between double quotes"),
        ({"record": "lead"}, "“record” is “lead”: write a record as kind/name, as in lead/17."),
        ({"record": "/1"}, "write a record as kind/name"),
        ({"set": ["owner"]}, "“set” holds a list, not an object"),
        ({"set": {"owner": {"name": "ana"}}}, "“owner” is an object: a field holds"),
        ({"link": "lead/1"}, "“link” is “lead/1”, not a list"),
        ({"link": ["lead"]}, "“link” is “lead”: write a record as kind/name"),
        ({"link": [True]}, "“link” holds true, not a text"),
        ({"through": "fax"}, "“through” is “fax”: it may be API, bulk, connector, import, mail and page."),
        ({"note": "x"}, "an event has no “note”"),
    ],
)
def test_what_an_event_can_not_say_is_refused_in_a_sentence(change: dict[str, object], says: str) -> None:
    with pytest.raises(UnableToReadEntry) as refused:
        event_of({**CALL, **change}, sequence=1)
    assert says in str(refused.value)
    assert str(refused.value).endswith(".")


# --- the company ------------------------------------------------------------------------------------------------------

COMPANY = {
    "time zone": "Europe/London",
    "country": "GB",
    "region": "ENG",
    "workdays": ["Monday", "tuesday", "Wednesday", "Thursday"],
    "opening hours": "8:30 to 17:00",
    "extra holidays": ["2026-12-31"],
    "calendars": {"south": {"time zone": "Europe/Paris", "country": "FR"}},
    "people": [
        {"name": "ana", "label": "Ana Lee", "team": "north", "roles": ["seller"], "manager": "cal"},
        {"name": "sync", "kind": "integration"},
        "cal",
    ],
    "absences": [{"who": "ana", "from": "2026-11-10", "to": "2026-11-13", "deputy": "cal"}],
    "machines": ["112"],
    "live": [{"from": "2026-01-01"}, {"team": "south", "area": "Lead handling", "from": None}],
    "gaps": [{"from": "2026-11-01T12:00", "to": "2026-11-02"}],
}


def test_the_company_is_described_in_full() -> None:
    company = company_of(COMPANY)
    calendar = Calendar(
        "Europe/London", "GB", "ENG", frozenset(range(4)), time(8, 30), time(17), frozenset({date(2026, 12, 31)})
    )
    assert company.calendar == calendar
    assert company.calendars["south"].country == "FR"
    assert company.calendars["south"].region is None
    assert company.calendars["south"].workdays == calendar.workdays
    assert company.people["ana"] == Person("ana", "north", frozenset({"seller"}), "cal", label="Ana Lee")
    assert company.people["sync"].kind == "integration"
    assert company.people["cal"] == Person("cal")
    assert company.absences == (Absence("ana", date(2026, 11, 10), date(2026, 11, 13), "cal"),)
    assert company.machines == {"112"}
    assert company.live == {(None, None): instant("2026-01-01T00:00"), ("south", "Lead handling"): None}
    assert company.gaps == (Gap(instant("2026-11-01T12:00"), instant("2026-11-03T00:00")),)


def test_nothing_said_is_the_usual_company_and_one_date_is_live_for_all() -> None:
    assert company_of({}) == Company()
    live = company_of({"live": "2026-07-01", "time zone": "Europe/London"}).live
    assert live == {(None, None): instant("2026-06-30T23:00")}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"timezone": "UTC"}, "a company has no “timezone”"),
        ({"time zone": "London"}, "There is no time zone called “London”"),
        ({"country": "Utopia"}, "No public holidays are known for “Utopia”"),
        ({"country": "GB", "region": "XYZ"}, "No public holidays are known for “GB” with the region “XYZ”"),
        ({"workdays": ["Mon"]}, "“workdays” holds “Mon”"),
        ({"opening hours": "all day"}, "“opening hours” are “all day”: write them as in 9:00 to 17:30."),
        ({"opening hours": "17:00 to 9:00"}, "“opening hours” are"),
        ({"opening hours": "9:00 to 25:00"}, "“opening hours” are"),
        ({"extra holidays": ["Easter"]}, "“extra holidays” is “Easter”, not a day"),
        ({"people": [{"label": "Ana"}]}, "“name” is missing"),
        ({"people": [{"name": "ana", "kind": "robot"}]}, "a person is human or integration or assistant."),
        ({"people": ["ana"], "absences": [{"who": "an", "from": "2026-11-10", "to": "2026-11-13"}]}, "names “an”"),
        ({"absences": [{"who": "ana", "from": "2026-11-13", "to": "2026-11-10"}]}, "ends before it begins"),
        ({"gaps": [{"from": "2026-11-13", "to": "2026-11-10"}]}, "ends before it begins"),
        ({"live": "soon"}, "“live” is “soon”"),
        ({"calendars": {"south": {"hours": 5}}}, "a calendar has no “hours”"),
    ],
)
def test_what_a_company_can_not_be_is_refused(path: Path, change: dict[str, object], says: str) -> None:
    written(path, lines({"company": change}, CALL))
    sentence = complaint(path)
    assert sentence.startswith("log.jsonl, line 1, the company: ")
    assert says in sentence


# --- a file -----------------------------------------------------------------------------------------------------------


def test_the_first_line_may_describe_the_company_and_then_times_are_local_to_it(path: Path) -> None:
    log = open_log(
        written(path, "\ufeff" + lines({"company": {"time zone": "Asia/Tokyo"}}, CALL) + "\n\n" + lines(CALL))
    )
    assert log.own_form
    assert log.company == Company(Calendar("Asia/Tokyo"))
    assert [(event.sequence, at(event.occurred)) for event in log.events()] == [
        (1, "2026-11-09T01:00:00"),
        (2, "2026-11-09T01:00:00"),
    ]
    assert list(log.report.sentences()) == []


def test_without_a_company_times_without_offset_are_the_zones_that_was_said_and_counted(path: Path) -> None:
    written(path, lines(CALL, {**CALL, "t": "2026-11-09T10:00Z"}))
    reading = read(path, zone="Asia/Tokyo")
    assert [at(event.occurred) for event in reading.events] == ["2026-11-09T01:00:00", "2026-11-09T10:00:00"]
    assert [(note.oddity.name, note.count) for note in reading.report.notes] == [("time without zone", 1)]


def test_what_is_odd_and_can_be_kept_is_kept_and_counted(path: Path) -> None:
    create = {**CALL, "do": "create"}
    written(path, lines({"company": {}}, create, create, {**CALL, "do": "cal"}, {**CALL, "do": "plan call"}))
    reading = read(path, now=instant("2026-11-09T09:00"))
    assert len(reading.events) == 4
    assert [(note.oddity.name, note.count, note.first) for note in reading.report.notes] == [
        ("future time", 4, "in line 2: “2026-11-09T10:00”"),
        ("created twice", 1, "in line 3: “lead/1”"),
        ("unknown activity", 1, "in line 4: “cal”"),
    ]


@pytest.mark.parametrize(
    ("line", "place", "says"),
    [
        ('{"t": "2026-11-09T10:00", "do": }', "column 33", "this is not JSON"),
        ("[1, 2]", "column 1", "this holds a list"),
        ("5", "column 1", "this holds something else"),
        ('{"t": "2026-11-09T10:00", "doo": "call", "record": "lead/1"}', "column 27", "an event has no “doo”"),
        ('{"t": "soon", "do": "call", "record": "lead/1"}', "column 2", "“t” is “soon”"),
        ('{"t": "2026-11-09T10:00", "do": "call"}', "column 1", "“record” is missing or empty"),
        ('{"t": "2026-11-09T10:00", "do": "call", "record": "1"}', "column 41", "write a record as kind/name"),
        ('{"do": "call", "do": "email"}', "column 2", "“do” stands twice"),
        ('{"set": {"amount": NaN}}', "column 1", "NaN is not a value"),
        ('{"by": "\\ud800"}', "column 9", "half of a character"),
        (f'{{"by": {"9" * 5000}}}', "column 1", "endless"),
        (f"{'[' * 200_000}", "column 1", "endless"),
        ('{"company": {}}', "column 2", "an event has no “company”"),
    ],
)
def test_a_line_that_can_not_be_read_is_named_with_its_column(path: Path, line: str, place: str, says: str) -> None:
    sentence = complaint(written(path, lines(CALL, CALL) + line + "\n"))
    assert sentence.startswith(f"log.jsonl, line 3, {place}: ")
    assert says in sentence


def test_bytes_that_are_no_utf_8_are_named_with_their_place(path: Path) -> None:
    data = lines(CALL).encode() + b'{"by": "Fran\xe7oise"}\n'
    assert "line 2, byte 13: this is not UTF-8" in complaint(written(path, data))


def test_a_line_without_end_is_refused_and_never_held(path: Path) -> None:
    assert "line 2, is longer than 16 MB" in complaint(written(path, lines(CALL) + '{"by": "' + "x" * (17 << 20)))


def test_a_company_alone_has_no_events(path: Path) -> None:
    assert "log.jsonl has no events" in complaint(written(path, lines({"company": {}})))
    assert "the line of the company has no “t”" in complaint(written(path, lines({"company": {}, "t": "x"})))


def test_columns_are_the_same_as_events(path: Path) -> None:
    entry = {**CALL, "set": {"amount": 5, "ok": True}, "link": ["lead/2"], "rec": "2026-11-10T10:00"}
    (batch,) = open_log(written(path, lines({"company": {}}, entry))).batches()
    (row,) = pa.Table.from_batches([batch]).to_pylist()
    assert row == {
        "sequence": 1,
        "record": "lead/1",
        "do": "call",
        "transition": None,
        "occurred": instant("2026-11-09T10:00"),
        "recorded": instant("2026-11-10T10:00"),
        "by": "ana",
        "through": "page",
        "values": '{"amount":5,"ok":true}',
        "links": '["lead/2"]',
    }


# --- there and back ---------------------------------------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
records = st.builds("{}/{}".format, st.sampled_from(["lead", "opportunity"]), words)
moments = st.integers(instant("1990-01-01T00:00"), instant("2090-01-01T00:00"))
held = (
    st.none()
    | words
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
)
happened = st.builds(
    Event,
    sequence=st.just(0),
    record=records,
    do=st.sampled_from(["create", "move", "call", "plan meeting", '"O_SENT"', '"a "b" c"']),
    occurred=moments,
    recorded=moments,
    by=st.none() | words,
    values=st.dictionaries(words, held, max_size=3),
    links=st.lists(records, max_size=2).map(tuple),
    through=st.sampled_from(["page", "bulk", "API"]),
    transition=st.none() | words,
)


@given(st.lists(happened, min_size=1, max_size=5), st.sampled_from([None, Company(), company_of(COMPANY)]))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], company: Company | None
) -> None:
    path = tmp_path_factory.mktemp("own") / "log.jsonl"
    events = [replace(event, sequence=number) for number, event in enumerate(events, start=1)]
    assert write_events(path, events, company) == len(events)
    log = open_log(path)
    assert list(log.events()) == events
    assert log.company == company


def test_a_packed_file_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    event = event_of(CALL, sequence=1)
    one, two = tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"
    write_events(one, [event], Company())
    write_events(two, [event], Company())
    assert one.read_bytes() == two.read_bytes()
    assert list(open_log(one).events()) == [event]
    assert packed(tmp_path / "three.gz", "x").read_bytes()[:2] == one.read_bytes()[:2]
