"""How quick a spreadsheet of 20,000 rows comes in: preview, rows into staging, the flip, and taking it all back.

    .venv/bin/python bench/importing.py                  (an SQLite that is thrown away)
    scripts/with-postgres.sh .venv/bin/python bench/importing.py

Accounts with their contacts, as a CSV that somebody exported elsewhere; the sample company's book is there already.
With INGRAIN_DATA the book that is there is used, however large.
"""

# ruff: noqa: E402 (the settings come first)

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter

os.environ.setdefault("INGRAIN_DATA", tempfile.mkdtemp(prefix="ingrain-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingrain.site.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from ingrain.method.calendar import instant_of
from ingrain.method.events import Instant
from ingrain.people.models import Colleague, Role
from ingrain.records.importing import arrive, bring_in, take_back
from ingrain.records.models import Contact, Spreadsheet

ROWS, A_FIRM = 20_000, 4
HEAD = ("First name", "Last name", "Account", "Position", "Email", "Phone", "City", "Number")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("move_in", stdout=sys.stderr)
    lead = Colleague.objects.filter(held_roles__role=Role.LEAD, left=None).order_by("pk")[0]
    before, today = Contact.objects.count(), datetime.now(UTC).date()
    sheet = arrive.receive([spreadsheet()], original="contacts.csv", by=lead, at=now(), kind="contact")
    found = arrive.lay(sheet, by=lead, today=today)
    times: dict[str, float] = {}

    def timed(what: str, do: Callable[[], object]) -> None:
        began = perf_counter()
        do()
        times[what] = round(perf_counter() - began, 1)

    timed("preview", lambda: arrive.plan(found))
    bring_in.begin(sheet, by=lead, at=now(), found=found)
    timed("brought in", lambda: bring_in.bring_in(sheet.pk, clock=now))
    brought = Spreadsheet.objects.get(pk=sheet.pk)
    assert brought.said == "", brought.said
    assert Contact.objects.count() == before + ROWS, "not every row came in"
    take_back.ask(brought, by=brought.by, at=now())
    timed("taken back", lambda: take_back.take_back(sheet.pk, clock=now))
    assert Contact.objects.filter(deleted=None).count() <= before, "not everything is gone"
    print(json.dumps({"database": connection.vendor, "rows": ROWS, "book": before, **times}))


def now() -> Instant:
    return instant_of(datetime.now(UTC))


def spreadsheet() -> bytes:
    """Contacts, four to a firm, with what is usually known of them."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEAD)
    for number in range(ROWS):
        firm = number // A_FIRM
        rows.writerow((
            f"Given{number % 997}", f"Family{number % 4_999}", f"Firm {firm} Mills", "Buyer",
            f"p{number}@firm{firm}.example", f"0113 496 {number % 10_000:04}", ("Leeds", "York", "Hull")[firm % 3],
            f"C-{number}",
        ))  # fmt: skip
    return out.getvalue().encode()


if __name__ == "__main__":
    main()
