"""The manual as a tree: Manual > Area > Step > Rule. Reading and printing it lives in the language."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingrain.method.rules import Form


@dataclass(frozen=True, slots=True)
class Rule:
    """A bullet under a step: a sentence that is judged (`form`), or one that people tick on visits (`form` is None).

    number: 1 for the manual's first judged rule, and so on; 0 for a rule by hand.
    """

    number: int
    sentence: str
    form: Form | None
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    """A recall question of a step."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process area; `prose` becomes the lesson's text."""

    title: str
    rules: tuple[Rule, ...] = ()
    prose: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A process area: "Lead handling"."""

    title: str
    steps: tuple[Step, ...] = ()
    objective: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines under the title say.

    records: what a record of an imported log is called; closed_by: event names that close a record of a log;
    machines: doers that are not people; zone: IANA name of the time zone, None where the manual doesn't say.
    """

    objective: str | None = None
    records: str | None = None
    closed_by: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Manual:
    """A usage manual. `source` is its Markdown, from which it is printed."""

    title: str
    areas: tuple[Area, ...] = ()
    header: Header = field(default_factory=Header)
    source: str = field(default="", compare=False, repr=False)

    def judged(self) -> Iterator[tuple[Area, Step, Rule]]:
        """Each rule that the machine judges, with its area and step, in the manual's order."""
        for area in self.areas:
            for step in area.steps:
                for rule in step.rules:
                    if rule.form is not None:
                        yield area, step, rule
