"""What a list of people would do, row by row: somebody new, a change, nothing, or wrong with the reason.

Here lives reading rows against who there is. Nothing here changes anything; taking in lives in intake.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from ingrain.people.access import may_set_up
from ingrain.people.colleagues import UnableToSetUp, is_address, only_administrators
from ingrain.people.models import Colleague, Role, Team
from ingrain.people.sheet import Sheet

NEW, UPDATE, UNCHANGED, WRONG = "new", "update", "unchanged", "wrong"
ALSO = {
    "sales": Role.SELLER, "sales rep": Role.SELLER, "rep": Role.SELLER, "salesperson": Role.SELLER,
    "account manager": Role.SELLER, "manager": Role.MANAGER, "team lead": Role.MANAGER, "key user": Role.SUPER_USER,
    "superuser": Role.SUPER_USER, "lead": Role.LEAD, "admin": Role.ADMINISTRATOR, "council": Role.COUNCIL,
}  # fmt: skip
ROLES = {role.value: role for role in Role} | ALSO


@dataclass
class Line:
    """One row. team, manager: as written, "" where the list says nothing. roles: None where it says nothing."""

    number: int
    name: str = ""
    email: str = ""
    team: str = ""
    manager: str = ""
    roles: frozenset[str] | None = None
    colleague: Colleague | None = None
    above: "Colleague | Line | None" = None
    wrong: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.wrong:
            return WRONG
        if self.colleague is None:
            return NEW
        return UPDATE if self.says else UNCHANGED


class Preview:
    """A list held against who there is, for whoever would take it in."""

    def __init__(self, sheet: Sheet, by: Colleague) -> None:
        self.sheet, self.by = sheet, by
        everybody = Colleague.objects.select_related("team", "manager").prefetch_related("held_roles")
        self.everybody = list(everybody)
        self.by_email = {c.email.casefold(): c for c in self.everybody if c.email}
        self.by_pk = {c.pk: c for c in self.everybody}
        self.teams = {team.name.casefold(): team for team in Team.objects.all()}
        self._need_columns()
        self.lines = [self._line(number, cells) for number, cells in sheet.rows]
        self._say_twice()
        self._find_managers()
        self._find_circles()
        self._keep_an_administrator()
        for line in self.lines:
            if line.colleague and not line.wrong:
                line.says = list(self._changes(line, line.colleague))

    def of(self, state: str) -> list[Line]:
        return [line for line in self.lines if line.state == state]

    @cached_property
    def new_teams(self) -> list[str]:
        """Teams that the list brings in, in its order, spelt as it spells them first."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line.team and not line.wrong and line.team.casefold() not in self.teams:
                found.setdefault(line.team.casefold(), line.team)
        return list(found.values())

    # --- one row ------------------------------------------------------------------------------------------------------

    def _need_columns(self) -> None:
        have = set(self.sheet.columns)
        if "email" not in have or not have & {"name", "first", "last"}:
            missing = _("names") if "email" in have else _("e-mail addresses")
            raise UnableToSetUp(
                _("No column is read as %(missing)s. Say below which one it is.") % {"missing": missing}
            )

    def _line(self, number: int, cells: tuple[str, ...]) -> Line:
        said = dict(zip(self.sheet.columns, cells, strict=False))
        said.pop("", None)
        line = Line(number, _name(said), said.get("email", ""), said.get("team", ""), said.get("manager", ""))
        self._read_name(line)
        self._read_email(line)
        self._read_team(line)
        self._read_roles(line, said.get("role", ""))
        if line.colleague and not may_set_up(self.by, line.colleague):
            self._refuse(line, "email", _("only an administrator changes an administrator"))
        return line

    def _refuse(self, line: Line, column: str, why: str) -> None:
        said = _("Row %(row)s, column “%(column)s”: %(why)s.")
        line.wrong.append(said % {"row": line.number, "column": self.sheet.title(column), "why": why})

    def _read_name(self, line: Line) -> None:
        column = next(c for c in ("name", "last", "first") if c in self.sheet.columns)
        if not line.name:
            self._refuse(line, column, _("it is empty; write what they are called"))
        elif len(line.name) > 150:
            self._refuse(line, column, _("the name has more than 150 letters"))

    def _read_email(self, line: Line) -> None:
        if not line.email:
            self._refuse(line, "email", _("it is empty; whoever signs in needs an address"))
        elif not is_address(line.email):
            self._refuse(line, "email", _address_fault(line.email))
        line.colleague = self.by_email.get(line.email.casefold())
        if line.colleague and line.colleague.left:
            self._refuse(line, "email", _("%(name)s left; undo that on their page first") % {"name": line.colleague})
        if line.colleague is None and any(c.name.casefold() == line.name.casefold() for c in self.everybody):
            line.notes.append(_("There is a %(name)s already, with another address.") % {"name": line.name})

    def _read_team(self, line: Line) -> None:
        team = self.teams.get(line.team.casefold())
        if team and team.dissolved and not (line.colleague and line.colleague.team_id == team.pk):
            self._refuse(line, "team", _("%(team)s was dissolved; bring it back, or write another") % {"team": team})
        elif len(line.team) > 100:
            self._refuse(line, "team", _("the name has more than 100 letters"))

    def _read_roles(self, line: Line, cell: str) -> None:
        words = [" ".join(word.split()) for word in re.split(r"[,;/+&]|\band\b", cell.casefold())]
        words = [word for word in words if word]
        unknown = [word for word in words if word not in ROLES]
        if unknown:
            known = ", ".join(str(role.label) for role in Role)
            why = _("“%(word)s” is no role here; write one of these: %(known)s")
            self._refuse(line, "role", why % {"word": unknown[0], "known": known})
        elif words:
            line.roles = frozenset(str(ROLES[word].value) for word in words)
        if unknown or self.by.holds(Role.ADMINISTRATOR) or line.roles is None:
            return
        held = line.colleague.roles if line.colleague else frozenset({Role.SELLER.value})
        if line.roles != held:
            self._refuse(line, "role", _("only an administrator gives roles; leave it empty"))

    # --- rows together ------------------------------------------------------------------------------------------------

    def _say_twice(self) -> None:
        first: dict[str, int] = {}
        for line in self.lines:
            email = line.email.casefold()
            if email and first.setdefault(email, line.number) != line.number:
                why = _("%(email)s stands in row %(row)s already")
                self._refuse(line, "email", why % {"email": line.email, "row": first[email]})

    def _find_managers(self) -> None:
        emails = {line.email.casefold(): line for line in reversed(self.lines) if line.email}
        names: dict[str, list[Colleague | Line]] = {}
        here = {line.colleague.pk for line in self.lines if line.colleague}
        others = [c for c in self.everybody if c.left is None and c.pk not in here]
        everybody: list[Colleague | Line] = [*self.lines, *others]
        for one in everybody:
            names.setdefault(one.name.casefold(), []).append(one)
        for line in self.lines:
            if line.manager:
                self._find_manager(line, emails, names)
        self._without_wrong_managers()

    def _find_manager(self, line: Line, emails: dict[str, Line], names: "dict[str, list[Colleague | Line]]") -> None:
        asked = line.manager.casefold()
        found: list[Colleague | Line] = names.get(_turned(line.manager).casefold(), [])
        if "@" in asked:
            found = [one for one in (emails.get(asked) or self.by_email.get(asked),) if one]
        if len(found) > 1:
            why = _("there are several of the name %(name)s; write the manager's address instead")
            self._refuse(line, "manager", why % {"name": line.manager})
        elif not found:
            why = _("there is nobody called %(name)s, neither here nor in the list")
            self._refuse(line, "manager", why % {"name": line.manager})
        elif found[0] is line:
            self._refuse(line, "manager", _("nobody is their own manager"))
        else:
            line.above = found[0]

    def _without_wrong_managers(self) -> None:
        """Whoever reports to a new person of a wrong row can't come in before them."""
        again = True
        while again:
            again = False
            for line in self.lines:
                above = line.above
                if not line.wrong and isinstance(above, Line) and above.wrong and above.colleague is None:
                    why = _("%(name)s stands in row %(row)s, which is wrong itself")
                    self._refuse(line, "manager", why % {"name": above.name, "row": above.number})
                    again = True

    def _find_circles(self) -> None:
        lines = {line.colleague.pk: line for line in self.lines if line.colleague and not line.wrong}
        for line in self.lines:
            if line.above is not None and not line.wrong and self._comes_back(line, lines):
                why = _("%(name)s reports to %(own)s, directly or through others")
                self._refuse(line, "manager", why % {"name": line.manager, "own": line.name})

    def _comes_back(self, line: Line, lines: dict[int, Line]) -> bool:
        start = _who(line)
        one: Colleague | Line | None = line.above
        seen: set[object] = set()
        while one is not None and _who(one) not in seen:
            if _who(one) == start:
                return True
            seen.add(_who(one))
            if not isinstance(one, Line):
                one = lines.get(one.pk) or one
            if isinstance(one, Line) and (one.above is not None or one.colleague is None):
                one = one.above
            else:
                colleague = one.colleague if isinstance(one, Line) else one
                one = self.by_pk.get(colleague.manager_id) if colleague and colleague.manager_id else None
        return False

    def _keep_an_administrator(self) -> None:
        losing = [
            line
            for line in self.lines
            if line.colleague and not line.wrong and line.roles is not None
            and line.colleague.holds(Role.ADMINISTRATOR) and Role.ADMINISTRATOR not in line.roles
        ]  # fmt: skip
        coming = any(Role.ADMINISTRATOR in (line.roles or ()) and not line.wrong for line in self.lines)
        if losing and not coming and only_administrators(but=[line.colleague.pk for line in losing if line.colleague]):
            self._refuse(losing[0], "role", _("nobody would be left as administrator; leave the role in this row"))

    def _changes(self, line: Line, colleague: Colleague) -> Iterator[str]:
        """What a row changes of a colleague, each as a short sentence."""
        if line.name != colleague.name:
            yield _said(_("name"), colleague.name, line.name)
        if line.team and (colleague.team is None or line.team.casefold() != colleague.team.name.casefold()):
            yield _said(_("team"), colleague.team.name if colleague.team else "", line.team)
        above = line.above
        if above is not None:
            same = above.colleague if isinstance(above, Line) else above
            if same is None or same.pk != colleague.manager_id:
                yield _said(_("manager"), colleague.manager.name if colleague.manager else "", above.name)
        if line.roles is not None and line.roles != colleague.roles:
            yield _said(_("roles"), _labels(colleague.roles), _labels(line.roles))


def _said(what: str, before: str, after: str) -> str:
    return f"{what}: {before or _('none')} → {after}"


def _labels(roles: frozenset[str]) -> str:
    return ", ".join(str(role.label) for role in Role if role in roles)


def _who(one: Colleague | Line) -> object:
    if isinstance(one, Line):
        return one.colleague.pk if one.colleague else ("row", one.number)
    return one.pk


def _name(said: dict[str, str]) -> str:
    whole = said.get("name", "")
    return _turned(whole) if whole else " ".join(filter(None, (said.get("first", ""), said.get("last", ""))))


def _turned(name: str) -> str:
    """ "Adeyemi, Ruth" is Ruth Adeyemi."""
    last, comma, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}" if comma and first and last and "," not in first else name


def _address_fault(email: str) -> str:
    said = {"email": email}
    if "@" not in email:
        return _("“%(email)s” is no e-mail address: it has no @") % said
    if " " in email:
        return _("“%(email)s” is no e-mail address: there is a space in it") % said
    if "." not in email.rpartition("@")[2]:
        return _("“%(email)s” is no e-mail address: what follows the @ has no full stop") % said
    return _("“%(email)s” is no e-mail address") % said
