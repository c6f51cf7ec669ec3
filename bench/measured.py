"""What the measurements share: the log, the manual, and the clock of a process."""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingrain.engine.arranging import arrange
from ingrain.engine.check import setting_of
from ingrain.engine.store import Store
from ingrain.engine.timeline import Timeline
from ingrain.method.calendar import Calendar
from ingrain.method.company import Company
from ingrain.method.manual import Manual
from ingrain.method.text import read_manual
from ingrain.method.vocabulary import CRM, Vocabulary

HERE = Path(__file__).resolve().parent
RECORD = "case"
COMPANY = Company(calendar=Calendar(zone="Europe/Amsterdam"))
WORDS: Vocabulary = CRM.with_log(RECORD, None)


def ten_rules() -> Manual:
    manual = read_manual((HERE / "ten_rules.md").read_text(encoding="utf-8"), WORDS).manual
    assert manual is not None
    return manual


def batches(log: Path) -> Iterator[pa.RecordBatch]:
    """The log in Parquet, group by group: read in one go, Arrow would keep what it has read until the end."""
    with pq.ParquetFile(log) as file:
        for group in range(file.num_row_groups):
            yield from file.iter_batches(65_536, row_groups=[group])


def stored(log: Path, folder: Path, manual: Manual) -> Timeline:
    """The log taken in and arranged, as --closed has it."""
    store = Store(folder / "store")
    store.take_in(batches(log))
    return arrange(store, setting_of(manual, COMPANY, at=store.last(), vocabulary=WORDS, closed=True))


def cpu() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def least(work: Callable[[], Any], times: int = 3) -> float:
    """CPU seconds of the quickest of several turns: what the work costs when nothing disturbs it."""
    found = []
    for _ in range(times):
        began = cpu()
        work()
        found.append(cpu() - began)
    return min(found)


def answer(**found: Any) -> None:
    """Say what was measured, and the most memory that it took."""
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump({**found, "rss": rss}, sys.stdout)
