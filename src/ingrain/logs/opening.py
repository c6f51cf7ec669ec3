"""Which reader a file is for: by what is in it, and where that doesn't tell, by its name."""

import re
from pathlib import Path

from ingrain.logs.delimited import DelimitedLog
from ingrain.logs.encoding import encoding_of
from ingrain.logs.json_lines import JsonLinesLog
from ingrain.logs.log import Log, Options
from ingrain.logs.ocel import SECTIONS, OcelLog
from ingrain.logs.parquet import ParquetLog
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

OCEL = re.compile(rf'\{{\s*"(?:{"|".join(SECTIONS)})"')
OLD_OCEL = re.compile(r'\{\s*"ocel:')
"""A line of our own JSON Lines begins with none of these keys."""

SUFFIXES = {"xes": "XML", "xml": "XML", "parquet": "Parquet", "jsonl": "JSON", "json": "JSON", "ndjson": "JSON"}
TABLES = frozenset({"csv", "tsv", "tab", "txt"})


def open_log(path: Path | str, options: Options | None = None) -> Log:
    """The log at a path. Raises UnableToReadLog, whose text says what is wrong, where, and what to do."""
    path = Path(path)
    options = options or Options()
    source = Source(path)
    head = source.head(4096)
    if not head:
        raise UnableToReadLog(f"{path.name} is empty: export the log again.")
    if head.startswith(b"PAR1"):
        if source.is_packed:
            raise UnableToReadLog(f"{path.name} is Parquet inside of gzip: unpack it first.")
        return ParquetLog(path, options)
    _refuse_strangers(path, head)
    return _by_text(path, head, options)


def _by_text(path: Path, head: bytes, options: Options) -> Log:
    encoding = encoding_of(head, options.encoding)
    start = head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return XesLog(path, options)
    if start.startswith("{"):
        if OLD_OCEL.match(start):
            raise UnableToReadLog(f"{path.name} is OCEL 1.0: export it as OCEL 2.0 in JSON.")
        if OCEL.match(start):
            return OcelLog(path, options)
        return JsonLinesLog(path, options)
    if start.startswith("["):
        raise UnableToReadLog(f"{path.name} is one JSON list: write each event on a line of its own, without the list.")
    if not start:
        raise UnableToReadLog(f"{path.name} holds nothing but white space: export the log again.")
    suffix = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    if expected := SUFFIXES.get(suffix):
        raise UnableToReadLog(f"{path.name} is called .{suffix}, but what is in it is not {expected}: export it again.")
    if suffix not in TABLES and _is_binary(start):
        raise UnableToReadLog(
            f"{path.name} is none of XES, CSV, Parquet and JSON Lines: export the events in one of them."
        )
    return DelimitedLog(path, options)


def _is_binary(text: str) -> bool:
    """More than one character in twenty is none that people write."""
    strange = sum(not character.isprintable() and character not in "\t\r\n" for character in text)
    return strange + text.count("\ufffd") > len(text) / 20


def _refuse_strangers(path: Path, head: bytes) -> None:
    for start, what in STRANGERS.items():
        if head[: len(start)].lower() == start.lower():
            raise UnableToReadLog(f"{path.name} is {what}.")
