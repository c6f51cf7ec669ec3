"""Publishes, decides and brings people in over the pages while the database can't write; prints what each page said.

`trouble_child.py full|locked|waited SECONDS`: the disk is full; somebody holds the database for longer than is waited;
somebody holds it for a while.
"""

import os
import re
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count

os.environ["DJANGO_SETTINGS_MODULE"] = "ingrain.site.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from tests.firm import MANUAL, firm, instant, judged, leads, manual  # noqa: E402

from ingrain.editions.models import Edition  # noqa: E402
from ingrain.editions.publish import save_draft  # noqa: E402
from ingrain.journal import read  # noqa: E402
from ingrain.journal.models import Entry  # noqa: E402
from ingrain.monitor.models import Decision  # noqa: E402
from ingrain.people.models import Colleague, Intake  # noqa: E402
from ingrain.web import clock  # noqa: E402

NOW = instant("2026-11-20T12:00")
LIST = "Name\tE-mail\n" + "\n".join(f"Person {n} {'x' * 80}\tperson{n}@firm.example" for n in range(150))


def say(*what: object) -> None:
    sys.stdout.write(" ".join(map(str, what)) + "\n")
    sys.stdout.flush()


def there() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Edition, Decision, Colleague, Intake, Entry))


def asked(people: dict[str, Colleague], document: int) -> list[Callable[[], tuple[int, str]]]:
    """Three people at three pages, signed in before anything goes wrong."""

    def post(client: Client, address: str, form: dict[str, str]) -> tuple[int, str]:
        answer = client.post(address, form)
        return answer.status_code, " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    clients = {
        name: Client(HTTP_HOST="localhost", raise_request_exception=False) for name in ("ingrid", "maria", "adam")
    }
    for name, client in clients.items():
        client.force_login(people[name], "allauth.account.auth_backends.AuthenticationBackend")
    cell = {"person": "ruth.adeyemi", "area": "Lead handling", "action": "lesson", "until": "2026-11-27"}
    cell |= {"who": str(people["maria"].pk)}
    client, turn = clients["maria"], count()  # the same decision said twice is decided once
    client.post(f"/monitor/{document}/cell/?person=ruth.adeyemi&area=Lead+handling", {"reason": "To help"})
    return [
        lambda: post(clients["ingrid"], f"/manual/{document}/publish/", {"revision": "2", "from": "now"}),
        lambda: post(client, f"/monitor/{document}/decide/", cell | {"note": f"{next(turn)} {'y' * 400}"}),
        lambda: post(clients["adam"], "/people/list/", {"text": LIST, "do": "take"}),
    ]


def main(trouble: str, seconds: float) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    people = firm()
    document = manual(people["ingrid"])
    leads(range(1, 9))
    judged(document, at=NOW)
    clock.now = lambda: NOW
    save_draft(document, MANUAL.replace("Call first.", "Call first. " * 3_000), revision=1, by=people["ingrid"], at=NOW)
    doings = asked(people, document.pk)
    before = there()
    path = str(settings.DATABASES["default"]["NAME"])
    for do in doings:
        if trouble == "full":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
                pages = cursor.execute("PRAGMA page_count").fetchone()[0]
                cursor.execute(f"PRAGMA max_page_count = {pages}")
            tried = before, *do()
            while tried[1] == 302:  # what fits into pages that are there is saved, until nothing fits any more
                tried = there(), *do()
            before = tried[0]
            say(*tried[1:])
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {200 if trouble == 'locked' else 30_000}")
            with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
                other.execute("BEGIN IMMEDIATE")
                free = threading.Timer(seconds, other.rollback)
                free.start()
                began = time.monotonic()
                say(*do())
                free.join()
                assert trouble == "locked" or time.monotonic() - began >= seconds
    connection.close()
    say("nothing" if there() == before else f"{before} {there()}")
    assert read.unbroken() is None
    if trouble != "waited":
        say(*[do()[0] for do in doings])


main(sys.argv[1], float(sys.argv[2]))
