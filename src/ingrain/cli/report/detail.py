"""What stands behind one cell: its figure, what it was before, the rules that were not followed, and their records.

Each of those opens to its story; the others are named (named.py). How much is shown is limited (Limits), and what is
left out is said.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingrain.cli.answer import Answer, besides, quoted, said
from ingrain.cli.report.fields import judged_fields
from ingrain.cli.report.figures import Behind, Place
from ingrain.cli.report.html import Markup, Part, el
from ingrain.cli.report.named import Names, in_order, too_many
from ingrain.cli.report.pictures import bar
from ingrain.engine.check import setting_of
from ingrain.method.cells import Cell, CellState
from ingrain.method.events import Event
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import Invariant
from ingrain.telling.why import Teller
from ingrain.telling.words import _, capital, clock, counted, figure, number, several, weeks_ago

AT_ONCE = 8
"""So many records of a rule are seen at once, the others on demand."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a report shows. records: for each rule of a cell; events: of a record's story; kept: of the records that
    are only named, how many are called by their names and not by their numbers.

    everyone: every cell opens; otherwise those that are to be looked at. names: of the other records, the names.
    """

    records: int
    events: int
    kept: int
    everyone: bool = True
    names: bool = True


type Stories = Mapping[str, Sequence[Event]]
"""What happened to each record that is shown."""


def shown_records(behind: Mapping[Place, Behind], limits: Limits) -> set[str]:
    """The records whose stories the details need."""
    shown: set[str] = set()
    for known in behind.values():
        for rule, _count in known.rules():
            shown.update(o.record for o in known.not_followed(rule)[: limits.records])
        shown.update(o.record for o in _by_rule_newest(known.breaches, limits.records))
        for found in in_order(known):
            shown.update(o.record for o in found[: limits.kept])
    return {record for record in shown if not record.startswith("person/")}


class Details:
    """The details of every cell, each in a section of its own."""

    def __init__(self, answer: Answer, behind: Mapping[Place, Behind], limits: Limits, stories: Stories) -> None:
        self.answer, self.behind, self.limits, self.stories = answer, behind, limits, stories
        look = answer.checked.look
        setting = setting_of(look.manual, answer.company, at=look.at, vocabulary=answer.vocabulary, closed=look.closed)
        self.teller = Teller(answer, look.period.last, setting)
        self.names = Names(answer, self.teller, self._label, None if limits.names else limits.kept)

    def section(self, cell: Cell, place: str, row: str) -> Markup:
        """The detail of one cell."""
        known = self.behind.get((cell.person, cell.area), Behind())
        name = self.answer.name(cell.person)
        head = el(
            "header",
            el("h3", f"{name}, {cell.area}: {_said_whole(cell)}", id=f"{place}-h"),
            el("p", _before(self.answer, known), class_="was"),
        )
        blocks = [self._rule(rule, known.not_followed(rule), count, cell) for rule, count in known.rules()]
        return el(
            "section",
            head,
            self._mix(cell),
            self._said_of_state(cell),
            blocks,
            self._breaches(known),
            self.names.of(known),
            el("p", el("a", _("Back to the grid"), href=f"#{row}"), class_="back"),
            id=place,
            class_="detail",
            aria_labelledby=f"{place}-h",
        )

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _mix(self, cell: Cell) -> Markup | None:
        rest = besides(cell)
        if not rest:
            return None
        return el("p", bar(cell, "bar long") if cell.asked else None, el("span", ", ".join(rest)), class_="mix")

    def _said_of_state(self, cell: Cell) -> Markup | None:
        match cell.state:
            case CellState.SILENT:
                arose = several("%s thing to do arose", "%s things to do arose", cell.triggers) % number(cell.triggers)
                arose = arose if cell.triggers else _("nothing to do arose")
                told = _(
                    "%s here in this period, fewer than a quarter of what colleagues in the same role have. "
                    "Perhaps there was nothing, perhaps it isn't entered: the figures cannot tell, a person can."
                ) % capital(arose)
            case CellState.TOO_FEW:
                told = _("Fewer than five records: they are counted, and nothing is concluded from them.")
            case CellState.UNKNOWN:
                told = _("The log cannot tell whether this was followed.")
            case _:
                return None
        return el("p", told, class_="said")

    # --- records ------------------------------------------------------------------------------------------------------

    def _rule(self, rule: int, found: Sequence[Obligation], count: int, cell: Cell) -> Markup:
        records = counted(count, "record", "records")
        told = _("%s not followed") % records
        return el(
            "div",
            el("h4", self._sentence(rule), el("span", told, class_="count")),
            self._records(found, self.limits.records),
            class_="rule",
        )

    def _sentence(self, rule: int) -> Markup:
        return el("a", quoted(self.answer.rules[rule][2].sentence), href=f"#rule-{rule}", class_="sentence")

    def _breaches(self, known: Behind) -> Part:
        by_rule: dict[int, list[Obligation]] = {}
        for o in _newest(known.breaches):
            by_rule.setdefault(o.rule, []).append(o)
        return [
            el(
                "div",
                el("h4", self._sentence(rule), el("span", counted(len(found), "breach", "breaches"), class_="count")),
                self._records(found, self.limits.records),
                class_="rule",
            )
            for rule, found in sorted(by_rule.items())
        ]

    def _records(self, found: Sequence[Obligation], most: int) -> Part:
        rows = [self._record(o) for o in found[:most]]
        further = el("ul", rows[AT_ONCE:], class_="records")
        summary = el("summary", _("%s more") % capital(number(len(rows) - AT_ONCE)))
        return [
            el("ul", rows[:AT_ONCE], class_="records"),
            el("details", summary, further, class_="further") if len(rows) > AT_ONCE else None,
            self._names(found[most:]),
        ]

    def _names(self, found: Sequence[Obligation]) -> Markup | None:
        """The records that have no line of their own: their names, by day and state."""
        if not self.limits.names or not found:
            return too_many(len(found))
        together: dict[tuple[str, str], list[str]] = {}
        for o in found:
            together.setdefault((self.teller.when(o), _state(o)), []).append(self._label(o))
        lines = [
            el("li", el("b", f"{day}, {state}"), " ", "; ".join(names)) for (day, state), names in together.items()
        ]
        summary = el("summary", _("%s more, older, by name") % capital(number(len(found))))
        return el("details", summary, el("ul", lines, class_="names"), class_="further")

    def _record(self, o: Obligation) -> Markup:
        story = self.stories.get(o.record, [])
        why = el("span", self.teller.why(o, story), class_="why")
        line = (
            el("span", self.teller.when(o), class_="when num"),
            el("span", el("b", self.teller.label(o.record, story)), " ", why),
            tag(o),
        )
        if not story:
            return el("li", el("div", line, class_="line"))
        return el("li", el("details", el("summary", line, class_="line"), self._story(o, story)))

    def _label(self, o: Obligation) -> str:
        return self.teller.label(o.record, self.stories.get(o.record, []))

    def _story(self, o: Obligation, story: Sequence[Event]) -> Markup:
        """A record's events in order, those that decided marked; the long middle of a long story left out."""
        marks = self._marks(o, story)
        judged = judged_fields(self.answer.rules[o.rule][2].form)
        kept = marks.keys() | {event.sequence for event in story if not event.values.keys().isdisjoint(judged)}
        shown = _shortened(story, kept, self.limits.events)
        items: list[Part] = []
        for event in shown:
            if event is None:
                left = len(story) - sum(e is not None for e in shown)
                items.append(el("li", figure(left, "more event", "more events"), class_="gap"))
                continue
            moment = self.teller.calendar.local(event.occurred)
            when = f"{self.teller.day(event.occurred)} {clock(moment)}"
            mark = el("span", marks[event.sequence], class_="decided") if event.sequence in marks else None
            told = el("span", self.teller.told(event, judged), " ", mark)
            by = el("span", self.teller.by(event), class_="by")
            items.append(el("li", el("span", when, class_="when num"), told, by))
        return el("ol", items, class_="story")

    def _marks(self, o: Obligation, story: Sequence[Event]) -> dict[int, str]:
        """What some of the events were to an obligation. What always has to be so isn't asked for by an event."""
        if isinstance(self.answer.rules[o.rule][2].form, Invariant):
            found = self.teller.broken(o, story)
            return found.marks if found else {}
        marks = {}
        if o.trigger_event is not None:
            at_once = o.state is State.MISSED and o.due is None
            marks[o.trigger_event] = _("judged here") if at_once else _("this asked for it")
        if o.done_event is not None:
            marks[o.done_event] = _("this did it") if o.state in (State.MET, State.LATE) else _("this broke it")
        return marks


# --- the figure in words ----------------------------------------------------------------------------------------------


def _said_whole(cell: Cell) -> str:
    return _("%s followed") % said(cell) if cell.state is CellState.JUDGED else said(cell)


def _before(answer: Answer, known: Behind) -> str | None:
    """What it was one period ago."""
    if not known.before or not known.before[0].asked:
        return None
    period = answer.checked.look.period
    share = known.before[0]
    days = (period.last - period.first).days + 1
    return _("was %s of %s %s") % (share.met, share.asked, weeks_ago(days))


def tag(o: Obligation) -> Markup:
    """The state of an obligation as a word in its colour."""
    return el("span", _state(o), class_=f"tag {o.state}")


def _state(o: Obligation) -> str:
    return _("breach") if o.breach and o.state is State.MISSED else _(str(o.state))


def _newest(found: Sequence[Obligation]) -> list[Obligation]:
    return sorted(found, key=lambda o: (-(o.belongs or o.triggered), o.record))


def _by_rule_newest(found: Sequence[Obligation], most: int) -> list[Obligation]:
    """The newest of each rule."""
    taken: dict[int, int] = {}
    shown = []
    for o in _newest(found):
        taken[o.rule] = taken.get(o.rule, 0) + 1
        if taken[o.rule] <= most:
            shown.append(o)
    return shown


def _shortened(story: Sequence[Event], decided: Collection[int], most: int) -> list[Event | None]:
    """The story, or its beginning, what decided and its end, with one None for what is left out between them."""
    if len(story) <= most:
        return list(story)
    keep = {0, len(story) - 1} | {i for i, event in enumerate(story) if event.sequence in decided}
    for i in (i for pair in zip(range(len(story)), range(len(story) - 1, -1, -1), strict=True) for i in pair):
        if len(keep) >= most:
            break
        keep.add(i)
    shown: list[Event | None] = []
    for i, event in enumerate(story):
        if i in keep:
            shown.append(event)
        elif None not in shown:
            shown.append(None)
    return shown
