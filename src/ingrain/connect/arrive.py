"""A file arrives: it is kept, opened, and shown as it would come in; and what is said of it is noted.

Here lives everything before the journal. Bringing it in lives in bring_in.py.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from secrets import token_hex
from typing import Any

from django.utils.translation import gettext as _

from ingrain.connect.models import Arrival, folder
from ingrain.logs import Log, Options, UnableToReadLog, open_log
from ingrain.logs.delimited import DelimitedLog
from ingrain.logs.headings import NEEDED, ROLES, guessed
from ingrain.logs.ocel import OcelLog
from ingrain.method.events import Event, Instant
from ingrain.method.text import header_in
from ingrain.method.vocabulary import CRM
from ingrain.people.directory import calendar
from ingrain.people.models import Colleague
from ingrain.telling.words import listed

SHOWN = 20
DATES = ("day first", "month first")
SEPARATORS = (",", ";", "tab", "|")
ENCODINGS = ("utf-8", "windows-1252", "iso-8859-15", "utf-16")
RECORD = re.compile(r"[a-z][a-z0-9_-]{0,39}")
SUFFIX = re.compile(r"\.(xes|xml|csv|tsv|tab|txt|parquet|jsonl|json|ndjson|jsonocel)(\.gz)?$", re.IGNORECASE)
FOR_THE_PAGE = (
    (": say --columns case=…,activity=…,time=…,person=… with the names of your columns", ": choose them here"),
    ("say --dates day-first or --dates month-first", "choose below which comes first"),
    ("say --delimiter", "choose the separator below"),
    ("say --encoding", "choose the encoding below"),
)
"""What the readers say of the command line, and how it is put on a page."""


class UnableToBringIn(Exception):
    """Why the log can't come in, as a sentence that says what to do."""


@dataclass(frozen=True)
class Preview:
    """How a log would come in. columns, roles: of a table; types: of objects, with their number. fault: why it can't.

    remarks: what the reader said of the beginning of the file, which is all that was read.
    """

    events: list[Event] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    type: str = ""
    is_text: bool = False
    fault: str = ""


def receive(
    chunks: Iterable[bytes], *, original: str, manual: str = "", by: Colleague, at: Instant
) -> Arrival:  # fmt: skip
    """Keep a file and look whether it is a log at all."""
    suffix = SUFFIX.search(original)
    file = f"{token_hex(12)}{suffix.group().lower() if suffix else ''}"
    path = folder() / file
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
        header = header_in(manual)
        told = {"record": header.records or "case", "zone": header.zone or calendar().zone}
        arrival = Arrival(
            name=SUFFIX.sub("", original)[:200] or _("A log"), original=original[:250], file=file,
            size=path.stat().st_size, by=by, at=at, told=told, manual=manual,
        )  # fmt: skip
        log = opened(arrival)
    except UnableToReadLog as unable:
        path.unlink(missing_ok=True)
        raise UnableToBringIn(for_the_page(str(unable), file, original)) from None
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UnableToBringIn(
            _("The file can't be kept here (%s): ask whoever runs this machine for room.") % (error.strerror or error)
        ) from None
    if isinstance(log, OcelLog) and not header.records:
        arrival.told["record"] = _as_record(log.case)
    arrival.save()
    return arrival


def opened(arrival: Arrival) -> Log:
    return open_log(arrival.path, options(arrival.told))


def options(told: Mapping[str, Any]) -> Options:
    """What the reader is told: record, zone, dates, encoding, delimiter, objects, and columns by their role."""
    columns = {role: told[role] for role in ROLES if role in told}
    return Options(
        record=told.get("record") or "case",
        zone=told.get("zone") or "UTC",
        columns=columns or None,
        dates=told.get("dates") or None,
        encoding=told.get("encoding") or None,
        delimiter=told.get("delimiter") or None,
        objects=told.get("objects") or None,
    )


def say(arrival: Arrival, said: Mapping[str, str], *, name: str) -> None:
    """Note what somebody chose for a log that isn't on its way yet."""
    if arrival.begun is not None:
        raise UnableToBringIn(_("This log is on its way already; what it is read as stays."))
    record = said.get("record", "").strip().lower()
    if not RECORD.fullmatch(record):
        raise UnableToBringIn(_("Call a case by one word in small letters, as in order or application."))
    if record in CRM.kinds:
        raise UnableToBringIn(_("“%s” is a word of the CRM: call a case otherwise, as in case or order.") % record)
    kept = {key: value.strip() for key, value in said.items() if key in ROLES or value}
    arrival.told, arrival.name = {**kept, "record": record}, name.strip()[:200] or arrival.name
    try:
        options(arrival.told).tz  # noqa: B018 (asked whether there is such a zone)
    except UnableToReadLog as unable:
        raise UnableToBringIn(str(unable)) from None
    arrival.save(update_fields=["told", "name"])


def preview(arrival: Arrival) -> Preview:
    """How the beginning of the file would come in."""
    columns: list[str] = []
    roles: dict[str, str] = {}
    types: dict[str, int] = {}
    chosen, is_text = "", False
    events: list[Event] = []
    remarks: list[str] = []
    fault = ""
    try:
        log = opened(arrival)
        is_text = isinstance(log, DelimitedLog)
        if isinstance(log, OcelLog):
            types, chosen = log.types, log.case
        columns = log.columns()
        roles = guessed(columns, log.options.columns)
        if columns and (missing := [role for role in NEEDED if not roles.get(role)]):
            return Preview(columns=columns, roles=roles, is_text=is_text, fault=_which(missing))
        events = list(islice(log.events(), SHOWN))
        remarks = [for_the_page(each, arrival.file, arrival.original) for each in log.report.sentences()]
    except UnableToReadLog as unable:
        fault = for_the_page(str(unable), arrival.file, arrival.original)
    return Preview(events, remarks, columns, roles, types, chosen, is_text, fault)


def _which(missing: list[str]) -> str:
    return _("Which column says the %s? Choose below.") % listed(missing, _("and the"))


def for_the_page(sentence: str, file: str, original: str) -> str:
    """A reader's sentence with the name that the file had, and without the command line's options."""
    said = sentence.replace(str(folder() / file), original).replace(file, original)
    for before, after in FOR_THE_PAGE:
        said = said.replace(before, after)
    return said


def discard(arrival: Arrival) -> None:
    """Forget a log that isn't in the journal."""
    if arrival.begun is not None:
        raise UnableToBringIn(_("This log is on its way already: stop it, or take it back."))
    arrival.path.unlink(missing_ok=True)
    arrival.delete()


def _as_record(name: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    return word if RECORD.fullmatch(word) and word not in CRM.kinds else "case"
