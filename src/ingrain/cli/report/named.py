"""The records of a cell that need no explaining, by name: those followed, still due, done early, void and unknown.

Each kind is one line that opens to its rules, and under each rule to its days. Those not followed are in detail.py.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingrain.cli.answer import Answer, quoted
from ingrain.cli.report.figures import Behind, newest
from ingrain.cli.report.html import Markup, Part, el
from ingrain.method.obligations import Obligation, State
from ingrain.telling.why import Teller
from ingrain.telling.words import _, capital, number


@dataclass(frozen=True, slots=True)
class Kind:
    """Records that stand together. one, many: how they are called; day: the words for the day of one of them."""

    one: str
    many: str
    found: Sequence[Obligation]
    day: Callable[[Obligation], str]

    @property
    def called(self) -> str:
        return self.one if len(self.found) == 1 else self.many % f"{len(self.found):,}"


class Names:
    """Names of records under their rules. label: what one is called; most: how many are named, where not all are."""

    def __init__(
        self, answer: Answer, teller: Teller, label: Callable[[Obligation], str], most: int | None = None
    ) -> None:
        self.answer, self.teller, self.label, self.most = answer, teller, label, most

    def of(self, known: Behind) -> Part:
        """Every kind that there is, each closed to begin with."""
        return [self._opened(kind) for kind in self._kinds(known) if kind.found]

    def _kinds(self, known: Behind) -> Iterator[Kind]:
        when = self.teller.when
        followed, due, early, void, unknown = in_order(known)
        yield Kind(_("The one followed"), _("The %s followed"), followed, when)
        yield Kind(_("The one still due"), _("The %s still due"), due, self._due)
        yield Kind(_("The one done early"), _("The %s done early"), early, self._done)
        yield Kind(_("The one void"), _("The %s void"), void, when)
        yield Kind(_("The one unknown"), _("The %s unknown"), unknown, when)

    def _opened(self, kind: Kind) -> Markup:
        by_rule: dict[int, list[Obligation]] = {}
        for o in kind.found[: self.most]:
            by_rule.setdefault(o.rule, []).append(o)
        rules = [self._rule(rule, found, kind) for rule, found in sorted(by_rule.items())]
        left = len(kind.found) - sum(map(len, by_rule.values()))
        return el("details", el("summary", kind.called), rules, too_many(left), class_="all")

    def _rule(self, rule: int, found: Sequence[Obligation], kind: Kind) -> Part:
        sentence = el("a", quoted(self.answer.rules[rule][2].sentence), href=f"#rule-{rule}", class_="sentence")
        by_day: dict[str, list[Obligation]] = {}
        for o in found:
            by_day.setdefault(kind.day(o), []).append(o)
        lines = [el("li", el("b", day), " ", "; ".join(self._called(of_day))) for day, of_day in by_day.items()]
        return [el("p", sentence, class_="of"), el("ul", lines, class_="names")]

    def _called(self, found: Sequence[Obligation]) -> list[str]:
        """Each record once: what is asked again after each call is often done several times a day."""
        times = Counter(o.record for o in found)
        names = {o.record: self.label(o) for o in found}
        return [
            name if times[record] == 1 else _("%s (%d times)") % (name, times[record]) for record, name in names.items()
        ]

    def _due(self, o: Obligation) -> str:
        if o.due is None:
            return _("since %s") % self.teller.day(o.triggered)
        return _("by %s") % self.teller.due_day(o.due)

    def _done(self, o: Obligation) -> str:
        return self.teller.when(o) if o.done is None else self.teller.day(o.done)


def in_order(known: Behind) -> tuple[list[Obligation], ...]:
    """Followed, still due, done early, void and unknown: the newest first, of those due the soonest."""
    due = sorted(known.due, key=lambda o: (o.due is None, o.due or o.triggered, o.record))
    early = sorted(known.early, key=lambda o: (-(o.triggered if o.done is None else o.done), o.record))
    void = sorted(known.void, key=newest)
    return known.units_in(State.MET), due, early, void, known.units_in(State.UNKNOWN)


def too_many(left: int) -> Markup | None:
    """What a file has no room for."""
    if not left:
        return None
    told = _("%s more: too many for this file. --records FILE.csv writes every one of them.")
    return el("p", told % capital(number(left)), class_="more")
