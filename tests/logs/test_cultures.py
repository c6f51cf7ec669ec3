"""Times as people and programs write them, in three cultures and more; and which day 01/02 is."""

from pathlib import Path

import pytest
from tests.logs.build import at, complaint, read, written

HEAD = "case;activity;time\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def times(path: Path, *written_times: str, **options: object) -> list[str]:
    rows = "".join(f"1;call;{time}\n" for time in written_times)
    return [at(event.occurred) for event in read(written(path, HEAD + rows), **options).events]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-12-31", "2026-12-31T00:00:00"),
        ("2026-12-31 14:05", "2026-12-31T14:05:00"),
        ("2026-12-31T14:05:06", "2026-12-31T14:05:06"),
        ("2026-12-31T14:05:06.5", "2026-12-31T14:05:06.500000"),
        ("2026-12-31T14:05:06.1234567Z", "2026-12-31T14:05:06.123456"),
        ("2026-12-31T14:05:06,123+01:00", "2026-12-31T13:05:06.123000"),
        ("2026-12-31 14:05:06 +0100", "2026-12-31T13:05:06"),
        ("2026-12-31 14:05:06 UTC", "2026-12-31T14:05:06"),
        ("2026/12/31 14:05", "2026-12-31T14:05:00"),
        ("31.12.2026 14:05", "2026-12-31T14:05:00"),
        ("1.2.2026 9:05", "2026-02-01T09:05:00"),
        ("31.12.26, 14:05:06", "2026-12-31T14:05:06"),
        ("31. 12. 2026", "2026-12-31T00:00:00"),
        ("31/12/2026 14:05", "2026-12-31T14:05:00"),
        ("31-12-2026", "2026-12-31T00:00:00"),
        ("12/31/2026 2:05 PM", "2026-12-31T14:05:00"),
        ("12/31/2026 12:05:06 am", "2026-12-31T00:05:06"),
        ("12/31/26", "2026-12-31T00:00:00"),
        ("31 Dec 2026 14:05", "2026-12-31T14:05:00"),
        ("31-DEC-26", "2026-12-31T00:00:00"),
        ("31 December 2026", "2026-12-31T00:00:00"),
        ("Dec 31, 2026 2:05 PM", "2026-12-31T14:05:00"),
        ("Thu, 31 Dec 2026 14:05:06 GMT", "2026-12-31T14:05:06"),
        ("20261231140506", "2026-12-31T14:05:06"),
        ("20261231T140506Z", "2026-12-31T14:05:06"),
        ("20261231", "2026-12-31T00:00:00"),
        ("1798725906", "2026-12-31T14:05:06"),
        ("1798725906.5", "2026-12-31T14:05:06.500000"),
        ("1798725906123", "2026-12-31T14:05:06.123000"),
        ("1798725906123456", "2026-12-31T14:05:06.123456"),
        ("1798725906123456789", "2026-12-31T14:05:06.123456"),
    ],
)
def test_a_time_is_read(path: Path, text: str, utc: str) -> None:
    assert times(path, text) == [utc]


@pytest.mark.parametrize(
    "text",
    ["31.02.2026", "2026-02-30 10:00", "2026-13-01", "12/31/2026 14:05 PM", "tomorrow", "45231.5", "2026", "1/2"],
)
def test_what_is_no_time_is_refused_when_there_is_nothing_else(path: Path, text: str) -> None:
    assert f"1 of 1 events have no time that can be used (the first is in row 2: “{text}”)" in complaint(
        written(path, f"{HEAD}1;call;{text}\n")
    )


def test_cultures_may_be_mixed_where_each_is_clear(path: Path) -> None:
    assert times(path, "31.12.2026 10:00", "2026-12-31T11:00:00Z", "31 Dec 2026 12:00", "1798725906") == [
        "2026-12-31T10:00:00",
        "2026-12-31T11:00:00",
        "2026-12-31T12:00:00",
        "2026-12-31T14:05:06",
    ]


def test_what_is_not_clear_is_settled_by_any_other_row(path: Path) -> None:
    assert times(path, "01/02/2026", "13/02/2026") == ["2026-02-01T00:00:00", "2026-02-13T00:00:00"]
    assert times(path, "01/02/2026", "02/13/2026") == ["2026-01-02T00:00:00", "2026-02-13T00:00:00"]


def test_even_by_a_row_far_below(path: Path) -> None:
    many = [f"{day:02}/02/2026 10:{minute:02}:00" for day in range(1, 13) for minute in range(60)] * 60
    found = times(path, *many, "13/02/2026")
    assert (len(found), found[0], found[-1]) == (43_201, "2026-02-01T10:00:00", "2026-02-13T00:00:00")


def test_otherwise_it_must_be_said(path: Path) -> None:
    assert complaint(written(path, f"{HEAD}1;call;01/02/2026\n1;call;03/04/2026\n")) == (
        "log.csv, row 2: “01/02/2026” may be a day and a month or a month and a day, and no other row settles it: "
        "say --dates day-first or --dates month-first."
    )
    assert times(path, "01/02/2026", dates="day first") == ["2026-02-01T00:00:00"]
    assert times(path, "01/02/2026", dates="month first") == ["2026-01-02T00:00:00"]


def test_rows_that_contradict_what_was_settled_are_left_out_and_counted(path: Path) -> None:
    rows = "".join(f"1;call;{time}\n" for time in ["13/02/2026", "14/02/2026", "02/15/2026"])
    reading = read(written(path, HEAD + rows))
    assert [at(event.occurred) for event in reading.events] == ["2026-02-13T00:00:00", "2026-02-14T00:00:00"]
    assert [(note.oddity.name, note.first) for note in reading.report.notes] == [
        ("contradicting date", "in row 4: “02/15/2026”; all were read day-first, see --dates"),
        ("time without zone", "in row 2: “13/02/2026”, taken as UTC"),
    ]


def test_a_column_that_contradicts_itself_is_said_with_counts(path: Path) -> None:
    rows = "".join(
        f"1;call;{time}\n" for time in ["25/12/2025", "03/04/2026", "01/13/2026", "01/14/2026", "06/07/2026"]
    )
    assert (
        "2 events have a date that contradicts the others of its column in whether the day or the month comes first "
        "and were left out. The first is in row 4: “01/13/2026”; all were read day-first, see --dates."
    ) in read(written(path, HEAD + rows)).sentences


def test_an_event_is_left_out_for_one_reason(path: Path) -> None:
    days = [f"{day}/03/2026" for day in range(1, 6)]
    rows = "".join(
        f"1;call;{time}\n" for time in ["13/02/2026", "02/15/2026", "02/31/2026", "31/02/2026", "45/99/2026", *days]
    )
    report = read(written(path, HEAD + rows)).report
    assert [(note.oddity.name, note.count) for note in report.notes if note.oddity.left_out] == [
        ("contradicting date", 1),
        ("unreadable time", 3),
    ]
    assert report.left_out + report.events == 10


def test_times_that_stand_for_none_are_left_out(path: Path) -> None:
    rows = "".join(
        f"1;call;{time}\n" for time in ["0001-01-01", "9999-12-31 23:59", "1970-01-01", "", *["2026-11-09"] * 5]
    )
    reading = read(written(path, HEAD + rows), zone="Europe/London")
    assert [event.sequence for event in reading.events] == [5, 6, 7, 8, 9]
    assert [(note.oddity.name, note.count, note.first) for note in reading.report.notes][:2] == [
        ("impossible time", 3, "in row 2: “0001-01-01”"),
        ("no time", 1, "in row 5"),
    ]
