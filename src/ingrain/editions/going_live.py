"""Deciding since when an area is live for a team. Here lives the verb; what it means lives in the method's Company."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from ingrain.editions.models import Document, LiveDate
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.people.models import Colleague, Team

type Place = tuple[Team | None, str]
"""A team (None: every team) and an area ("": every area)."""


def dates(document: Document) -> dict[tuple[int | None, str], date | None]:
    """What was decided, by team and area; where nothing was, the place is missing."""
    return {(pk, area): since for pk, area, since in document.live_dates.values_list("team", "area", "since")}


def decide(document: Document, decided: Mapping[Place, date | str | None], *, by: Colleague, at: Instant) -> int:
    """Set live dates: a day, None for "not live yet", "" to take back what was decided; how many changed."""
    known, changed = dates(document), []
    with transaction.atomic():
        for (team, area), since in decided.items():
            key = (team.pk if team else None, area)
            if (key in known) == (since != "") and known.get(key) == (since or None):
                continue
            rows = LiveDate.objects.filter(document=document, team=team, area=area)
            rows.delete()
            if since != "":
                LiveDate.objects.create(document=document, team=team, area=area, since=since)
            values = {"team": team.name if team else "all", "area": area or "all", "since": _said(since)}
            changed.append(Event(0, f"manual/{document.pk}", "set live date", at, at, by.key, values))
        append(changed)
    return len(changed)


def _said(since: date | str | None) -> str:
    return since.isoformat() if isinstance(since, date) else "not decided" if since == "" else "not yet"
