"""A manual's tree as Markdown. Here lives printing; a manual that was read keeps its own text."""

from collections.abc import Iterator

from ingrain.method.manual import Area, Header, Manual, Step
from ingrain.method.outline import Outline, outline_of


def printed(manual: Manual) -> str:
    """The manual's own text, unless the tree was changed since; then the tree, written out."""
    if manual.source and _same(outline_of(manual.source), manual):
        return manual.source.removeprefix("\ufeff").replace("\r\n", "\n").rstrip() + "\n"
    return "\n\n".join(_blocks(manual)) + "\n"


def _same(outline: Outline, manual: Manual) -> bool:
    """Whether the tree still says what the text says (the header's values are compared as printed)."""
    theirs = [
        (area.heading.text, area.objective,
         [(s.title, [b.text for b in s.bullets], "\n\n".join(s.prose), s.questions) for s in area.steps])
        for area in outline.areas
    ]  # fmt: skip
    ours = [(area.title, area.objective, [_parts(step) for step in area.steps]) for area in manual.areas]
    names = {name for name, line in zip(_HEADINGS, _header(manual.header), strict=True) if line}
    return outline.title == manual.title and theirs == ours and set(outline.header) == names


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
