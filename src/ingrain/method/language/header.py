"""What the lines under the title say: what a record is called, what closes it, which doers are machines, the time zone.

Here lives what stands after the colon. Which lines there are lives in outline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from ingrain.method.language.nearest import nearest
from ingrain.method.language.outline import Outline, Passage
from ingrain.method.language.problems import Problem
from ingrain.method.language.words import words_of
from ingrain.method.manual import Header
from ingrain.method.vocabulary import Vocabulary, singular_of

BETWEEN_NAMES = (",", "or", "and", ".")


@dataclass(frozen=True, slots=True)
class Called:
    """A name in a header line, and where it stands there. quoted: whether it stands in double quotes."""

    name: str
    start: int
    end: int
    quoted: bool

    @property
    def marked(self) -> tuple[int, int]:
        return self.start, self.end


def header_of(outline: Outline, vocabulary: Vocabulary, problems: list[Problem]) -> Header:
    """The header of a document; what is wrong with it goes to the problems."""
    said = outline.header
    return Header(
        objective=said["Objective"].text if "Objective" in said else None,
        records=_record(said["Records"], problems) if "Records" in said else None,
        closed_by=_closed_by(said["Closed by"], vocabulary, problems) if "Closed by" in said else (),
        machines=_machines(said["Machines"], vocabulary, problems) if "Machines" in said else (),
        zone=_zone(said["Time zone"], problems) if "Time zone" in said else None,
    )


def _record(said: Passage, problems: list[Problem]) -> str | None:
    word = said.text.rstrip(".").strip().casefold()
    if not word or not all(part.low[0].isalpha() for part in words_of(word)):
        problems.append(said.problem("This is no word for a record.", "one noun, in the singular", "Records: case"))
        return None
    return singular_of(word)


# --- what closes ------------------------------------------------------------------------------------------------------


def _closed_by(said: Passage, vocabulary: Vocabulary, problems: list[Problem]) -> tuple[str, ...]:
    """Quoted names with commas between them; with a log at hand, those that occur in it."""
    called = list(_events(said.text))
    if not called:
        problems.append(said.problem("Nothing is named here.", 'event names: "A_CANCELLED", "A_DECLINED"'))
    names = vocabulary.names
    known = {one for one in called if names is None or one.name in names}
    offered = {one: [one.name] if one in known else nearest(one.name, names or ()) for one in called}
    quoted = {one: [f'"{name}"' for name in near] for one, near in offered.items()}
    better = _all_put_right("Closed by", quoted.values())
    for one in called:
        if not one.quoted:
            message, expected = f'"{one.name}" is no quoted name.', "event names in double quotes, with commas"
            problems.append(said.problem(message, expected, better, one.marked))
        elif one not in known:
            message, expected = f'"{one.name}" does not occur in the log.', ", ".join(quoted[one])
            problems.append(said.problem(message, expected or "a name of the log", better, one.marked))
    return tuple(one.name for one in called if one.quoted and one in known)


def _events(text: str) -> Iterator[Called]:
    """Each name; words without quotes are one name up to the next comma."""
    loose: Called | None = None
    for word in words_of(text):
        if word.name is None and word.key not in BETWEEN_NAMES:
            start = loose.start if loose else word.start
            loose = Called(text[start : word.end], start, word.end, quoted=False)
            continue
        if loose:
            yield loose
            loose = None
        if word.name is not None:
            yield Called(word.name, word.start, word.end, quoted=True)
    if loose:
        yield loose


# --- who is a machine -------------------------------------------------------------------------------------------------


def _machines(said: Passage, vocabulary: Vocabulary, problems: list[Problem]) -> tuple[str, ...]:
    """Names with commas between them. One that the log lacks is only warned of: it may have rested that month."""
    called = list(_doers(said.text))
    doers = vocabulary.doers
    if doers is not None:
        others = doers - {one.name for one in called}
        offered = {one: [one.name] if one.name in doers else nearest(one.name, others) for one in called}
        better = _all_put_right("Machines", offered.values())
        for one in called:
            if one.name not in doers:
                message = f'Nobody in the log is called "{one.name}", so this makes nobody a machine.'
                expected = ", ".join(offered[one]) or "a name as the log has it"
                problems.append(said.warning(message, expected, better, one.marked))
    return tuple(one.name for one in called)


def _doers(text: str) -> Iterator[Called]:
    start = 0
    for part in text.split(","):
        name = part.strip().strip('"').strip()
        if name:
            at = start + part.index(name)
            yield Called(name, at, at + len(name), quoted=False)
        start += len(part) + 1


def _all_put_right(heading: str, offered: Iterable[list[str]]) -> str | None:
    """The whole line with the nearest of each name; None where nothing is near one of them, for all are meant."""
    names = [near[0] if near else None for near in offered]
    told = list(dict.fromkeys(name for name in names if name is not None))
    return f"{heading}: {', '.join(told)}" if names and None not in names else None


# --- what time it is --------------------------------------------------------------------------------------------------


def _zone(said: Passage, problems: list[Problem]) -> str | None:
    name = said.text.strip().rstrip(".")
    zones = _zones()
    if name in zones:
        return name
    spelled = {zone.casefold(): zone for zone in zones}
    if found := spelled.get(name.casefold().replace(" ", "_")):
        return found
    near = nearest(name, zones)
    better = f"Time zone: {near[0]}" if near else "Time zone: UTC"
    problems.append(said.problem(f'"{name}" is no time zone.', "a name as in Europe/Amsterdam", better))
    return None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
