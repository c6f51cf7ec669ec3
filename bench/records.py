"""How quick the pages of records are with a load: median and p95 of 30, through the whole site, without a browser.

    .venv/bin/python bench/records.py 100000             (an SQLite that is thrown away)
    scripts/with-postgres.sh .venv/bin/python bench/records.py 100000

Pages that this version doesn't have are left out, and said to be. With INGRAIN_DATA the load that is there is used.
"""

# ruff: noqa: E402 (the settings come first)

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from statistics import median
from time import perf_counter

os.environ.setdefault("INGRAIN_DATA", tempfile.mkdtemp(prefix="ingrain-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingrain.site.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ingrain.journal.models import Head
from ingrain.people.models import Colleague, Role
from ingrain.records.models import Account, Contact, Opportunity

TIMES, DEEP = 30, 40
WANTED = {"list": 60, "list, deep": 60, "record": 50, "search": 50, "board": 100, "save": 30, "pipeline meeting": 100}


def main(contacts: int) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("move_in")
    loading = 0.0
    if Contact.objects.count() < contacts:
        began = perf_counter()
        call_command("load", contacts=contacts, stdout=sys.stderr)
        loading = perf_counter() - began
    seller, manager = _client(Role.SELLER), _client(Role.MANAGER)
    found = {name: _measured(visit) for name, visit in _visits(seller, manager).items()}
    told = {
        "database": connection.vendor, "loading": round(loading, 1), "pages": found,
        "contacts": Contact.objects.count(), "accounts": Account.objects.count(),
        "opportunities": Opportunity.objects.count(), "entries": Head.objects.get(pk=1).sequence,
    }  # fmt: skip
    for name, times in found.items():
        said = (
            f"{times[0]:7.1f} ms, p95 {times[1]:7.1f} ms (wanted {WANTED[name]})"
            if times
            else "  there is no such page"
        )
        print(f"{name:18}{said}", file=sys.stderr)
    print(json.dumps(told))


def _client(role: str) -> Client:
    colleague = Colleague.objects.filter(held_roles__role=role, left=None).order_by("pk")[0]
    client = Client()
    client.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _visits(seller: Client, manager: Client) -> dict[str, Callable[[], int] | None]:
    """What is done on each page; None where there is no such page."""
    numbers = list(Account.objects.filter(deleted=None).order_by("?").values_list("pk", flat=True)[:TIMES])
    asked = ["brah", "kestrel", "0113 496", "swaledale dairy", "sorens"]

    def turn() -> int:
        turns[0] += 1
        return turns[0]

    turns = [0]
    deep = _deep(seller)
    return {
        "list": _visit(seller, lambda: reverse("records", args=["contact"])),
        "list, deep": _visit(seller, lambda: deep) if deep else None,
        "record": _visit(seller, lambda: reverse("one", args=["account", numbers[turn() % len(numbers)]])),
        "search": _visit(seller, lambda: f"{reverse('find')}?q={asked[turn() % len(asked)]}"),
        "board": _visit(seller, lambda: reverse("board")),
        "save": None,
        "pipeline meeting": _visit(manager, lambda: reverse("pipeline-meeting")),
    }


def _visit(client: Client, address: Callable[[], str]) -> Callable[[], int] | None:
    try:
        address()
    except NoReverseMatch:
        return None
    return lambda: client.get(address()).status_code


def _deep(client: Client) -> str:
    """The address of a page far down a list, reached as people reach it: by its link to the next."""
    try:
        address = reverse("records", args=["contact"])
    except NoReverseMatch:
        return ""
    start = address
    for _ in range(DEEP):
        page = client.get(address).content.decode()
        after = re.search(r'href="([^"]*after=[^"]*)"', page)
        if after is None:
            break
        following = after.group(1).replace("&amp;", "&")
        address = following if following.startswith("/") else start + following
    return address


def _measured(visit: Callable[[], int] | None) -> tuple[float, float] | None:
    if visit is None:
        return None
    for _ in range(3):
        status = visit()
        assert status == 200, f"the page answers {status}"
    times = []
    for _ in range(TIMES):
        began = perf_counter()
        visit()
        times.append((perf_counter() - began) * 1_000)
    times.sort()
    return round(median(times), 1), round(times[int(0.95 * len(times))], 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
