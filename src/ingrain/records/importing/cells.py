"""Days and numbers of a column, read in the one way in which all of it makes sense.

"03/04/2026" alone could be either; next to "25/12/2026" it couldn't. Where the column doesn't tell, the person is
asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from babel import Locale
from babel.dates import get_month_names
from django.utils.translation import gettext as _

from ingrain.records.folding import folded
from ingrain.records.importing.formulas import Formula
from ingrain.records.importing.workbook import Cell

DAY_FIRST, MONTH_FIRST = "day first", "month first"
SLASHED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T,].*)?$")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
NAMED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th|\.)?[ \-]([a-z]+)\.?,?[ \-](\d{4}|\d{2})$")
NAMED_FIRST = re.compile(r"(?:[a-z]+, )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
EXCEL = date(1899, 12, 30)
SERIALS = range(10_000, 80_000)
"""Numbers that Excel has for days from 1927 to 2119."""

GROUPED = re.compile(r"[^\d.,'\-+]")
BETWEEN = re.compile(r"\d\s*[^\W\d_]+\s*\d")
"""Letters between digits: no amount."""

TIMES = {"k": 1_000, "m": 1_000_000}


class NotRead(Exception):
    """A cell that can't be understood, as a sentence."""


def refuse_formula(cell: object) -> None:
    """What is written as a formula, and has no result, can't be read as anything."""
    if isinstance(cell, Formula):
        told = _(
            "the cell holds a formula without its result. Open the file in Excel once, save it, and upload it again."
        )
        raise NotRead(told)


@dataclass(frozen=True)
class Days:
    """How a column's days are read. order: which comes first; asked: the column doesn't tell."""

    order: str = DAY_FIRST
    asked: bool = False
    locale: str = "en"

    def read(self, cell: Cell) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, int | float):
            return self._serial(cell)
        return self._text(cell)

    def _serial(self, cell: float) -> date:
        if int(cell) in SERIALS:
            return EXCEL + timedelta(int(cell))
        if found := COMPACT.match(str(cell)):
            return _built(str(cell), *map(int, found.groups()))
        raise NotRead(_("“%(said)s” is a number and no day.") % {"said": cell})

    def _text(self, said: str) -> date:
        if found := ISO.match(said) or COMPACT.match(said):
            return _built(said, *map(int, found.groups()))
        if found := SLASHED.match(said):
            first, second, year = map(int, found.groups())
            day, month = (first, second) if self.order == DAY_FIRST else (second, first)
            return _built(said, _year(year), month, day)
        if said.isdecimal() and int(said) in SERIALS:
            return EXCEL + timedelta(int(said))
        plain = folded(said)
        if found := NAMED.match(plain):
            return _built(said, _year(int(found.group(3))), self._month(said, found.group(2)), int(found.group(1)))
        if found := NAMED_FIRST.match(plain):
            return _built(said, int(found.group(3)), self._month(said, found.group(1)), int(found.group(2)))
        raise NotRead(_("“%(said)s” is no day. Write it as 2026-12-15.") % {"said": said[:60]})

    def _month(self, said: str, name: str) -> int:
        for language in dict.fromkeys((self.locale, "en", "de", "fr")):
            for width in ("wide", "abbreviated"):
                for month, known in get_month_names(width, locale=Locale.parse(language, sep=_sep(language))).items():
                    if name == folded(known).rstrip(".") or name[:3] == folded(known)[:3] == name:
                        return int(month)
        raise NotRead(_("“%(said)s” is no day. Write it as 2026-12-15.") % {"said": said[:60]})


def _sep(locale: str) -> str:
    return "-" if "-" in locale else "_"


def _year(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _built(said: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotRead(_("“%(said)s”: there is no such day in the calendar.") % {"said": said[:60]}) from None


def is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(SLASHED.match(cell) or ISO.match(cell)))


def days_of(column: Iterable[Cell], locale: str, said: str = "") -> Days:
    """Decided by the whole column; said: what the person chose."""
    first = second = both = False
    for cell in column:
        if isinstance(cell, str) and (found := SLASHED.match(cell)):
            one, two = int(found.group(1)), int(found.group(2))
            both = True
            first, second = first or one > 12, second or two > 12
    usual = MONTH_FIRST if locale.replace("-", "_").lower().endswith("en_us") else DAY_FIRST
    if first != second:
        return Days(DAY_FIRST if first else MONTH_FIRST, False, locale)
    return Days(said or usual, both and not first, locale)


@dataclass(frozen=True)
class Numbers:
    """How a column's amounts are read. decimal: the mark before the decimals."""

    decimal: str = "."

    def read(self, cell: Cell) -> int | float:
        if isinstance(cell, date):
            raise NotRead(_("“%(said)s” is a day and no amount.") % {"said": cell.isoformat()})
        amount = Decimal(str(cell)) if isinstance(cell, int | float) else self._text(cell)
        cents = round(amount * 100)
        if abs(cents) >= 10_000_000_000_000:
            raise NotRead(_("“%(said)s” is more than there is to sell. Look at the zeros.") % {"said": str(cell)[:60]})
        return int(cents // 100) if cents % 100 == 0 else float(cents) / 100

    def _text(self, said: str) -> Decimal:
        times = TIMES.get(said[-1:].casefold(), 1) if said[-2:-1].isdigit() else 1
        text = GROUPED.sub("", said).replace("'", "")
        if said.startswith("(") and said.endswith(")"):
            text = "-" + text
        text = text.replace("," if self.decimal == "." else ".", "").replace(self.decimal, ".")
        try:
            if BETWEEN.search(said):
                raise InvalidOperation
            return Decimal(text) * times
        except InvalidOperation:
            raise NotRead(_("“%(said)s” is no amount. Write it as 12500.") % {"said": said[:60]}) from None


def numbers_of(column: Iterable[Cell], locale: str) -> Numbers:
    """Which mark stands before decimals, by the whole column; where it doesn't tell, as the person writes."""
    votes = {".": 0, ",": 0}
    for cell in column:
        if isinstance(cell, str):
            dot, comma = cell.rfind("."), cell.rfind(",")
            if dot >= 0 and comma >= 0:
                votes["." if dot > comma else ","] += 3
            elif (mark := "." if dot >= 0 else "," if comma >= 0 else "") and cell.count(mark) > 1:
                votes["," if mark == "." else "."] += 2
            elif mark and len(re.sub(r"\D", "", cell.rpartition(mark)[2])) != 3:
                votes[mark] += 1
    if votes["."] == votes[","]:
        return Numbers(Locale.parse(locale, sep=_sep(locale)).number_symbols["latn"]["decimal"])
    return Numbers(max(votes, key=lambda mark: votes[mark]))
