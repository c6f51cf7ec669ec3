"""How quick the journal and the monitor are with a real log: writing, reading back, exporting, judging, counting.

    .venv/bin/python bench/journal.py LOG MANUAL

It works in the database of DATABASE_URL (PostgreSQL's own work is counted where it runs here), or in an SQLite in a
folder that is thrown away. Printed, and not part of `make bench`: the figures depend on the database as much as on this
code.
"""

# ruff: noqa: E402 (the settings come first)

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("INGRAIN_DATA", tempfile.mkdtemp(prefix="ingrain-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingrain.site.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from work import work_done

from ingrain.editions.models import Document
from ingrain.editions.publish import publish
from ingrain.journal import read, write
from ingrain.journal.models import Batch
from ingrain.logs import Options, open_log
from ingrain.monitor import grid, watch
from ingrain.people.models import Colleague


def timed[T](what: str, work: Callable[[], T], count: int = 0) -> T:
    worked, began = work_done(), perf_counter()
    found = work()
    seconds = perf_counter() - began
    cpu = work_done() - worked
    rate = f", {count / seconds:,.0f} a second" if count else ""
    print(f"{what:32} {seconds:7.2f} s ({cpu:.2f} s of work){rate}", flush=True)
    return found


def main(log: Path, manual: Path) -> None:
    call_command("migrate", verbosity=0)
    print(connection.vendor)
    lead = Colleague.objects.filter(key="bench").first() or Colleague.objects.join(key="bench", name="Bench")
    opened = open_log(log, Options(record="application"))
    events = timed("reading the log", lambda: list(opened.events()))
    batch = Batch.objects.create(name=log.name, log=True, begun=0)
    timed("writing", lambda: list(write.append_batch(events, {}, batch)), len(events))
    names = {e.do.strip('"') for e in events} | {f"{e.do.strip('"')}+{e.transition}" for e in events if e.transition}
    fields = {name for e in events for name in e.values}
    batch.words = {"record": "application", "names": sorted(names), "fields": sorted(fields)}
    batch.shown, batch.last = 1, max(e.recorded for e in events)
    batch.save()
    timed("reading back", lambda: sum(1 for _ in read.events(batch)), len(events))
    timed("the same as columns", lambda: sum(b.num_rows for b in read.batches(batch)), len(events))
    timed("the same record by record", lambda: sum(1 for _ in read.by_record(batch)), len(events))
    timed("checking the chain", read.unbroken, len(events))
    document = Document.objects.create(title="", owner=lead, log=batch, draft=manual.read_text(encoding="utf-8"))
    publish(document, by=lead, at=1, revision=1)
    document = Document.objects.select_related("log").get(pk=document.pk)
    kept = timed("judging and counting", lambda: watch.judge_all(document, at=1))
    print(f"{kept:,} obligations")
    timed("showing the grid", lambda: grid.grid(document))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
