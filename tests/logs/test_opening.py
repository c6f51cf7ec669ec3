"""Which reader a file is for, and files that are for none."""

import gzip
import os
from pathlib import Path

import pytest
from tests.logs.build import complaint, packed, read, written, xes, xes_event, xes_trace

from ingrain.logs import Options, UnableToReadLog, open_log
from ingrain.logs.delimited import DelimitedLog
from ingrain.logs.json_lines import JsonLinesLog
from ingrain.logs.xes import XesLog

CSV = "case,activity,time\n1,call,2026-11-09T10:00:00Z\n"
LINE = '{"t": "2026-11-09T10:00Z", "by": "ana", "do": "call", "record": "lead/1"}\n'


@pytest.mark.parametrize(
    ("text", "reader"), [(xes(xes_trace("1", xes_event())), XesLog), (LINE, JsonLinesLog), (CSV, DelimitedLog)]
)
def test_what_is_in_a_file_decides_not_what_it_is_called(tmp_path: Path, text: str, reader: type) -> None:
    for path in (written(tmp_path / "log.csv", text), packed(tmp_path / "log", text)):
        log = open_log(path)
        assert type(log) is reader
        assert log.own_form is (reader is JsonLinesLog)
        assert len(list(log.events())) == 1


def test_a_log_can_be_read_twice_and_tells_how_far_it_is(tmp_path: Path) -> None:
    log = open_log(written(tmp_path / "log.csv", CSV))
    told: list[tuple[int, int]] = []
    log.progress = lambda done, total: told.append((done, total))
    assert list(log.events()) == list(log.events())
    assert told[-1] == (len(CSV), len(CSV))
    assert log.report.events == 1


STRANGERS = {
    b"%PDF-1.7\n": "is a PDF: export the events as CSV or XES",
    b"PK\x03\x04 xl/workbook.xml": "is a spreadsheet or an archive: save the sheet as CSV",
    b"\xd0\xcf\x11\xe0\xa1\xb1": "is an old spreadsheet or document: save the sheet as CSV",
    b"<!doctype html><html>": "is a web page",
    b"SQLite format 3\x00": "is a database",
    b"\x89PNG\r\n": "is a picture",
    b"(\xb5/\xfd1": "is packed as Zstandard",
    b"": "is empty",
    b" \n\r\n ": "holds nothing but white space",
    b'[{"t": 1}]': "is one JSON list",
    bytes(range(256)) * 4: "is none of XES, CSV, Parquet and JSON Lines",
}


@pytest.mark.parametrize("content", STRANGERS, ids=STRANGERS.get)
def test_a_stranger_is_told_what_it_is_and_what_to_do(tmp_path: Path, content: bytes) -> None:
    assert STRANGERS[content] in complaint(written(tmp_path / "log.dat", content))


def test_a_name_that_promises_another_form_is_pointed_out(tmp_path: Path) -> None:
    assert "is called .xes, but what is in it is not XML" in complaint(written(tmp_path / "log.xes", CSV))


def test_a_directory_and_a_missing_file_are_said_to_be_so(tmp_path: Path) -> None:
    assert "is a directory" in complaint(tmp_path)
    assert "There is no file" in complaint(tmp_path / "gone.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path / "log.csv", CSV)
    path.chmod(0)
    assert "may not be read by you" in complaint(path)


def test_a_refusal_to_open_is_passed_on_as_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ingrain.logs.source._Counted", refuse)
    assert "may not be read by you" in complaint(written(tmp_path / "log.csv", CSV))


def test_a_gzip_file_that_breaks_off_or_is_damaged(tmp_path: Path) -> None:
    whole = gzip.compress(xes(xes_trace("1", *[xes_event(name=f"step {n}") for n in range(2000)])).encode())
    half = written(tmp_path / "log.xes.gz", whole[: len(whole) // 2])
    assert "the gzip file breaks off in the middle, after " in complaint(half)
    wrong_sum = written(tmp_path / "log.xes.gz", whole[:-8] + b"\0\0\0\0" + whole[-4:])
    assert "the gzip file is damaged" in complaint(wrong_sum)
    wrong_middle = written(tmp_path / "log.xes.gz", whole[:2000] + b"\xff" * 50 + whole[2050:])
    complaint(wrong_middle)  # what the damage makes of the XML may be met before the check sum
    assert "breaks off" in complaint(written(tmp_path / "log.xes.gz", whole[:5]))


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("log.xes.gz", xes(xes_trace("1", *[xes_event(name=f"step {n}") for n in range(2000)])), "="),
        ("log.jsonl.gz", '{"t": "2026-11-02T09:00Z", "by": "ana", "do": "call", "record": "lead/1"}\n' * 2000, "{"),
    ],
)
def test_what_is_wrong_by_its_packing_is_not_blamed_on_the_export(
    tmp_path: Path, name: str, text: str, wrong: str
) -> None:
    whole = bytearray(gzip.compress(text.encode(), compresslevel=0))
    place = whole.index(wrong.encode(), len(whole) // 2)
    whole[place] ^= 1
    assert "the gzip file is damaged" in complaint(written(tmp_path / name, bytes(whole)))
    exported_so = bytearray(text.encode())
    exported_so[exported_so.index(wrong.encode(), len(exported_so) // 2)] ^= 1
    told = complaint(packed(tmp_path / name, exported_so.decode()))
    assert "gzip" not in told
    assert ", line " in told


def test_a_broken_gzip_of_a_table_is_told_too(tmp_path: Path) -> None:
    rows = "".join(f"{n},step {n * n},2026-11-09T10:00:00Z\n" for n in range(100_000))
    whole = gzip.compress(f"case,activity,time\n{rows}".encode())
    assert "breaks off in the middle" in complaint(written(tmp_path / "log.csv.gz", whole[:-1000]))


def test_a_zone_that_there_is_not(tmp_path: Path) -> None:
    path = written(tmp_path / "log.xes", xes(xes_trace("1", xes_event())))
    with pytest.raises(UnableToReadLog, match="There is no time zone called “Europe/Atlantis”"):
        read(path, zone="Europe/Atlantis")
    assert Options(zone="Europe/London").tz.key == "Europe/London"
