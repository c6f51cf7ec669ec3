"""Lists that somebody wants again: saved under a name, for themselves or for everybody."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ingrain.people.models import Colleague
from ingrain.records.keep import UnableToSave
from ingrain.records.lists.asked import Asked
from ingrain.records.models import View


def views_for(colleague: Colleague, kind: str) -> QuerySet[View]:
    """Their own, and those that others share."""
    return View.objects.filter(Q(by=colleague) | Q(shared=True), kind=kind).select_related("by")


def save(asked: Asked, name: str, *, by: Colleague, shared: bool = False) -> View:
    """Keep a list under a name; one of theirs that is called so is replaced."""
    called = " ".join(name.split())[:100]
    if not called:
        raise UnableToSave(_("Give the view a name, so that you find it again."))
    kept, _made = View.objects.update_or_create(
        by=by, kind=asked.kind.name, name=called, defaults={"asked": asked.as_kept, "shared": shared}
    )
    return kept


def forget(number: int, *, by: Colleague) -> None:
    """Throw one of their own away."""
    if not View.objects.filter(pk=number, by=by).delete()[0]:
        raise UnableToSave(_("This view isn't there any more, or it is somebody else's."))
