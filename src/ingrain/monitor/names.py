"""A name in a log is found to be a colleague's, or isn't theirs after all; the log's figures follow."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.connect.models import Joined
from ingrain.connect.names import names_in
from ingrain.editions.models import Document
from ingrain.journal.models import Batch
from ingrain.journal.write import append
from ingrain.method.calendar import DAY
from ingrain.method.events import Event, Instant
from ingrain.monitor.logs import judge_anew
from ingrain.monitor.models import Judged
from ingrain.monitor.periods import HEAD_START
from ingrain.people.models import Colleague, Role


class UnableToJoin(Exception):
    """Why a name can't be somebody's, as a sentence."""


def join(log: Batch, names: Mapping[str, Colleague], *, by: Colleague, at: Instant) -> int:
    """From now on these names are these colleagues; how many are new. Whoever it is about sees it on their page."""
    if not by.holds(Role.LEAD):
        raise UnableToJoin(_("Only the adoption lead says whose the names in a log are."))
    there = set(names_in(log))
    with transaction.atomic():
        known = set(Joined.objects.select_for_update().filter(log=log).values_list("name", flat=True))
        fresh = {name: one for name, one in names.items() if name not in known}
        for name, one in fresh.items():
            if name not in there:
                raise UnableToJoin(_("“%(name)s” isn't in this log.") % {"name": name})
            if one.kind != "human":
                raise UnableToJoin(_("%(name)s is no person.") % {"name": one})
        Joined.objects.bulk_create(Joined(log=log, name=n, colleague=one, by=by, at=at) for n, one in fresh.items())
        told = [{"name": name, "who": one.key} for name, one in fresh.items()]
        append(Event(0, f"log/{log.pk}", "join name", at, at, by.key, values) for values in told)
        if fresh:
            judge_anew(log)
    return len(fresh)


def part(one: Joined, *, by: Colleague, at: Instant) -> None:
    """It was somebody else: the name is the log's own again."""
    if not by.holds(Role.LEAD):
        raise UnableToJoin(_("Only the adoption lead says whose the names in a log are."))
    with transaction.atomic():
        if Joined.objects.filter(pk=one.pk).delete()[0]:
            told = {"name": one.name, "who": one.colleague.key}
            append([Event(0, f"log/{one.log_id}", "part name", at, at, by.key, told)])
            judge_anew(one.log)


def not_yet(document: Document, *, at: Instant) -> frozenset[str]:
    """Colleagues whose figures in a log nobody else sees yet: they have them for a day first, as everywhere."""
    if document.log_id is None:
        return frozenset()
    judged = Judged.objects.filter(document=document).values_list("at", flat=True).first() or at
    found = Joined.objects.filter(log=document.log_id).values_list("colleague__key", "at")
    return frozenset(key for key, since in found if at < max(since, judged) + HEAD_START * DAY)
