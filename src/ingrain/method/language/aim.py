"""The sentence of an objective -> Objective, where it is of the form that is measured; any other is prose.

Turn 18 in 100 leads into won opportunities by 30 June 2027 (12 in 100 today).
"""

import re
from datetime import date

from ingrain.method.language.cursor import Cursor, Refused, Stuck
from ingrain.method.language.phrases import number
from ingrain.method.language.words import tidy
from ingrain.method.objective import Objective
from ingrain.method.vocabulary import CRM, Vocabulary

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def read_objective(text: str, vocabulary: Vocabulary = CRM) -> Objective | None:
    """The measured objective that this sentence is, or None: then it is prose."""
    c = Cursor(tidy(text)[0], vocabulary)
    try:
        return _objective(c)
    except (Stuck, Refused):
        return None


def _objective(c: Cursor) -> Objective:
    c.want("turn")
    target = _share(c)
    kind = c.need("kind")
    c.want("into")
    c.take("a")
    state = c.need("state")
    into_kind = c.find("kind")
    c.want("by")
    by = _day(c)
    today = None
    if c.take("("):
        today = _share(c)
        c.want("today")
        c.want(")")
    c.take(".")
    if c.key:
        c.stuck()
    return Objective(target, kind, state, by, into_kind, today)


def _share(c: Cursor) -> int | float:
    """18 in 100"""
    share = number(c)
    c.want("in 100", "of 100", "out of 100")
    return share if share is not None and 0 <= share <= 100 else c.stuck()


def _day(c: Cursor) -> date:
    """30 June 2027, June 30, 2027 or 2027-06-30."""
    rest = c.sentence[c.word.start :]
    for pattern in (r"(?P<d>\d\d?) (?P<m>[a-z]+),? (?P<y>\d{4})\b", r"(?P<m>[a-z]+) (?P<d>\d\d?),? (?P<y>\d{4})\b",
                    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"):  # fmt: skip
        found = re.match(pattern, rest, re.IGNORECASE)
        month = _month(found["m"]) if found else None
        if found is None or month is None:
            continue
        end = c.word.start + found.end()
        c.at = next(n for n, word in enumerate(c.words) if word.start >= end)
        try:
            return date(int(found["y"]), month, int(found["d"]))
        except ValueError:
            c.stuck()
    c.stuck()


def _month(said: str) -> int | None:
    if said.isdigit():
        return int(said)
    whole = [n for n, name in enumerate(MONTHS, start=1) if name.startswith(said.casefold())]
    return whole[0] if len(said) >= 3 and whole else None
