"""What each row of a spreadsheet would do: a new record, a change, nothing, or why it can't come in.

Nothing here changes anything; bringing in asks the same once more, and does it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from ingrain.method.events import Value
from ingrain.records.fields import CUSTOMERS, Field, Type, as_value
from ingrain.records.folding import number_shown
from ingrain.records.importing import targets
from ingrain.records.importing.cells import NotRead, refuse_formula
from ingrain.records.importing.formulas import Formula
from ingrain.records.importing.matching import Draft, Match, Matching
from ingrain.records.importing.names import Names, New, Question, Refused, needs_names
from ingrain.records.importing.said import Laid
from ingrain.records.importing.table import shown
from ingrain.records.importing.targets import Target
from ingrain.records.importing.workbook import Cell
from ingrain.records.models import Account, Kept, Opportunity
from ingrain.records.reading import UnableToRead, mail_address

CREATE, UPDATE, SKIP, ERROR = "create", "update", "skip", "error"
SAME = {
    "own": later("our own number"),
    "foreign": later("the number where it came from"),
    "mail": later("the same e-mail address"),
}
STATES = (CREATE, UPDATE, SKIP, ERROR)


@dataclass
class Line:
    """One row, and what it would do. why: in sentences. record, version: of what it changes, as it stood."""

    number: int
    state: str
    title: str
    why: list[str] = field(default_factory=list)
    values: dict[str, "Value | New"] = field(default_factory=dict)
    record: str = ""
    version: int = 0
    foreign: str = ""
    created: str = ""
    key: str = ""


@dataclass
class Plan:
    """All rows, the names that are to be decided, and the accounts that come in along the way (key -> name)."""

    lines: list[Line]
    questions: list[Question] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    """What the records and people are called that rows name."""

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in STATES}

    def of(self, state: str) -> list[Line]:
        return [line for line in self.lines if line.state == state]

    @cached_property
    def along(self) -> dict[str, str]:
        """The accounts that no row of its own brings."""
        own = {line.key for line in self.lines if line.state == CREATE and line.key}
        used = (value for line in self.lines if line.state in (CREATE, UPDATE) for value in line.values.values())
        return {value.key: value.name for value in used if isinstance(value, New) and value.key not in own}


class Planning:
    """Rows of one kind of records, on their way to being lines."""

    def __init__(self, laid: Laid) -> None:
        self.laid, self.kind = laid, CUSTOMERS[laid.sort.name]
        self.matching = Matching(self.kind.name, laid.desk)
        self.names = dict(self._all_names())
        self.readers = {place: self._reader(place, target) for place, target in laid.read}
        self.seen: dict[tuple[str, Any], tuple[int, Any]] = {}

    def plan(self) -> Plan:
        drafts = [self._draft(number, cells) for number, cells in self.laid.table.rows]
        self.matching.learn(drafts)
        lines = [self._line(draft) for draft in drafts]
        asked = [question for names in self.names.values() for question in names.questions]
        people = {key: one.name for key, one in self.laid.around.colleagues.items()}
        return Plan(lines, asked, {**people, **self._accounts})

    # --- reading a row ------------------------------------------------------------------------------------------------

    def _all_names(self) -> Iterator[tuple[int, Names]]:
        table = self.laid.table
        for place, target in self.laid.read:
            if needs_names(target):
                own = self._own_names() if target.type is Type.RECORD and self.kind.name == "account" else {}
                chosen = self.laid.names.get(target.name, {})
                names = Names(target, chosen, self.laid.desk, self.laid.around, own)
                names.learn(shown(cell) for cell in table.column(place))
                yield place, names

    def _own_names(self) -> dict[str, str]:
        """The accounts of this spreadsheet: another row may belong to them."""
        place = next((place for place, target in self.laid.read if target.name == "name"), None)
        names = [] if place is None else [shown(cell) for cell in self.laid.table.column(place)]
        return {self.matching.sort_of(name): name for name in names}

    def _reader(self, place: int, target: Target) -> Callable[[Cell], "Value | New"]:
        laid, reader = self.laid, self.laid.reader
        if place in self.names:
            return self._answering(self.names[place])
        match target.type:
            case Type.MONEY:
                return laid.numbers(place).read
            case Type.DAY:
                days = laid.days(place)
                return lambda cell: days.read(cell).isoformat()
            case Type.EMAIL:
                return lambda cell: mail_address(str(cell))
            case Type.PHONE:
                return lambda cell: fitting(number_shown(shown(cell), laid.around.region), 50)
            case Type.CURRENCY:
                return lambda cell: reader.currency(shown(cell))
            case Type.LONG | Type.LINES:
                return lambda cell: str(cell) if isinstance(cell, str) else shown(cell)
            case _:
                most = longest(self.kind.model, target.field)
                return lambda cell: fitting(shown(cell), most)

    @staticmethod
    def _answering(names: Names) -> Callable[[Cell], "Value | New"]:
        def read(cell: Cell) -> "Value | New":
            answer = names.answers[shown(cell)]
            if isinstance(answer, Refused):
                raise NotRead(answer.why)
            return answer

        return read

    def _draft(self, number: int, cells: tuple[Cell, ...]) -> Draft:
        draft = Draft(number)
        first = last = ""
        for place, target in self.laid.read:
            cell = cells[place]
            if cell == "":
                continue
            try:
                refuse_formula(cell)
                value = self.readers[place](cell)
            except (NotRead, UnableToRead) as unable:
                is_named = place in self.names and not isinstance(cell, Formula)
                draft.faults.append(str(unable) if is_named else self._fault(place, target, str(unable)))
                continue
            match target.name:
                case targets.FIRST:
                    first = str(value)
                case targets.LAST:
                    last = str(value)
                case targets.NUMBER:
                    draft.own = str(value).rpartition("/")[2]
                case targets.FOREIGN:
                    draft.foreign = str(value)[:100]
                case targets.CREATED:
                    draft.created = str(value)
                case targets.KEEP:
                    draft.kept.append(f"{self.laid.table.headings[place]}: {value}".removeprefix(": "))
                case _ if value is not None:
                    draft.values[target.name] = value
        if (first or last) and "name" not in draft.values:
            draft.values["name"] = " ".join(filter(None, (first, last)))[:250]
        self._complete(draft)
        return draft

    def _fault(self, place: int, target: Target, why: str) -> str:
        heading = self.laid.table.headings[place] or str(target.label)
        return f"{heading}: {why}"

    def _complete(self, draft: Draft) -> None:
        """An opportunity without a name is called after its account and product; money is in the firm's currency."""
        if self.kind.name == "opportunity" and "name" not in draft.values:
            account = self._account_name(draft)
            name = ": ".join(filter(None, (account, draft.text("product") or draft.foreign)))
            if name:
                draft.values["name"] = name[:250]

    def _account_name(self, draft: Draft) -> str:
        value = draft.values.get("account")
        if isinstance(value, New):
            return value.name
        return self._accounts.get(str(value), "") if value else ""

    @cached_property
    def _accounts(self) -> dict[str, str]:
        """What the accounts are called that rows name."""
        found = {str(a) for names in self.names.values() for a in names.answers.values() if isinstance(a, str)}
        numbers = [int(one.partition("/")[2]) for one in found if one.startswith("account/")]
        told: dict[str, str] = {}
        for start in range(0, len(numbers), 500):
            rows = Account.objects.filter(pk__in=numbers[start : start + 500]).values_list("pk", "name")
            told.update({f"account/{number}": name for number, name in rows})
        return told

    # --- deciding -----------------------------------------------------------------------------------------------------

    def _line(self, draft: Draft) -> Line:
        title = draft.text("name") or draft.text("company")
        line = Line(draft.number, ERROR, title[:250], list(draft.faults), foreign=draft.foreign, created=draft.created)
        match = self.matching.of(draft)
        if match.fault:
            line.why.append(match.fault)
        if not title and match.row is None and not draft.faults:
            line.why.append(_("It has no name, so nobody would find it."))
        if line.why:
            return line
        if repeated := self._repeated(draft):
            line.state, line.why = repeated
            return line
        line.values = dict(draft.values)
        return self._new(line, draft) if match.row is None else self._change(line, draft, match)

    def _repeated(self, draft: Draft) -> tuple[str, list[str]] | None:
        """A row that is about the same as one before."""
        mail = draft.text("email address").casefold()
        keys = [("own", draft.own), ("foreign", draft.foreign), ("mail", mail), ("name", self.matching.named(draft))]
        said = (draft.values, draft.kept)
        for key in keys:
            if key[1] and key in self.seen:
                number, before = self.seen[key]
                if before == said:
                    return SKIP, [_("Row %(row)d says the same.") % {"row": number}]
                by = SAME.get(key[0], self.matching.by_what)
                told = _("Row %(row)d is about the same: it has %(by)s. Bring in one of the two.")
                return ERROR, [told % {"row": number, "by": by}]
        self.seen.update((key, (draft.number, said)) for key in keys if key[1])
        return None

    def _new(self, line: Line, draft: Draft) -> Line:
        line.state = CREATE
        if draft.kept:
            line.values["description"] = "\n".join(filter(None, (draft.text("description"), *draft.kept)))
        if self.kind.name == "account":
            line.key = self.matching.sort_of(line.title)
        return line

    def _change(self, line: Line, draft: Draft, match: Match) -> Line:
        row = match.row
        assert row is not None
        line.record, line.version, line.title = row.record, row.version, str(row)
        known = _("Known by %(by)s.") % {"by": match.by}
        line.values = {name: value for name, value in draft.values.items() if self._differs(row, name, value)}
        before = str(getattr(row, "description", ""))
        if fresh := [one for one in draft.kept if one not in before]:
            line.values["description"] = "\n".join(filter(None, (draft.text("description") or before, *fresh)))
        if not line.values:
            line.state, line.why = SKIP, [known, _("Nothing in it differs from what is here.")]
        elif not self.laid.desk.may_change(row):
            owner = row.owner.name if row.owner else ""
            told = _("You may read it, but not change it: it belongs to %(owner)s.") % {"owner": owner}
            line.why = [known, told]
        else:
            labels = ", ".join(str(self.kind.by_name[name].label) for name in line.values)
            line.state, line.why = UPDATE, [known, _("Changes: %(fields)s.") % {"fields": labels}]
        return line

    def _differs(self, row: Kept, name: str, value: "Value | New") -> bool:
        if isinstance(row, Opportunity) and name == "stage":
            now = row.state if row.closed else row.stage.name if row.stage else ""
            return str(value).casefold() != now.casefold()
        return as_value(row, self.kind.by_name[name]) != value


def fitting(text: str, most: int) -> str:
    if len(text) > most:
        told = _("this has %(n)s characters, and %(most)d fit. Is it the right column?")
        raise NotRead(told % {"n": f"{len(text):,}", "most": most})
    return text


def longest(model: type[Kept], field: Field | None) -> int:
    """How much fits."""
    most = getattr(model._meta.get_field(field.at), "max_length", None) if field is not None else None
    return int(most or 250)
