"""A process that ends when its supervisor is gone, however that ended: `python -m ingrain.cli.minded FD MODULE ...`.

Here lives noticing. FD is the reading end of a pipe whose other end the supervisor alone holds: at its end of file
nobody is there any more. Linux says it with a signal too, which comes even where the supervisor was killed before this
process could read.
"""

import ctypes
import os
import runpy
import signal
import sys
import threading
import time

PATIENCE = 10.0
"""Seconds that this process may take to end by itself."""

SIGNAL_WHEN_PARENT_DIES = 1
"""PR_SET_PDEATHSIG in Linux's <sys/prctl.h>."""


def minded(pipe: int) -> None:
    """From now on this process ends, with all that it started, once nobody holds the pipe's other end."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(SIGNAL_WHEN_PARENT_DIES, signal.SIGTERM)
    os.set_inheritable(pipe, False)
    threading.Thread(target=_end_with, args=[pipe], name="minded", daemon=True).start()


def _end_with(pipe: int) -> None:
    while os.read(pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main() -> None:
    pipe, module, *rest = sys.argv[1:]
    minded(int(pipe))
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
