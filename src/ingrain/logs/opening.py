"""Which reader a file is for: by what is in it, and where that doesn't tell, by its name."""

from pathlib import Path

from ingrain.logs.json_lines import JsonLinesLog
from ingrain.logs.log import Log, Options
from ingrain.logs.report import UnableToReadLog
from ingrain.logs.source import Source
from ingrain.logs.xes import XesLog

STRANGERS = {
    b"%PDF": "a PDF: export the events as CSV or XES",
    b"PK\x03\x04": "a spreadsheet or an archive: save the sheet as CSV, or unpack the archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document: save the sheet as CSV",
    b"SQLite format 3": "a database: export the table of events as CSV",
    b"BZh": "packed as bzip2: unpack it, or pack it as gzip",
    b"\xfd7zXZ": "packed as xz: unpack it, or pack it as gzip",
    b"(\xb5/\xfd": "packed as Zstandard: unpack it, or pack it as gzip",
    b"7z\xbc\xaf": "packed as 7-Zip: unpack it, or pack it as gzip",
    b"\x89PNG": "a picture: export the events as CSV or XES",
    b"\xff\xd8\xff": "a picture: export the events as CSV or XES",
    b"ORC": "an ORC file: save it as Parquet",
    b"ARROW1": "an Arrow file: save it as Parquet",
    b"<!DOCTYPE html": "a web page, perhaps one that asks to sign in: download the log itself",
    b"<html": "a web page, perhaps one that asks to sign in: download the log itself",
}
"""How files begin that people take for logs -> what they are and what to do."""


def open_log(path: Path | str, options: Options | None = None) -> Log:
    """The log at a path. Raises UnableToReadLog, whose text says what is wrong, where, and what to do."""
    path = Path(path)
    options = options or Options()
    source = Source(path)
    head = source.head(4096)
    if not head:
        raise UnableToReadLog(f"{path} is empty: export the log again.")
    refuse_strangers(path, head)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<" or head.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<")):
        return XesLog(path, options)
    if start[:1] == b"{":
        return JsonLinesLog(path, options)
    if start[:1] == b"[":
        raise UnableToReadLog(f"{path} holds one JSON list: write each event on a line of its own, without the list.")
    raise UnableToReadLog(f"{path} is none of XES, CSV, Parquet and JSON Lines: export the events in one of them.")


def refuse_strangers(path: Path, head: bytes) -> None:
    for start, what in STRANGERS.items():
        if head[: len(start)].lower() == start.lower():
            raise UnableToReadLog(f"{path} is {what}.")
