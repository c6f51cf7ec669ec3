"""Columns of times as people and programs write them: ISO, 31.12.2026, 12/31/2026 2:05 PM, 31 Dec 2026, 1798761600.

A text's shape (its digits all made 9) tells how it is read; only whether 01/02 is January or February must be learnt
from other rows, or be said. One time by itself is read in times.py; the wall clock's zone is applied in clock.py.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

type DateOrder = Literal["day first", "month first"]

SINCE_1970: Final = {9: "* 1000000", 10: "* 1000000", 13: "* 1000", 16: "", 19: "// 1000"}
"""Digits of a time counted from 1970 -> how it becomes microseconds."""

WRITTEN = re.compile(
    r"""
    (?: (?P<weekday>[A-Za-z]{3,}) (?P<after_weekday>,?\ ) )?
    (?: (?P<year_first>\d{4}) (?P<s1>[-/.]) \d\d? (?P=s1) \d\d?
      | \d\d? \.(?P<dot1>\ ?) \d\d? \.(?P<dot2>\ ?) (?P<dotted>\d{4}|\d\d)
      | \d\d? (?P<s2>[-/]) \d\d? (?P=s2) (?P<either>\d{4}|\d\d)
      | \d\d? (?P<s3>\.?[-\ ]) (?P<month>[A-Za-z]{3,}) (?P<s4>[.,]?[-\ ]) (?P<named>\d{4}|\d\d)
      | (?P<month2>[A-Za-z]{3,}) (?P<s5>\.?\ ) \d\d? (?P<s6>,?\ ) (?P<american>\d{4})
      | (?P<compact>\d{8})
    )
    (?: (?P<between>T|,?\ +|)
        (?: (?P<clock> \d\d?:\d\d (?P<second>:\d\d (?P<fraction>[.,]\d+)? )? ) | (?P<run>\d{6}) )
        (?P<before_half>\ ?) (?P<half>[AaPp][Mm])?
        (?P<before_zone>\ ?) (?P<zone> Z | UTC | GMT | [+-]\d\d(?::?\d\d)? )?
    )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How times of one shape are read: an SQL expression of `time` -> microseconds, of the wall clock unless zoned."""

    sql: str
    zoned: bool


class Ambiguous(Exception):
    """Whether the day or the month comes first is not known."""


def shape_sql(column: str) -> str:
    return f"translate({column}, '012345678', '999999999')"


def reading_of(text: str, order: DateOrder | None) -> Reading | None:
    """How this text and all others of its shape are read; None if it isn't a time. Raises Ambiguous."""
    if text.isdigit() and len(text) in SINCE_1970:
        return Reading(f"TRY_CAST(time AS BIGINT) {SINCE_1970[len(text)]}", zoned=True)
    if re.fullmatch(r"\d{9,10}\.\d+", text):
        return Reading("CAST(round(TRY_CAST(time AS DOUBLE) * 1000000) AS BIGINT)", zoned=True)
    found = WRITTEN.fullmatch(text)
    if not found or (found["half"] and not found["clock"]):
        return None
    pattern = _date(found, order) + _clock(found)
    read = "time"
    if found["fraction"] and len(found["fraction"]) > 7:  # finer than a microsecond
        read = r"regexp_replace(time, '([.,][0-9]{6})[0-9]+', '\1')"
    return Reading(f"epoch_us(try_strptime({read}, '{pattern}'))", zoned=found["zone"] is not None)


def _date(found: re.Match[str], order: DateOrder | None) -> str:
    weekday = f"%a{found['after_weekday']}" if found["weekday"] else ""
    if found["weekday"] and len(found["weekday"]) > 3:
        weekday = f"%A{found['after_weekday']}"
    if found["year_first"]:
        date = f"%Y{found['s1']}%m{found['s1']}%d"
    elif found["dotted"]:
        date = f"%d.{found['dot1']}%m.{found['dot2']}{_year(found['dotted'])}"
    elif found["either"]:
        if order is None:
            raise Ambiguous
        first, second = ("%d", "%m") if order == "day first" else ("%m", "%d")
        date = f"{first}{found['s2']}{second}{found['s2']}{_year(found['either'])}"
    elif found["named"]:
        date = f"%d{found['s3']}{_month(found['month'])}{found['s4']}{_year(found['named'])}"
    elif found["american"]:
        date = f"{_month(found['month2'])}{found['s5']}%d{found['s6']}%Y"
    else:
        date = "%Y%m%d"
    return weekday + date


def _year(digits: str) -> str:
    return "%Y" if len(digits) == 4 else "%y"


def _month(name: str) -> str:
    return "%b" if len(name) == 3 else "%B"


def _clock(found: re.Match[str]) -> str:
    if not found["clock"] and not found["run"]:
        return ""
    hour = "%I" if found["half"] else "%H"
    clock = f"{hour}:%M" if found["clock"] else f"{hour}%M%S"
    if found["second"]:
        clock += ":%S"
    if found["fraction"]:
        clock += f"{found['fraction'][0]}%f"
    half = f"{found['before_half']}%p" if found["half"] else found["before_half"]
    zone = "" if not found["zone"] else found["zone"] if found["zone"].isalpha() else "%z"
    return f"{found['between']}{clock}{half}{found['before_zone']}{zone}"
