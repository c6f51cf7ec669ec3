"""Where a store lies: in a folder of its own that goes with it, and at the latest when the next one is made."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ingrain.engine.store import Store

HOLD = "from ingrain.engine.store import Store; store = Store(); print(store.folder, flush=True); input()"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def held() -> tuple[subprocess.Popen[str], Path]:
    """A process that holds a store, and the store's folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


@pytest.mark.skipif(os.name != "posix", reason="processes are asked for elsewhere in another way")
def test_the_store_of_a_process_that_was_killed_goes_when_the_next_is_made() -> None:
    process, folder = held()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert folder.exists()
    Store().close()
    assert not folder.exists()


def test_the_store_of_a_process_that_lives_stays() -> None:
    process, folder = held()
    Store().close()
    assert (folder / "store.duckdb").exists()
    process.communicate("\n")
    assert not folder.exists()


def test_what_somebody_else_called_alike_stays(place: Path) -> None:
    (place / "ingrain-of-mine").mkdir()
    (place / "ingrain-1x-2").mkdir()
    Store().close()
    assert {"ingrain-of-mine", "ingrain-1x-2"} <= {path.name for path in place.iterdir()}
