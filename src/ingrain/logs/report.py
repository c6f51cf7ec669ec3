"""What became of a log while it was read: what was left out, what was mended and how often, and why it can't be read.

Every oddity that a reader lets pass is named here, so that nothing is dropped in silence. Reading lives elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


class UnableToReadLog(Exception):
    """The log can't be read. The text is a sentence that says what is wrong, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(on_one_line(sentence))


def on_one_line(sentence: str) -> str:
    """What is quoted from a log may be of any length and hold line breaks, or worse: here it is fit to be shown."""
    plain = "".join(character if character.isprintable() else " " for character in sentence)
    return re.sub(r"“([^”]{80})[^”]*”", r"“\1…”", " ".join(plain.split()))


@dataclass(frozen=True, slots=True)
class Oddity:
    """One kind of thing that is wrong with an event, and what is done about it.

    name: stable, for programs. one, many: what follows the count in a sentence. left_out: the event is not kept.
    leads: what stands before the place of the only one.
    """

    name: str
    one: str
    many: str
    left_out: bool = False
    leads: str = "It is"


def _left_out(name: str, one: str, many: str) -> Oddity:
    return Oddity(name, f"{one} and was left out", f"{many} and were left out", left_out=True)


NO_TIME = _left_out("no time", "event has no time", "events have no time")
UNREADABLE_TIME = _left_out(
    "unreadable time", "event has a time that can't be read", "events have a time that can't be read"
)
CONTRADICTING_DATE = _left_out(
    "contradicting date",
    "event has a date that contradicts the others of its column in whether the day or the month comes first",
    "events have a date that contradicts the others of its column in whether the day or the month comes first",
)
IMPOSSIBLE_TIME = _left_out(
    "impossible time",
    "event has an impossible time (before 1900, after 2100, or the computer's zero)",
    "events have an impossible time (before 1900, after 2100, or the computer's zero)",
)
TIMELESS = (NO_TIME, UNREADABLE_TIME, CONTRADICTING_DATE, IMPOSSIBLE_TIME)
NO_ACTIVITY = _left_out("no activity", "event doesn't say what happened", "events don't say what happened")
NO_CASE = _left_out("no case", "event doesn't belong to a case", "events don't belong to a case")
BROKEN_ROW = _left_out("broken row", "row has too few or too many fields", "rows have too few or too many fields")

NAIVE_TIME = Oddity(
    "time without zone",
    "event has a time without a zone, which was taken as the log's",
    "events have a time without a zone, which was taken as the log's",
)
FUTURE_TIME = Oddity("future time", "event lies in the future", "events lie in the future")
OUT_OF_ORDER = Oddity(
    "out of order",
    "event stands in the file after a later one of its record and was put in order of time",
    "events stand in the file after a later one of their record and were put in order of time",
)
UNNAMED_CASE = Oddity(
    "unnamed case",
    "case has no name and was numbered by its place in the file",
    "cases have no name and were numbered by their place in the file",
)
SAME_CASE = Oddity(
    "same case twice",
    "case has the name of an earlier one and was read as one record with it",
    "cases have the name of an earlier one and were read as one record with it",
)
SAME_CREATED = Oddity("created twice", "record is created a second time", "records are created a second time")
EMPTY_CASE = Oddity("empty case", "case has no events", "cases have no events")
DEFAULT_TAKEN = Oddity(
    "default taken",
    "event lacks an attribute and took the value that the log declares for it",
    "events lack an attribute and took the value that the log declares for it",
)
PLACEHOLDER_PERSON = Oddity(
    "placeholder person",
    "event names the log's placeholder as its person and counts as nobody's",
    "events name the log's placeholder as their person and count as nobody's",
)
TEXT_KEPT = Oddity(
    "kept as text",
    "value is not of the type that it says and was kept as text",
    "values are not of the type that they say and were kept as text",
)
SAME_KEY = Oddity(
    "same attribute twice",
    "attribute stands twice on one event; the second was numbered",
    "attributes stand twice on one event; the second was numbered",
)
NO_KEY = Oddity(
    "attribute without key",
    "attribute has no key and was named after its type",
    "attributes have no key and were named after their type",
)
SAME_COLUMN = Oddity(
    "same column twice",
    "column has the name of another and was numbered",
    "columns have the name of another and were numbered",
)
NUL_REMOVED = Oddity("NUL removed", "NUL character was removed", "NUL characters were removed")
ENCODING_GUESSED = Oddity(
    "encoding guessed",
    "file is not UTF-8 and was read as Windows-1252; if names look wrong, say --encoding",
    "files are not UTF-8 and were read as Windows-1252; if names look wrong, say --encoding",
    leads="That shows first",
)
CHARACTER_REPLACED = Oddity(
    "character replaced",
    "character can't be read and was replaced by �",
    "characters can't be read and were replaced by �",
)
UNKNOWN_ACTIVITY = Oddity(
    "unknown activity",
    "event does something that is not in the CRM's vocabulary",
    "events do something that is not in the CRM's vocabulary",
)


@dataclass(slots=True)
class Note:
    """How often an oddity was met, and where first."""

    oddity: Oddity
    count: int
    first: str

    @property
    def sentence(self) -> str:
        what = self.oddity.one if self.count == 1 else self.oddity.many
        where = f"{self.oddity.leads} {self.first}" if self.count == 1 else f"The first is {self.first}"
        return f"{self.count:,} {what}. {where}."


@dataclass
class Report:
    """What is known of a log once it has been read.

    events: those kept. unreadable: those left out because of their time. columns: for tables, role -> column.
    """

    events: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    _notes: dict[Oddity, Note] = field(default_factory=dict)

    def note(self, oddity: Oddity, first: str, count: int = 1) -> None:
        """Count an oddity. `first` says where, as it reads after "The first is": in line 7, “2026-02-31”."""
        if note := self._notes.get(oddity):
            note.count += count
        else:
            self._notes[oddity] = Note(oddity, count, on_one_line(first))

    def count(self, oddity: Oddity) -> int:
        note = self._notes.get(oddity)
        return note.count if note else 0

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was left out first, then what was mended; each in the order in which it was met."""
        return tuple(sorted(self._notes.values(), key=lambda note: not note.oddity.left_out))

    @property
    def left_out(self) -> int:
        return sum(note.count for note in self._notes.values() if note.oddity.left_out)

    def sentences(self) -> Iterator[str]:
        for note in self.notes:
            yield note.sentence

    def settle(self, path: str) -> None:
        """All is read: a log that kept nothing, or lost more than half for want of a time, can't be used."""
        timeless = [self._notes[o] for o in TIMELESS if o in self._notes]
        lost = sum(note.count for note in timeless)
        if lost > self.events:
            worst = max(timeless, key=lambda note: note.count)
            raise UnableToReadLog(
                f"{path}: {lost:,} of {lost + self.events:,} events have no time that can be used (the first is "
                f"{worst.first}), and a log is judged by its times: export it again with the time of each event."
            )
        if self.events == 0:
            why = f" ({next(self.sentences())})" if self._notes else ""
            raise UnableToReadLog(f"{path} has no events{why}: export it again, with what happened in each case.")
