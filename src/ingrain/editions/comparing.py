"""Two editions sentence by sentence: what was added, what is gone, what was reworded, what was moved.

Here lives finding that out. How it is drawn lives in the pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ingrain.method.manual import Manual

ALIKE = 0.6
"""From this likeness on a sentence is another one's new wording."""

type Kind = Literal["title", "objective", "prose", "rule", "question"]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, and where it stands."""

    area: str
    step: str
    kind: Kind
    text: str

    @property
    def place(self) -> str:
        return " › ".join(filter(None, (self.area, self.step)))


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a sentence: was is None where it was added, now where it is gone.

    pieces: the words of a new wording, each kept, added or gone.
    """

    what: Literal["added", "gone", "reworded", "moved"]
    was: Said | None
    now: Said | None

    @property
    def said(self) -> Said:
        found = self.now or self.was
        assert found is not None
        return found

    @property
    def pieces(self) -> list[tuple[str, str]]:
        if self.was is None or self.now is None:
            return []
        return list(words_compared(self.was.text, self.now.text))


def sentences(manual: Manual) -> Iterator[Said]:
    """Everything that a manual says, in its order."""
    yield Said("", "", "title", manual.title)
    if manual.header.objective:
        yield Said("", "", "objective", manual.header.objective)
    for area in manual.areas:
        if area.objective:
            yield Said(area.title, "", "objective", area.objective)
        for step in area.steps:
            for text in _split(step.prose):
                yield Said(area.title, step.title, "prose", text)
            for rule in step.rules:
                yield Said(area.title, step.title, "rule", rule.sentence)
            for question in step.questions:
                yield Said(area.title, step.title, "question", f"{question.ask} {question.answer}")


def compare(before: Manual, after: Manual) -> list[Difference]:
    """What is different, in the order of the later one; what is gone stands where it stood."""
    was, now = list(sentences(before)), list(sentences(after))
    gone, added = _without_the_same(was, now)
    found: dict[int, Difference] = {}
    for place in list(added):
        match = next((old for old in gone if _same_text(was[old], now[place])), None)
        if match is not None:
            found[place] = Difference("moved", was[match], now[place])
            gone.remove(match)
            added.remove(place)
    for _likeness, old, new in sorted(_alike(was, now, gone, added), reverse=True):
        if old in gone and new in added:
            found[new] = Difference("reworded", was[old], now[new])
            gone.remove(old)
            added.remove(new)
    found |= {place: Difference("added", None, now[place]) for place in added}
    return _in_order(found, [was[old] for old in gone], now)


def words_compared(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Two wordings word by word: pieces that are "kept", "gone" or "added"."""
    old, new = was.split(), now.split()
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield "kept", " ".join(old[a:b])
            continue
        if b > a:
            yield "gone", " ".join(old[a:b])
        if d > c:
            yield "added", " ".join(new[c:d])


def _without_the_same(was: list[Said], now: list[Said]) -> tuple[list[int], list[int]]:
    """The places of what stands in one of the two alone; order within a step is no difference."""
    left: dict[Said, list[int]] = defaultdict(list)
    for place, said in enumerate(was):
        left[said].append(place)
    added = [place for place, said in enumerate(now) if not (left.get(said) and left[said].pop(0) >= 0)]
    return sorted(place for places in left.values() for place in places), added


def _same_text(one: Said, other: Said) -> bool:
    return one.kind == other.kind and one.text == other.text


def _alike(was: list[Said], now: list[Said], gone: list[int], added: list[int]) -> Iterator[tuple[float, int, int]]:
    for old in gone:
        for new in added:
            if was[old].kind == now[new].kind:
                matcher = SequenceMatcher(None, was[old].text, now[new].text, autojunk=False)
                near = was[old].place == now[new].place
                if matcher.quick_ratio() >= ALIKE and (ratio := matcher.ratio()) >= ALIKE:
                    yield ratio + 0.1 * near, old, new


def _in_order(found: dict[int, Difference], gone: list[Said], now: list[Said]) -> list[Difference]:
    """Differences in the later one's order, those that are gone at the end of their step, or of everything."""
    ends = {(said.area, said.step): place for place, said in enumerate(now)}
    areas = {said.area: place for place, said in enumerate(now)}
    placed = [(place + 0.0, n, found[place]) for n, place in enumerate(sorted(found))]
    for n, said in enumerate(gone):
        end = ends.get((said.area, said.step), areas.get(said.area, len(now)))
        placed.append((end + 0.5, n, Difference("gone", said, None)))
    return [difference for _place, _n, difference in sorted(placed, key=lambda one: one[:2])]


def _split(prose: str) -> list[str]:
    """Prose sentence by sentence."""
    text = " ".join(prose.split())
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"(])", text) if part]
