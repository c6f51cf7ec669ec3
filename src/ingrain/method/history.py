"""The history of each record: its events in the order in which they count, and what they made of it (§4).

Here lives what a record looked like after each save, who owned it, when it was closed. Judging lives in the judge.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ingrain.method.company import Company
from ingrain.method.events import NOTHING, Event, Instant, Value
from ingrain.method.rules import Became, Changed, Created, Done, Happening, MovedTo, Named
from ingrain.method.vocabulary import CLOSING, Kind, Vocabulary

MOVES = frozenset({"create", "move"})
EDITS = frozenset({"change", "view", "hand over", "cancel", "delete"})
"""What a CRM's user does that is no step of the record's own: skipped by *directly*."""


@dataclass(frozen=True)
class Setting:
    """What a judgement rests on. closed_by: event names that close a log's record; all_closed: the last event does."""

    company: Company
    vocabulary: Vocabulary
    at: Instant
    closed_by: frozenset[str] = frozenset()
    all_closed: bool = False


def filled(value: Value) -> bool:
    """Contains a letter or a digit."""
    return value is not None and any(c.isalnum() for c in str(value))


def closes(value: Value) -> bool:
    """A state that closes a record."""
    return value is not None and str(value).casefold() in CLOSING


def same(value: Value, word: str) -> bool:
    """A value is this word, without regard to case."""
    return value is not None and str(value).casefold() == word.casefold()


class History:
    """One record. Entry i is its i-th event in the order in which they count.

    times[i]: the instant at which it counts. own[i]: it names this record (else an activity of a linked record).
    """

    def __init__(self, record: str, kind: Kind, entries: list[tuple[Instant, Event, bool]], setting: Setting) -> None:
        self.record, self.kind, self.setting = record, kind, setting
        self.times = [entry[0] for entry in entries]
        self.events = [entry[1] for entry in entries]
        self._foreign = {i for i, entry in enumerate(entries) if not entry[2]}
        self._happens: dict[Happening, list[int]] = {}

    def __len__(self) -> int:
        return len(self.events)

    def own(self, i: int) -> bool:
        return i not in self._foreign

    # --- what each save made of it ------------------------------------------------------------------------------------

    @cached_property
    def values(self) -> list[Mapping[str, Value]]:
        """The record's fields after each entry."""
        return self._fold(bulk_fills=True)

    @cached_property
    def earned(self) -> list[Mapping[str, Value]]:
        """As `values`, but what a bulk edit filled in doesn't count: bulk edits fulfil nothing."""
        if all(e.through != "bulk" for e in self.events):
            return self.values
        return self._fold(bulk_fills=False)

    def _fold(self, *, bulk_fills: bool) -> list[Mapping[str, Value]]:
        now: Mapping[str, Value] = NOTHING
        found = []
        for i, event in enumerate(self.events):
            if event.values and self.own(i):
                fills = bulk_fills or event.through != "bulk"
                now = {**now, **{k: v for k, v in event.values.items() if fills or not filled(v)}}
            found.append(now)
        return found

    def before(self, i: int) -> Mapping[str, Value]:
        """The record's fields before entry i."""
        return self.values[i - 1] if i else NOTHING

    @cached_property
    def closed(self) -> list[bool]:
        """Whether the record is closed after each entry."""
        last = len(self) - 1
        if self.setting.all_closed:
            return [i == last for i in range(last + 1)]
        if self.kind.from_log:
            return self._closed_by_name()
        return [closed for closed, _, _ in self._course]

    def _closed_by_name(self) -> list[bool]:
        first = min((i for name in self.setting.closed_by for i in self.happens(Named(name))), default=len(self))
        return [i >= first for i in range(len(self))]

    @cached_property
    def _course(self) -> list[tuple[bool, Value, Value]]:
        """After each entry: is the record closed by its last change of state, its stage, and its state.

        A save changes the state where it moves the record, or gives `stage` or `state` another value than before.
        """
        closed, stage, state = False, None, None
        found: list[tuple[bool, Value, Value]] = []
        for i, event in enumerate(self.events):
            given = self._given(i, event)
            if any(closes(value) for value in given.values()):
                closed = True
            elif given:
                state = given.get("state", None if closed else state)
                stage = given.get("stage", stage)
                closed = False
            found.append((closed, stage, state))
        return found

    def _given(self, i: int, event: Event) -> dict[str, Value]:
        """Stage and state, where this save changes them."""
        if not event.values or not self.own(i):
            return {}
        fields = [field for field in ("stage", "state") if field in event.values]
        return {
            field: event.values[field]
            for field in fields
            if event.do in MOVES or event.values[field] != self.before(i).get(field)
        }

    # --- who ----------------------------------------------------------------------------------------------------------

    @cached_property
    def creation(self) -> int | None:
        """The entry that created the record: in a log its first; else `create`, or an activity's planning or doing."""
        if self.kind.from_log:
            return 0
        for i, event in enumerate(self.events):
            if self.own(i) and (event.do == "create" or (self.kind.activity and event.do not in EDITS)):
                return i
        return None

    @cached_property
    def migrated(self) -> bool:
        """It was there before we looked: brought in by an import, or never seen to be created."""
        return self.creation is None or (not self.kind.from_log and self.events[self.creation].through == "import")

    @cached_property
    def creator(self) -> str | None:
        return None if self.creation is None else self.events[self.creation].by

    @cached_property
    def owners(self) -> list[str | None]:
        """Who answers for the record after each entry: its owner; without one the creator, if a person, then nobody.

        Unassigning frees nobody: the last owner stays.
        """
        now: str | None = None
        first = self.creator if self.setting.company.is_person(self.creator) else None
        found = []
        for i, event in enumerate(self.events):
            if "owner" in event.values and self.own(i) and filled(event.values["owner"]):
                now = str(event.values["owner"])
            found.append(now or first)
        return found

    @cached_property
    def handovers(self) -> list[int]:
        """The entries at which somebody else came to answer for the record."""
        owners = self.owners
        return [i for i in range(1, len(owners)) if owners[i] != owners[i - 1] and owners[i] is not None]

    def last_person(self, until: int) -> str | None:
        """Who acted last among the first `until` entries, machines and nobody apart (§6, a log without owners)."""
        is_person = self.setting.company.is_person
        for event in reversed(self.events[:until]):
            if is_person(event.by):
                return event.by
        return None

    def entries_until(self, instant: Instant) -> int:
        """How many entries count by an instant, that moment included."""
        return bisect_right(self.times, instant)

    # --- what happened ------------------------------------------------------------------------------------------------

    def happens(self, happening: Happening) -> list[int]:
        """The entries at which a thing happens, in order."""
        if happening not in self._happens:
            self._happens[happening] = list(self._find(happening))
        return self._happens[happening]

    def any_of(self, happenings: Iterable[Happening]) -> list[int]:
        """The entries at which any of several things happens, in order."""
        found = [self.happens(h) for h in happenings]
        return found[0] if len(found) == 1 else sorted(set().union(*found))

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        names: dict[str, list[int]] = defaultdict(list)
        for i, event in enumerate(self.events):
            names[event.do].append(i)
            if event.transition:
                names[f'{event.do[:-1]}+{event.transition}"'].append(i)
        return names

    def _find(self, happening: Happening) -> Iterable[int]:
        match happening:
            case Named(name):
                return self._by_name.get(f'"{name}"', [])
            case Done("activity"):
                return [i for i, e in enumerate(self.events) if e.do in self.setting.vocabulary.activities]
            case Done(activity):
                return self._by_name.get(activity, [])
            case Created():
                return [] if self.creation is None else [self.creation]
            case MovedTo(stage):
                return [i for i, _, to in self.moves if same(to, stage)]
            case Became(state):
                return [i for i in range(len(self)) if self.in_state(state, i) and not self.in_state(state, i - 1)]
            case Changed(field):
                return [i for i, e in enumerate(self.events) if field in e.values and self._changes(i, field)]

    def _changes(self, i: int, field: str) -> bool:
        return self.own(i) and i != self.creation and self.events[i].values[field] != self.before(i).get(field)

    def in_state(self, state: str, i: int) -> bool:
        """Whether the record is in a state (or stage) after entry i; before its first entry it is in none."""
        if i < 0:
            return False
        if state in ("open", "closed"):
            return self.closed[i] == (state == "closed")
        if self.kind.from_log:
            return False
        if state.casefold() in CLOSING:
            return self.closed[i] and any(same(now, state) for now in self._closing[i])
        _, stage, now = self._course[i]
        return not self.closed[i] and (same(stage, state) or same(now, state))

    @cached_property
    def _closing(self) -> list[tuple[Value, ...]]:
        """After each entry: the states to which the last closing save moved the record."""
        last: tuple[Value, ...] = ()
        found = []
        for i, event in enumerate(self.events):
            closing = tuple(value for value in self._given(i, event).values() if closes(value))
            last = closing or last
            found.append(last)
        return found

    @cached_property
    def moves(self) -> list[tuple[int, str | None, str]]:
        """Every move from stage to stage: entry, from, to; closing is a move to the closing state."""
        found: list[tuple[int, str | None, str]] = []
        now: str | None = None
        if self.kind.from_log:
            return found
        for i, event in enumerate(self.events):
            to = event.values.get("stage") if self.own(i) else None
            state = event.values.get("state") if self.own(i) else None
            if closes(state):
                to = state
            if to is not None and not same(to, now or ""):
                found.append((i, now, str(to)))
                now = str(to)
        return found

    @cached_property
    def steps(self) -> list[int]:
        """The entries that *directly* sees: all of a log; in a CRM no edits, no views, nothing that is only planned."""
        if self.kind.from_log:
            return list(range(len(self)))
        moved = {i for i, _, _ in self.moves}
        done = self.setting.vocabulary.activities
        return [
            i for i, e in enumerate(self.events) if i in moved or e.do == "create" or e.do in done or e.do[:1] == '"'
        ]
