"""A check as one HTML file that can be mailed: no script, no request, each person's figures links to their records."""

from collections.abc import Mapping

from ingrain.cli.answer import Answer
from ingrain.cli.report.detail import Limits, shown_records
from ingrain.cli.report.figures import Behind, Place, behind_the_cells
from ingrain.cli.report.page import written

LARGEST = 2_400_000
"""Bytes: what still goes through a mail server, with room for its encoding."""

SIZES = (
    *(Limits(25, 30, 60), Limits(12, 16, 30), Limits(8, 12, 20), Limits(5, 10, 12), Limits(3, 8, 8), Limits(1, 4, 0)),
    *(Limits(25, 30, 60, everyone=False), Limits(8, 12, 20, everyone=False)),
    Limits(8, 12, 20, everyone=False, names=False),
)
"""From the most to the least that is shown. The last may be larger: then it is the people who are so many."""


def report_of(answer: Answer) -> str:
    """The report, with as many records as go into a file of that size."""
    behind = behind_the_cells(answer)
    sizes = [limits for limits in SIZES if _at_least(behind, limits) < LARGEST] or [SIZES[-1]]
    stories = answer.stories(shown_records(behind, sizes[0]))
    told = ""
    for limits in sizes:
        told = written(answer, behind, limits, stories)
        if len(told.encode("utf-8")) <= LARGEST:
            break
    return told


def _at_least(behind: Mapping[Place, Behind], limits: Limits) -> int:
    """Fewer bytes than the records alone will take, so that nothing is written that is sure to be too large."""
    if not limits.everyone:
        return 0
    records = sum(min(count, limits.records) for known in behind.values() for _, count in known.rules())
    names = sum(known.named for known in behind.values()) if limits.names else 0
    return 350 * records + 12 * names + 700 * len(behind)
