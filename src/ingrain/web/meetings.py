"""How a pipeline meeting is put into words: what is said of a quarter, what moved. Here lives wording."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.records import quarters
from ingrain.records.forecasting import Forecast
from ingrain.records.meeting import Line, Meeting, Moved, Person
from ingrain.records.models import Movement
from ingrain.web import showing
from ingrain.web.cards import Tag

What = Movement.What


@dataclass(frozen=True)
class Total:
    """One figure of the quarter: its name, the sum, how many, and what was said a week and a quarter's start ago."""

    name: str
    sum: str
    last_week: str
    at_the_start: str
    moved: str


@dataclass(frozen=True)
class Wording:
    """Words for one meeting."""

    meeting: Meeting

    def money(self, hundredths: int | None) -> str:
        return showing.money(hundredths, self.meeting.around.currency)

    def short(self, hundredths: int | None) -> str:
        return "" if hundredths is None else showing.short_money(hundredths, self.meeting.around.currency)

    def day(self, day: date) -> str:
        return showing.day(day, self.meeting.today)

    @property
    def last_week(self) -> str:
        return self.day(self.meeting.last_week)

    @property
    def heading(self) -> str:
        """What was said, what is said: one sentence."""
        m = self.meeting
        now, start = m.now.committed, m.at_the_start.committed
        if not m.people:
            return _("There is nobody whose opportunities you lead.")
        if m.today == m.quarter or now == start:
            return _("We say %(now)s committed.") % {"now": self.money(now)}
        return _("We said %(then)s committed on %(day)s, we say %(now)s.") % {
            "then": self.money(start), "day": self.day(m.quarter), "now": self.money(now),
        }  # fmt: skip

    @property
    def totals(self) -> list[Total]:
        m = self.meeting
        rows = (
            (_("Won"), "won"),
            (_("Committed, with what is won"), "committed"),
            (_("Likely, with those"), "likely"),
            (_("All, with the pipeline"), "all"),
        )
        return [self._total(name, m.now, m.then, m.at_the_start, what) for name, what in rows]

    def _total(self, name: str, now: Forecast, then: Forecast, start: Forecast, what: str) -> Total:
        said, was = getattr(now, what), getattr(then, what)
        return Total(name, self.money(said), self.money(was), self.money(getattr(start, what)), self.gap(said - was))

    def gap(self, hundredths: int) -> str:
        """ "+£12,000", or nothing where nothing changed."""
        if hundredths == 0:
            return ""
        return ("+" if hundredths > 0 else "−") + self.money(abs(hundredths))

    @property
    def of_the_target(self) -> str:
        """How far it is to the target, as a sentence."""
        target, now = self.meeting.target, self.meeting.now
        if target is None:
            return _("No target is set for this quarter.")
        said = {"target": self.money(target), "gap": self.money(abs(target - now.committed))}
        if now.committed >= target:
            return _("The target is %(target)s: what is won and committed is %(gap)s above it.") % said
        return _("The target is %(target)s: what is won and committed is %(gap)s short of it.") % said

    @property
    def put_off(self) -> str:
        """How much was put off since last week."""
        pushed, slipped = self.meeting.put_off
        if not pushed:
            return _("No close date was put off since last week.")
        said = ngettext(
            "%(n)s close date was put off since last week, %(slipped)s of them into a later quarter.",
            "%(n)s close dates were put off since last week, %(slipped)s of them into a later quarter.",
            pushed,
        )
        return said % {"n": pushed, "slipped": slipped}

    def waiting(self, one: Person) -> str:
        """What is to be talked about with them, counted."""
        said = [
            (one.open.past, ngettext("%(n)s past", "%(n)s past", one.open.past)),
            (one.open.stepless, ngettext("%(n)s without a step", "%(n)s without a step", one.open.stepless)),
            (one.open.stuck, ngettext("%(n)s standing still", "%(n)s standing still", one.open.stuck)),
        ]
        return ", ".join(words % {"n": n} for n, words in said if n) or _("nothing waits")

    def tags(self, line: Line) -> Iterable[Tag]:
        if line.past:
            yield Tag(_("close date is past"), "missed")
        if line.row.next_step is None:
            yield Tag(_("no next step"), "late")
        elif line.stepless:
            yield Tag(_("next step is past"), "late")
        if line.stuck:
            yield Tag(_("%(n)s days in %(stage)s") % {"n": line.days, "stage": line.row.stage}, "late")
        if line.row.pushed:
            yield Tag(ngettext("put off once", "put off %(n)s times", line.row.pushed) % {"n": line.row.pushed}, "")

    def moves(self, one: Moved) -> list[str]:
        """What happened to it since last week, the oldest first."""
        return [self._move(movement) for movement in reversed(one.movements)]

    def _move(self, one: Movement) -> str:
        said = {"before": one.before, "after": one.after}
        match one.what:
            case What.OPENED:
                return _("new, in %(after)s") % said
            case What.STAGE:
                return _("from %(before)s to %(after)s") % said
            case What.WON:
                return _("won")
            case What.LOST:
                return _("lost, from %(before)s") % said
            case What.REOPENED:
                return _("reopened in %(after)s") % said
            case What.CATEGORY:
                return _("%(before)s, now %(after)s") % {
                    "before": showing.category(one.before), "after": showing.category(one.after),
                }  # fmt: skip
            case What.WORTH:
                return _("%(before)s, now %(after)s") % {
                    "before": self._worth(one.before), "after": self._worth(one.after),
                }  # fmt: skip
            case _:
                return self._dates(one)

    def _dates(self, one: Movement) -> str:
        said = {
            "before": self.day(date.fromisoformat(one.before)) if one.before else _("no close date"),
            "after": self.day(date.fromisoformat(one.after)) if one.after else _("none"),
        }
        if one.slipped:
            return _("slipped out of the quarter: closes %(after)s, not %(before)s") % said
        if one.pushed:
            return _("put off: closes %(after)s, not %(before)s") % said
        return _("closes %(after)s, not %(before)s") % said

    def _worth(self, text: str) -> str:
        return self.money(int(text)) if text else _("no amount")


def quarter_named(quarter: date) -> str:
    return _("Quarter %(n)s, %(year)s") % {"n": quarters.number(quarter), "year": quarter.year}
