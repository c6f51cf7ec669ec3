"""Whether a rule fits the kind of record it speaks of: a log's records have no stages, states or activities of a CRM.

Here lives refusing what can be read but can never happen; how it was worded lives in sentences.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ingrain.method.language.cursor import Cursor
from ingrain.method.rules import (
    Ageing,
    Became,
    Done,
    Form,
    InOrder,
    InState,
    InTeam,
    Load,
    MovedTo,
    NeverBack,
    Owner,
    OwnersManager,
)

STATES_OF_A_LOG = frozenset({"open", "closed"})


def fit(c: Cursor, form: Form) -> None:
    """Refuse what the records of a log can't do."""
    about = getattr(form, "subject", None)
    if about is None or not c.vocabulary.kind(about.kind).from_log:
        return
    kind = c.vocabulary.kind(about.kind).name
    if c.vocabulary.names is not None and not c.vocabulary.kind(about.kind).owned:
        _no_owners(c, form, kind)
    if isinstance(form, Ageing | InOrder | NeverBack):
        _no_stages(c, kind)
    for part in parts(form):
        match part:
            case MovedTo():
                _no_stages(c, kind)
            case InState(state) | Became(state) if state not in STATES_OF_A_LOG:
                _no_state(c, kind, state)
            case Done(activity):
                where = _place(c, activity, c.vocabulary.activities.get(activity, activity))
                message = f"What happens to {_some(kind)} stands in double quotes, as it is called in the log."
                c.refuse(message, '"A_SUBMITTED", for example', where, where + 1)


def _no_owners(c: Cursor, form: Form, kind: str) -> None:
    """A log that says of nobody that a record is theirs: what asks for an owner could never be told."""
    if isinstance(form, Load) or any(isinstance(part, Owner | OwnersManager | InTeam) for part in parts(form)):
        where = _place(c, "owner", "owner's", "team", "no")
        message = f"This log doesn't say whose {_some(kind)} is: its records have no owners."
        c.refuse(message, "a rule about what is done, or a log with a column called owner", where, where + 1)


def _no_stages(c: Cursor, kind: str) -> None:
    where = next((n for n, word in enumerate(c.words) if word.low in _first_words(c)), 0)
    message = f"Records of a log have no stages, and {_some(kind)} is a record of a log."
    c.refuse(message, "the log's own activity names, in double quotes", where, where + 1)


def _no_state(c: Cursor, kind: str, state: str) -> None:
    where = _place(c, state)
    message = f"Records of a log are open or closed, nothing else, and {_some(kind)} is a record of a log."
    expected = "open, closed, or an activity name of the log in double quotes"
    c.refuse(message, expected, where, where + 1, c.replaced(where, where + 1, "closed"))


def _first_words(c: Cursor) -> set[str]:
    return {stage.split()[0].casefold() for stage in c.vocabulary.stages}


def _place(c: Cursor, *words: str) -> int:
    starts = {word.split()[0].casefold() for word in words}
    return next((n for n, word in enumerate(c.words) if word.low in starts), 0)


def _some(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def parts(tree: object) -> Iterator[object]:
    """A tree and everything in it."""
    yield tree
    if isinstance(tree, tuple):
        for part in tree:
            yield from parts(part)
    elif is_dataclass(tree):
        for field in fields(tree):
            yield from parts(getattr(tree, field.name))
