"""What can happen, as it stands in a trigger or a list: being created, moving to Proposal, a call, a quoted name."""

from collections.abc import Callable, Collection

from ingrain.method.language.cursor import Cursor
from ingrain.method.language.phrases import ARTICLES, a_field
from ingrain.method.rules import Became, Changed, Created, Done, Happening, MovedTo, Named


def happening(c: Cursor) -> Happening:
    """A single thing that can happen, as a noun."""
    return happenings_item()(c)


def happenings_item(said: str = "") -> Callable[[Cursor], Happening]:
    """A reader of one thing after the other, for which *being* and *moving to* need to be said only once."""
    carried = said

    def read(c: Cursor) -> Happening:
        nonlocal carried
        if c.word.name is not None:
            return named(c)
        if c.take("moving to", "being moved to", "moving into"):
            carried = "moving to"
            return MovedTo(c.need("stage"))
        if c.take("being"):
            carried = "being"
            return created_or_state(c)
        if carried == "moving to" and (stage := c.find("stage")):
            return MovedTo(stage)
        if carried == "being" and (became := c.attempt(created_or_state)):
            return became
        return noun(c)

    return read


def noun(c: Cursor) -> Happening:
    """A call, a change of its amount, a move to Proposal, "O_SENT"."""
    c.one_of("article", ARTICLES)
    if c.word.name is not None:
        return named(c)
    if c.take("change of", "changes of", "change to its", "changes to its", "change in its"):
        c.one_of("article", ("its", *ARTICLES))
        return Changed(a_field(c))
    if c.take("moves to"):
        return MovedTo(c.need("stage"))
    c.note(("family", "name"))
    return Done(c.need("activity"))


def named(c: Cursor) -> Named:
    """A log's event; with a log at hand, one that occurs in it."""
    place = c.at
    name = c.word.name or ""
    c.at += 1
    return Named(name_in_log(c, name, place))


def name_in_log(c: Cursor, name: str, place: int) -> str:
    names = c.vocabulary.names
    if names is None and name.strip():
        return name
    if names and (spelling := spelled_in_log(name, names)) is not None:
        return spelling
    c.at = place
    c.note(("family", "name"))
    c.stuck()


def spelled_in_log(name: str, names: Collection[str]) -> str | None:
    """The name as the log has it, without what an editor added."""
    spellings = (name, name.replace("\\_", "_"), name.replace("\u00a0", " "), name.strip())
    return next((spelling for spelling in spellings if spelling in names), None)


def created_or_state(c: Cursor) -> Happening:
    if c.take("created"):
        return Created()
    start = c.at
    state = c.need("state")
    if state == "open":
        c.refuse("Open is how every record begins; it is no event.", "created, or another state", start, c.at,
                 c.replaced(start, c.at, "created"))  # fmt: skip
    return Became(state)
