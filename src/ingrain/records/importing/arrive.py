"""A spreadsheet arrives: it is kept, opened, and held against what is here; and what is said of it is noted.

Here lives everything before the journal. Bringing it in lives in bring_in.py.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from secrets import token_hex
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ingrain.method.events import Instant
from ingrain.people.models import Colleague, Role
from ingrain.records.access import SELLS
from ingrain.records.folding import folded
from ingrain.records.importing.others import plan_people, plan_products
from ingrain.records.importing.plan import Plan, Planning
from ingrain.records.importing.said import Laid, laid
from ingrain.records.importing.targets import KEEP, PERSON, PRODUCT, sorts
from ingrain.records.importing.workbook import UnableToBringIn, opened
from ingrain.records.models import Spreadsheet
from ingrain.records.models.importing import folder

ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
WHO = {PRODUCT: (Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR), PERSON: (Role.LEAD, Role.ADMINISTRATOR)}
BRINGS = tuple(dict.fromkeys((*SELLS, Role.ADMINISTRATOR)))


def kinds_for(by: Colleague) -> list[str]:
    """What somebody may bring in."""
    return [name for name in sorts() if by.holds(*WHO.get(name, SELLS))]


def seen_by(one: Colleague) -> QuerySet[Spreadsheet]:
    """Those that they uploaded; whoever leads sees what is in, too."""
    everything = Spreadsheet.objects.all()
    theirs = everything.filter(by=one)
    return theirs | everything.exclude(shown=None) if one.holds(Role.LEAD) else theirs


def receive(
    chunks: Iterable[bytes], *, original: str, by: Colleague, at: Instant, locale: str = "en", kind: str = ""
) -> Spreadsheet:
    """Keep a file and look whether it is a spreadsheet at all. original: "" for what was pasted."""
    content = b"".join(chunks)
    opened(content, original)
    ending = ENDING.search(original)
    file = f"{token_hex(12)}{ending.group().lower() if ending else ''}"
    try:
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / file).write_bytes(content)
    except OSError as error:
        (folder() / file).unlink(missing_ok=True)
        told = _("The file can't be kept here (%s): ask whoever runs this machine for room.")
        raise UnableToBringIn(told % (error.strerror or error)) from None
    return Spreadsheet.objects.create(
        original=original[:250] or _("pasted"), file=file, size=len(content), by=by, at=at,
        kind=kind if kind in kinds_for(by) else "", told={"locale": locale},
    )  # fmt: skip


def lay(sheet: Spreadsheet, *, by: Colleague, today: date) -> Laid:
    """The file as it is understood."""
    try:
        found = laid(sheet, by=by, today=today)
    except FileNotFoundError:
        raise UnableToBringIn(_("The file isn't here any more. Upload it again.")) from None
    if not sheet.kind and found.sort.name not in kinds_for(by):
        sheet.kind = kinds_for(by)[0]
        found = laid(sheet, by=by, today=today)
    return found


def plan(found: Laid) -> Plan:
    """What each row would do."""
    if found.sort.name not in kinds_for(found.by):
        told = _("%(kinds)s are brought in by those who look after them: ask an administrator.")
        raise UnableToBringIn(told % {"kinds": found.sort.plural})
    if not {"name", "first name", "last name", "company", "account", "number"} & set(found.columns):
        raise UnableToBringIn(_("Which column says the name? Choose it below."))
    match found.sort.name:
        case "product":
            return plan_products(found)
        case "person":
            return plan_people(found)
        case _:
            return Planning(found).plan()


def say(sheet: Spreadsheet, said: Mapping[str, Any]) -> None:
    """Note what somebody chose for a spreadsheet that isn't on its way yet.

    said: kind, sheet, heading (the row), columns (without them they are guessed anew), days (place -> order), names
    (target -> name -> choice).
    """
    if sheet.begun is not None:
        raise UnableToBringIn(_("It is on its way already; what it is read as stays."))
    told = {**sheet.told, **{key: said[key] for key in ("sheet", "heading", "days") if key in said}}
    names = {target: dict(choices) for target, choices in (told.get("names") or {}).items()}
    for target, choices in said.get("names", {}).items():
        names.setdefault(target, {}).update({folded(name): choice for name, choice in choices.items()})
    told["names"] = names
    kind = said.get("kind", sheet.kind)
    if "columns" in said:
        told["columns"] = _once_each(said["columns"])
    elif {"kind", "sheet", "heading"} & set(said):
        told.pop("columns", None)
    sheet.kind, sheet.told = kind, told
    sheet.save(update_fields=["kind", "told"])


def _once_each(columns: Iterable[str]) -> list[str]:
    found: list[str] = []
    for name in columns:
        if name and name != KEEP and name in found:
            raise UnableToBringIn(_("Two columns are read as %(name)s. Choose one.") % {"name": name})
        found.append(name)
    return found


def discard(sheet: Spreadsheet) -> None:
    """Forget a spreadsheet that isn't in."""
    if sheet.begun is not None:
        raise UnableToBringIn(_("It is on its way already: stop it, or take it back."))
    sheet.path.unlink(missing_ok=True)
    sheet.delete()
