"""Reading tables in text (CSV, whatever separates its fields), plain or packed -> batches of events.

Here live the separator, the header row and rows that are broken; encodings live in encoding.py, columns in headings.py
and rows.py.
"""

import csv
import io
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa
import pyarrow.csv as arrow_csv

from ingrain.logs import report as odd
from ingrain.logs.encoding import Utf8, encoding_of
from ingrain.logs.headings import distinct, roles_of
from ingrain.logs.log import Log, Progress
from ingrain.logs.report import Report, UnableToReadLog
from ingrain.logs.rows import Rows
from ingrain.logs.source import BLOCK, Source

SEPARATORS: Final = (",", ";", "\t", "|")
SAMPLE_LINES: Final = 50
PARSED_AT_ONCE: Final = 2 << 20
"""Bytes; a row may be as long."""


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: its encoding, its separator, its columns, and whether Excel's line sep=; stands first."""

    encoding: str
    separator: str
    columns: list[str]
    has_preface: bool


@dataclass
class _Broken:
    """Rows that don't have as many fields as the header; numbers are rows of the file, the header being row 1.

    longest: of the one that goes over most lines, the line breaks; what an open quotation mark swallows is in it.
    """

    rows: array[int] = field(default_factory=lambda: array("q"))
    first: str = ""
    longest: int = 0
    swallowing: str = ""

    def __call__(self, row: arrow_csv.InvalidRow) -> str:
        lines = row.text.count("\n")
        if not self.rows:
            self.first = _shown(row)
        if lines > self.longest:
            self.longest, self.swallowing = lines, _shown(row)
        self.rows.append(row.number)
        return "skip"

    def row_of(self, sequence: int) -> int:
        """The row of the file in which the nth whole row stands."""
        row = sequence + 1
        while (passed := bisect_right(self.rows, row)) and row < sequence + 1 + passed:
            row = sequence + 1 + passed
        return row


def _shown(row: arrow_csv.InvalidRow) -> str:
    counted = f"with {row.actual_columns} fields, not {row.expected_columns}"
    return f"row {row.number}, {counted}: “{row.text[:100].replace('”', '')}”"


class DelimitedLog(Log):
    """A table in text, one event on each row."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        self.report = report = Report()
        layout = self._layout(report)
        roles = roles_of(self.path.name, layout.columns, self.options.columns)
        report.columns = roles
        schema = pa.schema([(name, pa.string()) for name in layout.columns])
        rows = Rows(
            self.path.name,
            self.options,
            report,
            roles=roles,
            schema=schema,
            times=lambda: self._times(layout, roles["time"]),
            numbers_are_text=True,
        )
        broken = _Broken()
        first = 1
        for batch in self._parsed(layout, report, self.progress, broken):
            events = rows.read(batch, first=first, row_of=broken.row_of)
            if events.num_rows:
                yield events
            first += batch.num_rows
        self._settle(broken)

    def columns(self) -> list[str]:
        return self._layout(Report()).columns

    def _settle(self, broken: _Broken) -> None:
        if broken.rows:
            self.report.note(odd.BROKEN_ROW, broken.first, len(broken.rows))
        if len(broken.rows) > self.report.events:
            raise UnableToReadLog(
                f"{self.path.name}: most rows don't have as many fields as the header (the first is {broken.first}): "
                "check the separator, say --delimiter, or export the table again."
            )
        self.report.settle(self.path.name)

    def _times(self, layout: Layout, column: str) -> Iterator[pa.Array]:
        for batch in self._parsed(layout, Report(), None, _Broken(), only=column):
            yield batch.column(0)

    # --- the layout ---------------------------------------------------------------------------------------------------

    def _layout(self, report: Report) -> Layout:
        head = Source(self.path).head()
        encoding = encoding_of(head, self.options.encoding)
        # What is odd in these first bytes is counted when they are read for good.
        text = Utf8(iter([head]), encoding, Report(), said=bool(self.options.encoding)).read().decode(errors="replace")
        whole = len(head) < BLOCK
        lines = text.splitlines(keepends=True)
        preface = lines[0].strip().lower() if lines else ""
        has_preface = preface.startswith("sep=") and len(preface) == 5
        lines = lines[has_preface : SAMPLE_LINES + has_preface]
        if not whole and len(lines) < SAMPLE_LINES:
            lines = lines[:-1]
        separator = _said(self.options.delimiter) or (preface[4] if has_preface else _separator(lines))
        header = next(csv.reader(lines, delimiter=separator), [])
        if len(header) < 2:
            raise UnableToReadLog(
                f"{self.path.name} has one column, “{header[0].strip() if header else ''}”: a log needs one for the "
                "case, one for the activity and one for the time; say --delimiter if they are there."
            )
        return Layout(encoding, separator, distinct(header, report), has_preface)

    # --- the rows -----------------------------------------------------------------------------------------------------

    def _parsed(
        self, layout: Layout, report: Report, progress: Progress | None, broken: _Broken, only: str | None = None
    ) -> Iterator[pa.RecordBatch]:
        blocks = Source(self.path, progress).blocks()
        text = Utf8(blocks, layout.encoding, report, said=bool(self.options.encoding))
        last: pa.RecordBatch | None = None
        try:
            reader = arrow_csv.open_csv(
                io.BufferedReader(text, BLOCK),
                read_options=arrow_csv.ReadOptions(
                    use_threads=False,
                    block_size=PARSED_AT_ONCE,
                    column_names=layout.columns,
                    skip_rows=int(layout.has_preface),
                    skip_rows_after_names=1,
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=layout.separator, newlines_in_values=True, invalid_row_handler=broken
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types={name: pa.string() for name in layout.columns},
                    strings_can_be_null=False,
                    include_columns=[only] if only else None,
                ),
            )
            for batch in reader:
                last = batch if batch.num_rows else last
                yield batch
        except pa.ArrowInvalid as error:
            raise self._unparsed(str(error), broken) from None
        self._look_for_open_quote(text, last, broken)

    def _look_for_open_quote(self, text: Utf8, last: pa.RecordBatch | None, broken: _Broken) -> None:
        """A quotation mark that is never closed swallows all that follows: into one field, or into one broken row."""
        if text.quotes % 2 == 0:
            return
        final = [] if last is None else [str(column[-1]) for column in last.columns]
        if broken.longest or any("\n" in value for value in final):
            where = f"perhaps in {broken.swallowing}" if broken.longest else "near the end"
            raise UnableToReadLog(
                f"{self.path.name}: a quotation mark is opened and never closed, {where}: close it, or export again."
            )

    def _unparsed(self, what: str, broken: _Broken) -> UnableToReadLog:
        if "straddling" in what:
            return UnableToReadLog(
                f"{self.path.name} has a row longer than {PARSED_AT_ONCE >> 20} MB, or a quotation mark that is opened "
                "and never closed: close it, or export the table again."
            )
        return UnableToReadLog(f"{self.path.name} can't be read as a table ({what}): export it again as CSV.")


def _said(delimiter: str | None) -> str | None:
    """The separator that somebody names: a tab may be written as \\t or tab."""
    if delimiter is None or (delimiter.isascii() and len(delimiter) == 1 and delimiter not in '"\r\n\0'):
        return delimiter
    if delimiter.lower() in ("\\t", "tab"):
        return "\t"
    raise UnableToReadLog(
        f"--delimiter “{delimiter}” is not one plain character: write it as in ; or | and a tab as tab or \\t."
    )


def _separator(lines: list[str]) -> str:
    """The character that splits most of the first rows into as many fields as the header, and into the most."""

    def merit(separator: str) -> tuple[bool, int]:
        first, *widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row] or [0]
        agreeing = sum(width == first for width in widths)
        return first > 1 and agreeing * 2 > len(widths), first

    return max(SEPARATORS, key=merit)
