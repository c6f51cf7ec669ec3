"""`ingrain check`: a log held against a manual, and the answer in the terminal, as CSV, JSON and a report.

Here lives the door: what was asked is parsed, one check is made, the answer is shown. How it looks lives in
scorecard.py, tables.py and report.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn
from rich.progress import Progress as ProgressBar

from ingrain.cli.answer import Answer
from ingrain.cli.counted import records_of
from ingrain.cli.opening import Opened, Told, UnableToOpen, company_told, open_both
from ingrain.cli.report import report_of
from ingrain.cli.scorecard import show
from ingrain.cli.screen import Screen
from ingrain.cli.tables import as_csv, as_json
from ingrain.engine.check import check_stored
from ingrain.engine.checked import Checked
from ingrain.engine.objectives import measured
from ingrain.engine.store import Progress
from ingrain.method.calendar import Calendar, instant_of
from ingrain.method.events import Instant
from ingrain.telling.words import _, long_day

ROLES = ("case", "activity", "time", "person", "transition")
OUTPUTS = ("csv", "json", "html", "records")
LEAST_HOURS = 5 / 60
"""One place: a queue without room for it would say that no place needs a look."""


def add_to(asked: argparse.ArgumentParser) -> None:
    """What can be asked of `ingrain check`."""
    asked.description = _("Holds a log against a manual: for each person and area, whether it is followed.")
    asked.set_defaults(door=door)
    asked.add_argument("log", type=Path, metavar="LOG", help=_("XES, XES.gz, CSV, Parquet or JSON Lines"))
    asked.add_argument("--manual", type=Path, required=True, metavar="MANUAL.md")
    asked.add_argument("--by", choices=("person", "area", "rule"), help=_("what the terminal tells in detail"))
    _add_judging(asked)
    _add_reading(asked)
    for kind in OUTPUTS[:3]:
        asked.add_argument(f"--{kind}", metavar="FILE", help=_("also as %s; - is the standard output") % kind.upper())
    asked.add_argument("--records", metavar="FILE.csv", help=_("every record behind the figures, with its state"))


def _add_judging(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--at", metavar="TIME", help=_("the moment of judging; otherwise the log's last event"))
    asked.add_argument("--closed", action="store_true", help=_("the last event of every record closes it"))
    asked.add_argument(
        "--days", type=_whole, default=usual().days, metavar="N", help=_("how many days are looked at (28)")
    )
    asked.add_argument(
        "--aim", type=_aim, default=usual().aim, metavar="N", help=_("the team's aim, N followed in 100 (80)")
    )
    asked.add_argument(
        "--hours", type=_hours, default=usual().hours, metavar="N", help=_("the hours there are for looking (2)")
    )


def _add_reading(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--record", metavar="NAME", help=_("what a case is called"))
    asked.add_argument(
        "--company", type=Path, metavar="FILE.json", help=_("people, teams, absences, holidays, go-live")
    )
    asked.add_argument("--time-zone", metavar="ZONE", help=_("of times that name none, as in Europe/London"))
    asked.add_argument("--columns", type=_columns, metavar="case=…,activity=…", help=_("of a table: role=column, …"))
    asked.add_argument("--dates", type=_dates, metavar="day-first|month-first", help=_("how 01/02/2026 is meant"))
    asked.add_argument("--encoding", metavar="NAME", help=_("of a text, as in cp1252"))
    asked.add_argument("--delimiter", metavar="SIGN", help=_("between the columns of a text"))


def door(asked: argparse.Namespace) -> int:
    """Check, and answer. 0: judged."""
    refuse_unwritable(asked)
    with on_the_way() as told:
        opened = open_both(asked.log, asked.manual, told_by(asked), told.reading)
        with closing(opened):
            answer = answer_of(opened, asked, asked.log.name, told.judging)
            write_all(answer, asked)
    if not any(getattr(asked, kind) == "-" for kind in OUTPUTS):
        show(answer, Screen(), by=asked.by)
    return 0


def usual() -> argparse.Namespace:
    """What is asked where nobody asks for anything in particular."""
    return argparse.Namespace(at=None, closed=False, days=28, aim=80.0, hours=2.0)


def answer_of(opened: Opened, asked: argparse.Namespace, log_name: str, progress: Progress | None = None) -> Answer:
    """The one call: the manual held against the log. The answer's details last until what was opened is closed."""
    log_days = _days_of(opened)
    checked = check_stored(
        opened.manual,
        opened.store,
        opened.company,
        at=moment(asked.at, opened.company.calendar) if asked.at else None,
        vocabulary=opened.vocabulary,
        closed=asked.closed,
        days=asked.days,
        progress=progress,
        clock=time.perf_counter,
    )
    return Answer(
        checked,
        opened.vocabulary,
        log_name,
        aim=asked.aim / 100,
        hours=asked.hours,
        remarks=(
            *checked.log.remarks,
            *_beyond(log_days, asked.at, checked),
            *opened.log.report.sentences(),
            *opened.remarks,
        ),
        warnings=opened.warnings,
        log_days=log_days,
        objectives=measured(opened.store, opened.manual, opened.company, opened.vocabulary, checked.look.at),
    )


def _days_of(opened: Opened) -> tuple[date, date] | None:
    first, last = next(iter(opened.store.rows("SELECT min(occurred), max(occurred) FROM log")))
    calendar = opened.company.calendar
    return None if first is None else (calendar.day(first), calendar.day(last))


def _beyond(log_days: tuple[date, date] | None, at: str | None, checked: Checked) -> Iterator[str]:
    """Where --at lies on a later day than the log's last event: nobody has told what was done in between."""
    if at and log_days and log_days[1] < checked.look.company.calendar.day(checked.look.at):
        told = _("The log ends on %s, and --at is later: whatever was done since then counts as not done.")
        yield told % long_day(log_days[1])


def told_by(asked: argparse.Namespace) -> Told:
    now = instant_of(datetime.now().astimezone())
    company = company_told(asked.company) if asked.company else None
    reading = (asked.record, asked.time_zone, asked.columns, asked.dates, asked.encoding, asked.delimiter)
    return Told(*reading, now, company)


# --- what was asked ---------------------------------------------------------------------------------------------------


def moment(text: str, calendar: Calendar) -> Instant:
    """The instant of --at: a time of the company's clock, or a day alone, which means its last moment."""
    try:
        if len(text) == len("2026-11-06"):
            return calendar.end(date.fromisoformat(text)) - 1
        return calendar.moment(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise UnableToOpen(_("--at %s is no time: write it as in 2026-11-30 or 2026-11-30T17:30.") % text) from None


def _columns(text: str) -> dict[str, str]:
    columns = dict(part.partition("=")[::2] for part in text.split(",") if part.strip())
    columns = {role.strip(): column.strip() for role, column in columns.items()}
    for role, column in columns.items():
        if role not in ROLES or not column:
            roles = ", ".join(ROLES)
            raise argparse.ArgumentTypeError(_("write role=column, …; the roles are %s") % roles)
    return columns


def _dates(text: str) -> str:
    order = text.strip().lower().replace("-", " ")
    if order not in ("day first", "month first"):
        raise argparse.ArgumentTypeError(_("“%s” is no order of dates: write day-first or month-first") % text)
    return order


def _whole(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 3660:
        raise argparse.ArgumentTypeError(_("%s is no number of days: write one from 1 to 3660") % text)
    return int(text)


def _aim(text: str) -> float:
    try:
        aim = float(text.removesuffix("%"))
    except ValueError:
        aim = -1.0
    if 0 < aim < 1 and not text.endswith("%"):
        told = _("%s would be less than one in 100: did you mean %s?")
        raise argparse.ArgumentTypeError(told % (text, f"{100 * aim:g}"))
    if not 0 < aim <= 100:
        raise argparse.ArgumentTypeError(_("%s is no aim: write a number above 0, up to 100") % text)
    return aim


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = -1.0
    if 0 <= hours < LEAST_HOURS:
        told = _("%s leaves no time for a single place, which takes five minutes: write a number from 0.1 to 10000")
        raise argparse.ArgumentTypeError(told % text)
    if not LEAST_HOURS <= hours <= 10_000:
        raise argparse.ArgumentTypeError(_("%s is no number of hours: write one from 0.1 to 10000") % text)
    return hours


# --- on the way -------------------------------------------------------------------------------------------------------


class OnTheWay:
    """What is said while somebody waits."""

    def __init__(self, progress: ProgressBar) -> None:
        self.progress = progress
        self.task = progress.add_task(_("Reading"), total=None)

    def reading(self, done: int, all_of_it: int) -> None:
        self.progress.update(self.task, completed=done, total=all_of_it or None)

    def judging(self, what: str, done: int, all_of_it: int) -> None:
        self.progress.update(self.task, description=_("Judging"), completed=done, total=all_of_it or None)


@contextmanager
def on_the_way() -> Iterator[OnTheWay]:
    """A bar on standard error, gone when it is over; nothing where nobody sees it."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=32), TaskProgressColumn())
    with ProgressBar(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield OnTheWay(progress)


# --- files ------------------------------------------------------------------------------------------------------------


def refuse_unwritable(asked: argparse.Namespace) -> None:
    """Say so before the work is done, not after it."""
    if sum(getattr(asked, kind) == "-" for kind in OUTPUTS) > 1:
        raise UnableToOpen(_("Only one of --csv, --json, --html and --records can be the standard output."))
    taken: dict[Path, str] = {}
    for kind in OUTPUTS:
        name = getattr(asked, kind)
        if name is None or name == "-":
            continue
        path = Path(name)
        if (other := taken.setdefault(path.resolve(), kind)) != kind:
            raise UnableToOpen(_("--%s and --%s name one file, %s: give each its own.") % (other, kind, name))
        if not path.parent.is_dir():
            raise UnableToOpen(_("--%s %s can't be written: there is no folder %s.") % (kind, name, path.parent))
        if path.is_dir():
            raise UnableToOpen(_("--%s %s can't be written: it is a folder.") % (kind, name))
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise UnableToOpen(_("--%s %s can't be written: you have no right to write there.") % (kind, name))
        if path.exists() and any(path.samefile(given) for given in (asked.log, asked.manual) if given.exists()):
            raise UnableToOpen(_("--%s %s would overwrite what is being checked.") % (kind, name))


def write_all(answer: Answer, asked: argparse.Namespace) -> None:
    for kind, make in (("csv", as_csv), ("json", as_json), ("html", report_of), ("records", records_of)):
        if name := getattr(asked, kind):
            write(make(answer), name, kind)


def write(text: str, name: str, kind: str) -> None:
    """To a file, or to the standard output where the name is -."""
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    try:
        Path(name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UnableToOpen(_("--%s %s can't be written: %s.") % (kind, name, error.strerror)) from None
