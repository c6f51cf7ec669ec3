"""Forms 9 and 10 (never moves back): the way through the stages; a slip of the hand is nobody's."""

from collections.abc import Iterator

from ingrain.method.history import History, same
from ingrain.method.judge.case import Case
from ingrain.method.obligations import Obligation
from ingrain.method.rules import InOrder, NeverBack
from ingrain.method.vocabulary import CLOSING

SLIP = 10 * 60 * 1_000_000


def moves_without_slips(history: History) -> Iterator[tuple[int, str | None, str]]:
    """The moves that count: entry, from, to. A stage left within 10 minutes by who moved there is a slip: it and a
    return to where it came from are ignored."""
    moves = history.moves
    place: str | None = None
    for n, (i, _, to) in enumerate(moves):
        following = moves[n + 1][0] if n + 1 < len(moves) else None
        if following is not None and _slipped(history, i, following):
            continue
        if place is not None and same(to, place):
            continue
        yield i, place, to
        place = to


def _slipped(history: History, i: int, following: int) -> bool:
    by = history.events[i].by
    return history.times[following] - history.times[i] <= SLIP and by is not None and by == history.events[following].by


def judge_in_order(case: Case, form: InOrder) -> Iterator[Obligation]:
    """9. Every stage move is an occasion: met if to the next listed; to lost from anywhere, to won from the last."""
    order = {stage.casefold(): n for n, stage in enumerate(form.stages)}
    reached: int | None = None if case.history.migrated else -1
    was_closed = False
    for i, _, to in moves_without_slips(case.history):
        step, closing = order.get(to.casefold()), to.casefold() in CLOSING
        if closing:
            right = not same(to, "won") or reached is None or reached == len(form.stages) - 1
        elif reached is None:
            right = step is not None
        else:
            right = step is not None and (step == reached + 1 or (was_closed and step == reached))
        if case.live(i) and case.holds(form.subject, i):
            yield case.occasion(i, right)
        was_closed = closing
        reached = reached if step is None else step


def judge_never_back(case: Case, form: NeverBack) -> Iterator[Obligation]:
    """10. As 9: every stage move is an occasion, missed where it moves back to that stage."""
    order = {stage.casefold(): n for n, stage in enumerate(case.setting.vocabulary.stages)}
    target = order.get(form.stage.casefold())
    last, been = None, False
    for i, _, to in moves_without_slips(case.history):
        back = False
        if same(to, form.stage):
            later = order.get((last or "").casefold())
            back = later > target if later is not None and target is not None else been and not same(last, form.stage)
            been = True
        if case.live(i) and case.holds(form.subject, i):
            yield case.occasion(i, not back)
        last = last if to.casefold() in CLOSING else to
