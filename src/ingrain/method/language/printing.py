"""A manual's tree as Markdown. Here lives printing, and whether a tree still says what its text says."""

from collections.abc import Iterator

from ingrain.method.language.outline import Outline
from ingrain.method.manual import Area, Header, Manual, Step


def printed(manual: Manual) -> str:
    """The tree, written out."""
    return "\n\n".join(_blocks(manual)) + "\n"


def as_written(source: str) -> str:
    """A manual's own text, with plain line ends."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n").rstrip() + "\n"


def still_says(outline: Outline, manual: Manual) -> bool:
    """Whether a text's title, areas and steps are those of the tree."""
    theirs = [
        (area.heading.text, area.objective,
         [(s.title, [b.text for b in s.bullets], "\n\n".join(s.prose), s.questions) for s in area.steps])
        for area in outline.areas
    ]  # fmt: skip
    ours = [(area.title, area.objective, [_parts(step) for step in area.steps]) for area in manual.areas]
    return outline.title == manual.title and theirs == ours


def _parts(step: Step) -> tuple[str, list[str], str, list[tuple[str, str]]]:
    questions = [(question.ask, question.answer) for question in step.questions]
    return step.title, [rule.sentence for rule in step.rules], step.prose, questions


_HEADINGS = ("Objective", "Records", "Closed by", "Machines", "Time zone")


def _header(header: Header) -> tuple[str, ...]:
    closed_by = ", ".join(f'"{name}"' for name in header.closed_by)
    return (header.objective or "", header.records or "", closed_by, ", ".join(header.machines), header.zone or "")


def _blocks(manual: Manual) -> Iterator[str]:
    lines = [f"{name}: {line}" for name, line in zip(_HEADINGS, _header(manual.header), strict=True) if line]
    yield "\n".join([f"# {manual.title}", *lines])
    for area in manual.areas:
        yield from _area(area)


def _area(area: Area) -> Iterator[str]:
    yield f"## {area.title}" + (f"\nObjective: {area.objective}" if area.objective else "")
    for step in area.steps:
        yield from _step(step)


def _step(step: Step) -> Iterator[str]:
    yield f"### {step.title}"
    if step.prose:
        yield step.prose
    if step.rules:
        yield "\n".join(f"- {rule.sentence}" for rule in step.rules)
    for question in step.questions:
        yield f"Ask: {question.ask}\nAnswer: {question.answer}"
