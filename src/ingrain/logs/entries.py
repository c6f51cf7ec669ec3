"""One entry of Ingrain's own form, as JSON or YAML give it: texts, times, days, lists, read by key and checked.

What the entries are (events, the company) lives in json_lines.py and header.py.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo

from ingrain.logs.report import UnableToReadLog
from ingrain.logs.times import EARLIEST, LATEST, read_time
from ingrain.method.events import Instant

type Entry = Mapping[str, object]


class UnableToReadEntry(UnableToReadLog):
    """An entry says something that it can't. key: where in it."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key


def check_keys(entry: Entry, *, known: frozenset[str], what: str) -> None:
    for key in entry:
        if key not in known:
            raise UnableToReadEntry(str(key), f"{what} has no “{key}”: it may have {listed(known)}.")


def listed(names: Iterable[str]) -> str:
    *most, last = sorted(names)
    return f"{', '.join(most)} and {last}" if most else last


def text_at(entry: Entry, key: str) -> str:
    """The text under a key; it must be there and not empty."""
    value = entry.get(key)
    if isinstance(value, str) and value:
        return value
    if value is None or value == "":
        raise UnableToReadEntry(key, f"“{key}” is missing or empty: say what it is.")
    raise UnableToReadEntry(key, f"“{key}” is {_shown(value)}, not a text: write it in quotes.")


def text_or_none(entry: Entry, key: str) -> str | None:
    """The text under a key; left out, null and empty are nothing."""
    return text_at(entry, key) if entry.get(key) not in (None, "") else None


def list_at(entry: Entry, key: str) -> list[object]:
    """The list under a key, empty where it is left out."""
    value = entry.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise UnableToReadEntry(key, f"“{key}” is {_shown(value)}, not a list: write it in brackets.")
    return value


def texts_at(entry: Entry, key: str) -> list[str]:
    """The list of texts under a key."""
    texts = []
    for value in list_at(entry, key):
        if not isinstance(value, str):
            raise UnableToReadEntry(key, f"“{key}” holds {_shown(value)}, not a text: write it in quotes.")
        texts.append(value)
    return texts


def entry_of(value: object, key: str) -> Entry:
    if not isinstance(value, Mapping):
        raise UnableToReadEntry(key, f"“{key}” holds {_shown(value)}, not an object: write it in braces.")
    return value


def time_at(entry: Entry, key: str, zone: tzinfo) -> Instant:
    """The instant under a key: a text as in 2026-11-06T16:00, in the zone unless it names its own."""
    value = _dated(entry.get(key))
    try:
        if isinstance(value, str):
            instant, _ = read_time(value, zone)
            if EARLIEST <= instant < LATEST:
                return instant
    except ValueError:
        pass  # the sentence is the same as for what is no text
    if value is None:
        raise UnableToReadEntry(key, f"“{key}” is missing: say when, as in 2026-11-06T16:00.")
    raise UnableToReadEntry(
        key, f"“{key}” is {_shown(value)}, which is no possible time: write it as in 2026-11-06T16:00."
    )


def day_at(entry: Entry, key: str) -> date:
    """The day under a key: a text as in 2026-11-06."""
    return day_of(entry.get(key), key)


def day_of(value: object, key: str) -> date:
    dated = _dated(value)
    try:
        if isinstance(dated, str):
            return date.fromisoformat(dated)
    except ValueError:
        pass  # as above
    raise UnableToReadEntry(key, f"“{key}” is {_shown(value)}, not a day: write it as in 2026-11-06.")


def _dated(value: object) -> object:
    """YAML turns some dates into objects; here they are text again."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def plain(value: object, key: str) -> str | int | float | bool | None:
    """What a field may hold."""
    value = _dated(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise UnableToReadEntry(key, f"“{key}” is {_shown(value)}: a field holds a text, a number, true, false or null.")


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else f"“{value}”"
