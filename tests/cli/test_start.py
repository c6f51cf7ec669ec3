"""Ingrain as people start it: processes of its own, a folder of its own, killed and started again."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

INGRAIN = Path(sys.executable).with_name("ingrain")
PATIENCE = 300.0  # a limit for what hangs: a busy machine takes a minute to make the sample company


def environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("INGRAIN_", "DJANGO_", "DATABASE_", "COV"))}
    return {**kept, "INGRAIN_DATA": str(data)}


def asked(data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(INGRAIN), *command], env=environment(data), capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def started(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Ingrain, running, and its address; stopped as the system would stop it."""
    port = free_port()
    command = [str(INGRAIN), "start", "--port", str(port), *options]
    process = subprocess.Popen(
        command, env=environment(data), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def answered(address: str) -> str:
    """The page at an address, once there is one."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                page: str = answer.read().decode()
                return page
        except OSError:
            assert time.monotonic() < until, f"nothing answers at {address}"
            time.sleep(0.1)


def children(process: subprocess.Popen[str], what: str) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(process.pid), "-f", what], capture_output=True, text=True, check=False)
    return [int(number) for number in found.stdout.split()]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample company in it."""
    data = tmp_path_factory.mktemp("sample")
    with started(data, "--sample") as (_process, address):
        answered(f"{address}/sign-in/login/")
    return data


@pytest.fixture(scope="module")
def backup(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    file = tmp_path_factory.mktemp("backup") / "kept.tar.gz"
    done = asked(sample, "backup", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    return file


@pytest.fixture(scope="module")
def restored(backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the backup was brought back."""
    back = tmp_path_factory.mktemp("restored") / "back"
    done = asked(back, "restore", str(backup))
    assert (done.returncode, done.stderr) == (0, "")
    return back


def entries(data: Path) -> int:
    with closing(sqlite3.connect(data / "ingrain.sqlite3")) as database:
        found: int = database.execute("SELECT count(*) FROM journal_entry").fetchone()[0]
        return found


def test_it_starts_with_the_sample_company_and_says_where_it_is_and_how_to_sign_in(sample: Path) -> None:
    with started(sample, "--sample") as (process, address):
        page = answered(f"{address}/sign-in/login/")
        assert process.stdout is not None
        said = process.stdout.readline() + process.stdout.readline()
    assert address in said
    assert "ingrid.sorensen@calder.example" in said
    assert "sample company" in page
    assert entries(sample) > 20_000


def test_pages_that_are_killed_are_started_again(sample: Path) -> None:
    with started(sample) as (process, address):
        answered(f"{address}/sign-in/login/")
        [first] = children(process, "granian")
        os.kill(first, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while children(process, "granian") in ([first], []):
            assert time.monotonic() < until
            time.sleep(0.1)
        assert "Sign in" in answered(f"{address}/sign-in/login/")


def group(leader: int) -> list[int]:
    """The processes that one started, itself among them."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [row.split() for row in told.splitlines()]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == leader and not state.startswith("Z")]


def test_pages_and_worker_end_when_their_supervisor_is_killed(sample: Path) -> None:
    with started(sample) as (process, address):
        answered(f"{address}/sign-in/login/")
        leaders = [*children(process, "granian"), *children(process, "ox_worker")]
        assert len(leaders) == 2
        process.kill()
        until = time.monotonic() + PATIENCE
        while left := [number for leader in leaders for number in group(leader)]:
            assert time.monotonic() < until, f"{left} go on without anybody"
            time.sleep(0.1)


def test_a_process_without_the_systems_signal_ends_by_its_pipe_and_takes_along_what_it_started(tmp_path: Path) -> None:
    """As on a system that isn't Linux; the module neither heeds the request to end nor looks after its own child."""
    (tmp_path / "deaf.py").write_text(
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print('ready', flush=True)\n"
        "time.sleep(600)\n"
    )
    watched, held = os.pipe()
    start = (
        "import sys; sys.platform = 'other'; from ingrain.cli import minded; minded.PATIENCE = 0.2; "
        f"sys.argv = ['minded', '{watched}', 'deaf']; minded.main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", start], cwd=tmp_path, text=True, stdout=subprocess.PIPE, pass_fds=[watched],
        start_new_session=True,
    )  # fmt: skip
    os.close(watched)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    assert process.poll() is None
    os.close(held)
    process.communicate(timeout=PATIENCE)
    assert group(process.pid) == []


def test_a_taken_port_is_said(sample: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = asked(sample, "start", "--port", port)
    assert done.returncode == 2
    assert done.stderr == f"Port {port} is taken: say another one with --port.\n"


def test_a_backup_comes_back_whole(sample: Path, backup: Path, restored: Path) -> None:
    with tarfile.open(backup) as packed:
        assert {"about.json", "ingrain.sqlite3", "secret"} <= set(packed.getnames())
    assert entries(restored) == entries(sample)
    assert (restored / "secret").read_text() == (sample / "secret").read_text()
    assert asked(restored, "verify").stdout == "The journal is as it was written.\n"


def test_nothing_is_overwritten_by_a_backup_or_by_restoring_one(sample: Path, backup: Path) -> None:
    assert "is there already" in asked(sample, "backup", str(backup)).stderr
    assert "holds a database already" in asked(sample, "restore", str(backup)).stderr


@pytest.mark.parametrize("damage", ["half", "text", "missing"])
def test_a_bad_backup_is_refused_in_a_sentence_and_leaves_nothing(backup: Path, tmp_path: Path, damage: str) -> None:
    file, back = tmp_path / "kept.tar.gz", tmp_path / "back"
    whole = backup.read_bytes()
    {"half": lambda: file.write_bytes(whole[: len(whole) // 2]), "text": lambda: file.write_text("no backup"),
     "missing": lambda: None}[damage]()  # fmt: skip
    done = asked(back, "restore", str(file))
    assert done.returncode == 2
    assert re.search(r"(no backup of Ingrain|can't be read as a backup)", done.stderr)
    assert not (back / "ingrain.sqlite3").exists()


def test_a_backup_of_an_empty_folder_is_refused(tmp_path: Path) -> None:
    done = asked(tmp_path / "nothing", "backup", str(tmp_path / "kept.tar.gz"))
    assert done.returncode == 2
    assert "holds no database of Ingrain" in done.stderr


def test_a_changed_entry_is_found_by_verify(restored: Path, tmp_path: Path) -> None:
    back = Path(shutil.copytree(restored, tmp_path / "back"))
    with closing(sqlite3.connect(back / "ingrain.sqlite3")) as database:
        database.execute("UPDATE journal_entry SET actor = 'somebody' WHERE sequence = 17")
        database.commit()
    done = asked(back, "verify")
    assert done.returncode == 1
    assert "Entry 17 of the journal is not as it was written." in done.stdout


def test_rebuilding_comes_out_as_it_stood(sample: Path, restored: Path, tmp_path: Path) -> None:
    back = Path(shutil.copytree(restored, tmp_path / "back"))
    done = asked(back, "rebuild")
    assert done.returncode == 0
    assert re.fullmatch(r"From lead to sale at Calder: [\d,]+ obligations\.\n", done.stdout)
    assert set(stands(sample)) <= set(stands(back))


def stands(data: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "ingrain.sqlite3")) as database:
        return database.execute("SELECT rule, record, responsible, triggered FROM monitor_standing").fetchall()
