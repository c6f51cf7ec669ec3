"""Reading XES (IEEE 1849), plain or packed: a stream of XML elements -> the attributes of traces and events.

What the attributes mean lives in traces.py. Nothing is looked up outside of the file, and a document type is refused,
so that no entity can blow up.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

import pyarrow as pa

from ingrain.logs.columns import ROWS
from ingrain.logs.encoding import encoding_of
from ingrain.logs.log import Log, Options
from ingrain.logs.report import NO_KEY, SAME_KEY, Report, UnableToReadLog
from ingrain.logs.source import BLOCK, Source
from ingrain.logs.traces import Attributes, Traces

OWN_ENCODINGS = {"utf-8", "utf-16", "iso8859-1", "ascii"}
INVALID = "not well-formed (invalid token)"
LONGEST_CHARACTER = 4
"""Bytes of a character in UTF-8 at most."""
BREAKS_OFF = {"no element found", "unclosed token", "unclosed CDATA section", "partial character"}


class XesLog(Log):
    """A log in XES. Every event of a trace is an event; what the trace says of itself is set by its first event."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        self.report = Report()
        elements = _Elements(self.path.name, self.options, self.report)
        traces, parser = elements.traces, elements.parser
        _check_encoding(self.path.name, Source(self.path).head(256))
        try:
            for block in Source(self.path, self.progress).blocks():
                parser.Parse(block)
                if len(traces.rows) >= ROWS:
                    yield traces.take()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            Source(self.path).refuse_damage()
            raise _broken(Source(self.path), error, parser.ErrorByteIndex) from None
        if traces.rows:
            yield traces.take()
        self.report.settle(self.path.name)


def _check_encoding(name: str, head: bytes) -> None:
    """Besides its own encodings the parser knows those that Python has, if each byte is one character."""
    if said := _said_encoding(head):
        try:
            known = codecs.lookup(said).name in OWN_ENCODINGS or len(bytes(range(256)).decode(said, "replace")) == 256
        except (LookupError, ValueError):
            known = False
        if not known:
            raise UnableToReadLog(
                f"{name}, line 1: the file says that it is in the encoding “{said}”, which can't be read: "
                "save it as UTF-8."
            )


def _said_encoding(head: bytes) -> str | None:
    found = re.match(rb"""\s*<\?xml[^>]*encoding=["']([^"']*)""", head.removeprefix(codecs.BOM_UTF8))
    return found[1].decode("ascii", "replace") if found else None


def _broken(source: Source, error: expat.ExpatError, place: int) -> UnableToReadLog:
    """Why the XML can't be read on. place: of the first byte that can't be read, from 0."""
    what = expat.ErrorString(error.code) or "it is not XML"
    where = f"{source.path.name}, line {error.lineno}, column {error.offset + 1}"
    if what in BREAKS_OFF:
        return UnableToReadLog(f"{where}: the file breaks off in the middle: copy it again, or export it anew.")
    head = source.head(256)
    if what == INVALID and encoding_of(head, None).startswith("utf-8"):
        said = _said_encoding(head)
        if _is_other_than(said or "UTF-8", source, place):
            why = "which the file says that it is" if said else "which XML is that doesn't say otherwise"
            return UnableToReadLog(
                f"{where}: this is not {said or 'UTF-8'}, {why}: save the file as UTF-8, or write in its first line "
                'what it is, as in <?xml version="1.0" encoding="windows-1252"?>.'
            )
    return UnableToReadLog(f"{where}: this is not well-formed XML ({what}): export the log again.")


def _is_other_than(encoding: str, source: Source, place: int) -> bool:
    """Whether no character of this encoding begins with the byte at this place."""
    with source.open() as stream:
        while place and (passed := stream.read(min(place, BLOCK))):
            place -= len(passed)
        try:
            stream.read(LONGEST_CHARACTER).decode(encoding)
        except UnicodeDecodeError as error:
            return error.start == 0
    return False


class _Elements:
    """What is open at the moment: the attributes of the innermost log, trace or event, and how deep in them we are."""

    def __init__(self, name: str, options: Options, report: Report) -> None:
        self.traces = Traces(options, report, self._where)
        self._name = name
        self._report = report
        self._string = "string"
        self._cut = 0
        self._unkeyed: set[str] = set()
        self._into: Attributes | None = None
        self._trace: Attributes | None = None
        self._scope = ""
        self._nested: list[str] = []
        self._starts: dict[str, Callable[[list[str]], None]] = {}
        self._ends: dict[str, Callable[[], None]] = {}
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start_root

    def _where(self) -> str:
        return f"in line {self.parser.CurrentLineNumber}"

    def _refuse_doctype(self, *_: object) -> None:
        raise UnableToReadLog(
            f"{self._name}, line {self.parser.CurrentLineNumber}: the file declares a document type (DTD), which a log "
            "has no need of and which can do harm: remove the declaration, or export the log again."
        )

    def _start_root(self, tag: str, attributes: list[str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if name != "log":
            raise UnableToReadLog(
                f"{self._name}, line {self.parser.CurrentLineNumber}: the file is XML, but its first element is "
                f"<{tag}>, not <log>: export the events as XES."
            )
        prefix = prefix and f"{prefix}:"
        self._string = f"{prefix}string"
        self._cut = len(prefix)
        self._unkeyed = {f"{prefix}list", f"{prefix}container", f"{prefix}values"}
        self._starts = {
            f"{prefix}trace": self._start_trace,
            f"{prefix}event": self._start_event,
            f"{prefix}global": self._start_global,
            f"{prefix}extension": self._start_extension,
            f"{prefix}classifier": self._pass_over,
        }
        self._ends = {
            f"{prefix}trace": self._end_trace,
            f"{prefix}event": self._end_event,
            f"{prefix}global": self._end_global,
            f"{prefix}extension": self._pass_over,
            f"{prefix}classifier": self._pass_over,
        }
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    # --- elements, a million times ------------------------------------------------------------------------------------

    def _start(self, tag: str, attributes: list[str]) -> None:
        start = self._starts.get(tag)
        if start is not None:
            start(attributes)
            return
        into = self._into
        if into is None:
            return
        if len(attributes) == 4 and attributes[0] == "key" and attributes[2] == "value":
            key, value = attributes[1], attributes[3]
        else:
            key, value = self._unusual(tag, attributes)
        if self._nested:
            key = f"{self._nested[-1]}.{key}" if key else self._nested[-1]
        self._nested.append(key)
        if tag in self._unkeyed:
            return
        if key in into:
            key = self._numbered(key)
        into[key] = value if tag == self._string else (tag[self._cut :], value)

    def _end(self, tag: str) -> None:
        if self._nested:
            self._nested.pop()
            return
        end = self._ends.get(tag)
        if end is not None:
            end()

    def _unusual(self, tag: str, attributes: list[str]) -> tuple[str, str]:
        """Key and value in another order; a list or a container has no value of its own."""
        named = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if not named.get("key") and tag not in self._unkeyed:
            self._report.note(NO_KEY, self._where())
        return named.get("key") or ("" if self._nested else tag), named.get("value", "")

    def _numbered(self, key: str) -> str:
        assert self._into is not None
        self._report.note(SAME_KEY, f"“{key}” {self._where()}")
        number = 2
        while f"{key}.{number}" in self._into:
            number += 1
        return f"{key}.{number}"

    # --- what opens and closes ----------------------------------------------------------------------------------------

    def _pass_over(self, *_: object) -> None:
        """A classifier groups activities for charts: the activity is the concept:name, whatever it says."""

    def _start_extension(self, attributes: list[str]) -> None:
        named = dict(zip(attributes[::2], attributes[1::2], strict=True))
        self.traces.extension(address=named.get("uri", ""), prefix=named.get("prefix", ""))

    def _start_global(self, attributes: list[str]) -> None:
        named = dict(zip(attributes[::2], attributes[1::2], strict=True))
        self._into = {}
        self._scope = named.get("scope", "event")

    def _end_global(self) -> None:
        assert self._into is not None
        self.traces.declare(self._scope, self._into)
        self._into = None

    def _start_trace(self, _: list[str]) -> None:
        self._into = self._trace = {}
        self.traces.begin()

    def _end_trace(self) -> None:
        if self._trace is not None:
            self.traces.end(self._trace)
        self._into = self._trace = None

    def _start_event(self, _: list[str]) -> None:
        self._into = {}

    def _end_event(self) -> None:
        assert self._into is not None
        self.traces.event(self._into, self._trace)
        self._into = self._trace
