"""Reading Parquet -> batches of events. Which columns say what lives in headings.py, and what they mean in rows.py."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pyarrow.parquet as arrow_parquet

from ingrain.logs.columns import ROWS
from ingrain.logs.headings import distinct, roles_of
from ingrain.logs.log import Log
from ingrain.logs.report import Report, UnableToReadLog
from ingrain.logs.rows import Rows


class ParquetLog(Log):
    """A table in Parquet, one event on each row. Its columns have types, which are kept."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        self.report = report = Report()
        try:
            with arrow_parquet.ParquetFile(self.path) as file:
                yield from self._read(file, report)
        except (pa.ArrowException, duckdb.Error, UnicodeDecodeError, OSError) as error:
            raise self._damaged(error) from None
        report.settle(self.path.name)

    def columns(self) -> list[str]:
        try:
            with arrow_parquet.ParquetFile(self.path) as file:
                return list(_plain(file.schema_arrow, Report()).names)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> UnableToReadLog:
        return UnableToReadLog(
            f"{self.path.name} is damaged ({str(error).splitlines()[0]}): copy it again, or export it anew."
        )

    def _read(self, file: arrow_parquet.ParquetFile, report: Report) -> Iterator[pa.RecordBatch]:
        schema = _plain(file.schema_arrow, report)
        report.columns = roles = roles_of(self.path.name, schema.names, self.options.columns)
        time = schema.names.index(roles["time"])
        rows = Rows(
            self.path.name,
            self.options,
            report,
            roles=roles,
            schema=schema,
            times=lambda: (batch.column(time) for batch in self._plain_batches(file, schema)),
        )
        total, first = self.path.stat().st_size, 1
        for batch in self._plain_batches(file, schema):
            events = rows.read(batch, first=first, row_of=lambda sequence: sequence)
            if events.num_rows:
                yield events
            first += batch.num_rows
            if self.progress:
                self.progress(total * (first - 1) // file.metadata.num_rows, total)

    def _plain_batches(self, file: arrow_parquet.ParquetFile, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        # Group by group: asked for the whole file, Arrow keeps what it has read of each group until the end.
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(batch_size=ROWS, row_groups=[group]):
                columns = [
                    column.cast(field.type, safe=False) for column, field in zip(batch.columns, schema, strict=True)
                ]
                yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _plain(schema: pa.Schema, report: Report) -> pa.Schema:
    """The columns with names of their own, and text as plain text however it is packed."""
    names = distinct(schema.names, report)
    return pa.schema([(name, _plain_type(field.type)) for name, field in zip(names, schema, strict=True)])


def _plain_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_dictionary(kind):
        return _plain_type(kind.value_type)
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_null(kind) or pa.types.is_decimal256(kind):
        return pa.string()
    return pa.float32() if pa.types.is_float16(kind) else kind
