"""Renaming a team: not while a published sentence names it, since an edition never changes."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.editions.models import Edition
from ingrain.method.events import Instant
from ingrain.method.text import UnableToReadManual, manual_of
from ingrain.people import teams
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague, Team


def rename(team: Team, name: str, *, by: Colleague, at: Instant) -> None:
    """Raises UnableToSetUp where an edition could then not be read as it was meant."""
    before = [(edition, edition.manual) for edition in Edition.objects.select_related("document__log")]
    with transaction.atomic():
        old = team.name
        teams.rename(team, name, by=by, at=at)
        for edition, manual in before:
            try:
                same = manual_of(edition.text, edition.document.words) == manual
            except UnableToReadManual:
                same = False
            if not same or _names(edition, old):
                raise UnableToSetUp(
                    _(
                        "%(team)s is named in %(edition)s, and what was published stays as it is. Add a team of the "
                        "new name, move everybody there, and dissolve this one."
                    )
                    % {"team": old, "edition": edition}
                )


def _names(edition: Edition, team: str) -> bool:
    """Whether a sentence says "in team NAME"."""
    named = re.compile(rf"\bteam\s+[“\"]?{re.escape(team)}(?!\w)", re.IGNORECASE)
    return any(named.search(rule.sentence) for _area, _step, rule in edition.manual.judged())
