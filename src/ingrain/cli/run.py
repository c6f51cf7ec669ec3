"""`ingrain run` and `ingrain sample`: the sample company, made, checked and shown.

Here lives the door. What happens in that company is made by ingrain.sample.
"""

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rich.text import Text

from ingrain.cli import check
from ingrain.cli.opening import Told, UnableToOpen, open_both
from ingrain.cli.report import report_of
from ingrain.cli.sample import write_company
from ingrain.cli.scorecard import show
from ingrain.cli.screen import Screen
from ingrain.cli.serve import serve, server_at
from ingrain.sample import LEAST_PEOPLE, LEAST_WEEKS
from ingrain.telling.words import _

PORT = 8765
MOST_PEOPLE, MOST_WEEKS = 2_000, 520


def add_run_to(ran: argparse.ArgumentParser) -> None:
    """What can be asked of `ingrain run`."""
    ran.set_defaults(door=run_door)
    ran.add_argument("--out", type=Path, default=Path("var"), metavar="DIR", help=_("where it is made (var)"))
    ran.add_argument(
        "--port",
        type=_between(1, 65_535),
        metavar="N",
        help=_("of the address; otherwise %d or the next free one") % PORT,
    )
    ran.add_argument("--no-serve", action="store_true", help=_("only write the report"))
    _add_making(ran)


def add_sample_to(made: argparse.ArgumentParser) -> None:
    """What can be asked of `ingrain sample`."""
    made.set_defaults(door=sample_door)
    where = made.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="DIR", help=_("write the company's files there"))
    told = _("instead: bring so many contacts, and what belongs to them, into the database")
    where.add_argument("--contacts", type=_between(10, 10_000_000), metavar="N", help=told)
    made.add_argument("--data", type=Path, metavar="DIR", help=_("where the database is (var, or INGRAIN_DATA)"))
    _add_making(made)


def _add_making(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--seed", type=_seed, default=7, metavar="N", help=_("another one is another company (7)"))
    asked.add_argument(
        "--people", type=_between(LEAST_PEOPLE, MOST_PEOPLE), default=24, metavar="N", help=_("how many (24)")
    )
    asked.add_argument(
        "--weeks", type=_between(LEAST_WEEKS, MOST_WEEKS), default=26, metavar="N", help=_("how long (26)")
    )


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("%s is no whole number") % text) from None


def _between(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(_("%s is no number from %d to %d") % (text, least, most))
        return int(text)

    return number


def _load(asked: argparse.Namespace) -> int:
    """The sample company's people, and a load of records of theirs."""
    from ingrain.cli.start import made_ready

    made_ready(asked.data, sample=True)
    from django.core.management import call_command
    from django.core.management.base import CommandError

    try:
        call_command("load", contacts=asked.contacts, seed=asked.seed)
    except CommandError as unable:
        raise UnableToOpen(str(unable)) from None
    return 0


def sample_door(asked: argparse.Namespace) -> int:
    """0: made."""
    if asked.contacts:
        return _load(asked)
    folder = _make(asked)
    print(_("%s: company.jsonl is the log, manual.md its manual, truth.json what was planted.") % folder)
    return 0


def _make(asked: argparse.Namespace) -> Path:
    folder: Path = asked.out
    try:
        write_company(folder, seed=asked.seed, people=asked.people, weeks=asked.weeks)
    except OSError as error:
        raise UnableToOpen(_("%s can't be written: %s.") % (folder, error.strerror)) from None
    return folder


def run_door(asked: argparse.Namespace) -> int:
    """0: shown, and served until the keyboard stops it."""
    console = Screen()
    if asked.port is not None and not asked.no_serve:
        server_at(asked.out / "report.html", asked.port, exactly=True).server_close()  # before all the work is done
    folder = _make(asked)
    report = folder / "report.html"
    with check.on_the_way() as told:
        opened = open_both(folder / "company.jsonl", folder / "manual.md", Told(), told.reading)
        with closing(opened):
            answer = check.answer_of(opened, check.usual(), "company.jsonl", told.judging)
            check.write(report_of(answer), str(report), "html")
    show(answer, console)
    console.print(Text(_("\nThe report is in %s.") % report))
    if asked.no_serve:
        return 0
    server = server_at(report, asked.port or PORT, exactly=asked.port is not None)
    serve(server, lambda address: print(_("Open %s (Ctrl-C ends it).") % address, flush=True))
    return 0
