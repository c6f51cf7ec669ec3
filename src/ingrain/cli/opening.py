"""A log and a manual, opened for each other: the manual tells how the log is to be read, the log gives its words back.

Here lives the order in which the two are read. What is wrong with either is said by those who read them.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ingrain.cli.log_words import LogWords
from ingrain.engine.store import Store
from ingrain.logs import Log, Options, open_log
from ingrain.logs.delimited import DelimitedLog
from ingrain.logs.entries import UnableToReadEntry
from ingrain.logs.json_lines import company_of
from ingrain.logs.log import zone_named
from ingrain.logs.parquet import ParquetLog
from ingrain.method.calendar import Calendar
from ingrain.method.company import Company
from ingrain.method.events import Instant
from ingrain.method.manual import Header, Manual
from ingrain.method.text import Problem, UnableToReadManual, header_in, read_manual
from ingrain.method.vocabulary import Vocabulary
from ingrain.telling.words import _, listed, several

type Progress = Callable[[int, int], None]

LARGEST_MANUAL = 20_000_000
RULE = "Within 1 working day of being created, a lead has a call."


class UnableToOpen(Exception):
    """A file that can't be opened or an answer that can't be given. The text is a sentence that says what to do."""


@dataclass(frozen=True)
class Told:
    """What the person at the door says about the log, beyond what it and the manual say themselves."""

    record: str | None = None
    zone: str | None = None
    columns: Mapping[str, str] | None = None
    dates: Literal["day first", "month first"] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    now: Instant | None = None
    company: Company | None = None


@dataclass(frozen=True)
class Opened:
    """What a check needs. warnings: what the manual's author should think about; remarks: about how it was read."""

    manual: Manual
    vocabulary: Vocabulary
    company: Company
    store: Store
    log: Log
    warnings: tuple[Problem, ...]
    remarks: tuple[str, ...]

    def close(self) -> None:
        """Forget the log."""
        self.store.close()


def manual_text(path: Path) -> str:
    """The text of a manual. Raises UnableToOpen."""
    try:
        if path.stat().st_size > LARGEST_MANUAL:
            raise UnableToOpen(_("%s is too large for a manual: is it the log?") % path)
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnableToOpen(_("There is no file %s.") % path) from None
    except IsADirectoryError:
        raise UnableToOpen(_("%s is a folder: name the manual in it.") % path) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnableToOpen(_("%s, line %d: this is not UTF-8: save the manual as UTF-8.") % (path, line)) from None
    except OSError as error:
        raise UnableToOpen(_("%s can't be read: %s.") % (path, error.strerror)) from None
    if not text.strip():
        raise UnableToOpen(
            _("%s is empty: write the manual in it, beginning with its title, as in “# Selling”.") % path
        )
    return text


def company_told(path: Path) -> Company:
    """The company that a file describes, as the first line of our own form does. Raises UnableToOpen."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        where = (path, error.lineno, error.colno)
        raise UnableToOpen(_("%s, line %d, column %d: this is no JSON: write an object.") % where) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnableToOpen(_("%s can't be read: %s.") % (path, getattr(error, "strerror", "it is not UTF-8"))) from None
    told = told.get("company", told) if isinstance(told, dict) else told
    try:
        return company_of(told)
    except UnableToReadEntry as wrong:
        raise UnableToOpen(f"{path}: {wrong}") from None


def open_both(log_path: Path, manual_path: Path, told: Told, progress: Progress | None = None) -> Opened:
    """The log and the manual. Raises UnableToOpen, UnableToReadLog and UnableToReadManual. To be closed."""
    text = manual_text(manual_path)
    header = header_in(text)
    log = log_for(header, log_path, told)
    log.progress = progress
    with ExitStack() as unless_read:
        store = Store()
        unless_read.callback(store.close)
        words = LogWords()
        store.take_in(words.watching(log))
        reading = read_manual(text, words.vocabulary(log))
        if reading.manual is None:
            raise UnableToReadManual(reading.errors, manual_path.name, tuple(log.report.sentences()))
        if not any(reading.manual.judged()):
            raise UnableToOpen(_("%s has no rule that can be judged: write one, as in “- %s”.") % (manual_path, RULE))
        if log.company and told.company:
            raise UnableToOpen(_("%s says itself who its company is: leave --company out.") % log_path)
        company = told.company or log.company or Company(calendar=Calendar(zone=log.options.zone))
        company = replace(company, machines=company.machines | frozenset(reading.manual.header.machines))
        remarks = tuple(_remarks(log, told, header))
        unless_read.pop_all()
    return Opened(reading.manual, reading.vocabulary, company, store, log, reading.problems, remarks)


def words_of_log(log_path: Path, text: str) -> tuple[Vocabulary, tuple[str, ...]]:
    """The words for reading this text as a manual about this log, and what was odd about the log."""
    log, words = log_for(header_in(text), log_path, Told()), LogWords()
    for _batch in words.watching(log):
        pass
    return words.vocabulary(log), tuple(log.report.sentences())


def log_for(header: Header, path: Path, told: Told) -> Log:
    """The log, opened as the manual's header and the person at the door say."""
    if not path.exists():
        raise UnableToOpen(_("There is no file %s.") % path)
    zone = told.zone or header.zone or (told.company.calendar.zone if told.company else "UTC")
    zone_named(zone)
    record = told.record or header.records or "case"
    return open_log(path, Options(record, zone, told.columns, told.dates, told.encoding, told.delimiter, told.now))


def _remarks(log: Log, told: Told, header: Header) -> Iterable[str]:
    if unused := _unused(log, told):
        told_of = several(
            "%s was not used: this log has no use for it.",
            "%s were not used: this log has no use for them.",
            len(unused),
        )
        yield told_of % listed(unused)
    zone = told.zone or header.zone
    if log.company is None and told.company is None and zone is None:
        yield _("Neither the manual nor the command names a time zone: days are those of UTC.")
    if log.company is not None and zone and zone != log.company.calendar.zone:
        kept = log.company.calendar.zone
        yield _("The log says that its company keeps the time of %s; %s is not used.") % (kept, zone)


def _unused(log: Log, told: Told) -> list[str]:
    """The options that were given and that a log of this form has no use for."""
    of_tables = {"--columns": told.columns, "--dates": told.dates}
    of_texts = {"--encoding": told.encoding, "--delimiter": told.delimiter}
    match log:
        case DelimitedLog():
            useless: dict[str, object] = {}
        case ParquetLog():
            useless = {**of_texts}
        case _:
            useless = {**of_tables, **of_texts}
    if log.own_form:
        useless = {"--record": told.record, **useless}
    return [name for name, said in useless.items() if said]
