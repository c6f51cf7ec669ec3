"""Lines of obligations for the templates, with what their records are called and why they stand as they do."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from ingrain.editions.models import Document
from ingrain.monitor.behind import Line
from ingrain.web.telling import Teller

register = template.Library()
SHOWN = 40
"""So many lines stand on a page; the others are counted. Whoever they are about sees all of them."""

WORDS = {"due": _("due"), "met": _("followed"), "late": _("late"), "missed": _("missed"), "void": _("void"),
         "unknown": _("unknown")}  # fmt: skip


@register.simple_tag
def person(teller: Teller, key: str | None) -> str:
    """A person as shown."""
    return teller.name(key)


@register.inclusion_tag("ingrain/lines.html")
def told_lines(teller: Teller, lines: Sequence[Line], document: Document, *, own: bool = False) -> dict[str, Any]:
    """Obligations, each a link to its record's story."""
    shown = lines if own else lines[:SHOWN]
    stories = teller.stories(shown)
    told = [
        {
            "record": line.obligation.record,
            "label": teller.label(line.obligation.record, stories[line.obligation.record]),
            "when": teller.when(line),
            "why": teller.why(line, stories[line.obligation.record]),
            "state": line.state.value,
            "word": WORDS[line.state.value],
            "standing": line.standing,
            "objection": line.objection,
        }
        for line in shown
    ]
    return {"lines": told, "more": len(lines) - len(shown), "document": document, "own": own}
