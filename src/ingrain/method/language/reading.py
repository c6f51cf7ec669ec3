"""One sentence -> its rule, or the one problem that keeps it from being one.

How sentences are built lives in sentences, how they are put right in mending.
"""

from collections.abc import Iterator
from dataclasses import replace

from ingrain.method.language.cursor import LABELS, Cursor, Refused, Stuck
from ingrain.method.language.happenings import spelled_in_log
from ingrain.method.language.known import phrases_of, readings_of
from ingrain.method.language.mending import mend, nearest_readable, readable
from ingrain.method.language.nearest import nearest
from ingrain.method.language.phrases import NUMBERS
from ingrain.method.language.problems import Problem, UnableToReadSentence
from ingrain.method.language.sentences import sentence
from ingrain.method.language.words import tidy
from ingrain.method.rules import Form
from ingrain.method.vocabulary import CRM, Kind, Vocabulary

BY_HAND = "By hand:"
KEPT = 10_000
"""So many sentences are remembered for each vocabulary."""

BEFORE_A_NAME = frozenset(["", *"after before of has without with both or and did by , a the".split()])
"""After one of these words a quoted name is an event's and not a value's."""

OF_THE_CRM = {"stage", "activity", "source", "team", "moving to", "moves to", "moved to", "moves through"}
"""What no record of a log has or does."""

LONGEST = 2_000
"""No sentence that somebody means as a rule has more characters."""


def read_sentence(text: str, vocabulary: Vocabulary = CRM) -> Form:
    """The rule that this sentence is; raises UnableToReadSentence with its problem."""
    known = readings_of(vocabulary)
    if text not in known:
        if len(known) >= KEPT:
            known.clear()
        known[text] = _read(text, vocabulary)
    found = known[text]
    if isinstance(found, Problem):
        raise UnableToReadSentence(found)
    return found


def unknown_names(text: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every quoted name of a sentence that does not occur in the log; values of a field may be anything."""
    c = Cursor(tidy(text)[0], vocabulary)
    names = vocabulary.names
    if names is None or len(c.sentence) > LONGEST:
        return
    for at, word in enumerate(c.words):
        before = c.words[at - 1].key if at else ""
        if word.name is None or not _before_a_name(before) or spelled_in_log(word.name, names) is not None:
            continue
        near = [f'"{name}"' for name in nearest(word.name, names)]
        better = c.replaced(at, at + 1, near[0]) if near else None
        better = better if better and readable(better, vocabulary) else None
        expected = f"a quoted name ({', '.join(near)})" if near else "a quoted name of the log"
        message = f'"{word.name}" does not occur in the log.'
        yield Problem("error", 1, word.start + 1, c.sentence, (word.start, word.end), message, expected, better)


def problems_of(text: str, first: Problem, vocabulary: Vocabulary) -> Iterator[Problem]:
    """All that is wrong with a sentence: what reading stopped at, its unknown names, and what is wrong besides them."""
    names = list(unknown_names(text, vocabulary))
    told: set[tuple[int, int]] = set()
    for found in (first, *names, *_besides(text, names, vocabulary)):
        if found.marked not in told:
            told.add(found.marked)
            yield found


def _besides(text: str, unknown: list[Problem], vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with a sentence once each unknown name is taken for one of the log's, if possible the nearest."""
    if not unknown or not vocabulary.names:
        return
    said, rest, at = tidy(text)[0], "", 0
    places: list[int] = []
    nearest_of = [nearest(said[name.marked[0] + 1 : name.marked[1] - 1], vocabulary.names, 1) for name in unknown]
    for name, near in zip(unknown, nearest_of, strict=True):
        start, end = name.marked
        known = f'"{(near or sorted(vocabulary.names))[0]}"'
        rest += said[at:start] + known
        places += [*range(at, start), *[start] * len(known)]
        at = end
    found = _read(rest + said[at:], vocabulary)
    places += range(at, len(said) + 1)
    if isinstance(found, Problem):
        start, end = (places[min(place, len(places) - 1)] for place in found.marked)
        better = found.better if all(nearest_of) else None
        yield replace(found, column=start + 1, sentence=said, marked=(start, end), better=better)


def _before_a_name(word: str) -> bool:
    return word in BEFORE_A_NAME or word in NUMBERS or word.isdigit()


def _read(text: str, vocabulary: Vocabulary) -> Form | Problem:
    said = tidy(text)[0]
    if len(said) > LONGEST:
        return _too_long(said)
    cursor = Cursor(said, vocabulary)
    try:
        return sentence(cursor)
    except Stuck:
        return _stuck(cursor)
    except Refused as refused:
        return _refused(cursor, refused)


def _too_long(said: str) -> Problem:
    shown = f"{said[:77].rstrip()} …"
    message = f"A rule is one sentence, and this one has {len(said):,} characters."
    expected = f"a sentence of at most {LONGEST:,} characters; what explains it stands in a paragraph below"
    return Problem("error", 1, 1, shown, (0, len(shown)), message, expected)


def _refused(c: Cursor, refused: Refused) -> Problem:
    """What the language leaves out knowingly, with its own better wording."""
    first, last = refused.span
    better = next((found for text in refused.better if (found := nearest_readable(text, c.vocabulary))), None)
    marked = c.words[first].start, c.words[max(first, last - 1)].end
    return _problem(c, marked, refused.message, refused.expected, better or mend(c.sentence, c.vocabulary).better)


def _stuck(c: Cursor) -> Problem:
    mended = mend(c.sentence, c.vocabulary)
    if mended.message:
        return _problem(c, mended.marked, mended.message, mended.expected, mended.better)
    word = c.words[c.furthest]
    return _problem(c, (word.start, word.end), _message(c), _expected(c), mended.better)


def _problem(c: Cursor, marked: tuple[int, int], message: str, expected: str, better: str | None) -> Problem:
    if better is None:
        expected = f'{expected}; or put "{BY_HAND}" before it, if people are to tick it on visits'
    return Problem("error", 1, marked[0] + 1, c.sentence, marked, message, expected, better)


def _message(c: Cursor) -> str:
    word = c.words[c.furthest]
    if not c.sentence:
        return "There is no sentence here."
    if ("word", ".") in c.wanted and not word.text:
        return "A rule ends in a full stop."
    if word.text == "." and ("word", "filled in") in c.wanted:
        return "Fields are asked for with filled in."
    if not word.text or word.text == ".":
        return "This sentence ends too early."
    if (called := _otherwise_called(c)) is not None:
        return f"This log's records are called {called.name}."
    if word.name is not None and c.vocabulary.names is not None and word.name not in c.vocabulary.names:
        return f'"{word.name}" does not occur in the log.'
    if ("family", "activity") in c.wanted and (field := phrases_of(c.vocabulary).longest("field", c.words, c.furthest)):
        return f'"{field[0]}" is a field, and fields are filled in.'
    families = [text for kind, text in c.wanted if kind == "family" and text != "article"]
    said = word.text if word.name is not None else f'"{word.text}"'
    if len(families) == 1 and all(kind == "family" for kind, _ in c.wanted) and families[0] in LABELS:
        return f"{said} is not {LABELS[families[0]]}."
    return f"{said} can't stand here."


def _expected(c: Cursor) -> str:
    """What was wanted where reading stopped: the vocabulary's words first, the nearest of them, then the language's."""
    log = c.of_a_log()
    if (called := _otherwise_called(c)) is not None:
        return f'"{called.name}"'
    if c.furthest == 0 and log is not None:
        return f'a beginning: "Within … of …,", "After …,", "Before …,", "Every {log.name} …" or a quoted name'
    if c.furthest == 0:
        return (
            'a beginning: "Within … of …,", "After …,", "Before …,", "When …,", "No …", "Every …" or "An opportunity …"'
        )
    word = c.words[c.furthest]
    left_out = {"article"} | (OF_THE_CRM if log else set())
    if log and not log.fields and c.vocabulary.names is not None:
        left_out |= {"field"}
    families = [text for kind, text in c.wanted if kind == "family" and text not in left_out]
    said = [_family(c, family, word.text) for family in families]
    said += [f'"{text}"' for kind, text in c.wanted if kind == "word" and text not in left_out]
    said = list(dict.fromkeys(said))
    return ", ".join(said[:7]) + (" and others" if len(said) > 7 else "")


def _otherwise_called(c: Cursor) -> Kind | None:
    """The log's kind of record, where the sentence calls it a case and the manual doesn't."""
    log = c.of_a_log()
    called = c.words[c.furthest].low in ("case", "cases", "record", "records", "trace", "traces")
    return log if log is not None and called and ("family", "kind") in c.wanted else None


def _family(c: Cursor, family: str, said: str) -> str:
    if family == "name":
        names = sorted(c.vocabulary.names or ())
        near = nearest(c.words[c.furthest].name or said, names) or names[:3]
        return "a quoted name" + (f" ({', '.join(f'"{name}"' for name in near)})" if near else "")
    label = LABELS.get(family, f"a {family}")
    meanings = [m for m in phrases_of(c.vocabulary).meanings(family) if len(m) < 40]
    if (log := c.of_a_log()) is not None:
        of_the_log = {"kind": [log.name], "state": ["open", "closed"], "field": list(log.fields)}
        meanings = of_the_log.get(family, meanings)
    near = nearest(said, meanings) or meanings[:4]
    return f"{label} ({', '.join(near)})" if near else label
