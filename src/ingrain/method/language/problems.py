"""What is wrong with a manual, so that its author can put it right. Here lives the message, not the finding."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, or (a warning) to think about.

    line, column: in the document, counted from 1. sentence: as it was read, on one line.
    marked: from and up to which character of `sentence` it is about.
    message: what is wrong. expected: what could stand there. better: the nearest wording that can be read.
    """

    level: Literal["error", "warning"]
    line: int
    column: int
    sentence: str
    marked: tuple[int, int]
    message: str
    expected: str = ""
    better: str | None = None

    def __str__(self) -> str:
        start, end = self.marked
        lines = [f"{self.level} at line {self.line}, column {self.column}: {self.message}"]
        if self.sentence:
            lines += [f"    {self.sentence}", f"    {' ' * start}{'^' * max(1, end - start)}"]
        if self.expected:
            lines.append(f"  What could stand there: {self.expected}")
        if self.better:
            lines.append(f"  Better: {self.better}")
        return "\n".join(lines)


class UnableToReadSentence(Exception):
    """A sentence that is no rule; `problem` says why, its place counted within the sentence."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class UnableToReadManual(Exception):
    """A document that is no manual; `problems` are all that was found, `name` is what the document is called.

    remarks: what was odd about the log whose words it had to use.
    """

    def __init__(self, problems: tuple[Problem, ...], name: str = "", remarks: tuple[str, ...] = ()) -> None:
        super().__init__("\n\n".join(map(str, problems)))
        self.problems = problems
        self.name = name
        self.remarks = remarks
