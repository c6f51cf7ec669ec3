"""Cells, bars and sparklines for the templates. Here lives drawing; what a cell says lives in the method."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ingrain.method.cells import Cell

register = template.Library()
WIDE, HIGH = 30, 12


@register.simple_tag
def bar(met: int, late: int, missed: int, name: str = "bar") -> SafeString:
    """Followed, late and missed as parts of a bar."""
    asked = met + late + missed
    parts, left = [], 0.0
    for kind, number in (("met", met), ("late", late), ("missed", missed)):
        width = 100 * number / asked if asked else 0
        if number:
            parts.append((kind, f"{left:.4g}", f"{width:.4g}"))
        left += width
    drawn = format_html_join("", '<rect class="{}" x="{}" width="{}" height="8"/>', parts)
    return format_html(
        '<svg class="{}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">{}</svg>', name, drawn
    )


@register.simple_tag
def spark(cells: Sequence[Cell]) -> SafeString:
    """The share followed, week by week, oldest first; a week without anything asked is a gap."""
    points = [
        (place * WIDE / max(1, len(cells) - 1), 1 + (HIGH - 2) * (1 - cell.met / cell.asked))
        for place, cell in enumerate(cells)
        if cell.asked
    ]
    if len(points) < 3:
        return SafeString("")
    told = " ".join(f"{x:.3g},{y:.3g}" for x, y in points)
    return format_html(
        '<svg class="spark" viewBox="-1 0 {} {}" aria-hidden="true"><polyline points="{}"/></svg>', WIDE + 2, HIGH, told
    )
