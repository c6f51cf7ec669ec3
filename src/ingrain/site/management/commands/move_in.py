"""The sample company moves into an empty database."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from ingrain.method.calendar import instant_of
from ingrain.people.models import Firm
from ingrain.site.sample import move_in


class Command(BaseCommand):
    help = "Fill an empty database with the sample company as it is now."

    def handle(self, **options: Any) -> None:
        if Firm.here() is None:
            now = datetime.now(UTC)
            move_in(at=instant_of(now), today=now.date())
