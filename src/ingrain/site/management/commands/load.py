"""`load`: so many contacts, and what belongs to them, into the database; for measuring."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from ingrain.method.calendar import instant_of
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

        accounts = load(options["contacts"], at=instant_of(datetime.now(UTC)), seed=options["seed"], progress=progress)
        self.stdout.write(f"{accounts:,} accounts with what belongs to them, in {monotonic() - began:.0f} s.")
