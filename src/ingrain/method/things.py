"""What a rule asks for: things to be done (has a call, is won, moves to Proposal) and fields to be filled in.

Here lives how the asking part of a sentence is read; the sentence around it lives in sentences.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ingrain.method.cursor import Cursor
from ingrain.method.phrases import ARTICLES, created_or_state, happenings_item, listed, noun, roles, whole
from ingrain.method.rules import Changed, FilledIn, Happening, MovedTo, Role, Things

type Bound = Literal["at least", "at most", "exactly"]

VERBS = ("has", "is", "moves to", "does")


@dataclass(frozen=True, slots=True)
class Asked:
    """Things, and the bound on their number where the sentence says one. first, last: its words."""

    things: Things
    bound: Bound | None
    span: tuple[int, int]


def asked(c: Cursor, verb: str | None = None) -> Asked:
    """Has a call, email or meeting by its owner; has at least 2 calls; is won; has a call or is qualified."""
    verb = verb or c.want(*VERBS)
    start = c.at
    bound = _bound(c) if verb == "has" else None
    count = whole(c) if bound else 1
    if verb == "has" and not bound:
        _refuse_bare_number(c)
    happenings, conjunction = listed(c, deeds(verb))
    by = roles(c) if c.take("by") else ()
    if bound is None and (bound := _bound(c)):
        count = whole(c)
        c.want("times", "time")
        by = by or (roles(c) if c.take("by") else ())
    everything = conjunction == "and"
    if everything and bound:
        texts = c.text(start, c.at)
        c.refuse("A number counts any of a list, so its list is joined by or.", "or instead of and, or two rules",
                 start, c.at, c.replaced(start, c.at, " or ".join(texts.rsplit(" and ", 1))))  # fmt: skip
    return Asked(Things(happenings, all=everything, by=by, count=count), bound, (start, c.at))


def _bound(c: Cursor) -> Bound | None:
    return c.take("at least", "at most", "exactly")  # type: ignore[return-value]


def _refuse_bare_number(c: Cursor) -> None:
    text = c.word.text
    if text[:1].isdigit() or text.casefold() in ("one", "two", "three", "four", "five", "six"):
        c.refuse("A number says whether it is the least, the most or exact.", "at least, at most or exactly before it",
                 c.at, c.at + 1, c.replaced(c.at, c.at + 1, f"at least {text}"))  # fmt: skip


def deeds(verb: str) -> Callable[[Cursor], Happening]:
    """A reader of one thing after the other, each with a verb of its own or the one before it."""
    current = verb

    def read(c: Cursor) -> Happening:
        nonlocal current
        current = c.take(*VERBS) or current
        if current == "moves to":
            return MovedTo(c.need("stage"))
        if current == "is":
            if c.take("moved to", "in"):
                return MovedTo(c.need("stage"))
            return created_or_state(c)
        if c.take("moved to"):
            return MovedTo(c.need("stage"))
        if c.take("its") and (field := c.need("field")):
            c.want("changed")
            return Changed(field)
        return noun(c)

    return read


def only_any(c: Cursor, one: Asked, where: str) -> Things:
    """Things of which any will do and once is enough, without a number."""
    start, end = one.span
    if one.things.all:
        c.refuse(f"A list {where} is any of its things: join it with or.", "or instead of and", start, end,
                 c.replaced(start, end, " or ".join(c.text(start, end).rsplit(" and ", 1))))  # fmt: skip
    if one.bound:
        c.refuse(f"No number can stand {where}.", 'a number only after "has", as in "has at least 2 calls"', start, end,
                 c.replaced(start, start + 2 + (one.bound != "exactly"), "a"))  # fmt: skip
    return one.things


def at_least(c: Cursor, one: Asked) -> Things:
    """Things of which enough can be done: at most and exactly stand in sentences of their own."""
    if one.bound in ("at most", "exactly"):
        start = one.span[0]
        c.refuse(f"{one.bound.capitalize()} needs a sentence of its own.", f'at least here; or "… has {one.bound} N … per month."',
                 start, start + 1, c.replaced(start, start + len(one.bound.split()), "at least"))  # fmt: skip
    return one.things


def without(c: Cursor) -> Asked:
    """The list after *without*, *both* and the like: nouns, with *by* at the end."""
    start = c.at
    happenings, conjunction = listed(c, happenings_item())
    by: tuple[Role, ...] = roles(c) if c.take("by") else ()
    return Asked(Things(happenings, all=conjunction == "and", by=by), None, (start, c.at))


def filled_in(c: Cursor) -> FilledIn:
    """Its budget and decision maker filled in (after *has*)."""

    def one(c: Cursor) -> str:
        c.take("its", *ARTICLES)
        return c.need("field")

    fields, conjunction = listed(c, one)
    c.want("filled in", "filled", "completed")
    return FilledIn(fields, any=conjunction == "or")
