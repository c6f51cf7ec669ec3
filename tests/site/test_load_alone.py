"""A load has the database to itself: it is refused while somebody works there; killed half way it leaves nothing."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.site.test_killed import done, python

BEGIN = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.firm import firm
firm()
"""
LOAD = """
import django; django.setup()
from ingrain.site.load import load
load(20_000, at=1_795_000_000_000_000, progress=lambda done: print(done, flush=True))
"""
ASKED = """
import sys
from ingrain.cli.main import main
sys.exit(main(["sample", "--contacts", "100"]))
"""
WRITE = """
import django; django.setup()
from tests.records.book import account
from ingrain.people.models import Colleague
print(account(Colleague.objects.get(key="ruth.adeyemi"), "Calder Mills").record)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("alone")
    done(data, BEGIN)
    return data


def made(data: Path) -> list[tuple[str, str]]:
    """What the database keeps: tables, indexes, triggers."""
    with closing(sqlite3.connect(data / "ingrain.sqlite3")) as database:
        return database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_a_load_that_is_killed_leaves_nothing_and_the_book_can_be_written_in(place: Path) -> None:
    before = made(place)
    loading = python(place, "-c", LOAD)
    assert loading.stdout is not None
    assert 0 < int(loading.stdout.readline()) < 2_000, "it ended before it could be killed"
    loading.send_signal(signal.SIGKILL)
    loading.communicate()
    assert done(place, WRITE) == "account/1"
    assert made(place) == before
    with closing(sqlite3.connect(place / "ingrain.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM records_account").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM records_contact").fetchone() == (0,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_load_is_refused_while_somebody_works_on_the_database(place: Path) -> None:
    with closing(sqlite3.connect(place / "ingrain.sqlite3")) as somebody:
        somebody.execute("BEGIN")
        somebody.execute("SELECT count(*) FROM records_account").fetchone()
        loading = python(place, "-c", ASKED)
        out, complaint = loading.communicate(timeout=120)
    assert loading.returncode != 0, out
    assert "Ingrain runs on this database: stop it first." in complaint
    assert "Traceback" not in complaint
