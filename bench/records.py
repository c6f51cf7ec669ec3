"""How quick the pages of records are with a load: median and p95 through the whole site, without a browser.

    .venv/bin/python bench/records.py 100000             (an SQLite that is thrown away)
    scripts/with-postgres.sh .venv/bin/python bench/records.py 100000

With INGRAIN_DATA the load that is there is used. Then eight people at once against the server as `ingrain start` runs
it, over HTTP, each signed in; and how much memory that process holds afterwards. `make bench` calls it on both
databases, with ten times as much too. The worker doesn't run: it would judge the load, and that is measured elsewhere.
"""

# ruff: noqa: E402 (the settings come first)

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import perf_counter, process_time, sleep

os.environ.setdefault("INGRAIN_DATA", tempfile.mkdtemp(prefix="ingrain-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingrain.site.settings")

import django
from timed import ASKED, TIMES, measured

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from ingrain.cli.start import HERE, pages
from ingrain.journal.models import Head
from ingrain.people.models import Colleague, Role
from ingrain.records.lists.paging import SIZE, Mark
from ingrain.records.models import Account, Contact, Opportunity

PAGE, AT_ONCE, EACH = 10_000, 8, 25


def main(contacts: int) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("move_in", stdout=sys.stderr)
    began, worked = perf_counter(), process_time()
    if Contact.objects.count() < contacts // 10 * 10:
        call_command("load", contacts=contacts, stdout=sys.stderr)
    loading, work = perf_counter() - began, process_time() - worked
    found = {name: measured(visit) for name, visit in _visits().items()}
    print(json.dumps({
        "database": connection.vendor, "loading": round(loading, 1), "loading_cpu": round(work, 1), "pages": found,
        "contacts": Contact.objects.count(), "accounts": Account.objects.count(),
        "opportunities": Opportunity.objects.count(), "entries": Head.objects.get(pk=1).sequence, **_many_at_once(),
    }))  # fmt: skip


def _client(*roles: str, place: int = 0) -> Client:
    of_them = Colleague.objects.filter(held_roles__role__in=roles, left=None, kind="human").distinct().order_by("pk")
    client = Client()
    client.force_login(of_them[place % len(of_them)], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


# --- one after the other ----------------------------------------------------------------------------------------------


def _visits() -> dict[str, Callable[[], int]]:
    """What is done on each page; each time with another record or word."""
    seller, manager, turns = _client(Role.SELLER), _client(Role.MANAGER), iter(range(10_000_000))
    contacts, accounts = reverse("records", args=["contact"]), _some(Account, seller)
    return {
        "list": lambda: seller.get(contacts).status_code,
        "list, everybody's": lambda: seller.get(f"{contacts}?who=all").status_code,
        f"list, page {PAGE:,}": lambda: seller.get(f"{contacts}?who=all&after={_mark(next(turns))}").status_code,
        "record with its timeline": lambda: (
            seller.get(reverse("one", args=["account", accounts[next(turns) % len(accounts)]])).status_code
        ),
        "search as one types": lambda: (
            seller.get(
                reverse("find"), {"q": ASKED[next(turns) % len(ASKED)]}, headers={"HX-Request": "true"}
            ).status_code
        ),
        "search, a page of it": lambda: seller.get(reverse("find"), {"q": ASKED[next(turns) % len(ASKED)]}).status_code,
        "opportunities, everybody's": lambda: (
            seller.get(f"{reverse('records', args=['opportunity'])}?who=all&state=any").status_code
        ),
        "board": lambda: seller.get(reverse("board")).status_code,
        "save": _saving(seller),
        "pipeline meeting": lambda: manager.get(reverse("pipeline-meeting")).status_code,
        "today": lambda: seller.get(reverse("home"), follow=True).status_code,
    }


def _some(model: type[Account | Contact | Opportunity], client: Client) -> list[int]:
    """Numbers from everywhere in the table, of records that this one sells to."""
    mine = model._default_manager.filter(deleted=None, owner_id=int(client.session["_auth_user_id"]))
    numbers = list(mine.order_by("pk").values_list("pk", flat=True))
    return numbers[:: max(1, len(numbers) // TIMES)]


def _mark(turn: int, known: dict[int, list[str]] = {}) -> str:  # noqa: B006 (kept from call to call)
    """The place where that page begins, or at the end of a shorter list the last page; some rows on each time."""
    if 0 not in known:
        rows = Contact.objects.filter(deleted=None).order_by("sort", "pk")
        place = min((PAGE - 1) * SIZE, max(0, rows.count() - SIZE * 2))
        known[0] = [str(Mark(sort, pk)) for sort, pk in rows.values_list("sort", "pk")[place : place + SIZE]]
    return known[0][turn % len(known[0])]


def _saving(client: Client) -> Callable[[], int]:
    """A field is left with another value: change, journal, search and all, as the page sends it."""
    accounts, turns = _some(Account, client), iter(range(10_000_000))

    def save() -> int:
        number, begun = accounts[next(turns) % len(accounts)], Head.objects.get(pk=1).sequence
        seen = Account.objects.values_list("version", flat=True).get(pk=number)
        told = {"field": "city", "value": f"Town {begun}", "seen": seen}
        save.began = perf_counter()  # type: ignore[attr-defined]
        answer = client.post(reverse("one-field", args=["account", number]), told, headers={"HX-Request": "true"})
        save.ended = perf_counter()  # type: ignore[attr-defined]
        assert Head.objects.get(pk=1).sequence == begun + 1, "nothing was saved"
        return answer.status_code

    return save


# --- eight at once ----------------------------------------------------------------------------------------------------


def _many_at_once() -> dict[str, float]:
    """Pages a second over HTTP, and the memory of the process that answered them, in MB."""
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen([sys.executable, "-m", *pages(HERE, port)], stderr=said, stdout=said)
        try:
            _wait_for(port)
            people = [_client(Role.SELLER, place=place) for place in range(AT_ONCE)]
            cookies = [
                f"{settings.SESSION_COOKIE_NAME}={c.cookies[settings.SESSION_COOKIE_NAME].value}" for c in people
            ]
            walks = [_walk(client) for client in people]
            for cookie, walk in zip(cookies, walks, strict=True):
                _go(port, cookie, walk[:2])
            threads = [Thread(target=_go, args=(port, c, w)) for c, w in zip(cookies, walks, strict=True)]
            began = perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            a_second = sum(map(len, walks)) / (perf_counter() - began)
            return {"a_second": round(a_second, 1), "memory": round(_memory(server.pid))}
        finally:
            server.terminate()
            server.wait(10)


def _walk(client: Client) -> list[str]:
    """What one of them opens, one page after the other."""
    accounts = _some(Account, client)
    ways = [
        lambda n: reverse("one", args=["account", accounts[n % len(accounts)]]),
        lambda _n: reverse("records", args=["contact"]),
        lambda n: f"{reverse('find')}?q={ASKED[n % len(ASKED)].replace(' ', '+')}",
        lambda n: reverse("one", args=["account", accounts[(n + 3) % len(accounts)]]),
        lambda _n: reverse("board"),
    ]
    return [ways[n % len(ways)](n) for n in range(EACH)]


def _go(port: int, cookie: str, walk: list[str]) -> None:
    there = HTTPConnection(HERE, port, timeout=60)
    for address in walk:
        there.request("GET", address, headers={"Cookie": cookie})
        answer = there.getresponse()
        answer.read()
        assert answer.status == 200, f"{address} answers {answer.status}"
    there.close()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with suppress(OSError):
            socket.create_connection((HERE, port), timeout=1).close()
            return
        sleep(0.2)
    raise SystemExit("The server does not answer.")


def _memory(pid: int) -> float:
    """Of the process and those that it started: what each holds alone, and once what they share (Linux)."""
    tree, kilobytes = [pid], 0
    for one in tree:
        tree += [int(n) for n in Path(f"/proc/{one}/task/{one}/children").read_text(encoding="utf-8").split()]
        told = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="utf-8")
        kilobytes += sum(int(n) for n in re.findall(r"^Pss:\s+(\d+)", told, re.MULTILINE))
    return kilobytes / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
