"""`load`: so many contacts, and what belongs to them, into the database; for measuring."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ingrain.method.calendar import instant_of
from ingrain.site.bare import UnableToHaveItAlone
from ingrain.site.load import load


class Command(BaseCommand):
    help = "Bring a load of records into the database: --contacts 100000."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--contacts", type=int, default=100_000)
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *_given: Any, **options: Any) -> None:
        began = monotonic()

        def progress(done: int) -> None:
            if done % 2_000 == 0:
                self.stdout.write(f"{done:,} accounts, {monotonic() - began:.0f} s")

        try:
            at = instant_of(datetime.now(UTC))
            accounts = load(options["contacts"], at=at, seed=options["seed"], progress=progress)
        except UnableToHaveItAlone:
            raise CommandError("Ingrain runs on this database: stop it first.") from None
        if accounts:
            self.stdout.write(f"{accounts:,} accounts with what belongs to them, in {monotonic() - began:.0f} s.")
        else:
            self.stdout.write("So many contacts are there already; nothing was added.")
