"""Finding records as somebody types: by the words in them, by how a name sounds, by a number or an address of mail.

What the database is asked is in words.py; here lives what is tried, and the order in which hits are shown: what fits
best, mine and what I saw last before others. Customers come first; what was done about them comes last, found by its
words alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz

from ingrain.records.access import Desk
from ingrain.records.fields import ACTIVITIES, CUSTOMERS
from ingrain.records.finding import words as asking
from ingrain.records.folding import folded, number, words
from ingrain.records.models import Found, Reach, Recent

ENOUGH = 8
"""With so many hits by its words, a name isn't guessed at."""

LIKE = 72
"""A name that is like what was typed, of 100."""

LOOKED_AT = 200
ALIKE = 60
"""Of names that sound alike so many are weighed."""

BEHIND = 30
"""So far behind a customer stands what was found by that customer's name."""

OF_ACTIVITIES = 5
SHOWN_OF_ONE = 2
"""So many records of one title and line are shown: a customer with many of them would crowd out the others."""


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
    search = _Search(text, asked, desk, region, frozenset(kinds) or frozenset((*CUSTOMERS, *ACTIVITIES)))
    search.try_customers()
    customers = search.ordered()[:limit]
    return customers + search.activities(min(OF_ACTIVITIES, limit - len(customers)))


class _Search:
    def __init__(self, text: str, asked: Sequence[str], desk: Desk, region: str | None, kinds: frozenset[str]) -> None:
        self.text, self.asked, self.desk, self.region = text, asked, desk, region
        self.customers = sorted(kinds & CUSTOMERS.keys())
        self.done = sorted(kinds & ACTIVITIES.keys())
        self.found: dict[str, tuple[float, Found, str]] = {}

    def try_customers(self) -> None:
        """The dear ways only where the cheap ones found little."""
        if not self.customers:
            return
        if reached := _reached(self.text, self.region):
            self.take(self._open(Q(record__in=reached)), "mail" if "@" in self.text else "phone")
        self.take(self._named(name_only=True), "")
        if len(self.found) < ENOUGH:
            self.take(self._named(name_only=False), "text")
        like = folded(self.text).strip()
        if len(self.found) < ENOUGH and len(like) >= 3 and not like.isdecimal():
            alike = self._open(Q(pk__in=asking.alike(like, limit=ALIKE)))
            self.take((row for row in alike if _likeness(row, like) >= LIKE), "like")

    def activities(self, limit: int) -> list[Hit]:
        """What was done, the newest first."""
        if limit <= 0 or not self.done or len("".join(self.asked)) < 3:
            return []
        numbers = asking.with_words(self.asked, within=asking.SAID, limit=LOOKED_AT)
        rows = [row for row in self._readable(Q(pk__in=numbers), self.done) if row.record not in self.found]
        rows.sort(key=lambda row: (row.owner_id != self.desk.viewer.pk, -row.changed))
        return [_hit(row, "text") for row in rows[:limit]]

    def _named(self, *, name_only: bool) -> Iterable[Found]:
        within = asking.NAME if name_only else asking.WORDS
        return self._open(Q(pk__in=asking.with_words(self.asked, within=within, limit=LOOKED_AT)))

    def _open(self, which: Q) -> list[Found]:
        return self._readable(which, self.customers)

    def _readable(self, which: Q, kinds: Sequence[str]) -> list[Found]:
        """Those of these that may be read; what everybody may read is asked without more ado."""
        readable = {kind: self.desk.readable(kind) for kind in kinds}
        everyone = [kind for kind, circle in readable.items() if circle == Q()]
        may = Q(kind__in=everyone)
        for kind, circle in readable.items():
            if circle != Q():
                may |= Q(kind=kind) & circle
        return list(Found.objects.filter(which, may))

    def take(self, rows: Iterable[Found], why: str) -> None:
        for row in rows:
            if row.record not in self.found:
                self.found[row.record] = (_fit(row, self.asked, why), row, why)

    def ordered(self) -> list[Hit]:
        """What fits best first; mine, and what I saw last, before others that fit as well."""
        rows = list(self.found.values())
        seen = set(
            Recent.objects.filter(
                colleague=self.desk.viewer, record__in=[row.record for _fit, row, _why in rows]
            ).values_list("record", flat=True)
        )

        def place(one: tuple[float, Found, str]) -> tuple[float, int, str]:
            fit, row, _why = one
            mine = 8 if row.owner_id == self.desk.viewer.pk else 0
            known = 12 if row.record in seen else 0
            behind = BEHIND if self._by_its_customer(row) else 0
            return (-(fit + mine + known - behind), -row.changed, row.record)

        return _each_once(_hit(row, why) for _fit, row, why in sorted(rows, key=place))

    def _by_its_customer(self, row: Found) -> bool:
        """Whether it was found by the name of its customer, who stands for it then."""
        if row.kind not in ("contact", "opportunity") or not row.line:
            return False
        there = words(row.line)
        if all(any(word.startswith(start) for word in there) for start in self.asked):
            return True
        return fuzz.partial_ratio(folded(self.text).strip(), " ".join(there)) >= LIKE


def _hit(row: Found, why: str) -> Hit:
    return Hit(row.record, row.kind, row.title, row.line, why)


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    """A customer's own record stands for it: many that are called alike at one customer come behind all others."""
    first: list[Hit] = []
    later: list[Hit] = []
    shown: dict[tuple[str, str], int] = {}
    for hit in hits:
        of = (hit.kind, folded(hit.line or hit.title)) if hit.kind != "account" else (hit.record, "")
        shown[of] = shown.get(of, 0) + 1
        (first if shown[of] <= SHOWN_OF_ONE else later).append(hit)
    return first + later


def _reached(text: str, region: str | None) -> list[str]:
    """Records that are reached by a number that begins or ends like this, or an address that begins so."""
    if "@" in text:
        return _beginning("normal", text.casefold().strip(), below="\uffff")
    digits = "".join(c for c in text if c.isdecimal())
    if len(digits) < 4 or any(c.isalpha() for c in text):
        return []
    whole = number(text, region)
    starts = sorted({digits} | ({whole[1]} if whole else set()))
    found = [record for start in starts for record in _beginning("national", start)]
    if whole or text.strip().startswith("+"):
        found += _beginning("normal", whole[0] if whole else f"+{digits}")
    return found or _beginning("backwards", digits[::-1])


def _beginning(column: str, start: str, *, below: str = "a") -> list[str]:
    """The records whose number or address begins like this in a column."""
    known = Reach.objects.filter(**{f"{column}__gte": start, f"{column}__lt": start + below})
    return list(known.values_list("record", flat=True)[:LOOKED_AT])


def _likeness(row: Found, text: str) -> float:
    """How like a name is, of 100: the whole of it, or any stretch as long as what was typed."""
    return max(fuzz.token_sort_ratio(row.name, text), fuzz.partial_ratio(text, row.name))


def _fit(row: Found, asked: Sequence[str], why: str) -> float:
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
