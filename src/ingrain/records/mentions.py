"""Where somebody was named with @: a list, the newest first, and that they have looked."""

from ingrain.method.events import Instant
from ingrain.people.models import Colleague
from ingrain.records.access import Desk
from ingrain.records.models import Mention

SHOWN = 50


def mentions(desk: Desk, *, before: int | None = None) -> list[Mention]:
    """Where the viewer was named, in what they may read."""
    asked = Mention.objects.filter(colleague=desk.viewer, activity__deleted=None)
    if before is not None:
        asked = asked.filter(pk__lt=before)
    found = asked.select_related("activity__owner", "by").order_by("-pk")[: SHOWN + 1]
    return [one for one in found if desk.may_read(one.activity)]


def unseen(colleague: Colleague) -> int:
    """How often somebody was named since they looked, up to a hundred."""
    return len(Mention.objects.filter(colleague=colleague, seen=None).values_list("pk")[:100])


def looked(colleague: Colleague, *, at: Instant) -> None:
    """They have seen where they were named."""
    Mention.objects.filter(colleague=colleague, seen=None).update(seen=at)
