"""Names in a spreadsheet that stand for something here: accounts, colleagues, products, stages, and words that are
offered, such as industries and sources. Decided once for each.

What is spelt as it is here needs no word. What is spelt a little otherwise is offered as the same, and what nothing is
like is asked for; the person's answer holds for every row that says it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from ingrain.method.events import Value
from ingrain.people.models import Team
from ingrain.records import pipelines
from ingrain.records.access import Desk
from ingrain.records.fields import Type
from ingrain.records.folding import as_sorted, folded, words
from ingrain.records.importing.apart import told_apart
from ingrain.records.importing.targets import Target
from ingrain.records.models import Account, Product
from ingrain.records.surroundings import Surroundings

NEW, LEAVE, REFUSE, AS_IT_IS = "new", "leave", "refuse", "as it is"
ALIKE, OFFERED, THE_SAME = 72, 5, 86
MOST_ACCOUNTS = 50_000
LEGAL = frozenset("ltd limited gmbh inc co corp corporation company plc ag kg sa sarl bv llc the und and".split())
WON = frozenset("won;closed won;gewonnen;sold;win;success;gagne".split(";"))
LOST = frozenset("lost;closed lost;verloren;lose;dead;perdu".split(";"))


@dataclass(frozen=True)
class New:
    """An account that comes in along the way, by its folded name."""

    key: str
    name: str


@dataclass(frozen=True)
class Refused:
    """Why a name can't be read, as a sentence."""

    why: str


type Answer = Value | New | Refused


@dataclass
class Question:
    """A name to be decided. choices: (value, as shown); chosen: what holds so far; rows: how many say it."""

    target: str
    label: str | Promise
    said: str
    rows: int
    choices: list[tuple[str, str]]
    chosen: str
    sure: bool = False


@dataclass
class Names:
    """What the texts of one column stand for. chosen: what the person said, by the folded text."""

    target: Target
    chosen: Mapping[str, str]
    desk: Desk
    around: Surroundings
    own: Mapping[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def learn(self, texts: Iterable[str]) -> None:
        """Work out an answer for each text."""
        said = Counter(texts)
        known = self._known(list(said))
        for text, rows in said.items():
            key = as_sorted(text)
            exact = known.get(key, [])
            if len(exact) == 1:
                self.answers[text] = exact[0]
            elif key in self.own:
                self.answers[text] = New(key, self.own[key])
            else:
                self.answers[text] = self._asked(text, rows, exact)

    # --- what there is ------------------------------------------------------------------------------------------------

    def _known(self, texts: Sequence[str]) -> dict[str, list[Value]]:
        """Folded name -> what is called so."""
        found: dict[str, list[Value]] = {}
        if self.target.type is Type.RECORD:
            asked = sorted({as_sorted(text) for text in texts})
            readable = Account.objects.filter(self.desk.readable("account"), deleted=None)
            for start in range(0, len(asked), 500):
                rows = readable.filter(sort__in=asked[start : start + 500]).order_by("pk").values_list("sort", "pk")
                for key, number in rows:
                    found.setdefault(key, []).append(f"account/{number}")
            return found
        for value, label, *more in self._options:
            for name in dict.fromkeys((label, value, *more)):
                found.setdefault(as_sorted(name), []).append(value)
        return {key: list(dict.fromkeys(values)) for key, values in found.items()}

    @cached_property
    def _options(self) -> list[tuple[str, ...]]:
        """(value, as shown, other names of it): everything that a name can stand for."""
        if self.target.name == "product":
            return [(name, name) for name in Product.objects.values_list("name", flat=True)]
        if self.target.name == "team":
            return [(team.name, team.name) for team in Team.objects.filter(dissolved=None)]
        match self.target.type:
            case Type.RECORD:
                readable = Account.objects.filter(self.desk.readable("account"), deleted=None)
                rows = readable.order_by("-changed", "pk").values_list("pk", "name", "city")[:MOST_ACCOUNTS]
                return [(f"account/{n}", name if not city else f"{name}, {city}", name) for n, name, city in rows]
            case Type.STAGE:
                stages = [s.name for p in pipelines.all_of_them() for s in p.stages.all()]
                ends = [("won", _("Won"), *WON), ("lost", _("Lost"), *LOST)]
                return [*((name, name) for name in dict.fromkeys(stages)), *ends]
            case Type.CHOICE | Type.SUGGESTED:
                assert self.target.field is not None
                assert self.target.field.choices is not None
                return [(value, str(label)) for value, label in self.target.field.choices()]
            case _:
                return [(c.key, c.name, c.email or "") for c in self.around.colleagues.values() if c.kind == "human"]

    # --- what isn't called so -----------------------------------------------------------------------------------------

    def _asked(self, text: str, rows: int, exact: Sequence[Value]) -> Answer:
        alike = self._alike(text)
        if exact:
            alike = [(str(value), self._label(str(value)), 100) for value in exact[:OFFERED]]
        usual = self._otherwise()
        choices = [(value, label) for value, label, _score in alike]
        choices += [pair for pair in self._rest(text) if pair[0] not in dict(choices)]
        if self.target.type in (Type.RECORD, Type.PERSON):
            choices = told_apart(choices)
        sure = bool(alike) and not exact and alike[0][2] >= THE_SAME
        if not alike and usual == AS_IT_IS:
            return text
        chosen = self.chosen.get(folded(text), "")
        if chosen not in dict(choices):
            chosen = alike[0][0] if sure else REFUSE if exact else usual
        self.questions.append(Question(self.target.name, self.target.label, text, rows, choices, chosen, sure))
        return self._answer(text, chosen, several=bool(exact))

    def _answer(self, text: str, chosen: str, *, several: bool) -> Answer:
        if chosen == NEW:
            return New(as_sorted(text), text) if self.target.type is Type.RECORD else text
        if chosen == LEAVE:
            return None
        if chosen == AS_IT_IS:
            return text
        return Refused(self._why(text, several=several)) if chosen == REFUSE else chosen

    def _alike(self, text: str) -> list[tuple[str, str, float]]:
        """What is spelt nearly so: (value, as shown, how much of 100)."""
        asked = _bare(text)
        if len(asked) < 3:
            return []
        found = process.extract(asked, self._bare_names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=OFFERED)
        best: dict[str, tuple[str, str, float]] = {}
        for _name, score, place in found:
            value, label = self._options[place][0], self._options[place][1]
            best.setdefault(value, (value, label, score))
        return list(best.values())

    @cached_property
    def _bare_names(self) -> list[str]:
        by_name = 2 if self.target.type is Type.RECORD else 1
        return [_bare(option[by_name]) for option in self._options]

    def _label(self, value: str) -> str:
        return next((option[1] for option in self._options if option[0] == value), value)

    def _otherwise(self) -> str:
        """What holds where nothing is like it and nobody has said anything."""
        if self.target.type is Type.SUGGESTED:
            return AS_IT_IS
        if self.target.type is Type.RECORD or self.target.name in ("team", "manager"):
            return NEW
        return REFUSE

    def _rest(self, text: str) -> list[tuple[str, str]]:
        refuse = (REFUSE, _("Give these rows back"))
        leave = (LEAVE, _("Leave it empty"))
        match self._otherwise():
            case "as it is":
                return [(AS_IT_IS, _("Keep it as “%(said)s”") % {"said": text[:80]}), leave]
            case "new":
                told = _("A new one called “%(said)s”") % {"said": text[:80]}
                return [(NEW, told), leave, refuse]
            case _ if self.target.type is Type.PERSON:
                people = [(option[0], option[1]) for option in self._options[:200]]
                return [refuse, leave, *people]
            case _:
                return [refuse, leave, *((option[0], option[1]) for option in self._options)]

    def _why(self, text: str, *, several: bool) -> str:
        said = {"said": text[:80], "what": self.target.label}
        if several:
            return _("%(what)s: several are called “%(said)s”.") % said
        if self.target.type is Type.PERSON:
            return _("%(what)s: nobody here is called “%(said)s”.") % said
        return _("%(what)s: “%(said)s” isn't known here.") % said


def _bare(text: str) -> str:
    """A name without spaces and without what companies are by law."""
    found = words(text)
    return "".join(word for word in found if word not in LEGAL) or "".join(found)


def needs_names(target: Target) -> bool:
    """Whether what stands in the column is the name of something."""
    named = (Type.RECORD, Type.PERSON, Type.STAGE, Type.CHOICE, Type.SUGGESTED)
    return target.type in named or target.name in ("team", "manager")
