"""One rule on one record: to whom it applies, what counts as doing it, and who answers.

Here lives what the forms have in common (§2, §4, §6 of the definition). What each form asks lives in its own file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ingrain.method.book import Book
from ingrain.method.calendar import Calendar
from ingrain.method.company import ALWAYS
from ingrain.method.events import Instant, Value
from ingrain.method.history import History, Setting, filled, same
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import (
    Creator,
    DoerOf,
    FilledIn,
    From,
    Happening,
    Holder,
    InState,
    InTeam,
    Not,
    Owner,
    OwnersManager,
    Qualifier,
    Role,
    SomeoneOtherThan,
    Subject,
    Things,
    WithLinked,
    WithValue,
    Worth,
)


@dataclass(frozen=True)
class Case:
    """A rule (by number), the area it stands in, and the record it is held against."""

    rule: int
    area: str
    book: Book
    history: History

    @cached_property
    def setting(self) -> Setting:
        return self.book.setting

    @property
    def at(self) -> Instant:
        return self.setting.at

    # --- to whom it applies -------------------------------------------------------------------------------------------

    def triggers(self, happenings: tuple[Happening, ...], subject: Subject) -> Iterator[int]:
        """The entries at which a rule is triggered: a thing happens, to such a record, where the area is live."""
        for i in self.history.any_of(happenings):
            if self.live(i) and self.holds(subject, i):
                yield i

    def live(self, i: int) -> bool:
        """The area was live for the owner's team when entry i happened."""
        return self.history.times[i] >= self.live_since(i)

    def live_since(self, i: int) -> Instant:
        company = self.setting.company
        return company.live_since(self.area, company.team(self.history.owners[i])) if company.live else ALWAYS

    def holds(self, subject: Subject, i: int) -> bool:
        """The record is of this kind, and all qualifiers hold after entry i."""
        return self.history.kind.name == subject.kind and all(
            self.qualifies(q, self.history, i) for q in subject.qualifiers
        )

    def qualifies(self, qualifier: Qualifier, history: History, i: int) -> bool:
        values = history.values[i]
        match qualifier:
            case Not(other):
                return not self.qualifies(other, history, i)
            case InState(state):
                return history.in_state(state, i)
            case Worth(comparison, amount):
                return _compares(_number(values.get("amount")), comparison, amount)
            case From(source):
                return same(values.get("source"), source)
            case WithValue(field, value):
                return same(values.get(field), value)
            case InTeam(team):
                return same(self.setting.company.team(history.owners[i]), team)
            case WithLinked(kind, qualifiers, none):
                return none != any(
                    other.kind.name == kind and self._qualified(other, qualifiers, history.times[i])
                    for other in self.book.linked(history.record, history.times[i])
                )

    def _qualified(self, other: History, qualifiers: tuple[Qualifier, ...], instant: Instant) -> bool:
        i = other.entries_until(instant) - 1
        return i >= 0 and all(self.qualifies(q, other, i) for q in qualifiers)

    # --- what counts as doing it --------------------------------------------------------------------------------------

    def doings(self, things: Things) -> list[int]:
        """The entries at which any of these things is done by who may do it; bulk edits fulfil nothing."""
        return [i for i in self.history.any_of(things.happenings) if self.may(things, i)]

    def may(self, things: Things, i: int) -> bool:
        """Entry i is no bulk edit and was done by one of the roles that the sentence names, if it names any."""
        return self.history.events[i].through != "bulk" and self.by(things, i)

    def by(self, things: Things, i: int) -> bool:
        """Entry i was done by one of the roles that the sentence names, if it names any."""
        return not things.by or any(self.is_role(i, role) for role in things.by)

    def is_role(self, i: int, role: Role) -> bool:
        """Whether the doer of entry i held a role when it counted."""
        by, company = self.history.events[i].by, self.setting.company
        if by is None:
            return False
        match role:
            case SomeoneOtherThan(other):
                return not self.is_role(i, other)
            case Owner():
                return by in self._owner_and_deputy(i)
            case Creator():
                return by == self.history.creator
            case OwnersManager():
                return by == company.manager(self.history.owners[i])
            case Holder(name):
                return company.holds_role(by, name)
            case DoerOf(happening):
                return any(self.history.events[j].by == by for j in self.history.happens(happening) if j <= i)

    def _owner_and_deputy(self, i: int) -> tuple[str | None, ...]:
        owner, company = self.history.owners[i], self.setting.company
        if not self.history.kind.owned or owner is None:
            return ()
        if not company.absences:
            return (owner,)
        return owner, company.deputy(owner, company.calendar_of(owner).day(self.history.times[i]))

    def fulfilled(self, things: Things, after: int, allowed: Callable[[int], bool] | None = None) -> int | None:
        """The entry at which things are done, counted from behind entry `after`; None where they are not (yet).

        Any of the list: the first, or the nth; all of the list: the entry that completes it.
        """
        return self._first_time(things, lambda i: i > after and (allowed is None or allowed(i)) and self.may(things, i))

    def happened(self, things: Things) -> int | None:
        """The entry at which things first have happened at all: a bulk edit fulfils nothing, but it activates."""
        return self._first_time(things, lambda i: self.by(things, i))

    def _first_time(self, things: Things, counts: Callable[[int], bool]) -> int | None:
        lists = [(h,) for h in things.happenings] if things.all else [things.happenings]
        found = []
        for happenings in lists:
            done = [i for i in self.history.any_of(happenings) if counts(i)][: things.count]
            if len(done) < things.count:
                return None
            found.append(done[-1])
        return max(found)

    def has(self, required: FilledIn, i: int) -> bool:
        """Whether the fields are filled in after entry i."""
        values = self.history.earned[i]
        return (any if required.any else all)(filled(values.get(field)) for field in required.fields)

    # --- who answers --------------------------------------------------------------------------------------------------

    def calendar(self, who: str | None) -> Calendar:
        return self.setting.company.calendar_of(who)

    def responsible(self, since: int, until: int | None = None, due: Instant | None = None) -> str | None:
        """Who answers for a duty that arose at entry `since` and was decided at entry `until`, if it was (§6).

        The owner, through handovers; in a log without owners the last person who acted on the record by the due
        moment, without one by its close.
        """
        history = self.history
        if history.kind.owned:
            return history.owners[len(history) - 1 if until is None else max(since, until - 1)]
        if due is not None:
            return history.last_person(history.entries_until(due))
        close = self.close()
        return history.last_person(len(history) if close is None else close + 1)

    def close(self) -> int | None:
        """The entry at which the record was closed, if it is closed now."""
        closed = self.history.closed
        if not closed or not closed[-1]:
            return None
        i = len(closed) - 1
        while i and closed[i - 1]:
            i -= 1
        return i

    # --- what is said -------------------------------------------------------------------------------------------------

    def obligation(self, trigger: int, state: State, *, done: int | None = None, **more: Any) -> Obligation:
        """An obligation of this rule on this record that arose at entry `trigger`."""
        history = self.history
        more.setdefault("area_due", more.get("due"))
        more.setdefault("area_state", state)
        return Obligation(
            rule=self.rule,
            record=history.record,
            state=state,
            triggered=more.pop("triggered", history.times[trigger]),
            trigger_event=history.events[trigger].sequence,
            done=None if done is None else history.times[done],
            done_event=None if done is None else history.events[done].sequence,
            **more,
        )

    def occasion(self, i: int, right: bool | State, *, done: int | None = None) -> Obligation:
        """An event that is judged at once; whoever did it answers."""
        state = right if isinstance(right, State) else State.MET if right else State.MISSED
        time, by = self.history.times[i], self.history.events[i].by
        return self.obligation(i, state, done=done, responsible=by, occasion=time, belongs=time)

    def opening(self) -> int:
        """The entry at which the record came into being, as far as we saw."""
        return self.history.creation or 0


def _number(value: Value) -> float | None:
    if isinstance(value, str):
        try:
            return float(value.replace(",", ""))
        except ValueError:
            return None
    return None if value is None else float(value)


def _compares(value: float | None, comparison: str, amount: float) -> bool:
    if value is None:
        return False
    return {
        "more than": value > amount,
        "less than": value < amount,
        "at least": value >= amount,
        "at most": value <= amount,
    }[comparison]
