"""What the judge says: one obligation is one thing asked of one person about one record, and how it stands."""

from dataclasses import dataclass
from enum import StrEnum

from ingrain.method.events import Instant


class State(StrEnum):
    """How an obligation stands (§4). In RV-LTL's words (Bauer, Leucker, Schallhart 2010): presumably, permanently."""

    DUE = "due"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    VOID = "void"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One obligation as it stands at the moment of judging.

    rule: Rule.number. record: "kind/id", or "person/name" for forms 15 and 16.
    triggered: when it arose. due: last moment to do it in time; None where there is none.
    belongs: the moment by which it is counted in a period (due; else the close; else its event); None while undecided.
    done: when it was fulfilled, where it was. responsible: None is nobody.
    period: 2026-11, 2026-Q2, 2026-W47, 2026 or 2026-11-09 for obligations made per calendar period.
    occasion: the event's moment for forms that judge an event at once.
    needed, done_days: of form 15, days asked for and days kept.
    breach: counted beside the share, never in it.
    area_due, area_state: what the area's own figure keeps (they differ from due and state after a handover);
        area_state None: this one is not in the area's figure. area_only: it is in the area's figure alone.
    trigger_event, done_event: sequence numbers of the events behind it.
    """

    rule: int
    record: str
    responsible: str | None
    triggered: Instant
    state: State
    due: Instant | None = None
    belongs: Instant | None = None
    done: Instant | None = None
    period: str | None = None
    occasion: Instant | None = None
    needed: int | None = None
    done_days: int | None = None
    breach: bool = False
    area_due: Instant | None = None
    area_state: State | None = None
    area_only: bool = False
    trigger_event: int | None = None
    done_event: int | None = None
