"""How a spreadsheet is shown that came in: where its records are, the rows that stayed out, what can be taken back."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.journal.batches import records_of
from ingrain.people.models import Colleague, Role
from ingrain.records.access import SELLS
from ingrain.records.importing.standing import Standing, standing
from ingrain.records.importing.targets import PERSON, PRODUCT, sorts
from ingrain.records.lists.asked import ALL, ANY
from ingrain.records.models import Spreadsheet
from ingrain.web.coming_in import SHOWN, reasons_of

PICKED = 100
"""So many records are named one by one in an address."""

PAGES = {PRODUCT: "set-products", PERSON: "people"}


def settled(found: Spreadsheet, by: Colleague) -> dict[str, Any]:
    """What came of it, as they see it."""
    gone = found.is_back and not found.has_rest
    stands = Standing() if gone else standing(found, by)
    staying = found.stayed or stands.names
    rows = found.refused.get("rows", [])
    return {
        "sheet": found,
        "kind": sorts()[found.kind],
        "title": _became(found),
        "counts": found.counts,
        "address": "" if gone else _address(found, by),
        **reasons_of((number, why) for number, why, _cells in rows),
        "gone": gone,
        "later": stands.later,
        "staying": staying[:SHOWN],
        "stays": len(staying),
        "unnamed": max(0, len(staying) - SHOWN),
    }


def _became(found: Spreadsheet) -> str:
    told = {"name": found.original, "gone": f"{found.counts.get('gone', 0):,}", "n": f"{len(found.stayed):,}"}
    if found.stayed:
        stands = ngettext(
            "Of %(name)s, %(gone)s went and %(n)s stands on.",
            "Of %(name)s, %(gone)s went and %(n)s stand on.",
            len(found.stayed),
        )
        return stands % told
    return (_("%(name)s was taken back.") if found.is_back else _("%(name)s is in.")) % told


def _address(found: Spreadsheet, by: Colleague) -> str:
    """Where what came in stands: the records themselves where they are few, else the list with the newest first."""
    if found.kind in PAGES:
        return reverse(PAGES[found.kind]) if by.holds(Role.ADMINISTRATOR, Role.LEAD) else ""
    if found.batch is None or not by.holds(*SELLS):
        return ""
    begins = f"{found.kind}/"
    picked = [one.removeprefix(begins) for one in records_of(found.batch) if one.startswith(begins)]
    said = [("pick", number) for number in picked] if len(picked) <= PICKED else []
    asked = [("who", ALL), ("state", ANY), ("sort", "-changed"), *said]
    return f"{reverse('records', args=[found.kind])}?{urlencode(asked)}"
