"""Who lives by a manual, for the pages: each team, with how many people, and since when."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from ingrain.editions.live import with_live_dates
from ingrain.editions.models import Document
from ingrain.method.company import ALWAYS, NEVER_YET
from ingrain.method.events import Instant
from ingrain.method.manual import Manual
from ingrain.people.directory import directory
from ingrain.people.models import Team
from ingrain.telling.words import figure


@dataclass(frozen=True)
class Living:
    """One team. tone: the colour of what is said of it. since: what is said in full."""

    team: Team
    people: int
    tone: str
    told: str

    @property
    def name(self) -> str:
        return f"{self.team.name}, {figure(self.people, _('person'), _('people'))}"


def lives_by(document: Document, manual: Manual, *, at: Instant) -> list[Living]:
    """The teams that there are, in alphabetical order; nobody lives by a log's manual."""
    if document.log is not None:
        return []
    company = with_live_dates(directory(), document)
    found = []
    for team in Team.objects.filter(dissolved=None):
        people = team.colleagues.filter(is_active=True, kind="human").count()
        since = [company.live_since(area.title, team.name) for area in manual.areas]
        found.append(Living(team, people, *_told(since, at, company.calendar.day)))
    return found


def _told(since: list[Instant], at: Instant, day: object) -> tuple[str, str]:
    """ "live", "live in 5 of 6 areas", "from 4 January", "planned"."""
    live = [one for one in since if one <= at]
    if len(live) == len(since) and live:
        return "met", _("live")
    if live:
        return "met", _("live in %(some)s of %(all)s areas") % {"some": len(live), "all": len(since)}
    coming = min((one for one in since if one < NEVER_YET), default=None)
    if coming is None or not callable(day):
        return "", _("not yet")
    return "due", _("from %s") % formats.date_format(day(coming), "j F")


def since_told(document: Document, manual: Manual, team: Team) -> str | None:
    """ "2 November": since when all areas that are live have been live for a team; None where that differs."""
    company = with_live_dates(directory(), document)
    since = {company.live_since(area.title, team.name) for area in manual.areas} - {NEVER_YET}
    if len(since) != 1 or (one := since.pop()) == ALWAYS:
        return None
    return str(formats.date_format(company.calendar.day(one), "j F Y"))
