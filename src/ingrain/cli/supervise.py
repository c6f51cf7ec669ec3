"""Two processes under one supervisor: what dies is started again, and both end when it ends.

They end when it is killed too: each watches a pipe whose other end is held here alone (minded).
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from ingrain.telling.words import _

LOOKS_A_SECOND = 5
PATIENCE = 10.0
"""Seconds that a process may take to end by itself."""

DIES_AT_ONCE = 5
"""Deaths in a row, each within a few seconds of its start, after which starting again is no use."""

A_FEW_SECONDS = 5.0


class Kept:
    """One process that is kept alive: a module and what it is told, as after `python -m`."""

    def __init__(self, name: str, module: Sequence[str], pipe: int) -> None:
        self.name, self.pipe, self.deaths = name, pipe, 0
        self.command = [sys.executable, "-m", "ingrain.cli.minded", str(pipe), *module]
        self._start()

    def _start(self) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, pass_fds=[self.pipe])

    def look(self) -> None:
        """Start it again where it died; raise where that is no use."""
        code = self.process.poll()
        if code is None:
            return
        self.deaths = self.deaths + 1 if time.monotonic() - self.began < A_FEW_SECONDS else 1
        if self.deaths >= DIES_AT_ONCE:
            raise SystemExit(_("%s ends again and again (exit code %d): see what it said above.") % (self.name, code))
        print(_("%s ended (exit code %d) and is started again.") % (self.name, code), file=sys.stderr, flush=True)
        self._sweep()
        self._start()

    def _sweep(self) -> None:
        """End what it had started itself and left behind, which would hold on to the port."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._sweep()


def supervise(modules: Mapping[str, Sequence[str]], *, until_told: Callable[[], bool]) -> None:
    """Run these until the keyboard or the system ends us, however hard; then they end too.

    until_told: called again and again until it says that it has told what there is to tell.
    """
    told = False
    kept: list[Kept] = []
    watched, _held = os.pipe()  # never written to, and closed by nobody but the system when we end
    try:
        for name, module in modules.items():
            kept.append(Kept(name, module, watched))
        while True:
            time.sleep(1 / LOOKS_A_SECOND)
            for one in kept:
                one.look()
            told = told or until_told()
    finally:
        for one in kept:
            one.end()
        until = time.monotonic() + PATIENCE
        for one in kept:
            one.wait(until)
