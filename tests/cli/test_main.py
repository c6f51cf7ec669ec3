"""The door of all doors: what is imported, how it is stopped, and what it says of words that can't be meant."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Ask


def heeding() -> None:
    """Ctrl-C is heeded, also where whoever runs the tests was put into the background and doesn't."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


MAIN = "import sys; from ingrain.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize("words", [("--version",), ("--help",)])
def test_what_is_not_asked_for_is_not_imported(words: tuple[str, ...]) -> None:
    ran = [sys.executable, "-X", "importtime", "-c", MAIN, *words]
    told = subprocess.run(ran, capture_output=True, text=True)
    assert told.returncode == 0
    assert not any(heavy in told.stderr for heavy in ("duckdb", "pyarrow", "rich", "ingrain.method"))


def test_every_command_stands_in_the_help(ask: Ask) -> None:
    told = ask("--help").out
    assert all(f"\n    {command} " in told for command in ("check", "manual", "run", "sample"))


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nothing is stopped by a signal")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_stops_it_with_a_word_and_leaves_nothing_behind(
    company: tuple[Path, Path], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    log, manual = company
    waiting = f"""
import os, signal, sys
from ingrain.cli import check, main
def stopped(*_, **__):
    os.kill(os.getpid(), {int(number)})
    raise RuntimeError("interrupted")
check.check_stored = stopped
sys.exit(main.main(["check", {str(log)!r}, "--manual", {str(manual)!r}]))
"""
    places = {**os.environ, "TMPDIR": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", waiting], capture_output=True, text=True, env=places, preexec_fn=heeding
    )
    assert (told.returncode, told.stderr) == (code, "Stopped.\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nothing is stopped by a signal")
def test_a_signal_while_modules_are_imported_stops_it_with_a_word() -> None:
    early = """
import os, signal, sys
from ingrain.cli import main
def door(name):
    os.kill(os.getpid(), signal.SIGINT)
main.import_module = door
sys.exit(main.main(["check", "--help"]))
"""
    told = subprocess.run([sys.executable, "-c", early], capture_output=True, text=True, preexec_fn=heeding)
    assert (told.returncode, told.stderr) == (130, "Stopped.\n")
