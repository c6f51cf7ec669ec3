"""How quick the pipeline is: the board, more of a column, a move, the meeting, with many opportunities.

    INGRAIN_DATA=/tmp/many .venv/bin/python bench/board.py 20000

Fills the database in INGRAIN_DATA, which already holds a company, and says the median and the slowest of 30 requests.
"""

import os
import random
import statistics
import sys
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingrain.site.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from ingrain.method.calendar import DAY  # noqa: E402
from ingrain.people.models import Colleague  # noqa: E402
from ingrain.records import sums  # noqa: E402
from ingrain.records.models import Account, Movement, Opportunity, Stage  # noqa: E402
from ingrain.records.surroundings import Surroundings  # noqa: E402
from ingrain.web import clock  # noqa: E402

TIMES = 30


def fill(many: int) -> None:
    """So many opportunities, three in five open, each with four movements in the last half year."""
    rng, now = random.Random(7), clock.now()
    today = Surroundings().calendar.day(now)
    sellers = list(Colleague.objects.filter(kind="human", held_roles__role="seller"))
    stages, accounts = list(Stage.objects.filter(gone=None)), list(Account.objects.values_list("pk", flat=True)[:500])
    missing = many - Opportunity.objects.count()
    rows = []
    for n in range(max(0, missing)):
        owner = rng.choice(sellers)
        amount = rng.randrange(5_000, 90_000) * 100
        rows.append(
            Opportunity(
                name=f"Line {n}", sort=f"line {n}", owner=owner, team_id=owner.team_id, stage=rng.choice(stages),
                state=rng.choice(["open", "open", "open", "won", "lost"]), amount=amount, worth=amount, currency="GBP",
                close_date=today + timedelta(rng.randrange(-20, 200)), account_id=rng.choice(accounts), version=1,
                next_step=today + timedelta(rng.randrange(-5, 30)), moved=now - rng.randrange(60) * DAY,
                closed_at=now - rng.randrange(100) * DAY, category=rng.choice(["pipeline", "likely", "committed"]),
            )
        )  # fmt: skip
    with transaction.atomic():
        Opportunity.objects.bulk_create(rows, batch_size=1000)
        Movement.objects.bulk_create(
            (
                Movement(
                    opportunity=row, owner=row.owner, at=now - rng.randrange(180) * DAY, entry=0, what="worth",
                    before="1", after="2", worth=2, gap=1, pushed=rng.random() < 0.1,
                )
                for row in rows for _ in range(4)
            ),
            batch_size=1000,
        )  # fmt: skip
    sums.recount(today=today)


def measure(name: str, client: Client, address: str) -> None:
    answers, work, asked = [], [], [0]

    def counted(execute, *args):  # type: ignore[no-untyped-def]
        asked[0] += 1
        return execute(*args)

    with connection.execute_wrapper(counted):
        page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    for _ in range(TIMES):
        begun, worked = time.perf_counter(), time.process_time()
        client.get(address)
        answers.append((time.perf_counter() - begun) * 1000)
        work.append((time.process_time() - worked) * 1000)
    median, slow = statistics.median(answers), sorted(answers)[int(TIMES * 0.95) - 1]
    said = f"{name:40} {median:5.0f} ms, slowest {slow:5.0f}, computing {statistics.median(work):4.0f}"
    print(f"{said}, {asked[0]:3} queries, {len(page.content) // 1024:4} kB")


def signed_in(key: str) -> Client:
    client = Client()
    client.force_login(Colleague.objects.get(key=key), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    fill(int(sys.argv[1]))
    print(f"{connection.vendor}: {Opportunity.objects.count()} opportunities")
    managers = Colleague.objects.filter(held_roles__role="sales manager", reports__held_roles__role="seller")
    manager = managers.distinct()[:1].get()
    lead = Colleague.objects.filter(held_roles__role="adoption lead")[:1].get()
    seller = Colleague.objects.filter(held_roles__role="seller", manager=manager)[:1].get()
    stage = Stage.objects.filter(gone=None)[:1].get()
    theirs, everybody, own = signed_in(manager.key), signed_in(lead.key), signed_in(seller.key)
    measure("board, everybody's", everybody, "/pipeline/?who=all")
    measure("board, a manager's people", theirs, "/pipeline/?who=team")
    measure("board, a seller's own", own, "/pipeline/?who=mine")
    measure("board, everybody's without a next step", everybody, "/pipeline/?who=all&manual=no+next+step")
    deep = f"/pipeline/more/{stage.pk}/?who=all&after="
    measure("more of a column, from the start", everybody, deep)
    last = Opportunity.objects.filter(stage=stage, state="open", deleted=None).order_by("-close_date")[50:51].get()
    measure("more of a column, near its end", everybody, f"{deep}{last.close_date}.{last.pk}")
    measure("meeting, a manager's people", theirs, "/pipeline/meeting/")
    measure("meeting, everybody", everybody, "/pipeline/meeting/")
    measure("meeting, one person", theirs, f"/pipeline/meeting/?person={seller.key}")


main()
