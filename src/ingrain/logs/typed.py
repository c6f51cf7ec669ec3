"""What a table's columns hold, by their type, as SQL: as text, as a JSON value, as microseconds. Empty is null."""

import pyarrow as pa

NUMBER = "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?"
"""Text that is surely a number: no sign or zero in front, and short enough to be kept exactly."""


def as_text(column: str, kind: pa.DataType) -> str:
    """A name: text without the space around it; a whole number without the .0 that a missing neighbour gave it."""
    text = f"nullif(trim(CAST({column} AS VARCHAR)), '')"
    if pa.types.is_floating(kind):
        whole = (
            f"CASE WHEN {column} = floor({column}) THEN CAST(TRY_CAST({column} AS HUGEINT) AS VARCHAR) ELSE {text} END"
        )
        return f"CASE WHEN isfinite({column}) THEN {whole} END"
    return text


def as_json(column: str, kind: pa.DataType, *, zone: str, numbers_are_text: bool = False) -> str:
    """A field's value; null where it is empty, so that it is left out. Times are the zone's, as text.

    numbers_are_text: in a file where everything is text, what looks like a number is one.
    """
    if is_text(kind):
        number = f"WHEN regexp_full_match({column}, '{NUMBER}') THEN {column} " if numbers_are_text else ""
        return f"CASE WHEN trim({column}) = '' THEN NULL {number}ELSE CAST(to_json({column}) AS VARCHAR) END"
    if pa.types.is_floating(kind):
        return f"CASE WHEN isfinite({column}) THEN CAST(to_json({column}) AS VARCHAR) END"
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_decimal(kind):
        return f"CAST({column} AS VARCHAR)"
    if pa.types.is_timestamp(kind):
        local = f"timezone('{zone}', {column})" if kind.tz else column
        return f"CAST(to_json(replace(CAST({local} AS VARCHAR), ' ', 'T')) AS VARCHAR)"
    return f"CAST(to_json(CAST({column} AS VARCHAR)) AS VARCHAR)"


def microseconds(column: str, kind: pa.DataType) -> str:
    """A time that is not text: of the wall clock, or since 1970 in UTC."""
    if pa.types.is_timestamp(kind):
        return f"epoch_us(CAST({column} AS {'TIMESTAMPTZ' if kind.tz else 'TIMESTAMP'}))"
    if pa.types.is_date(kind):
        return f"epoch_us(CAST({column} AS TIMESTAMP))"
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        number = f"TRY_CAST({column} AS {'BIGINT' if pa.types.is_integer(kind) else 'DOUBLE'})"
        return (
            f"TRY_CAST(CASE WHEN abs({number}) < 1e11 THEN {number} * 1000000 "
            f"WHEN abs({number}) < 1e14 THEN {number} * 1000 "
            f"WHEN abs({number}) < 1e17 THEN {number} ELSE {number} / 1000 END AS BIGINT)"
        )
    return "CAST(NULL AS BIGINT)"


def is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
