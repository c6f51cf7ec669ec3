"""What a rule asks for: things to be done (has a call, is won, moves to Proposal) and fields to be filled in.

Here lives how the asking part of a sentence is read; the sentence around it lives in sentences.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NoReturn

from ingrain.method.language.cursor import Cursor
from ingrain.method.language.doers import roles
from ingrain.method.language.happenings import created_or_state, happenings_item, noun
from ingrain.method.language.phrases import ARTICLES, NUMBERS, a_field, listed, number, whole
from ingrain.method.language.say import say
from ingrain.method.rules import Changed, Count, FilledIn, Happening, MovedTo, Role, Subject, Things

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
    verb = verb or c.one_of("verb", VERBS) or c.stuck()
    start = c.at
    bound = _bound(c) if verb == "has" else None
    count = whole(c) if bound else 1
    if verb == "has" and not bound:
        _refuse_bare_number(c)
    happenings, conjunction = listed(c, counted() if bound else deeds(verb))
    by = roles(c) if c.take("by") else ()
    if by:
        _refuse_going_on(c, start)
    if bound is None and (bound := _bound(c)):
        count = _times(c)
        by = by or (roles(c) if c.take("by") else ())
    everything = conjunction == "and"
    if everything and bound:
        _refuse_counted_and(c, start, bound, count)
    if bound:
        _refuse_second_number(c, start)
    return Asked(Things(happenings, all=everything, by=by, count=count), bound, (start, c.at))


def _refuse_counted_and(c: Cursor, start: int, bound: Bound, count: int) -> NoReturn:
    """At least 2 calls and an email: a rule for each."""
    end, by = c.at, next((n for n in range(start, c.at) if c.words[n].key == "by"), c.at)
    whose = c.text(by, end)
    items = re.split(rf"(?:,? and |, ){_UNQUOTED}", c.text(start, by))
    rules = [c.replaced(start, end, f"{items[0]} {whose}".strip())]
    for item in items[1:]:
        noun_alone = re.sub(r"^an? ", "", item)
        number_said = 1 if noun_alone != item else count
        rules.append(c.replaced(start, end, f"{bound} {number_said} {noun_alone} {whose}".strip()))
    message = "A number counts any of a list, so its list is joined by or."
    quoted = " and ".join(f'"{rule}"' for rule in rules)
    c.refuse(message, f"or instead of and, or a rule for each: {quoted}", start, end, *rules)


_UNQUOTED = r'(?=(?:[^"]*"[^"]*")*[^"]*$)'


def _refuse_second_number(c: Cursor, start: int) -> None:
    """At least 2 calls and 3 emails."""
    middle = c.at

    def second(c: Cursor) -> int:
        c.want("and")
        place = c.at
        bound = _bound(c)
        if number(c) is None or c.attempt(noun) is None:
            c.stuck()
        return place if bound else -place

    place = c.attempt(second)
    if place is None:
        return
    other = f"{'' if place > 0 else 'at least '}{c.text(abs(place), c.at)}"
    rules = c.replaced(middle, c.at, ""), c.replaced(start, c.at, other)
    expected = f'two rules: "{rules[0]}" and "{rules[1]}"'
    c.refuse("One sentence has one number.", expected, start, c.at, *rules)


def _refuse_going_on(c: Cursor, start: int) -> None:
    """A list does not go on after *by*, which belongs to all of it."""
    by = next(n for n in range(c.at - 1, start, -1) if c.words[n].key == "by")
    end = c.at
    if (conjunction := c.take("or", "and")) and (c.attempt(noun) or c.attempt(deeds("has"))):
        whole_list = f"{c.text(start, by)} {conjunction} {c.text(end + 1, c.at)} {c.text(by, end)}"
        message = "By … stands at the end of a list and belongs to all of it."
        c.refuse(message, "one list and then by …, or two rules", by, end, c.replaced(start, c.at, whole_list))
    c.at = end


def _times(c: Cursor) -> int:
    """Once, twice, 3 times."""
    if said := c.take("once", "twice"):
        return 1 if said == "once" else 2
    count = whole(c)
    c.want("times", "time")
    return count


def _bound(c: Cursor) -> Bound | None:
    return c.take("at least", "at most", "exactly")  # type: ignore[return-value]


def _refuse_bare_number(c: Cursor) -> None:
    """3 calls. Of 1 to 3 calls it is known which is the least and which the most: that takes two rules."""
    text = c.word.text
    a_number = text[:1].isdigit() or text.casefold() in NUMBERS
    if a_number and c.words[c.at + 1].key not in ("to", "-", "–"):
        c.refuse("A number says whether it is the least, the most or exact.", "at least, at most or exactly before it",
                 c.at, c.at + 1, c.replaced(c.at, c.at + 1, f"at least {text}"))  # fmt: skip


def counted() -> Callable[[Cursor], Happening]:
    """A reader of one counted thing after the other: calls, moves to Proposal or Negotiation."""
    moved = False

    def read(c: Cursor) -> Happening:
        nonlocal moved
        if moved and (stage := c.find("stage")):
            return MovedTo(stage)
        found = noun(c)
        moved = isinstance(found, MovedTo)
        return found

    return read


def deeds(verb: str) -> Callable[[Cursor], Happening]:
    """A reader of one thing after the other, each with a verb of its own or the one before it."""
    current = verb

    def read(c: Cursor) -> Happening:
        nonlocal current
        current = c.one_of("verb", VERBS) or current
        if current == "moves to":
            return MovedTo(c.need("stage"))
        if current == "is":
            if c.take("moved to", "in"):
                return MovedTo(c.need("stage"))
            return created_or_state(c)
        if c.take("moved to"):
            return MovedTo(c.need("stage"))
        if c.take("its") and (field := a_field(c)):
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


def at_least(c: Cursor, one: Asked, about: Subject) -> Things:
    """Things of which enough can be done: at most and exactly stand in sentences of their own."""
    if one.bound in ("at most", "exactly"):
        better = say(Count(about, one.bound, one.things, "week"), c.vocabulary)
        message = f"{one.bound.capitalize()} needs a sentence of its own."
        c.refuse(message, f'at least; or "… has {one.bound} N … per month."', one.span[0], one.span[0] + 1, better)
    return one.things


def nouns(c: Cursor) -> Asked:
    """The list after *without*, *both* and the like: nouns, with *by* at the end."""
    start = c.at
    happenings, conjunction = listed(c, happenings_item())
    by: tuple[Role, ...] = roles(c) if c.take("by") else ()
    return Asked(Things(happenings, all=conjunction == "and", by=by), None, (start, c.at))


def filled_in(c: Cursor) -> FilledIn:
    """Its budget and decision maker filled in (after *has*)."""

    def one(c: Cursor) -> str:
        c.one_of("article", ("its", *ARTICLES))
        return a_field(c)

    fields, conjunction = listed(c, one)
    c.want("filled in", "filled", "completed")
    return FilledIn(fields, any=conjunction == "or")
