"""Parquet: columns by their names, values by their types."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as arrow_parquet
import pytest
from tests.logs.build import at, complaint, packed, read, written

WHEN = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.parquet"


def table(path: Path, **columns: object) -> Path:
    usual: dict[str, object] = {"case": ["1"], "activity": ["call"], "time": [WHEN], "user": ["ana"]}
    arrow_parquet.write_table(pa.table({**usual, **columns}), path)
    return path


def test_types_are_kept(path: Path) -> None:
    held = {
        "text": ["007"],
        "whole": [5],
        "share": [0.5],
        "ok": [True],
        "price": [Decimal("9.90")],
        "day": [date(2026, 12, 1)],
        "local": [datetime(2026, 12, 1, 9, 30)],
        "zoned": [WHEN],
        "none": pa.array([None], pa.string()),
        "nan": [float("nan")],
        "packed": pa.array(["x"]).dictionary_encode(),
        "list": [[1, 2]],
        'a "quoted" name': ["it's"],
    }
    (event,) = read(table(path, **held), zone="Europe/London").events
    assert (event.record, event.do, event.by, at(event.occurred)) == ("case/1", '"call"', "ana", "2026-07-01T10:00:00")
    assert event.values == {
        "text": "007",
        "whole": 5,
        "share": 0.5,
        "ok": True,
        "price": 9.9,
        "day": "2026-12-01",
        "local": "2026-12-01T09:30:00",
        "zoned": "2026-07-01T11:00:00",
        "packed": "x",
        "list": "[1, 2]",
        'a "quoted" name': "it's",
    }


@pytest.mark.parametrize(
    ("time", "utc"),
    [
        (pa.array([WHEN], pa.timestamp("ns", "Asia/Tokyo")), "2026-07-01T10:00:00"),
        (pa.array([WHEN.replace(tzinfo=None)], pa.timestamp("ms")), "2026-07-01T09:00:00"),
        (pa.array([date(2026, 7, 1)]), "2026-06-30T23:00:00"),
        (pa.array([1782900000], pa.int32()), "2026-07-01T10:00:00"),
        (pa.array([1782900000123]), "2026-07-01T10:00:00.123000"),
        (pa.array([1782900000.5]), "2026-07-01T10:00:00.500000"),
        (pa.array(["01.07.2026 10:00"]), "2026-07-01T09:00:00"),
        (pa.array(["01.07.2026 10:00"]).dictionary_encode(), "2026-07-01T09:00:00"),
    ],
)
def test_times_of_every_type(path: Path, time: pa.Array, utc: str) -> None:
    assert [at(event.occurred) for event in read(table(path, time=time), zone="Europe/London").events] == [utc]


def test_numbers_as_names_lose_the_zero_that_a_gap_gave_them(path: Path) -> None:
    table(path, case=[1, 2], activity=["a", "b"], time=[WHEN, WHEN], user=pa.array([112.0, None]))
    assert [(event.record, event.by) for event in read(path).events] == [("case/1", "112"), ("case/2", None)]


def test_a_column_of_times_that_holds_none_is_refused(path: Path) -> None:
    assert "1 of 1 events have no time" in complaint(table(path, time=pa.array([None], pa.timestamp("us"))))
    assert "1 of 1 events have no time that can be used" in complaint(table(path, time=[True]))


def test_missing_columns_are_asked_for(path: Path) -> None:
    arrow_parquet.write_table(pa.table({"a": [1], "b": [2]}), path)
    assert complaint(path).startswith("log.parquet: which column says the case and the activity and the time?")


def test_a_damaged_file_is_said_to_be_so(path: Path, tmp_path: Path) -> None:
    whole = table(path).read_bytes()
    assert "is damaged" in complaint(written(path, whole[:-20]))
    assert "is damaged" in complaint(written(path, b"PAR1"))
    assert "is Parquet inside of gzip: unpack it first" in complaint(packed(tmp_path / "log.parquet.gz", whole))


def test_a_table_without_rows_has_no_events(path: Path) -> None:
    arrow_parquet.write_table(pa.table({"case": [], "activity": [], "time": []}), path)
    assert "has no events" in complaint(path)
