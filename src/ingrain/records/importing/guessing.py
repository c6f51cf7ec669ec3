"""What the rows of a table are, and what each column says of them: by headings, by the file's name, by the cells."""

import re
from collections.abc import Sequence
from hashlib import sha256

from ingrain.people.models import Colleague
from ingrain.records.folding import as_sorted, folded, words
from ingrain.records.importing.cells import is_day
from ingrain.records.importing.table import Table, shown
from ingrain.records.importing.targets import DISTINCT, FILES, KEEP, PERSON, Sort, sorts
from ingrain.records.importing.workbook import Cell
from ingrain.records.models import Account, Product, Remembered

SAMPLE = 60
MOSTLY = 0.7
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
PHONE = re.compile(r"[+(]?[\d][\d\s()/.\-]{6,}$")
WEB = re.compile(r"(https?://|www\.)\S+$|[\w-]+(\.[\w-]+)*\.(com|org|net|io|de|fr|uk|eu|example)(/\S*)?$")


def kind_of(table: Table, original: str) -> str:
    """What the rows are most likely."""
    in_name = set(words(original.rpartition(".")[0] or original))
    scores: dict[str, float] = {}
    for sort in sorts().values():
        meant = {found for heading in table.headings if (found := sort.meaning(heading))}
        named = 1.5 if "name" in meant else 0
        scores[sort.name] = len(meant) + 1.5 * len(meant & DISTINCT[sort.name]) + named
        scores[sort.name] += 4 * bool(in_name & set(FILES[sort.name].split()))
        scores[sort.name] -= 0.5 * (len(set(table.headings)) - len(meant)) if sort.name in ("product", PERSON) else 0
    if not any(table.headings) and _holds_mails(table):
        scores["lead"] += 1
    return max(scores, key=lambda name: scores[name])


def _holds_mails(table: Table) -> bool:
    return any(_mostly(table.column(place), MAIL) for place in range(len(table.headings)))


def columns_of(sort: Sort, table: Table) -> list[str]:
    """What each column says: as the last time under these headings, else as the heading and the cells tell."""
    before = Remembered.objects.filter(headings=digest(sort.name, table.headings)).first()
    if before is not None and len(before.columns) == len(table.headings):
        return [name if name in sort.by_name else "" for name in before.columns]
    found: list[str] = []
    for heading in table.headings:
        meant = sort.meaning(heading)
        found.append(meant if meant not in found else "")
    for place, heading in enumerate(table.headings):
        if not found[place] and (meant := _by_cells(sort, table.column(place)[:SAMPLE], heading)) not in found:
            found[place] = meant
    if "name" not in found and not {"first name", "last name"} & set(found):
        _take_a_name(sort, table, found)
    return found


def _by_cells(sort: Sort, cells: Sequence[Cell], heading: str) -> str:
    """What the cells look like. Numbers say nothing: they could be anything."""
    if not cells:
        return ""
    meant = ""
    if _mostly(cells, MAIL):
        meant = "email address"
    elif _mostly(cells, WEB):
        meant = "website"
    elif _mostly(cells, PHONE) and not sum(map(is_day, cells)) > len(cells) // 2 and not heading:
        meant = "phone"
    elif not heading or sort.name == "opportunity":
        meant = _by_who_is_here(sort, [shown(cell) for cell in cells])
    return meant if meant in sort.by_name else ""


def _mostly(cells: Sequence[Cell], pattern: re.Pattern[str]) -> bool:
    some = [cell for cell in cells[:SAMPLE] if cell != ""]
    return bool(some) and sum(bool(pattern.match(shown(cell))) for cell in some) >= MOSTLY * len(some)


def _by_who_is_here(sort: Sort, texts: Sequence[str]) -> str:
    """Names of colleagues, accounts or products."""
    said = {folded(text) for text in texts}
    enough = max(1, MOSTLY * len(said))
    if "owner" in sort.by_name:
        people = {folded(name) for name in Colleague.objects.values_list("name", flat=True)}
        if len(said & people) >= enough:
            return "owner"
    if "account" in sort.by_name:
        names = Account.objects.filter(sort__in=[as_sorted(text) for text in texts], deleted=None)
        if len(set(names.values_list("sort", flat=True))) >= enough:
            return "account"
    if "product" in sort.by_name:
        products = {folded(name) for name in Product.objects.values_list("name", flat=True)}
        if len(said & products) >= enough:
            return "product"
    return ""


def _take_a_name(sort: Sort, table: Table, found: list[str]) -> None:
    """The first column of texts that nothing else is known of is the name, unless the name follows from others."""
    if sort.name == "opportunity" and "account" in found:
        return
    for place in range(len(found)):
        cells = table.column(place)[:SAMPLE]
        if found[place] == "" and cells and all(isinstance(cell, str) for cell in cells):
            found[place] = "name"
            return


def remember(
    kind: str, table: Table, columns: Sequence[str], names: dict[str, dict[str, str]], by: Colleague, at: int
) -> None:
    """The next time, columns under these headings mean the same."""
    told = {"kind": kind, "columns": list(columns), "names": names, "by": by, "at": at}
    Remembered.objects.update_or_create(headings=digest(kind, table.headings), defaults=told)


def digest(kind: str, headings: Sequence[str]) -> str:
    return sha256("\n".join([kind, *(" ".join(words(heading)) for heading in headings)]).encode()).hexdigest()


SEVERAL = {"", KEEP}
"""What more than one column may say."""
