"""How quick what stands follows the journal: records judged again after an event, in a journal of 2.6 million events.

    .venv/bin/python bench/following.py [COPIES]

The sample company's half year, so many times over with fresh names (104: 2.6 million events), judged by its own manual.
It works in the database of DATABASE_URL, or in an SQLite in INGRAIN_DATA, which is thrown away where it isn't given.
"""

# ruff: noqa: E402 (the settings come first)

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import batched
from random import Random
from statistics import median
from time import perf_counter

kept = ExitStack()
if "INGRAIN_DATA" not in os.environ:
    os.environ["INGRAIN_DATA"] = kept.enter_context(tempfile.TemporaryDirectory(prefix="ingrain-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingrain.site.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from measured import answer
from work import work_done

from ingrain.editions.models import Document
from ingrain.journal import follow, write
from ingrain.journal.models import Entry
from ingrain.method.calendar import HOUR
from ingrain.method.events import Event, Instant
from ingrain.monitor import watch
from ingrain.monitor.models import Standing
from ingrain.people.models import Firm
from ingrain.sample import Sample, make_company
from ingrain.site.sample import furnish

COPIES = 104
MINUTE = HOUR // 60
ONE_BY_ONE, MANY, TURNS = 200, 1_000, 5


def main(copies: int) -> None:
    call_command("migrate", verbosity=0)
    sample = make_company()
    if not Firm.objects.exists():
        furnish(sample)
        say(f"writing {copies} copies")
        for some in batched(replicated(sample, copies), write.AT_ONCE):
            write.append(some)
    if not Standing.objects.exists():
        say("judging everything")
        watch.judge_all(Document.objects.get(), at=sample.at)
    measure(sample)


def replicated(sample: Sample, copies: int) -> Iterator[Event]:
    """Every copy has records of its own; the people are the same."""
    events = list(sample.events)
    for copy in range(copies):
        for e in events:
            if e.recorded <= sample.at and e.occurred <= sample.at:
                yield replace(e, record=f"{e.record}-{copy}", links=tuple(f"{other}-{copy}" for other in e.links))


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def measure(sample: Sample) -> None:
    rng = Random(7)
    follow.catch_up(at=sample.at + MINUTE)
    last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
    single = []
    for turn in range(ONE_BY_ONE):
        at = sample.at + (turn + 1) * MINUTE
        touch(rng, last, 1, at)
        single.append(timed_catch_up(at))
    many = []
    for turn in range(TURNS):
        at = sample.at + (ONE_BY_ONE + turn + 1) * MINUTE
        touch(rng, last, MANY, at)
        many.append(timed_catch_up(at))
    walls, works = zip(*single, strict=True)
    answer(
        database=connection.vendor, events=last, touched=MANY,
        single={"wall": median(walls), "work": median(works), "slow": sorted(walls)[ONE_BY_ONE * 95 // 100]},
        many={"wall": median(wall for wall, _ in many), "work": median(work for _, work in many)},
    )  # fmt: skip


def touch(rng: Random, last: int, many: int, at: Instant) -> None:
    """What happened before happens again, to so many records: each as likely as its share in all that happened."""
    again: dict[str, Event] = {}
    while len(again) < many:
        found = Entry.objects.filter(pk=rng.randrange(1, last)).values_list("record", "did", "actor", "held__fields")
        for record, did, actor, fields in found:
            again[record] = Event(0, record, did, at, at, actor, json.loads(fields) if fields else {})
    write.append(again.values())


def timed_catch_up(at: Instant) -> tuple[float, float]:
    """Seconds on the clock, and of work."""
    worked, began = work_done(), perf_counter()
    follow.catch_up(at=at)
    return perf_counter() - began, work_done() - worked


if __name__ == "__main__":
    with kept:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else COPIES)
