"""Work that takes longer than a page may take: asked for here, done by whom `site` registers.

Here lives asking. Who does it lives in a higher room, of which this one knows nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Work:
    """What can be asked for. Each is called with the number of a manual; foresee with a revision too."""

    judge_everything: Callable[[int], object]
    measure: Callable[[int], object]
    foresee: Callable[[int, int], object]


_DONE_BY: list[Work] = []


def done_by(work: Work) -> None:
    """From now on this work is done so."""
    _DONE_BY[:] = [work]


def judge_everything(document: int) -> None:
    for work in _DONE_BY:
        work.judge_everything(document)


def measure(document: int) -> None:
    for work in _DONE_BY:
        work.measure(document)


def foresee(document: int, revision: int) -> None:
    for work in _DONE_BY:
        work.foresee(document, revision)
