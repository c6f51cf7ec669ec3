"""What a list says of itself: its heading as a sentence, and what to do where there is nothing."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.people.models import Colleague
from ingrain.records.lists import Asked
from ingrain.records.lists.asked import ALL, MINE, NOBODY, TEAM
from ingrain.records.lists.paging import COUNTED


def heading(asked: Asked, viewer: Colleague, number: int | None, colleagues: dict[str, Colleague]) -> str:
    """ "214 opportunities of yours." number: how many there are, if that is known."""
    what = str(asked.kind.plural).lower() if number != 1 else str(asked.kind.label).lower()
    whose = _whose(asked, viewer, colleagues)
    if number is None:
        return _("%(what)s %(whose)s that fit.") % {"what": what.capitalize(), "whose": whose}
    if number > COUNTED:
        many = number_format(COUNTED, force_grouping=True)
        return _("More than %(n)s %(what)s %(whose)s.") % {"n": many, "what": what, "whose": whose}
    if number == 0:
        return _("No %(what)s %(whose)s.") % {"what": what, "whose": whose}
    said = ngettext("One %(what)s %(whose)s.", "%(n)s %(what)s %(whose)s.", number)
    return said % {"n": number_format(number, force_grouping=True), "what": what, "whose": whose}


def _whose(asked: Asked, viewer: Colleague, colleagues: dict[str, Colleague]) -> str:
    who = asked.whose(viewer)
    if who in (MINE, viewer.key):
        return _("of yours")
    if who == TEAM:
        return _("in your team")
    if who == NOBODY:
        return _("of nobody")
    if who == ALL or who not in colleagues:
        return _("that you may read")
    return _("of %(name)s") % {"name": colleagues[who].name}
