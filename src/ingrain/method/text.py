"""The manual as text <-> Manual. All that is wrong with a text is said at once, each with a better wording.

Here lives what the other rooms call. The document's shape lives in outline, a sentence's in sentences and say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingrain.method.language.checking import warnings
from ingrain.method.language.header import header_of
from ingrain.method.language.outline import Outline, Passage, StepOutline, outline_of
from ingrain.method.language.printing import as_written, printed, still_says
from ingrain.method.language.problems import Problem, UnableToReadManual, UnableToReadSentence
from ingrain.method.language.reading import problems_of, read_sentence
from ingrain.method.language.say import say
from ingrain.method.manual import Area, Header, Manual, Question, Rule, Step
from ingrain.method.rules import Form
from ingrain.method.vocabulary import CRM, Vocabulary

__all__ = [
    "Problem",
    "Reading",
    "UnableToReadManual",
    "UnableToReadSentence",
    "header_in",
    "manual_of",
    "print_manual",
    "read_manual",
    "read_sentence",
    "say",
]

BY_HAND = "by hand:"


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a text. manual: None where there are errors. vocabulary: the words it was read with."""

    manual: Manual | None
    problems: tuple[Problem, ...]
    vocabulary: Vocabulary = CRM

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == "error")


def read_manual(text: str, vocabulary: Vocabulary = CRM) -> Reading:
    """The manual that this text is, or everything that keeps it from being one. Never raises on bad text."""
    outline = outline_of(text)
    problems = list(outline.problems)
    header = header_of(outline, vocabulary, problems)
    words = _with_records(vocabulary, header, outline)
    manual = _manual(outline, header, words, problems, text)
    problems += warnings(manual, words, outline)
    problems.sort(key=lambda problem: (problem.line, problem.column))
    wrong = any(problem.level == "error" for problem in problems)
    return Reading(None if wrong else manual, tuple(problems), words)


def header_in(text: str) -> Header:
    """What the lines under the title say, whatever may be wrong with the rules: those need a log's words."""
    head = text.partition("\n## ")[0]
    reading = read_manual(f"{head}\n\n## Area\n\n### Step\n\n- By hand: look.\n")
    return reading.manual.header if reading.manual else Header()


def manual_of(text: str, vocabulary: Vocabulary = CRM) -> Manual:
    """The manual that this text is; raises UnableToReadManual with all problems."""
    reading = read_manual(text, vocabulary)
    if reading.manual is None:
        raise UnableToReadManual(reading.problems)
    return reading.manual


def print_manual(manual: Manual) -> str:
    """The text that reads as this manual: its own, unless the tree was changed since it was read."""
    outline = outline_of(manual.source)
    if manual.source and still_says(outline, manual) and header_of(outline, CRM, []) == manual.header:
        return as_written(manual.source)
    return printed(manual)


# --- the words of this manual -----------------------------------------------------------------------------------------


def _with_records(vocabulary: Vocabulary, header: Header, outline: Outline) -> Vocabulary:
    """The words for reading this manual: with a log's kind of record, if it is about a log."""
    logs = [kind for kind in vocabulary.kinds.values() if kind.from_log]
    bullets = (bullet for area in outline.areas for step in area.steps for bullet in step.bullets)
    named = vocabulary.names is not None or any('"' in bullet.text for bullet in bullets)
    about_a_log = named or bool(header.closed_by or header.machines)
    name = header.records or (None if "case" in vocabulary.kinds or logs or not about_a_log else "case")
    if name is None or vocabulary.kinds.get(name) in logs:
        return _closing(vocabulary, header)
    owned = any(kind.owned for kind in logs)
    return _closing(vocabulary.with_log(name, vocabulary.names, owned=owned), header)


def _closing(vocabulary: Vocabulary, header: Header) -> Vocabulary:
    """A log's records close where the manual says by what."""
    kinds = {
        name: replace(kind, closes=bool(header.closed_by)) if kind.from_log else kind
        for name, kind in vocabulary.kinds.items()
    }
    return vocabulary if kinds == vocabulary.kinds else replace(vocabulary, kinds=kinds)


# --- rules ------------------------------------------------------------------------------------------------------------


def _manual(outline: Outline, header: Header, vocabulary: Vocabulary, problems: list[Problem], source: str) -> Manual:
    numbers = iter(range(1, 1_000_000_000))

    def step(found: StepOutline) -> Step:
        return Step(
            title=found.title,
            rules=tuple(_rule(bullet, vocabulary, problems, numbers) for bullet in found.bullets),
            prose="\n\n".join(found.prose),
            questions=tuple(Question(ask, answer) for ask, answer in found.questions),
        )

    areas = tuple(Area(area.heading.text, tuple(map(step, area.steps)), area.objective) for area in outline.areas)
    return Manual(outline.title, areas, header, source)


def _rule(bullet: Passage, vocabulary: Vocabulary, problems: list[Problem], numbers: Iterator[int]) -> Rule:
    if bullet.text.casefold().startswith(BY_HAND):
        if not bullet.text.endswith("."):
            end = len(bullet.text)
            problems.append(bullet.problem("A rule ends in a full stop.", "a full stop", f"{bullet.text}.", (end, end)))
        if not bullet.text[len(BY_HAND) :].strip(" ."):
            problems.append(bullet.problem("This says nothing that can be ticked.", "what people look for on a visit"))
        return Rule(0, bullet.text, None, bullet.line)
    form: Form | None = None
    try:
        form = read_sentence(bullet.text, vocabulary)
    except UnableToReadSentence as unable:
        for found in problems_of(bullet.text, unable.problem, vocabulary):
            line, column = bullet.place(found.marked[0])
            problems.append(replace(found, line=line, column=column))
    return Rule(next(numbers) if form else 0, bullet.text, form, bullet.line)
