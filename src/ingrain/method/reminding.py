"""Reminders that do away with themselves: how seldom somebody is reminded, and on which days they are.

Reminders help one begin and hinder the habit itself (Stawarz, CHI 2015); the cue is the entry in the calendar. So there
is at most one a day, none on days off, and the gap between two doubles after the first week, after each fortnight that
follows, and with every two days on which somebody came by themselves. From the eleventh week on there are none.
"""

from collections.abc import Collection, Sequence
from datetime import date

from ingrain.method.habit import Agreement, Day, Kept

LAST_WEEK = 10
"""Weeks that begin with reminders; the first is 0."""


def gap(week: int, by_themselves: int) -> int | None:
    """Every how many planned days somebody is reminded; None: no more.

    by_themselves: days that they kept without a reminder, one after the other, up to now.
    """
    if week >= LAST_WEEK:
        return None
    wanted: int = 2 ** ((week + 1) // 2 + by_themselves // 2)
    return wanted


def is_due(agreement: Agreement, days: Sequence[Day], reminded: Collection[date], today: date, budget: int) -> bool:
    """Whether somebody is to be reminded on a day. days: how the days before stand; budget: how many are left."""
    if budget < 1 or today in reminded or today > agreement.last:
        return False
    since = gap(agreement.week(today), by_themselves(days, reminded))
    if since is None:
        return False
    before = [day.day for day in days if day.day < today and day.kept is not Kept.OFF]
    last = max((day for day in reminded if day < today), default=None)
    return last is None or sum(day > last for day in before) + 1 >= since


def by_themselves(days: Sequence[Day], reminded: Collection[date]) -> int:
    """How many of the newest days they kept without being reminded, one after the other."""
    found = 0
    for day in reversed(days):
        if day.counts and day.day not in reminded:
            found += 1
        elif day.planned:
            break
    return found
