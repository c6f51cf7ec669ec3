"""The small pictures of a report: the mark, bars and sparklines. SVG in the page; each stands beside its figures."""

from collections.abc import Sequence

from ingrain.cli.report.figures import Share
from ingrain.cli.report.html import Markup, el
from ingrain.method.cells import Cell, RuleCount

WIDE, HIGH = 30, 12


def mark() -> Markup:
    """Ingrain's mark: the grain of a tree."""
    return el(
        "svg",
        el("circle", cx=12, cy=12, r="10.5"),
        el("path", d="M12.9 18.4A6.5 6.5 0 1 1 17.6 10.9A4.4 4.4 0 1 1 9.6 13.6V12.6"),
        class_="mark",
        viewBox="0 0 24 24",
        aria_hidden="true",
    )


def bar(count: Cell | RuleCount, name: str = "bar") -> Markup:
    """Followed, late and missed as parts of a bar."""
    asked = count.met + count.late + count.missed
    parts, left = [], 0.0
    for kind, number in (("met", count.met), ("late", count.late), ("missed", count.missed)):
        width = 100 * number / asked if asked else 0
        if number:
            parts.append(el("rect", class_=kind, x=f"{left:.4g}", width=f"{width:.4g}", height=8))
        left += width
    return el("svg", parts, class_=name, viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true")


def sparkline(shares: Sequence[Share]) -> Markup | None:
    """The share followed, period by period, oldest first; a period without anything asked is a gap."""
    points = [
        (place * WIDE / max(1, len(shares) - 1), 1 + (HIGH - 2) * (1 - share.met / share.asked))
        for place, share in enumerate(shares)
        if share.asked
    ]
    if len(points) < 3:
        return None
    told = " ".join(f"{x:.3g},{y:.3g}" for x, y in points)
    return el(
        "svg",
        el("polyline", points=told),
        class_="spark",
        viewBox=f"-1 0 {WIDE + 2} {HIGH}",
        aria_hidden="true",
    )
