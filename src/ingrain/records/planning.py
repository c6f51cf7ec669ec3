"""Planning from the calendar: something at an hour or for a day, with whoever is called what was typed."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from ingrain.method.events import Instant, Value
from ingrain.people.directory import calendar
from ingrain.records import doing
from ingrain.records.access import Desk
from ingrain.records.days import on_the_wall
from ingrain.records.fields import CUSTOMERS
from ingrain.records.finding import search
from ingrain.records.folding import PEOPLE, as_person_sorted, as_sorted
from ingrain.records.keep import UnableToSave
from ingrain.records.models import STANDING, Activity, Kept

OFFERED = 10


def plan(
    kind: str,
    about: list[Kept],
    subject: str,
    day: date,
    hours: tuple[Instant, Instant] | None,
    *,
    by: Desk,
    at: Instant,
) -> Activity:
    """Put it on somebody's own list. hours: from when to when; None for some time on that day."""
    if not subject and not about:
        raise UnableToSave(_("Write a word about it, so that you know tomorrow what it was."))
    values: dict[str, Value] = {"subject": subject, "due date": day.isoformat()}
    if hours is not None:
        begins, ends = hours
        if ends <= begins:
            raise UnableToSave(_("It would end before it begins. Say a later end."))
        if ends - begins > doing.LONGEST:
            raise UnableToSave(_("Nothing here lasts longer than a week. Say an earlier end."))
        values = {
            "subject": subject,
            "start": on_the_wall(begins, calendar()),
            "end": on_the_wall(ends, calendar()),
        }
    return doing.plan(kind, about, values, by=by, at=at)


def offered(said: str, desk: Desk, *, region: str | None) -> list[tuple[str, str]]:
    """Whom it could be about: (what is typed, what is shown). By number where a name says it of several, or of none."""
    hits = search(said, desk, region=region, kinds=CUSTOMERS, limit=OFFERED)
    titles = [hit.title.casefold() for hit in hits]
    return [
        (
            hit.record if hit.kind == "lead" or titles.count(hit.title.casefold()) > 1 else hit.title,
            ", ".join(filter(None, (hit.title, hit.line))),
        )
        for hit in hits
    ]


def called(said: str, desk: Desk) -> list[Kept]:
    """The record of this name, or number in the journal, of those that may be read; none where nothing was typed."""
    text = " ".join(said.split())
    if not text:
        return []
    kind, _slash, number = text.partition("/")
    found: list[Kept] = []
    for name, one in CUSTOMERS.items():
        which = Q(sort=as_person_sorted(text) if name in PEOPLE else as_sorted(text))
        if name == kind and number.isdecimal() and len(number) < 18:
            which |= Q(pk=int(number))
        found += one.model._default_manager.filter(desk.readable(name), STANDING, which).order_by("pk")[:2]
    if len(found) > 1:
        raise UnableToSave(_("Several are called %(said)s. Choose one from the list.") % {"said": text})
    if not found:
        raise UnableToSave(
            _("Nobody and nothing here is called %(said)s. Choose from the list, or leave it empty.") % {"said": text}
        )
    return found
