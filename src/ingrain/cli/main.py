"""`ingrain`: which command was meant, and what to say when it can't be done.

Each command lives in a module of its own. Nothing is decided here but the exit code: 0 done, 1 something came out
otherwise, 2 bad input, 130 stopped by the keyboard.
"""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from ingrain.cli import check, manual, run
from ingrain.cli.case_file import UnableToReadCases
from ingrain.cli.opening import UnableToOpen
from ingrain.cli.words import _
from ingrain.logs import UnableToReadLog
from ingrain.method.calendar import UnableToKeepTime
from ingrain.method.text import UnableToReadManual

SAID = (UnableToOpen, UnableToReadLog, UnableToReadCases, UnableToKeepTime)
"""What goes wrong for a reason that one sentence tells. Anything else is a fault of ours and shows itself."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the exit code."""
    _never_stumble_over_a_letter()
    parsed = parser().parse_args(argv)
    try:
        code: int = parsed.door(parsed)
        sys.stdout.flush()
        return code
    except UnableToReadManual as wrong:
        print(manual.problems_told(wrong.problems), file=sys.stderr)
        return 2
    except SAID as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever was reading has read enough. Nothing more can be said there, not even by Python at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        print(_("There is no room left to write: %s.") % error.strerror, file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return 130


def _never_stumble_over_a_letter() -> None:
    """A terminal of another encoding shows ? where it lacks a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def parser() -> argparse.ArgumentParser:
    """What can be asked."""
    top = argparse.ArgumentParser(
        prog="ingrain",
        description=_("A usage manual in plain English, checked against what really happened."),
        epilog=_("Begin with: ingrain run"),
    )
    top.add_argument("--version", action="version", version=f"ingrain {version('ingrain')}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for door in (check, manual, run):
        door.add_to(commands)
    return top
