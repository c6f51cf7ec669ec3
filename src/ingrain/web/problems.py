"""What is wrong with a text, for the editor: each problem with its place in the text, and what would mend it."""

import re
from dataclasses import dataclass

from ingrain.method.text import Problem, Reading, UnableToReadSentence, read_sentence


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem with its sentence in three parts. mends: a whole bullet that could stand there instead."""

    problem: Problem
    before: str
    marked: str
    after: str
    mends: str | None

    @property
    def length(self) -> int:
        return max(1, len(self.marked))


@dataclass(frozen=True)
class Places:
    """All problems of a text, and how many rules were understood where there is no error."""

    errors: list[Placed]
    warnings: list[Placed]
    rules: int = 0
    by_hand: int = 0


def places(text: str, reading: Reading) -> Places:
    """The problems of a text, in its order."""
    lines = text.splitlines()
    found = [_placed(problem, lines, reading) for problem in reading.problems]
    steps = [step for area in reading.manual.areas for step in area.steps] if reading.manual else []
    rules = [rule for step in steps for rule in step.rules]
    return Places(
        [one for one in found if one.problem.level == "error"],
        [one for one in found if one.problem.level != "error"],
        sum(rule.form is not None for rule in rules),
        sum(rule.form is None for rule in rules),
    )


def _placed(problem: Problem, lines: list[str], reading: Reading) -> Placed:
    start, end = problem.marked
    said = problem.sentence
    return Placed(problem, said[:start], said[start:end], said[end:], _mends(problem, lines, reading))


def _mends(problem: Problem, lines: list[str], reading: Reading) -> str | None:
    """The better wording, where the problem is a bullet's and the wording is a rule."""
    line = min(problem.line, len(lines)) - 1
    while line >= 0 and lines[line].strip() and not re.match(r"[-*+] ", lines[line]):
        line -= 1
    if not problem.better or line < 0 or not re.match(r"[-*+] ", lines[line]):
        return None
    if problem.better.casefold().startswith("by hand:"):
        return problem.better
    try:
        read_sentence(problem.better, reading.vocabulary)
    except UnableToReadSentence:
        return None
    return problem.better
