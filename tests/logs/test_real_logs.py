"""Real logs, where they lie beside the checkout: what is in them, how fast they are read, and in how much memory."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from tests.logs.build import shared, written, xes, xes_event, xes_trace

from ingrain.logs import Options, open_log
from ingrain.logs.columns import events_in

PEAK = """
import resource, sys
from ingrain.logs import open_log
log = open_log(sys.argv[1])
rows = sum(batch.num_rows for batch in log.batches())
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def rows_and_peak(path: Path) -> tuple[int, int]:
    """The rows of a log and the most memory, in MB, that a process of its own takes to read it."""
    answer = subprocess.run([sys.executable, "-c", PEAK, path], capture_output=True, text=True, check=True)
    rows, peak = answer.stdout.split()
    return int(rows), int(peak)


def test_the_loan_applications() -> None:
    log = open_log(shared("bpic2012.xes.gz"), Options(record="application", zone="Europe/Amsterdam"))
    batches = list(log.batches())
    assert log.report.events == sum(batch.num_rows for batch in batches) == 262_200
    assert list(log.report.sentences()) == []
    table = pa.Table.from_batches(batches)
    assert pc.count_distinct(table["record"]).as_py() == 13_087
    people = {count["values"]: count["counts"] for count in pc.value_counts(table["by"]).to_pylist()}
    assert (people["112"], people[None], len(people)) == (45_687, 18_010, 69)
    assert set(pc.unique(table["transition"]).to_pylist()) == {"SCHEDULE", "START", "COMPLETE"}
    first = next(events_in(batches[0]))
    assert first.record == "application/173688"
    assert first.values == {"REG_DATE": "2011-10-01T00:38:44.546000", "AMOUNT_REQ": "20000"}


@pytest.mark.parametrize(
    ("name", "events", "cases", "people"),
    [("bpic2013_incidents.xes.gz", 65_533, 7_554, 1_440), ("helpdesk_italian.xes.gz", 21_348, 4_580, 22)],
)
def test_the_other_logs(name: str, events: int, cases: int, people: int) -> None:
    table = pa.Table.from_batches(list(open_log(shared(name)).batches()))
    assert (table.num_rows, pc.count_distinct(table["record"]).as_py()) == (events, cases)
    assert pc.count_distinct(table["by"]).as_py() == people


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    rows = "".join(f"{case},step {n},2026-11-09T10:00:00Z,ana,7\n" for case in range(1000) for n in range(20))
    head = "case,activity,time,user,amount\n"
    small = rows_and_peak(written(tmp_path / "small.csv", head + rows * 2))
    large = rows_and_peak(written(tmp_path / "large.csv", head + rows * 12))
    assert (small[0], large[0]) == (40_000, 240_000)
    assert large[1] < small[1] + 150, "MB"

    events = "".join(xes_event(name=f"step {n}") for n in range(20))
    small = rows_and_peak(written(tmp_path / "small.xes", xes(*(xes_trace(str(n), events) for n in range(1_000)))))
    large = rows_and_peak(written(tmp_path / "large.xes", xes(*(xes_trace(str(n), events) for n in range(4_000)))))
    assert (small[0], large[0]) == (20_000, 80_000)
    assert large[1] < small[1] + 60, "MB"
