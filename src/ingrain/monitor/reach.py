"""How far an event reaches: whose obligations it may change, and what must be read to judge these.

Here lives which records an event concerns (§4 of the definition). Nothing here judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingrain.editions.models import as_read
from ingrain.engine.judging import links_looked_at
from ingrain.journal.follow import Touch
from ingrain.journal.near import Tied, Ties, events
from ingrain.method.book import NOT_DONE
from ingrain.method.events import Event
from ingrain.method.judge import JUDGES_OF_PEOPLE
from ingrain.method.vocabulary import Vocabulary


@dataclass(frozen=True)
class Range:
    """What the rules of some manuals look at. kinds: of the records that they are about; None: of any.

    links: how many links away from a record they look.
    """

    words: Vocabulary
    kinds: frozenset[str] | None
    links: int

    def is_judged(self, record: str) -> bool:
        return self.kinds is None or record.partition("/")[0] in self.kinds


@lru_cache(maxsize=64)
def range_of(texts: tuple[str, ...], words: Vocabulary) -> Range:
    """What the rules of these editions look at."""
    forms = [rule.form for text in texts for _, _, rule in as_read(text, words).judged()]
    asked = tuple(form for form in forms if type(form) not in JUDGES_OF_PEOPLE)
    subjects = [getattr(form, "subject", None) for form in asked]
    kinds = None if None in subjects else frozenset(subject.kind for subject in subjects if subject)
    return Range(words, kinds, links_looked_at(asked))


class Reach:
    """What lies around records, as these manuals' rules see it; each record's ties are read once."""

    def __init__(self, within: Range) -> None:
        self.within, self.ties = within, Ties()
        self._dids = frozenset(within.words.activities) | NOT_DONE

    def concerned(self, touches: Iterable[Touch]) -> set[str]:
        """The records whose obligations may have changed: these, those above for which it counts, those linked."""
        touches = list(touches)
        found = {touch.record for touch in touches}
        counts_above = {touch.record for touch in touches if touch.tied or not self._dids.isdisjoint(touch.did)}
        found |= self._all_above(counts_above)
        return {record for record in self._ring(found) if self.within.is_judged(record)}

    def events(self, records: Iterable[str]) -> list[Event]:
        """Everything that the judge looks at for these records, in order."""
        whole = self._ring(set(records))
        return events(whole, self._all_below(whole) - whole, self._dids, self.ties)

    def _ring(self, records: set[str]) -> set[str]:
        """These records, and those within as many links as a rule looks."""
        near, fresh = set(records), set(records)
        for _ in range(self.within.links):
            fresh = {one for tie in self.ties.of(fresh) for one in (tie.record, tie.other)} - near
            near |= fresh
        return near

    def _all_above(self, records: set[str]) -> set[str]:
        found, fresh = set(records), set(records)
        while fresh:
            fresh = {up for down, up in self._directed(fresh) if down in fresh} - found
            found |= fresh
        return found

    def _all_below(self, records: set[str]) -> set[str]:
        found, fresh = set(records), set(records)
        while fresh:
            fresh = {down for down, up in self._directed(fresh) if up in fresh} - found
            found |= fresh
        return found

    def _directed(self, records: set[str]) -> Iterable[tuple[str, str]]:
        """The lower record of each tie and the upper one, where the activities of one count for the other (§4)."""
        return (pair for tie in self.ties.of(records) if (pair := self._pair(tie)))

    def _pair(self, tie: Tied) -> tuple[str, str] | None:
        kind = self.within.words.kind
        one, two = kind(tie.record.partition("/")[0]), kind(tie.other.partition("/")[0])
        if two.name in one.parents or (one.activity and not two.activity):
            return tie.record, tie.other
        if one.name in two.parents or two.activity:
            return tie.other, tie.record
        return None
