"""A check as one HTML file that can be mailed: no script, no request, every figure a link to its records."""

from ingrain.cli.answer import Answer
from ingrain.cli.report.detail import Limits
from ingrain.cli.report.figures import behind_the_cells
from ingrain.cli.report.page import written

LARGEST = 1_900_000
"""Bytes: what still goes through a mail server, with room for its encoding."""

SIZES = (Limits(25, 30, 60), Limits(12, 16, 30), Limits(8, 12, 20), Limits(5, 10, 12), Limits(3, 8, 8), Limits(1, 4, 0))


def report_of(answer: Answer) -> str:
    """The report, with as many records as go into a file of that size."""
    behind = behind_the_cells(answer)
    told = ""
    for limits in SIZES:
        told = written(answer, behind, limits)
        if len(told.encode("utf-8")) <= LARGEST:
            break
    return told
