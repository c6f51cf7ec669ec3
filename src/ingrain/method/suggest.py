"""What somebody could do about a cell that needs a person: one suggestion, and what it rests on.

Here lives the suggestion alone. It decides nothing: a person does. How it is worded lives in telling.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ingrain.method.cells import Cell, CellState

NEW_DAYS = 28
"""Whoever is on a team for fewer days has no whole period behind them."""

RISE = 0.1
"""From this much more of the share on something is getting better, whatever it came from."""

ONE_RULE = 2 / 3
"""From this part of what was not followed on it is about one sentence."""

ALL_OF_IT = 0.8
"""From this part on it is about nothing but one sentence."""

COLLEAGUES = 4
"""So many others must have been asked, before what they do says something of the sentence."""


class Action(StrEnum):
    """What can be decided after a look."""

    SIT_WITH = "sit with"
    LESSON = "lesson"
    ENCOURAGE = "encourage"
    TALK = "talk to manager"
    WAIT = "wait"
    WRONG = "manual is wrong"


class Because(StrEnum):
    """What a suggestion rests on."""

    AGREED = "something was agreed and is not over yet"
    NEW = "they are new on the team"
    SILENT = "the figures cannot tell why nothing is there"
    EVERYBODY = "all of it is one sentence that many do not follow"
    RISES = "it is getting better by itself"
    TRIED = "what was done before has not helped"
    ONE_RULE = "most of it is one sentence"
    SPREAD = "it is spread over several sentences"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a cell that needs a person.

    before: the same cell four weeks ago. wrong: by rule, how much was not followed. others: by rule, how many
    colleagues were asked and how many of them follow it in fewer than half of the cases. days_here: since when they are
    on the team, where that is known. agreed: something was decided and is not over. tried: what was done about this
    cell in the last twelve weeks.
    """

    cell: Cell
    before: Cell | None = None
    wrong: Mapping[int, int] = field(default_factory=dict)
    others: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    days_here: int | None = None
    agreed: bool = False
    tried: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action, and what it rests on. rule: the sentence it is about; count of whole: the numbers behind it."""

    action: Action
    because: Because
    rule: int | None = None
    count: int = 0
    whole: int = 0


def needs_a_person(cell: Cell, aim: float) -> bool:
    """Silence, or a shortfall that is certain: what the queue is made of, however long it is."""
    if cell.apart or cell.person is None:
        return False
    short = cell.state is CellState.JUDGED and cell.high is not None and cell.high < aim
    return short or cell.state is CellState.SILENT


def suggest(known: Evidence, *, aim: float) -> Suggestion | None:
    """The first of these that fits; None where the cell needs nobody."""
    if not needs_a_person(known.cell, aim):
        return None
    if known.agreed:
        return Suggestion(Action.WAIT, Because.AGREED)
    if known.days_here is not None and known.days_here < NEW_DAYS:
        return Suggestion(Action.WAIT, Because.NEW, count=known.days_here, whole=NEW_DAYS)
    if known.cell.state is CellState.SILENT:
        return Suggestion(Action.SIT_WITH, Because.SILENT, count=known.cell.triggers)
    return _everybody(known) or _better(known) or _of_what_is_wrong(known)


def _everybody(known: Evidence) -> Suggestion | None:
    rule, count, whole = _most(known)
    asked, not_followed = known.others.get(rule or 0, (0, 0))
    if rule is None or count < ALL_OF_IT * whole or asked < COLLEAGUES or 2 * not_followed < asked:
        return None
    return Suggestion(Action.WRONG, Because.EVERYBODY, rule, not_followed, asked)


def _better(known: Evidence) -> Suggestion | None:
    cell, before = known.cell, known.before
    if before is None or before.state is not CellState.JUDGED:
        return None
    if cell.met / cell.asked - before.met / before.asked < RISE:
        return None
    return Suggestion(Action.ENCOURAGE, Because.RISES, count=before.met, whole=before.asked)


def _of_what_is_wrong(known: Evidence) -> Suggestion:
    if {Action.LESSON, Action.SIT_WITH} & set(known.tried):
        return Suggestion(Action.TALK, Because.TRIED)
    rule, count, whole = _most(known)
    if rule is not None and count >= ONE_RULE * whole:
        return Suggestion(Action.LESSON, Because.ONE_RULE, rule, count, whole)
    return Suggestion(Action.SIT_WITH, Because.SPREAD, count=len(known.wrong), whole=whole)


def _most(known: Evidence) -> tuple[int | None, int, int]:
    """The rule that was most often not followed, of several the first; how often; and how often any was."""
    rule = min(known.wrong, key=lambda one: (-known.wrong[one], one), default=None)
    return rule, known.wrong.get(rule, 0) if rule is not None else 0, sum(known.wrong.values())
