"""Records that look the same as one that is about to be made: by name, by telephone number, by address of mail.

Nobody is kept from making it all the same.
"""

from collections.abc import Mapping

from rapidfuzz import fuzz

from ingrain.records.access import Desk
from ingrain.records.fields import CUSTOMERS
from ingrain.records.finding import search
from ingrain.records.finding.searching import Hit
from ingrain.records.folding import folded, lines

SHOWN = 4
LIKE = 85
"""Names that are so like, of 100, may be one."""

KINDS = {"lead": ("lead", "contact", "account"), "contact": ("contact", "lead"), "account": ("account",),
         "opportunity": ()}  # fmt: skip
"""Among which kinds something of a kind is looked for."""


def alike(kind: str, given: Mapping[str, str], desk: Desk, *, region: str | None = None) -> list[Hit]:
    """What looks the same, of what may be read. given: fields with what was typed."""
    kinds = KINDS.get(kind, tuple(CUSTOMERS))
    found: dict[str, Hit] = {}
    if not kinds:
        return []
    for name in ("email address", "phone", "other email addresses", "other phones"):
        for _label, value in lines(given.get(name, "")):
            for hit in search(value, desk, region=region, kinds=kinds, limit=SHOWN):
                if hit.why in ("phone", "mail"):
                    found.setdefault(hit.record, hit)
    for name in ("name", "company"):
        typed = given.get(name, "").strip()
        if len(typed) < 3 or (name == "company" and kind != "lead"):
            continue
        among = [k for k in kinds if (k == "account") == (name == "company" or kind == "account")]
        for hit in search(typed, desk, kinds=among, limit=SHOWN) if among else ():
            if hit.why in ("", "like") and _near(hit.title, typed):
                found.setdefault(hit.record, hit)
    return list(found.values())[:SHOWN]


def _near(title: str, typed: str) -> bool:
    """The same words but for a letter or two, in any order."""
    one, other = sorted(folded(title).split()), sorted(folded(typed).split())
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return fuzz.ratio(" ".join(one), " ".join(other)) >= LIKE
