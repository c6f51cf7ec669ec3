"""`ingrain`: which command was meant, and what to say when it can't be done.

Each command lives in a module of its own, which is imported when that command is asked for: much is behind some of
them. Nothing is decided here but the exit code: 0 done, 1 something came out otherwise, 2 bad input, 130 stopped by the
keyboard, 143 stopped by the system.
"""

import argparse
import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import NoReturn

from ingrain.telling.words import _

DOORS = {
    "start": ("ingrain.cli.start", "add_to"),
    "backup": ("ingrain.cli.keep", "add_backup_to"),
    "restore": ("ingrain.cli.keep", "add_restore_to"),
    "rebuild": ("ingrain.cli.rebuild", "add_rebuild_to"),
    "verify": ("ingrain.cli.rebuild", "add_verify_to"),
    "check": ("ingrain.cli.check", "add_to"),
    "manual": ("ingrain.cli.manual", "add_to"),
    "run": ("ingrain.cli.run", "add_run_to"),
    "sample": ("ingrain.cli.run", "add_sample_to"),
}
"""Command -> the module that is its door, and what there says which options it has."""

SAID = {
    "ingrain.cli.opening": "UnableToOpen",
    "ingrain.logs.report": "UnableToReadLog",
    "ingrain.cli.case_file": "UnableToReadCases",
    "ingrain.method.calendar": "UnableToKeepTime",
}
"""What goes wrong for a reason that one sentence tells. Anything else is a fault of ours and shows itself."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
STOPPING = (signal.SIGINT, signal.SIGTERM)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the exit code."""
    with _signals() as caught:
        try:
            code = _answered(sys.argv[1:] if argv is None else argv)
        except BaseException as error:
            # Whatever was interrupted may have made an error of its own out of it.
            if not caught and not isinstance(error, KeyboardInterrupt):
                raise
            return _stopped(caught[0] if caught else signal.SIGINT)
        return _stopped(signal.SIGTERM) if signal.SIGTERM in caught else code


@contextmanager
def _signals() -> Iterator[list[int]]:
    """The signals that came and ended what was going on. Who starts us may have said that one is to be ignored."""
    caught: list[int] = []

    def stop(number: int, _frame: object) -> None:
        caught.append(number)
        raise KeyboardInterrupt

    before = {}
    if threading.current_thread() is threading.main_thread():
        ours = [number for number in STOPPING if signal.getsignal(number) is not signal.SIG_IGN]
        before = {number: signal.signal(number, stop) for number in ours}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stopped(number: int) -> int:
    print(_("Stopped."), file=sys.stderr)
    return 128 + number


def _answered(argv: Sequence[str]) -> int:
    _never_stumble_over_a_letter()
    try:
        parsed = parser(next((word for word in argv if not word.startswith("-")), None)).parse_args(argv)
        code: int = parsed.door(parsed)
        sys.stdout.flush()
        return code
    except _kinds({"ingrain.method.text": "UnableToReadManual"}) as wrong:
        found = (wrong.problems, wrong.name, wrong.remarks)  # type: ignore[attr-defined]
        told: str = import_module("ingrain.cli.manual").problems_told(*found)
        print(told, file=sys.stderr)
        return 2
    except _kinds(SAID) as wrong:
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


def _kinds(named: dict[str, str]) -> tuple[type[Exception], ...]:
    """These exceptions, of the modules that are there: nothing else can have raised them."""
    return tuple(getattr(sys.modules[module], name) for module, name in named.items() if module in sys.modules)


def _never_stumble_over_a_letter() -> None:
    """A terminal of another encoding shows ? where it lacks a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


# --- what can be asked ------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without all that could have been asked."""

    def error(self, message: str) -> NoReturn:
        of_a_value = message.startswith("argument ")
        sentence = message.removeprefix("argument ")
        sentence = sentence if of_a_value else f"{sentence[:1].upper()}{sentence[1:]}"
        more = "" if of_a_value else " " + _("See %s --help.") % self.prog
        self.exit(2, f"{sentence.rstrip('.')}.{more}\n")


class _Version(argparse.Action):
    """Says which version this is: to find out costs more than to ask for anything else."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        version: str = import_module("importlib.metadata").version("ingrain")
        print(f"ingrain {version}")
        parser.exit()


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """What can be asked, with the options of this command."""
    top = _Parser(
        prog="ingrain",
        description=_("A usage manual in plain English, checked against what really happened."),
        epilog=_("Begin with: ingrain start --sample"),
    )
    top.add_argument("--version", action=_Version, nargs=0, help=_("say which version this is"))
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    helps = {
        "start": _("start Ingrain here, with its pages and its worker"),
        "backup": _("write everything that is kept into one file"),
        "restore": _("bring everything back from such a file"),
        "rebuild": _("hold every manual against everything once more"),
        "verify": _("say whether the journal is as it was written"),
        "check": _("hold a log against a manual"),
        "manual": _("check a manual, list the forms of rules, try worked cases"),
        "run": _("make the sample company, check it, show the scorecard, serve the report"),
        "sample": _("make the sample company: its log, its manual, what was planted"),
    }
    for name, told in helps.items():
        asked = commands.add_parser(name, help=told)
        if name == command:
            module, add = DOORS[name]
            getattr(import_module(module), add)(asked)
    return top
