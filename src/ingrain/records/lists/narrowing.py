"""Which rows a list asks for, as conditions: first whose they are, so that an index answers, then everything else.

Here lives what each filter means. What was typed and can't be understood becomes a sentence, and then nothing is shown:
a list that passes over a filter would lie.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ingrain.people.models import Colleague
from ingrain.records.access import Desk, any_of
from ingrain.records.fields import KINDS, Field, Type
from ingrain.records.finding.words import WORDS, with_words
from ingrain.records.folding import as_person_sorted, as_sorted, folded, words
from ingrain.records.folding import number as phone_number
from ingrain.records.lists.asked import ALL, EMPTY, FILLED, MINE, NOBODY, TEAM, Asked
from ingrain.records.models import Found, Reach, Stage
from ingrain.records.reading import Reader, UnableToRead

MANY = 1_000
"""So many rows can be named one by one; with more, a word is looked for row by row."""

FEW = 20
"""So many owners are asked for one by one, each by their own index."""

LOOKED_THROUGH = "looked through"
"""For a column: no index answers what is asked of it."""

NO_NEXT_STEP = "no next step"
RANGES = (Type.DAY, Type.MOMENT, Type.MONEY)


@dataclass(frozen=True)
class Wanted:
    """The rows of a list. any: conditions of which one must hold, each answered by an index; all: what must hold too.

    loose: something in it is answered by no index, so that rows have to be looked through. faults: what can't be
    understood; then there are no rows.
    """

    asked: Asked
    any: tuple[Q, ...]
    all: Q = field(default_factory=Q)
    loose: bool = False
    faults: tuple[str, ...] = ()

    @property
    def whole(self) -> Q:
        """Everything in one condition."""
        return any_of(self.any) & self.all & Q(deleted=None)


def wanted(asked: Asked, desk: Desk, reader: Reader, *, only: Collection[int] | None = None) -> Wanted:
    """What is asked for, of what may be read. only: the numbers of those of which the manual says something."""
    narrowing = _Narrowing(asked, desk, reader)
    narrowing.read()
    if only is not None:
        narrowing.name(only)
    if narrowing.faults:
        return Wanted(asked, (), faults=tuple(narrowing.faults))
    return Wanted(asked, tuple(_whose(asked, desk)), narrowing.all, loose=narrowing.loose and not narrowing.named)


def _whose(asked: Asked, desk: Desk) -> list[Q]:
    kind = asked.kind.name
    readable = desk.branches(kind)
    if not readable:
        return []
    within = Q() if readable == [Q()] else desk.readable(kind)
    who = asked.whose(desk.viewer)
    if who == MINE:
        return [Q(owner=desk.viewer.pk)]
    if who == TEAM:
        team = [Q(team=desk.viewer.team_id)] if desk.viewer.team_id else []
        led = desk.owners if desk.sight.watches and not desk.sight.everyone else frozenset({desk.viewer.pk})
        return [one & within for one in (*team, *_owned_by(led))]
    if who == ALL:
        return [one for branch in readable for one in _apart(branch, desk)]
    if who == NOBODY:
        return [Q(owner=None)]
    found = Colleague.objects.filter(key=who).values_list("pk", flat=True).first()
    return [Q(owner=found) & within] if found else []


def _apart(branch: Q, desk: Desk) -> list[Q]:
    return _owned_by(desk.owners) if branch == Q(owner__in=desk.owners) else [branch]


def _owned_by(owners: Collection[int]) -> list[Q]:
    return [Q(owner=one) for one in sorted(owners)] if len(owners) <= FEW else [Q(owner__in=owners)]


class _Narrowing:
    """Reads one filter after the other."""

    def __init__(self, asked: Asked, desk: Desk, reader: Reader) -> None:
        self.asked, self.desk, self.reader = asked, desk, reader
        self.all = Q()
        self.loose = False
        self.named = False
        self.faults: list[str] = []
        model = asked.kind.model
        self.indexed = {index.fields[0] for index in model._meta.indexes if index.fields}

    def add(self, condition: Q, column: str = "") -> None:
        self.all &= condition
        self.loose |= bool(column) and column not in self.indexed

    def name(self, numbers: Collection[int]) -> None:
        """These alone: so few that nothing has to be looked through."""
        self.all &= Q(pk__in=sorted(numbers))
        self.named = True

    def read(self) -> None:
        asked = self.asked
        if picked := [int(one) for one in asked.said.get("pick", ()) if one.isdecimal()]:
            self.name(picked[:MANY])
        if asked.one("words"):
            self._words(asked.one("words"))
        if states := asked.states:
            self.add(Q(state__in=states) if len(states) > 1 else Q(state=states[0]), "state")
        if asked.one("manual") == NO_NEXT_STEP and asked.kind.name == "opportunity":
            self.add(Q(state="open") & (Q(next_step=None) | Q(next_step__lt=self.reader.today)), "next_step")
        for one in asked.filtered:
            try:
                self._field(one)
            except UnableToRead as unable:
                self.faults.append(f"{one.label}: {unable}")

    def _field(self, one: Field) -> None:
        said = [value.strip() for value in self.asked.said.get(one.at, ()) if value.strip()]
        if said == [EMPTY] or said == [FILLED]:
            empty = Q(**{one.at: None}) if one.is_link or one.type in RANGES else Q(**{one.at: ""})
            self.add(empty if said == [EMPTY] else ~empty, one.at)
        elif one.type in RANGES:
            self._range(one, said[0] if said else "")
        elif one.type is Type.RECORD:
            self.add(Q(**{f"{one.at}__in": self._named(one, said[0])}), one.at)
        elif one.type is Type.STAGE:
            self.add(Q(**{f"{one.at}__in": list(Stage.objects.filter(name__in=said).values_list("pk", flat=True))}))
            self.loose = True
        elif one.type in (Type.CHOICE, Type.SUGGESTED, Type.CURRENCY):
            self.add(Q(**{f"{one.at}__in": said}) if len(said) > 1 else Q(**{one.at: said[0]}), one.at)
        elif one.type is Type.PHONE:
            self._phone(one, said[0])
        else:
            self._text(one, said[0])

    # --- ranges -------------------------------------------------------------------------------------------------------

    def _range(self, one: Field, exactly: str) -> None:
        """From and to, both included; or one value alone."""
        ends = {end: exactly or self.asked.one(f"{one.at}.{end}") for end in ("from", "to")}
        reads: Callable[[str], object] = self._money if one.type is Type.MONEY else self.reader.day
        for end, text in ends.items():
            if text:
                value = reads(text)
                if one.type is Type.MOMENT:
                    assert isinstance(value, date)
                    day = value + timedelta(days=end == "to")
                    instant = self.reader.around.calendar.moment(datetime.combine(day, time(0)))
                    self.add(Q(**{f"{one.at}__{'lt' if end == 'to' else 'gte'}": instant}), one.at)
                else:
                    self.add(Q(**{f"{one.at}__{'lte' if end == 'to' else 'gte'}": value}), one.at)

    def _money(self, text: str) -> int:
        return round(self.reader.money(text) * 100)

    # --- words --------------------------------------------------------------------------------------------------------

    def _words(self, text: str) -> None:
        """Words that stand anywhere in the record."""
        found = self._with_words(text)
        if found is None:
            self.faults.append(
                _("“%(said)s” stands in more than %(many)s records. Write more of it, or a second word.")
                % {"said": text, "many": f"{MANY:,}"}
            )
        else:
            self.name(found)

    def _text(self, one: Field, text: str) -> None:
        """Words that begin words of the field, without regard to case and accents."""
        found = self._with_words(text) if one.type is not Type.WEB else None
        if found is None:
            self.add(Q(**{f"{one.at}__icontains": text}), LOOKED_THROUGH)
            return
        asked = words(text)
        texts = self.asked.kind.model._default_manager.filter(pk__in=found).values_list("pk", one.at)
        self.name([pk for pk, held in texts if _begins(asked, held)])

    def _with_words(self, text: str) -> list[int] | None:
        """The numbers of those that have words that begin so; None where they are too many to name."""
        asked = words(text)
        if not asked:
            return []
        rows = with_words(asked, within=WORDS, limit=MANY + 1)
        if len(rows) > MANY:
            return None
        found = Found.objects.filter(pk__in=rows, kind=self.asked.kind.name).values_list("record", flat=True)
        return [int(record.partition("/")[2]) for record in found]

    def _phone(self, one: Field, text: str) -> None:
        """A number in any form, or the beginning of one."""
        known = phone_number(text, self.reader.around.region)
        digits = known[1] if known else "".join(c for c in text if c.isdecimal())
        if not digits:
            raise UnableToRead(_("“%(said)s” is no number of a telephone.") % {"said": text})
        reached = Reach.objects.filter(record__startswith=f"{self.asked.kind.name}/", national__gte=digits)
        found = reached.filter(national__lt=digits + "a").values_list("record", flat=True)[:MANY]
        self.name([int(record.partition("/")[2]) for record in found])

    def _named(self, one: Field, text: str) -> list[int]:
        """The records that are called so, of those that may be read; a number of the journal names one."""
        kind = KINDS[one.to]
        rows: QuerySet[Any] = kind.model._default_manager.all()
        readable = rows.filter(self.desk.readable(one.to), deleted=None)
        number = text.removeprefix(f"{one.to}/")
        if number != text and number.isdecimal():
            return list(readable.filter(pk=number).values_list("pk", flat=True))
        sort = as_person_sorted(text) if one.to in ("contact", "lead") else as_sorted(text)
        found = list(readable.filter(sort__gte=sort, sort__lt=sort + "\uffff").values_list("pk", flat=True)[:100])
        if not found:
            raise UnableToRead(
                _("There is no %(kind)s called %(said)s that you may read.")
                % {"kind": str(kind.label).lower(), "said": text}
            )
        return found


def _begins(asked: list[str], held: str) -> bool:
    """Whether each word begins a word of what a field holds."""
    there = words(folded(held or ""))
    return all(any(word.startswith(start) for word in there) for start in asked)
