"""How quick the monitor's pages are: a firm of so many people and areas, with eight weeks of figures behind them.

    .venv/bin/python bench/pages.py

It works in the database of DATABASE_URL, or in an SQLite in a folder that is thrown away, and prints what it measured
as JSON. `make bench` calls it for both databases. Figures are made up by a seeded generator, every cell of them judged
and with a trend, which is the longest that a page can be; the records behind one cell are judged by the manual.
"""

# ruff: noqa: E402 (the settings come first)

import json
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from time import perf_counter, process_time

os.environ.setdefault("INGRAIN_DATA", tempfile.mkdtemp(prefix="ingrain-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingrain.site.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from ingrain.editions.models import Document, LiveDate
from ingrain.editions.publish import publish
from ingrain.journal.write import append
from ingrain.method.calendar import DAY, HOUR
from ingrain.method.cells import wilson
from ingrain.method.events import Event, Instant
from ingrain.monitor import showing, tally, watch
from ingrain.monitor.models import Figure, Judged
from ingrain.people.models import Colleague, Firm, Role, Team
from ingrain.web import clock

AREAS = (
    "Lead handling", "Meetings and notes", "Stages", "Next steps", "Close dates", "Account care", "Quotes", "Handover",
)  # fmt: skip
RULES = (
    "Within 1 working day of being created, a lead has a call by its owner.",
    "Within 3 working days of being created, a lead has an email by its owner.",
    "A lead has at least 1 note.",
)
FIRST = ("Ruth", "Colin", "Maria", "Dana", "Ingrid", "Adam", "Sven", "Wanda", "Sam", "Peter")
LAST = ("Adeyemi", "Marsh", "Okafor", "Whitfield", "Sorensen", "Keys", "Halvorsen", "Brook", "Weir", "Novak")
TIMES = 25


def main() -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    call_command("migrate", verbosity=0)
    now = clock.now()
    with transaction.atomic():
        lead, document = _firm(now)
        _work(now)
    watch.judge_all(document, at=now - DAY)  # what others see was kept a day ago
    watch.judge_all(document, at=now)
    tally.count(document, at=now)
    found: dict[str, dict[str, float]] = {}
    client = Client()
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    cell = f"{reverse('cell', args=[document.pk])}?{urlencode({'person': _key(0), 'area': AREAS[0]})}"
    for people in (50, 1000):
        with transaction.atomic():
            _people(people)
            _figures(document, people)
        grid = reverse("grid", args=[document.pk])
        found[f"grid of {people}"] = _measured(client, grid)
        found[f"grid of {people}, by rule"] = _measured(client, f"{grid}?{urlencode({'area': AREAS[0]})}")
        client.post(cell, {"reason": "To measure"})
        found[f"cell, firm of {people}"] = _measured(client, cell)
    middle = f"{reverse('grid', args=[document.pk])}?{urlencode({'after': _key(500)})}"
    found["grid of 1000, a page in the middle"] = _measured(client, middle)
    print(json.dumps({"vendor": connection.vendor, "version": _version(), "areas": len(AREAS), "pages": found}))


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return str(cursor.fetchone()[0])


def _key(number: int) -> str:
    name = f"{FIRST[number % 10]}.{LAST[number // 10 % 10]}".casefold()
    return name if number < 100 else f"{name}.{number}"


def _firm(now: Instant) -> tuple[Colleague, Document]:
    Firm.objects.create(name="Firm", zone="Europe/London")
    lead = Colleague.objects.join(key="bench.lead", name="Bench Lead", email="lead@firm.example", roles=[Role.LEAD])
    Team.objects.create(name="North")
    _people(50)
    rules = "\n".join(f"- {rule}" for rule in RULES)
    areas = "\n\n".join(f"## {area}\n\n### What is done\n\n{rules}" for area in AREAS)
    document = Document.objects.create(title="", owner=lead, draft=f"# Selling here\n\n{areas}\n")
    publish(document, by=lead, at=now - 300 * DAY, revision=1)
    LiveDate.objects.create(document=document, since=date(2020, 1, 1))
    return lead, Document.objects.get(pk=document.pk)


def _people(count: int) -> None:
    team = Team.objects.get()
    known = set(Colleague.objects.values_list("key", flat=True))
    for number in range(count):
        key = _key(number)
        if key not in known:
            name = f"{FIRST[number % 10]} {LAST[number // 10 % 10]}" + (f" {number}" if number >= 100 else "")
            Colleague.objects.join(key=key, name=name, email=f"{key}@firm.example", roles=[Role.SELLER], team=team)


def _work(now: Instant) -> None:
    """Leads of 50 people in the last twelve weeks: 30 each, most of them called."""
    dice = random.Random(7)
    events: list[Event] = []
    for number in range(50 * 30):
        owner, at = _key(number % 50), now - dice.randrange(1, 84) * DAY - dice.randrange(8) * HOUR
        events.append(
            Event(0, f"lead/{number}", "create", at, at, owner, {"owner": owner, "company": f"Firm {number}"})
        )
        for kind, likely in (("call", 0.7), ("email", 0.6), ("note", 0.8)):
            if dice.random() < likely:
                then = at + dice.randrange(1, 60) * HOUR
                events.append(Event(0, f"{kind}/{number}", kind, then, then, owner, {}, (f"lead/{number}",)))
    append(sorted((e for e in events if e.occurred < now), key=lambda e: e.recorded))


def _figures(document: Document, people: int) -> None:
    """A judged cell for everybody in every area: of the day that is shown and of eight weeks before it."""
    Figure.objects.filter(document=document).delete()
    Figure.objects.bulk_create(_made_up(document, people), batch_size=500)
    Judged.objects.update_or_create(document=document, defaults={"at": clock.now()})


def _made_up(document: Document, people: int) -> Iterator[Figure]:
    dice = random.Random(7)
    shown = showing.visible(document)
    assert shown is not None
    today = shown.day
    days = [today, *(today - timedelta(1 + 7 * week) for week in range(9))]
    for day in days:
        for area in AREAS:
            yield Figure(
                document=document, day=day, area=area, whole=True, state="judged", met=700, late=100, missed=200
            )
            for number in range(people):
                met, late, missed = dice.randrange(20, 60), dice.randrange(1, 9), dice.randrange(1, 30)
                asked = met + late + missed
                low, high = wilson(met, asked, asked)
                yield Figure(
                    document=document, day=day, area=area, person=_key(number), state="judged", met=met, late=late,
                    missed=missed, judged_records=asked, violating_records=late + missed, low=low, high=high,
                )  # fmt: skip


def _measured(client: Client, address: str) -> dict[str, float]:
    """The median of so many times, after one that is not counted; its size; and its queries."""
    with CaptureQueriesContext(connection):
        answer = client.get(address)
        queries = len(connection.queries_log)
    assert answer.status_code == 200, (address, answer.status_code)
    taken, worked = [], []
    for _turn in range(TIMES):
        began, before = perf_counter(), process_time()
        client.get(address)
        taken.append((perf_counter() - began) * 1000)
        worked.append((process_time() - before) * 1000)
    ms, cpu = round(median(taken), 1), round(median(worked), 1)
    return {"ms": ms, "cpu": cpu, "bytes": len(answer.content), "queries": queries}


if __name__ == "__main__":
    main()
