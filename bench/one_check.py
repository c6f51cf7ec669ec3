"""Measures: one whole check, from Parquet to cells."""

import sys
import time
from pathlib import Path

from measured import COMPANY, WORDS, answer, batches, cpu, ten_rules

from ingrain.engine.check import check

log, folder = map(Path, sys.argv[1:])
began, wall = cpu(), time.perf_counter()
kept = folder / "store"
found = check(ten_rules(), batches(log), COMPANY, vocabulary=WORDS, closed=True, folder=kept)
disk = sum(path.stat().st_size for path in kept.rglob("*") if path.is_file()) >> 20
answer(events=found.log.events, cpu=cpu() - began, wall=time.perf_counter() - wall, disk=disk)
