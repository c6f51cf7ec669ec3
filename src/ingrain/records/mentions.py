"""Who is named with @, where somebody was: a list, the newest first, and that they have looked."""

import re

from ingrain.method.events import Instant
from ingrain.people.models import Colleague
from ingrain.records.access import Desk
from ingrain.records.models import Mention
from ingrain.records.surroundings import Surroundings

SHOWN = 50
KEY = re.compile(r"@([\w.+-]*\w)")


def named_in(text: str, around: Surroundings) -> list[Colleague]:
    """The colleagues whom a text names, as @ruth.adeyemi or as @Ruth Adeyemi; none are read where there is no @."""
    if "@" not in text:
        return []
    said = [rest.casefold() for rest in text.split("@")[1:]]
    keys = {key.casefold() for key in KEY.findall(text)}
    return [
        one
        for key, one in around.colleagues.items()
        if key.casefold() in keys or any(_begins(rest, one.name.casefold()) for rest in said)
    ]


def _begins(text: str, name: str) -> bool:
    """Whether a text begins with a whole name."""
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


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
