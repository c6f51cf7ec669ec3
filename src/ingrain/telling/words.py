"""What the doors say: sentences with their plural right, numbers in words, days and lists as people write them.

Every text that a person reads goes through `_` or `several`, so that a translation can stand in. No sentence is
decided here; what is true is found by the method.
"""

import gettext
from collections.abc import Sequence
from datetime import date, datetime

_translation = gettext.NullTranslations()
_ = _translation.gettext
several = _translation.ngettext

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TENS = {
    15: "fifteen", 20: "twenty", 25: "twenty-five", 30: "thirty", 35: "thirty-five", 40: "forty", 45: "forty-five",
    50: "fifty", 55: "fifty-five",
}  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def number(count: int) -> str:
    """A count as in running text: in words up to twelve, then 1,234."""
    return SMALL[count] if 0 <= count <= 12 else f"{count:,}"


def counted(count: int, one: str, many: str) -> str:
    """ "one record", "12 records", "1,234 records"."""
    return f"{number(count)} {several(one, many, count)}"


def figure(count: int, one: str, many: str) -> str:
    """As `counted`, with the number always as a figure: "1 record"."""
    return f"{count:,} {several(one, many, count)}"


def capital(sentence: str) -> str:
    """With a capital at the beginning."""
    return sentence[:1].upper() + sentence[1:]


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plain_time(minutes: int) -> str:
    """How long something takes: "five minutes", "an hour and a half", "about 3 hours" without the "about"."""
    hours, rest = divmod(minutes, 60)
    spare = f"{TENS.get(rest) or number(rest)} {several('minute', 'minutes', rest)}"
    if not hours:
        return spare
    whole = _("an hour") if hours == 1 else f"{number(hours)} hours"
    halves = {0: whole, 30: _("%s and a half") % whole if hours == 1 else _("%s and a half hours") % number(hours)}
    return halves.get(rest) or _("%s and %s") % (whole, spare)


def places_heading(count: int, minutes: int) -> str:
    """The heading of a check: how many places need a person, and how long that takes."""
    if not count:
        return _("No place needs a person to look.")
    told = several("%s place needs a person to look, about %s.", "%s places need a person to look, about %s.", count)
    return capital(told % (number(count), plain_time(minutes)))


# --- time -------------------------------------------------------------------------------------------------------------


def short_day(day: date, beside: date) -> str:
    """ "12 Nov", with its year where that isn't the year of the day beside it."""
    told = f"{day.day} {MONTHS[day.month - 1]}"
    return told if day.year == beside.year else f"{told} {day.year}"


def long_day(day: date) -> str:
    """ "12 November 2026"."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {day.year}"


def days_between(first: date, last: date) -> str:
    """ "1 to 28 November 2026", "3 November to 1 December 2026"."""
    if first == last:
        return long_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {long_day(last)}"
    began = f"{first.day} {LONG_MONTHS[first.month - 1]}"
    return f"{began if first.year == last.year else long_day(first)} to {long_day(last)}"


def quarter_named(year: int, quarter: int) -> str:
    """ "April to June 2026"."""
    return f"{LONG_MONTHS[3 * quarter - 3]} to {LONG_MONTHS[3 * quarter - 1]} {year}"


def clock(moment: datetime) -> str:
    """ "09:30"."""
    return f"{moment:%H:%M}"


def span(microseconds: int) -> str:
    """How long, roughly: "3 days", "5 hours", "20 minutes", "a moment"."""
    minutes = microseconds // 60_000_000
    if minutes < 1:
        return _("a moment")
    if minutes < 120:
        return figure(minutes, "minute", "minutes")
    if minutes < 36 * 60:
        return figure(minutes // 60, "hour", "hours")
    return figure(minutes // (24 * 60), "day", "days")


def weeks_ago(days: int) -> str:
    """ "four weeks ago", "ten days ago"."""
    told = counted(days // 7, "week", "weeks") if days % 7 == 0 else counted(days, "day", "days")
    return f"{told} ago"


def period_named(period: str) -> str:
    """A calendar period as said: "November 2026", "the second quarter of 2026", "week 47 of 2026", "2026"."""
    year, _dash, rest = period.partition("-")
    if rest.startswith("Q"):
        return f"quarter {rest[1:]} of {year}"
    if rest.startswith("W"):
        return f"week {rest[1:].lstrip('0')} of {year}"
    if len(rest) == 2 and rest.isdigit():
        return f"{LONG_MONTHS[int(rest) - 1]} {year}"
    if len(rest) == 5:
        return long_day(date.fromisoformat(period))
    return period
