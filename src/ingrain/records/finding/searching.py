"""Finding records as somebody types: by the words in them, by how a name sounds, by a number or an address of mail.

What the database is asked is in words.py; here lives what is tried, and the order in which hits are shown: what fits
best, mine and what I saw last before others.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from ingrain.records.access import Desk
from ingrain.records.finding import words as asking
from ingrain.records.folding import folded, number, words
from ingrain.records.models import Found, Reach, Recent

ENOUGH = 8
"""With so many hits by its words, a name isn't guessed at."""

LIKE = 72
"""A name that is like what was typed, of 100."""

LOOKED_AT = 200


@dataclass(frozen=True)
class Hit:
    """A record that was found. why: how, where it isn't by its name: "phone", "mail", "like", "text"."""

    record: str
    kind: str
    title: str
    line: str
    why: str

    @property
    def number(self) -> int:
        return int(self.record.partition("/")[2])


def search(
    text: str, desk: Desk, *, region: str | None = None, kinds: Iterable[str] = (), limit: int = 20
) -> list[Hit]:
    """The best hits among what may be read; of these kinds, or of all."""
    asked = words(text)
    if not asked or not desk.sells:
        return []
    open_to = Found.objects.filter(desk.findable())
    if chosen := list(kinds):
        open_to = open_to.filter(kind__in=chosen)
    found: dict[str, tuple[float, Found, str]] = {}

    def take(rows: Iterable[Found], why: str) -> None:
        for row in rows:
            if row.record not in found:
                found[row.record] = (_fit(row, asked, why), row, why)

    take(open_to.filter(record__in=_reached(text, region)), "mail" if "@" in text else "phone")
    take(open_to.filter(pk__in=asking.with_words(asked, name_only=True, limit=LOOKED_AT)), "")
    if len(found) < ENOUGH:
        take(open_to.filter(pk__in=asking.with_words(asked, name_only=False, limit=LOOKED_AT)), "text")
    if len(found) < ENOUGH and len(folded(text)) >= 3:
        alike = open_to.filter(pk__in=asking.alike(folded(text), limit=LOOKED_AT))
        take((row for row in alike if _likeness(row, folded(text)) >= LIKE), "like")
    return _ordered(found.values(), desk, limit)


def _reached(text: str, region: str | None) -> list[str]:
    """Records that are reached by a number or an address that begins like this."""
    if "@" in text:
        known = Reach.objects.filter(normal__gte=text.casefold().strip(), normal__lt=text.casefold().strip() + "\uffff")
        return list(known.values_list("record", flat=True)[:LOOKED_AT])
    digits = "".join(c for c in text if c.isdecimal())
    if len(digits) < 4 or any(c.isalpha() for c in text):
        return []
    whole = number(text, region)
    starts = {digits} | ({whole[1]} if whole else set())
    found = [
        record
        for start in starts
        for record in Reach.objects.filter(national__gte=start, national__lt=start + "a").values_list(
            "record", flat=True
        )[:LOOKED_AT]
    ]
    if whole or text.strip().startswith("+"):
        start = whole[0] if whole else f"+{digits}"
        found += Reach.objects.filter(normal__gte=start, normal__lt=start + "a").values_list("record", flat=True)[
            :LOOKED_AT
        ]
    return found


def _likeness(row: Found, text: str) -> float:
    """How like a name is, of 100: the whole of it, or any stretch as long as what was typed."""
    return max(fuzz.token_sort_ratio(row.name, text), fuzz.partial_ratio(text, row.name))


def _fit(row: Found, asked: list[str], why: str) -> float:
    """How well a record fits, of 100."""
    typed = " ".join(asked)
    if why in ("phone", "mail"):
        return 100
    if why == "like":
        return _likeness(row, typed) * 0.6
    if why == "text":
        return 40
    whole = 20 if row.name == typed else 10 if row.name.startswith(typed) else 0
    return 70 + whole


def _ordered(found: Iterable[tuple[float, Found, str]], desk: Desk, limit: int) -> list[Hit]:
    rows = list(found)
    seen = set(
        Recent.objects.filter(colleague=desk.viewer, record__in=[row.record for _, row, _ in rows]).values_list(
            "record", flat=True
        )
    )

    def place(one: tuple[float, Found, str]) -> tuple[float, int, str]:
        fit, row, _ = one
        mine = 8 if row.owner_id == desk.viewer.pk else 0
        known = 12 if row.record in seen else 0
        return (-(fit + mine + known), -row.changed, row.record)

    return [Hit(row.record, row.kind, row.title, row.line, why) for _, row, why in sorted(rows, key=place)[:limit]]
