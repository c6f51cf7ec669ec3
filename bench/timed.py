"""What is asked of a page that is timed, and how: the same for ours and for another's, so that the two compare."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

TIMES = 30
ASKED = ("brah", "kestrel", "0113 496 0", "swaledale dai", "sorens", "mar", "wh", "nursries", "leeds pack", "donnely")


def measured(visit: Callable[[], int]) -> tuple[float, float]:
    """Median and p95 in milliseconds, after three that don't count."""
    for _ in range(3):
        status = visit()
        assert status == 200, f"the page answers {status}"
    times = []
    for _ in range(TIMES):
        began = perf_counter()
        status = visit()
        ended = getattr(visit, "ended", perf_counter())
        times.append((ended - getattr(visit, "began", began)) * 1_000)
        assert status == 200, f"the page answers {status}"
    times.sort()
    return round(median(times), 1), round(times[int(0.95 * len(times))], 1)
