"""Who does something: its owner, a seller, whoever did a call, someone other than its creator."""

import re

from ingrain.method.language.cursor import Cursor
from ingrain.method.language.happenings import happening
from ingrain.method.language.phrases import ARTICLES, a_field, listed
from ingrain.method.rules import (
    Became,
    Changed,
    Created,
    Creator,
    DoerOf,
    Happening,
    Holder,
    MovedTo,
    Owner,
    OwnersManager,
    Role,
    SomeoneOtherThan,
)


def roles(c: Cursor) -> tuple[Role, ...]:
    """Its owner or a seller."""
    start = c.at
    found, conjunction = listed(c, role)
    if conjunction == "and":
        c.refuse(
            "One event has one doer, so roles are listed with or.",
            "roles joined by or",
            start,
            c.at,
            c.replaced(start, c.at, re.sub(r"\band\b", "or", c.text(start, c.at))),
        )
    if len(found) > 1 and any(isinstance(one, SomeoneOtherThan) for one in found):
        c.refuse("Someone other than … stands alone, not in a list.", "one role, or a list without it", start, c.at)
    return found


def role(c: Cursor) -> Role:
    if c.take("someone other than", "somebody other than", "anyone other than", "anyone but", "someone else than"):
        return SomeoneOtherThan(plain_role(c))
    return plain_role(c)


def plain_role(c: Cursor) -> Owner | Creator | OwnersManager | Holder | DoerOf:
    if c.take("its owner's manager", "the owner's manager"):
        return OwnersManager()
    if c.take("its owner", "the owner"):
        return Owner()
    if c.take("its creator", "the creator"):
        return Creator()
    if c.take("whoever"):
        return DoerOf(_deed(c))
    c.one_of("article", ARTICLES)
    return Holder(c.need("role"))


def _deed(c: Cursor) -> Happening:
    """What stands after *whoever*: did a call, created it, moved it to Proposal, changed its amount, won it."""
    if c.take("did"):
        return happening(c)
    if c.take("created it"):
        return Created()
    if c.take("moved it to"):
        return MovedTo(c.need("stage"))
    if c.take("changed its"):
        return Changed(a_field(c))
    state = c.need("state")
    c.want("it")
    return Became(state)
