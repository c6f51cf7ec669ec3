"""The grid: people by areas, or by the rules of one area; by team and period; on the page and as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.editions.models import Document
from ingrain.method.cells import Cell, CellState, Queue
from ingrain.monitor import decide as deciding
from ingrain.monitor import looks, showing
from ingrain.monitor.grid import days_counted
from ingrain.monitor.models import Decision
from ingrain.monitor.names import not_yet
from ingrain.monitor.periods import FOUR_WEEKS, PERIODS, QUARTER, TWELVE_WEEKS, WEEK
from ingrain.monitor.setting import Court
from ingrain.monitor.view import Column, Row, View, cell_at, rows
from ingrain.people.access import SMALLEST_GROUP, Sight
from ingrain.people.models import Firm, Role, Team
from ingrain.press.spreadsheet import Table
from ingrain.telling.words import number, plain_time
from ingrain.web import clock
from ingrain.web.attached import as_csv, as_xlsx
from ingrain.web.doors import open_to, sight, viewer
from ingrain.web.drawing import Pen, joined
from ingrain.web.telling import Teller

WATCHERS = (Role.LEAD, Role.MANAGER, Role.SUPER_USER)
LOOKERS = (*WATCHERS, Role.SPONSOR, Role.COUNCIL)
PAGE = 50
"""So many people are shown at once."""


@open_to(*LOOKERS)
def monitor(request: HttpRequest) -> HttpResponse:
    """The manual that is looked at: the first that was counted."""
    found = [d for d in Document.objects.order_by("log", "pk") if days_counted(d) or showing.coming(d)]
    if len(found) == 1:
        return redirect("grid", found[0].pk)
    return render(request, "ingrain/monitor.html", {"documents": found})


@open_to(*LOOKERS)
def grid(request: HttpRequest, document: int) -> HttpResponse:
    """People by areas or rules; sums alone for those who see sums alone."""
    looks.end(by=viewer(request), at=clock.now())
    asked = _asked(request, document)
    if not asked.view.there:
        return _not_yet(request, asked)
    return render(request, "ingrain/grid.html", _told(asked))


def _not_yet(request: HttpRequest, asked: "Asked") -> HttpResponse:
    """Whoever the first figures are about has them for a day, and nobody else."""
    later = showing.coming(asked.document)
    if not later:
        raise Http404
    told = {"document": asked.document, "moment": asked.teller.moment(showing.seen_from(later[0]))}
    return render(request, "ingrain/not_yet.html", told)


@open_to(*LOOKERS)
def as_file(request: HttpRequest, document: int, ending: str) -> HttpResponseBase:
    """What is shown, with everybody and not a page of them, as a spreadsheet."""
    if ending not in ("xlsx", "csv"):
        raise Http404
    asked = _asked(request, document)
    if not asked.view.there:
        raise Http404
    name = f"monitor-{asked.view.day}"
    return as_xlsx(_table(asked), name) if ending == "xlsx" else as_csv(_table(asked), name)


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as whoever looks may see it."""

    document: Document
    court: Court
    sight: Sight
    given: Mapping[str, str]

    @cached_property
    def teller(self) -> Teller:
        return Teller(self.court)

    @cached_property
    def view(self) -> View:
        return View(self.document, self.teller.company, self.period, self.area, self._people())

    def _people(self) -> frozenset[str] | None:
        """Whose figures are shown: those they may see, of the team that is asked for."""
        if not self.sight.watches:
            return frozenset()
        seen = None if self.sight.everyone else self.sight.people
        if later := not_yet(self.document, at=self.court.now):
            everybody = View(self.document, self.teller.company).everybody
            seen = frozenset(everybody if seen is None else seen) - later
        if not self.team:
            return seen
        of_team = frozenset(name for name, p in self.teller.company.people.items() if p.team == self.team)
        return of_team if seen is None else of_team & seen

    @property
    def team(self) -> str:
        found = self.given.get("team", "")
        return found if any(person.team == found for person in self.teller.company.people.values()) else ""

    @property
    def period(self) -> str:
        found = self.given.get("period", FOUR_WEEKS)
        return found if found in PERIODS else FOUR_WEEKS

    @property
    def area(self) -> str:
        found = self.given.get("area", "")
        return found if any(area.title == found for area in self.court.joined.areas) else ""

    @property
    def after(self) -> str | None:
        return self.given.get("after") or None

    def query(self, **other: str) -> str:
        """The address of this with something else in it."""
        chosen = {"team": self.team, "area": self.area, "period": self.period if self.period != FOUR_WEEKS else ""}
        return urlencode({name: value for name, value in (chosen | other).items() if value})

    @cached_property
    def columns(self) -> list[tuple[Column, str]]:
        """The columns with their titles: areas, or the rules of one with those of earlier editions that still count."""
        if not self.area:
            return [(area.title, area.title) for area in self.court.manual.areas]
        judged = self.court.joined.judged()
        return [(rule.number, rule.sentence) for area, _step, rule in judged if area.title == self.area]

    @cached_property
    def own(self) -> Mapping[Column, Cell]:
        """The columns' own figures, which are those of the whole firm: not beside one team's people."""
        if self.team or not self.sight.sees_sums:
            return {}
        return self.view.own(everyone=self.sight.everyone, fewest=SMALLEST_GROUP)

    def rows(self, people: Sequence[str]) -> list[Row]:
        return rows(self.view, people, [column for column, _title in self.columns])


def _asked(request: HttpRequest, document: int) -> Asked:
    found = get_object_or_404(Document.objects.select_related("log"), pk=document)
    court = Court(found, clock.now())
    if court.current is None:
        raise Http404
    return Asked(found, court, sight(request), request.GET.dict())


def _told(asked: Asked) -> dict[str, object]:
    view, seen = asked.view, asked.sight
    people, further = view.page(asked.after, PAGE)
    found, waiting = asked.rows(people), _queue(view)
    shown = [row for row in found if not row.idle]
    return {
        "document": asked.document,
        "area": asked.area,
        "day": view.day,
        "days": view.days,
        "judged": asked.teller.ago(view.judged),
        "heading": heading(waiting) if seen.watches else _("How each area is doing."),
        "choosers": _choosers(asked),
        "query": asked.query(),
        "all_areas": asked.query(area=""),
        "heads": [Head(title, "" if asked.area else asked.query(area=title)) for _column, title in asked.columns],
        **_drawn(asked, shown, waiting),
        "idle": [row.name for row in found if row.idle and asked.teller.company.team(row.person)],
        "counted": view.counted,
        "first": asked.query() if asked.after else "",
        "further": asked.query(after=people[-1]) if further else "",
        "queue": waiting,
        "again": _returning(asked),
        "watches": seen.watches,
    }


@dataclass(frozen=True)
class Head:
    """The title of a column. query: the address of its rules."""

    title: str
    query: str


@dataclass(frozen=True)
class Chooser:
    """One of the things that a grid is asked for by. choices: what stands in the address, and how it is said."""

    name: str
    title: str
    chosen: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Return:
    """A decision that comes back, with the cell as it is now."""

    decision: Decision
    now: Cell | None
    name: str


def period_names() -> dict[str, str]:
    return {WEEK: _("This week"), FOUR_WEEKS: _("Four weeks"), QUARTER: _("This quarter"), TWELVE_WEEKS: _("12 weeks")}


def _choosers(asked: Asked) -> list[Chooser]:
    teams = [("", _("All teams"))]
    teams += [(name, name) for name in Team.objects.filter(dissolved=None).values_list("name", flat=True)]
    areas = [("", _("All areas")), *((area.title, area.title) for area in asked.court.manual.areas)]
    found = [
        Chooser("team", _("Team"), asked.team, teams),
        Chooser("area", _("Area"), asked.area, areas),
        Chooser("period", _("Period"), asked.period, list(period_names().items())),
    ]
    return found if asked.sight.everyone else found[1:]


def _drawn(asked: Asked, shown: list[Row], waiting: Queue) -> dict[str, object]:
    """The rows as HTML. Whatever a column is called is escaped once, not in each of its cells."""
    pen = Pen({"period": asked.period} if asked.period != FOUR_WEEKS else {})
    looked = {(cell.person, cell.area) for cell in waiting.cells} if not asked.area else set()
    heads = {column: escape(title) for column, title in asked.columns}
    if asked.area:
        of_area = pen.address(area=asked.area)
        columns = {column: f"{of_area}&amp;rule={column}" for column in heads}
    else:
        columns = {column: pen.address(area=str(column)) for column in heads}
    drawn = []
    for row in shown:
        person = pen.address(person=row.person)
        cells = [
            pen.cell(cell, weeks, person, columns[column], heads[column], (row.person, column) in looked)
            for column, cell, weeks in row.cells
        ]
        drawn.append((row.name, joined(cells)))
    own = joined([pen.own(asked.own.get(column), heads[column]) for column in heads]) if asked.own else ""
    return {"rows": drawn, "own": own}


def _queue(view: View) -> Queue:
    firm = Firm.here()
    hours = float(firm.hours) if firm else 2.0
    return view.waiting(firm.aim / 100 if firm else 0.8, hours=hours, minutes_a_look=looks.minutes_a_look())


def _returning(asked: Asked) -> list[Return]:
    if not asked.sight.watches:
        return []
    found = [d for d in deciding.come_back(asked.document, asked.teller.today) if asked.sight.sees(d.person)]
    now = View(asked.document, asked.teller.company)
    return [Return(d, cell_at(now, d.person, d.area), asked.teller.name(d.person)) for d in found]


def heading(waiting: Queue) -> str:
    """What needs a person, and how long it will take."""
    count = len(waiting.cells)
    if not count:
        return _("No place needs a person to look.")
    told = ngettext(
        "%(count)s place needs a person to look, about %(time)s.",
        "%(count)s places need a person to look, about %(time)s.",
        count,
    ) % {"count": number(count), "time": plain_time(waiting.minutes)}
    return told[:1].upper() + told[1:]


# --- the file ---------------------------------------------------------------------------------------------------------


def _table(asked: Asked) -> Table:
    """Three columns for each column of the grid: followed, asked, and what is said of it."""
    view, company = asked.view, asked.teller.company
    head = [_("Person"), _("Team")]
    for _column, title in asked.columns:
        head += [f"{title}: {part}" for part in (_("followed"), _("asked"), _("state"))]
    found = [
        [row.name, company.team(row.person) or "", *_parts([cell for _column, cell, _weeks in row.cells])]
        for row in asked.rows(view.everybody)
    ]
    if asked.own:
        cells = [asked.own.get(column) for column, _title in asked.columns]
        found.append([_("The rule itself") if asked.area else _("The area itself"), "", *_parts(cells)])
    until = _("%(period)s up to %(day)s") % {"period": period_names()[asked.period], "day": view.day.isoformat()}
    about = [asked.document.title, ", ".join(filter(None, [asked.team, asked.area, until]))]
    return Table(_("Monitor"), head, found, about, widths=(24, 14))


def _parts(cells: Sequence[Cell | None]) -> list[str | int | None]:
    found: list[str | int | None] = []
    for cell in cells:
        if cell is None or not cell.asked:
            found += [None, None, cell.state.value if cell else CellState.NOTHING_DUE.value]
        else:
            found += [cell.met, cell.asked, cell.state.value]
    return found
