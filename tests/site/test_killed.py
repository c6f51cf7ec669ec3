"""kill -9 at random moments: what was confirmed is there, nothing is half there, and what stands is right."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROUNDS = 50 if os.environ.get("INGRAIN_EXAM") == "1" else 2

BEGIN = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.firm import firm, manual
from tests.site.killed_work import work_off
manual(firm()["ingrid"])
work_off(at=0)
"""
LOOK = """
import django; django.setup()
from ingrain.editions.models import Document
from ingrain.journal import follow, read
from ingrain.journal.models import Batch, Entry
from ingrain.monitor import watch
from ingrain.monitor.models import Standing
from ingrain.monitor.standings import FIELDS
import ingrain.site.wiring
from tests.site.killed_work import asked, work_off
AT = 1_793_613_600_000_000 + 90 * 24 * 3_600_000_000
assert read.unbroken() is None, "the chain is broken"
hidden = set(Batch.objects.filter(shown=None).values_list("pk", flat=True))
assert not [e for e in read.visible().filter(batch__in=hidden)], "something of half a batch shows"
[document] = Document.objects.all()
assert asked().count() == document.editions.count(), "an edition is published, and nobody is asked to judge by it"
work_off(at=AT)
follow.catch_up(at=AT)
watch.fallen_due(AT)
def stands():
    return sorted(map(repr, Standing.objects.values_list("edition_id", *FIELDS)))
bit_by_bit = stands()
watch.judge_all(document, at=AT)
whole = stands()
amiss = [sorted(set(one) - set(other))[:3] for one, other in ((bit_by_bit, whole), (whole, bit_by_bit))]
assert whole == bit_by_bit, f"what stands is not what judging everything says: {len(bit_by_bit)} {len(whole)} {amiss}"
print("whole")
"""


def python(data: Path, *command: str) -> subprocess.Popen[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("INGRAIN_", "DJANGO_", "DATABASE_"))}
    told = {"INGRAIN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "ingrain.site.settings", "PYTHONPATH": os.getcwd()}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *command], env={**kept, **told}, text=True, stdout=pipe, stderr=pipe)


def done(data: Path, script: str) -> str:
    out, complaint = python(data, "-c", script).communicate(timeout=1800)
    assert not complaint, complaint
    return out.strip()


def confirmed(data: Path, said: list[str]) -> None:
    """Everything that a killed process had confirmed is there."""
    with closing(sqlite3.connect(data / "ingrain.sqlite3")) as database:
        for line in said:
            match line.split():
                case ["batch", number]:
                    query, key = "SELECT count(*) FROM journal_batch WHERE id = ? AND shown IS NOT NULL", number
                case ["edition", number]:
                    query, key = "SELECT count(*) FROM editions_edition WHERE number = ?", number
                case [number]:
                    query, key = "SELECT count(*) FROM journal_entry WHERE sequence = ?", number
                case _:
                    pytest.fail(f"“{line}” confirms nothing")
            assert database.execute(query, [key]).fetchone() == (1,), f"{line} was confirmed and is lost"


@pytest.mark.exam
def test_nothing_confirmed_is_lost_and_nothing_half_visible(tmp_path: Path) -> None:
    done(tmp_path, BEGIN)
    rng, heard = random.Random(20261124), 0
    for turn in range(ROUNDS):
        doing = ["write", "follow", ("bring-in", "publish", "write")[turn % 3]]
        running = [python(tmp_path, str(HERE / "killed_child.py"), what, str(turn + 1)) for what in doing]
        assert running[0].stdout is not None
        first = running[0].stdout.readline()  # by then it is at work, however slow the machine
        time.sleep(rng.uniform(0.1, 3.0))
        for process in running:
            process.send_signal(signal.SIGKILL)
        ends = [process.communicate() for process in running]
        assert not any(complaint for _told, complaint in ends), [complaint[-2000:] for _told, complaint in ends]
        told = [out.rpartition("\n")[0] for out, _complaint in ends]
        said = [first.strip(), *(line for lines in told for line in lines.splitlines())]
        confirmed(tmp_path, said)
        heard += len(said)
    assert heard > ROUNDS, "hardly anything was confirmed, so that hardly anything was tried"
    assert done(tmp_path, LOOK) == "whole"
