"""What one opportunity adds to the sums that are kept, before and after something happened to it. Writes nothing."""

from dataclasses import dataclass
from datetime import date

from ingrain.records.models import Opportunity
from ingrain.records.quarters import quarter_of
from ingrain.records.surroundings import Surroundings


@dataclass(frozen=True)
class Heap:
    """To which pile it belongs on the board."""

    stage: int | None
    owner: int | None
    team: int | None
    territory: str
    currency: str

    @property
    def key(self) -> str:
        return "|".join(str("" if part is None else part) for part in (
            self.stage, self.owner, self.team, self.currency, self.territory,
        ))  # fmt: skip


@dataclass(frozen=True)
class Saying:
    """To which sum of the forecast it belongs."""

    owner: int | None
    quarter: date
    category: str


@dataclass(frozen=True)
class Share:
    """What one opportunity adds, and how it stands. closing: the day on which it closes, or closed."""

    heap: Heap | None
    saying: Saying | None
    worth: int | None
    amount: int | None
    state: str
    stage: str
    closing: date | None
    category: str
    owner: int | None

    @property
    def unrated(self) -> bool:
        """There is an amount, and nobody knows what it is worth."""
        return self.amount is not None and self.worth is None


def share_of(row: Opportunity, around: Surroundings) -> Share | None:
    """None of what isn't there: not told of yet, or in the bin."""
    if row.version == 0 or row.deleted is not None:
        return None
    opened = row.state == Opportunity.State.OPEN
    closing = row.close_date if opened or row.closed_at is None else around.calendar.day(row.closed_at)
    category = row.category if opened else str(row.state)
    told = opened or row.state == Opportunity.State.WON
    return Share(
        Heap(row.stage_id, row.owner_id, row.team_id, row.territory, row.currency) if opened else None,
        Saying(row.owner_id, quarter_of(closing), category) if told and closing else None,
        row.worth,
        row.amount,
        row.state,
        around.stage_names.get(row.stage_id or 0, ""),
        closing,
        category,
        row.owner_id,
    )
