"""Who looked at which record last: search puts those first, and a person finds their way back."""

from ingrain.method.events import Instant
from ingrain.people.models import Colleague
from ingrain.records.models import Kept, Recent


def look_at(row: Kept, *, by: Colleague, at: Instant) -> None:
    """Remember that they looked; the last time only."""
    Recent.objects.bulk_create(
        [Recent(colleague=by, record=row.record, at=at)],
        update_conflicts=True,
        unique_fields=["colleague", "record"],
        update_fields=["at"],
    )
