"""A process to be killed: writes, follows, brings in or publishes without end, and says what was confirmed.

`killed_child.py write|follow|bring-in|publish SEED`. Each line that it prints was committed before.
"""

import os
import random
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "ingrain.site.settings"

import django

django.setup()

from tests.site.killed_work import work_off  # noqa: E402

from ingrain.editions.models import Document  # noqa: E402
from ingrain.editions.publish import publish, save_draft  # noqa: E402
from ingrain.journal import follow, write  # noqa: E402
from ingrain.journal.batches import show  # noqa: E402
from ingrain.journal.models import Batch  # noqa: E402
from ingrain.method.events import Event  # noqa: E402
from ingrain.monitor import grid  # noqa: E402
from ingrain.people.models import Colleague  # noqa: E402

START = 1_793_613_600_000_000
MINUTE = 60_000_000
NOW = START + 90 * 24 * 60 * MINUTE
"""The moment of judging lies behind everything that is written, as it does in life."""


def events(rng: random.Random, turn: int) -> list[Event]:
    """A lead that comes in, or a call on one that was there."""
    at, number = START + turn * MINUTE, rng.randrange(3000)
    if rng.random() < 0.5:
        return [Event(0, f"lead/{number}", "create", at, at, "ruth.adeyemi", {"owner": "ruth.adeyemi"})]
    return [Event(0, f"call/{rng.random()}", "call", at, at, "ruth.adeyemi", {}, (f"lead/{number}",))]


def confirm(*what: object) -> None:
    sys.stdout.write(" ".join(map(str, what)) + "\n")
    sys.stdout.flush()


def main(what: str, seed: int) -> None:
    rng, turn = random.Random(seed), seed * 1000
    while True:
        turn += 1
        time.sleep(rng.uniform(0.001, 0.02))  # nobody saves without a breath between
        at = START + turn * MINUTE
        match what:
            case "write":
                confirm(*write.append(events(rng, turn)))
            case "follow":
                follow.catch_up(at=NOW)
                for document in Document.objects.all():
                    grid.count(document, at=NOW)
            case "bring-in":
                batch = Batch.objects.create(name="import", begun=at)
                for _written in write.append_batch((e for n in range(1000) for e in events(rng, turn + n)), {}, batch):
                    pass
                show(batch, by=None, at=at)
                confirm("batch", batch.pk)
            case "publish":
                work_off(at=NOW)  # none waits then, so that this edition is asked for by a job of its own
                by, document = Colleague.objects.get(key="ingrid.sorensen"), Document.objects.get()
                document = save_draft(document, f"{document.draft}\n", revision=document.revision, by=by, at=at)
                edition = publish(document, by=by, at=at, revision=document.revision)
                confirm("edition", edition.number)


main(sys.argv[1], int(sys.argv[2]))
