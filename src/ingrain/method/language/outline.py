"""The manual's shape: title, header, areas, steps, bullets and questions, each with its place in the document.

Here lives what CommonMark makes of the text. What a bullet's sentence means lives in sentences. Past 300 lines, since a
document is walked once, and what one part of it ends another begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingrain.method.language.nearest import nearest
from ingrain.method.language.problems import Problem
from ingrain.method.language.words import tidy

HEADINGS = ("Objective", "Records", "Closed by", "Machines", "Time zone")
"""What a line under the title may begin with."""

_HEADER = re.compile(rf"({'|'.join(HEADINGS)})\s*:\s*(.*)", re.IGNORECASE)
_LIKE_A_HEADER = re.compile(r"([A-Za-z][A-Za-z -]{2,20})\s*:\s")
_QUESTION = re.compile(r"(Ask|Answer)\s*:\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph: its text, and where it begins in the document (from 1)."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Passage:
    """Text of a rule, a header or a heading: tidy, on one line, each character with its place in the document.

    lead: what stands before it in its line, as in "Closed by: "; a problem shows the two together.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    lead: str = ""

    def place(self, character: int) -> tuple[int, int]:
        return self.places[min(character, len(self.places) - 1)]

    @property
    def line(self) -> int:
        return self.places[0][0]

    def problem(
        self, message: str, expected: str = "", better: str | None = None, marked: tuple[int, int] | None = None
    ) -> Problem:
        marked = marked or (0, len(self.text))
        line, column = self.place(marked[0])
        start, end = (len(self.lead) + character for character in marked)
        return Problem("error", line, column, self.lead + self.text, (start, end), message, expected, better)

    def warning(
        self, message: str, expected: str = "", better: str | None = None, marked: tuple[int, int] | None = None
    ) -> Problem:
        return replace(self.problem(message, expected, better, marked), level="warning")


@dataclass
class StepOutline:
    title: str
    bullets: list[Passage] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class AreaOutline:
    heading: Passage
    objective: str | None = None
    steps: list[StepOutline] = field(default_factory=list)


@dataclass
class Outline:
    """The whole document's shape, with the problems found in it."""

    title: str = ""
    header: dict[str, Passage] = field(default_factory=dict)
    areas: list[AreaOutline] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@cache
def _commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark")


def passage(lines: list[Line], straight: bool = True) -> Passage:
    """Lines of the document as one tidy text."""
    raw = "\n".join(line.text for line in lines)
    text, places = tidy(raw, straight)
    where = [(line.line, line.column + n) for line in lines for n in range(len(line.text) + 1)]
    return Passage(text, tuple(where[min(place, len(where) - 1)] for place in places))


def outline_of(text: str) -> Outline:
    """The shape of a document; never raises, whatever the text."""
    text = text.removeprefix("\ufeff")
    return _Sorting(re.sub(r"\r\n?", "\n", text).replace("\0", "\ufffd")).run()


class _Sorting:
    """Goes through the document's blocks and puts each where it belongs."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.tokens = _commonmark().parse(text)
        self.out = Outline()
        self.titled = False
        self.asked: Passage | None = None

    def run(self) -> Outline:
        for opening, inner in _blocks(self.tokens):
            match opening.type, opening.tag:
                case "heading_open", "h1" | "h2" | "h3":
                    self.heading(opening, inner)
                case "paragraph_open", _:
                    self.paragraph(inner[0])
                case "bullet_list_open", _:
                    for item, parts in _blocks(inner):
                        self.bullet(item, parts)
                case _:
                    self.prose(self.text_of(opening))
        self.finish_question()
        self.look_for_gaps()
        return self.out

    # --- blocks ---

    def heading(self, opening: Token, inner: list[Token]) -> None:
        self.finish_question()
        heading = passage(self.lines(inner[0]), straight=False) if inner and inner[0].content else self.empty(opening)
        if not heading.text:
            self.wrong(heading.problem("This heading is empty.", "a name for what follows"))
        if opening.tag == "h1":
            if self.titled:
                self.wrong(heading.problem("A manual has one title (#); this is a second one.", "## for a process area",
                                           f"## {heading.text}"))  # fmt: skip
            self.out.title = self.out.title or heading.text
            self.titled = True
        elif opening.tag == "h2":
            self.out.areas.append(AreaOutline(heading))
        elif not self.out.areas:
            self.wrong(heading.problem("A step (###) belongs to a process area.", "an area (## …) before it",
                                       f"## {heading.text}"))  # fmt: skip
        else:
            self.out.areas[-1].steps.append(StepOutline(heading.text))

    def paragraph(self, inline: Token) -> None:
        lines = self.lines(inline)
        if self.step is not None:
            self.step_paragraph(lines)
        elif self.out.areas:
            for name, found in self.headers(lines):
                if name != "Objective":
                    self.wrong(found.problem(f"{name}: stands under the title, not in an area.", "Objective: alone"))
                elif self.out.areas[-1].objective is not None:
                    self.wrong(found.problem("This area has two objectives.", "one Objective: for each area"))
                else:
                    self.out.areas[-1].objective = found.text
        else:
            for name, found in self.headers(lines):
                if name in self.out.header:
                    self.wrong(found.problem(f"{name}: stands here twice.", f"one line {name}: …"))
                else:
                    self.out.header[name] = found

    def step_paragraph(self, lines: list[Line]) -> None:
        """Prose, and questions with their answers."""
        prose: list[Line] = []
        for part in _split(lines, _QUESTION):
            match = _QUESTION.match(part[0].text)
            if match is None:
                prose += part
                continue
            found = passage([_cut(part[0], match), *part[1:]], straight=False)
            if match[1].lower() == "ask":
                self.finish_question()
                self.asked = found
            elif self.asked is None:
                self.wrong(found.problem("This answers no question.", "Ask: … before it"))
            else:
                assert self.step is not None
                self.step.questions.append((self.asked.text, found.text))
                self.asked = None
        if prose:
            self.prose("\n".join(line.text for line in prose))

    def bullet(self, item: Token, parts: list[Token]) -> None:
        assert item.map is not None
        first = parts[1] if len(parts) > 1 and parts[0].type == "paragraph_open" else None
        found = passage(self.lines(first)) if first else self.empty(item)
        if self.step is None:
            where = "under a step (###)" if self.out.areas else "under a step (###) of a process area (##)"
            message = "A bullet is a rule, and a rule belongs to a step."
            self.wrong(found.problem(message, f"{where}; or a paragraph instead of a bullet"))
        elif first is None or not found.text:
            self.wrong(found.problem("This bullet has no sentence.", "a rule, or nothing"))
        elif question := next((line for line in self.lines(first)[1:] if _QUESTION.match(line.text)), None):
            self.wrong(
                passage([question]).problem(
                    "This line is read as part of the bullet above it.", "an empty line before it"
                )
            )
        else:
            self.step.bullets.append(found)
            for opening, inner in list(_blocks(parts))[1:]:
                self.prose(self.text_of(opening) if opening.map else "".join(token.content for token in inner))

    # --- parts ---

    @property
    def step(self) -> StepOutline | None:
        return self.out.areas[-1].steps[-1] if self.out.areas and self.out.areas[-1].steps else None

    def wrong(self, problem: Problem) -> None:
        self.out.problems.append(problem)

    def prose(self, text: str) -> None:
        if self.step is not None and text.strip():
            self.step.prose.append(text.strip("\n"))

    def text_of(self, token: Token) -> str:
        start, end = token.map or (0, 0)
        return "\n".join(self.source[start:end])

    def lines(self, inline: Token) -> list[Line]:
        """An inline token's lines with their places; a line's text is what its source line ends with."""
        start = (inline.map or [0, 0])[0]
        return [
            Line(
                text.strip(),
                start + n + 1,
                max(0, self.source[start + n].replace("\0", "\ufffd").rstrip().rfind(text.strip())) + 1,
            )
            for n, text in enumerate(inline.content.split("\n"))
        ]

    def empty(self, token: Token) -> Passage:
        line = (token.map or [0, 0])[0]
        return Passage("", ((line + 1, 1),))

    def headers(self, lines: list[Line]) -> Iterator[tuple[str, Passage]]:
        """Each header line with what it says; a line that merely looks like one gets a warning.

        An objective goes on to the end of its paragraph, any other line only after a comma.
        """
        for part in _split(lines, _HEADER):
            match = _HEADER.match(part[0].text)
            if match:
                name = next(h for h in HEADINGS if h.lower() == match[1].lower())
                if name != "Objective":
                    end = next(
                        n for n, line in enumerate([*part, part[-1]]) if not line.text.endswith(",") or n == len(part)
                    )
                    part, rest = part[: end + 1], part[end + 1 :]
                    self.out.problems += _nearly_headers(rest)
                found = passage([_cut(part[0], match), *part[1:]], straight=name != "Objective")
                yield name, replace(found, lead=part[0].text[: match.start(2)])
            else:
                self.out.problems += _nearly_headers(part)

    def finish_question(self) -> None:
        if self.asked is not None:
            self.wrong(self.asked.problem("This question has no answer.", "Answer: … in the line below"))
            self.asked = None

    def look_for_gaps(self) -> None:
        if not self.titled:
            first = next((n for n, line in enumerate(self.source) if line.strip()), 0)
            text = self.source[first].strip()
            at_the_top = Passage(text, tuple((first + 1, n + 1) for n in range(len(text) + 1)))
            self.wrong(
                at_the_top.problem(
                    "A manual begins with its title.", '"# " and a name in the first line', "# Our manual"
                )
            )
        elif not self.out.areas:
            top = Passage(self.out.title, ((1, 1),))
            self.wrong(top.problem("This manual has no process area.", '"## " and a name, then "### " and a step'))
        for area in self.out.areas:
            if not area.steps:
                self.wrong(area.heading.problem("This area has no step.", '"### " and a name below it'))


def _nearly_headers(lines: list[Line]) -> Iterator[Problem]:
    for line in lines:
        match = _LIKE_A_HEADER.match(line.text)
        near = nearest(match[1], HEADINGS, 1, 0.7) if match else []
        if match and near:
            better = f"{near[0]}: {line.text[match.end() :]}"
            message = f'"{match[1]}:" is read as prose.'
            yield passage([line]).warning(message, f"{near[0]}: …", better, (0, len(match[1])))


def _blocks(tokens: list[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Each outermost block with the tokens inside it."""
    n = 0
    while n < len(tokens):
        start = n
        depth: int = tokens[n].nesting
        while depth > 0:
            n += 1
            depth += tokens[n].nesting
        n += 1
        yield tokens[start], tokens[start + 1 : n - 1]


def _split(lines: list[Line], begins: re.Pattern[str]) -> list[list[Line]]:
    """Lines in groups, a new one wherever a line begins so."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or begins.match(line.text):
            groups.append([])
        groups[-1].append(line)
    return groups


def _cut(line: Line, match: re.Match[str]) -> Line:
    """What a line says after its beginning."""
    return Line(match[2], line.line, line.column + match.start(2))
