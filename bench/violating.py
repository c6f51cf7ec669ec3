"""Measures: the violating records of ten rules against a bare scan, and what all their obligations cost."""

import sys
from pathlib import Path

from measured import answer, least, stored, ten_rules

from ingrain.engine.verdicts import hold
from ingrain.engine.violations import violating_counts, violating_records

TEMPLATES = (
    "existence", "init", "absence", "response", "precedence", "chainresponse", "responded_existence", "noncoexistence",
)  # fmt: skip

log, folder = map(Path, sys.argv[1:])
manual = ten_rules()
timeline = stored(log, folder, manual)
columns = folder / "columns.parquet"
sql = timeline.store.sql
sql.execute(f"COPY (SELECT record, entry, moment, code, doer FROM events) TO '{columns}' (COMPRESSION zstd)")
every = f"SELECT sum(record), sum(entry), sum(moment), sum(code), sum(doer) FROM '{columns}'"
scan = least(lambda: sql.execute(every).fetchall())
violating = least(lambda: violating_counts(manual, timeline))
obligations = least(lambda: hold(timeline, manual))
records = {}
if timeline.store.size[0] < 1_000_000:
    found = violating_records(manual, timeline)
    records = {t: sorted(name.partition("/")[2] for name in found[n]) for n, t in enumerate(TEMPLATES, 1)}
answer(events=timeline.store.size[0], scan=scan, violating=violating, obligations=obligations, records=records)
