"""What is live: since when each area of a manual is judged for each team, as the method's Company takes it."""

from dataclasses import replace

from ingrain.editions.models import Document
from ingrain.method.company import Company
from ingrain.method.events import Instant


def with_live_dates(company: Company, document: Document) -> Company:
    """The company, with what is live of this manual."""
    live: dict[tuple[str | None, str | None], Instant | None] = {}
    for team, area, since in document.live_dates.values_list("team__name", "area", "since"):
        live[team, area or None] = None if since is None else company.calendar.start(since)
    return replace(company, live=live)
