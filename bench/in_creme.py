"""How quick the pages of Creme CRM are with the records of a load of ours; bench/creme.py runs this, in Creme's
environment.

A page is named as the one of ours that shows the same. They are measured as Creme comes, and again after ANALYZE, which
neither of the two asks SQLite for by itself, and which makes some of Creme's pages quicker and its search slower.
"""

# ruff: noqa: E402 (Creme's settings come first)

import json
import logging
import sqlite3
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from itertools import cycle

from timed import ASKED, TIMES, measured

sys.path.append(sys.path.pop(0))  # behind Creme itself, as there is a creme.py here

import django

django.setup()

from creme.activities.models import Activity
from creme.assistants.models import Memo
from creme.creme_core.models import CremeUser, HistoryLine
from creme.emails.models import EntityEmail
from creme.opportunities.models import Opportunity
from creme.persons.models import Contact, Organisation
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from into_creme import Filling

ROWS = 50
"""On a page of a list, as ours has."""


def main(ours: str) -> None:
    logging.disable()  # it tells of each amount that the machine has no English locale for it
    assert not settings.DEBUG, "Creme would be slower than it is"
    there = sqlite3.connect(f"file:{ours}?mode=ro", uri=True)
    there.row_factory = sqlite3.Row
    with transaction.atomic():
        Filling(there).fill()
    found = {name: measured(visit) for name, visit in _visits().items()}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    analysed = {name: measured(visit) for name, visit in _visits().items()}
    done = sum(model.objects.count() for model in (Activity, EntityEmail, Memo))
    print(json.dumps({
        "creme": version("creme-crm"), "pages": found, "analysed": analysed, "contacts": Contact.objects.count(),
        "accounts": Organisation.objects.count(), "opportunities": Opportunity.objects.count(), "done": done,
        "lines": HistoryLine.objects.count(),
    }))  # fmt: skip


def _visits() -> dict[str, Callable[[], int]]:
    """What is done on each page; each time with another record or word. Creme takes three letters at least."""
    accounts = list(Organisation.objects.order_by("pk").values_list("pk", "email"))
    some = cycle(accounts[:: max(1, len(accounts) // TIMES)])
    typed, asked = (cycle(word for word in ASKED if len(word) > 2) for _ in range(2))
    contacts, opportunities = reverse("persons__list_contacts"), reverse("opportunities__list_opportunities")
    names = Contact.objects.order_by("last_name").values_list("last_name", flat=True)
    first, final = names[0], names.reverse()[0]
    many = Contact.objects.count() >= settings.FAST_QUERY_MODE_THRESHOLD  # Creme asks for pages in another way then
    last = json.dumps({"type": "last", "key": "last_name"}) if many else 10_000
    return {
        "list, everybody's": _look(lambda: (contacts, {"rows": ROWS}, first)),
        "list, page 10,000": _look(lambda: (contacts, {"rows": ROWS, "page": last}, final)),
        "record with its timeline": _look(lambda: _organisation(*next(some))),
        "search as one types": _look(lambda: (reverse("creme_core__light_search"), {"value": next(typed)}, "results")),
        "search, a page of it": _look(lambda: (reverse("creme_core__search"), {"search": next(asked)}, "Your search")),
        "opportunities, everybody's": _look(lambda: (opportunities, {"rows": ROWS}, "Estimated sales")),
        "today": _look(lambda: (reverse("creme_core__home"), {}, "History")),
    }


def _organisation(number: int, email: str) -> tuple[str, Mapping[str, object], str]:
    return reverse("persons__view_organisation", args=[number]), {}, email


def _look(wanted: Callable[[], tuple[str, Mapping[str, object], str]]) -> Callable[[], int]:
    """As the superuser, in a session of its own: Creme remembers in it on which page of a list one is."""
    client = Client()
    client.force_login(CremeUser.objects.get(is_superuser=True))

    def look() -> int:
        address, given, shown = wanted()
        answer = client.get(address, given)
        assert shown.encode() in answer.content, f"{address} doesn't show {shown!r}"
        return answer.status_code

    return look


if __name__ == "__main__":
    main(sys.argv[1])
