"""Whether there is something to do about an obligation, or only something to know.

"At most 5 emails" asks for nothing as long as it is kept, and nothing mends it once it is broken; a call that is late
can still be made. Here lives which is which, form by form, as §3 says of each whether it is ever late.
"""

from ingrain.method.obligations import State
from ingrain.method.rules import (
    Ageing,
    AlsoHas,
    Cadence,
    Count,
    EndsWith,
    FilledIn,
    Form,
    Invariant,
    Precedence,
    Response,
    ResponseWithData,
    Silence,
    TimedByField,
    TimedResponse,
)

CAN_BE_LATE = (TimedResponse, TimedByField, ResponseWithData, Invariant, Ageing, Silence)
UNTIL_ITS_END = (Response, AlsoHas, EndsWith, Cadence)
"""What can be done as long as it is due, and never afterwards."""


def can_be_done(form: Form, state: State) -> bool:
    """Whether whoever is responsible can do something about it now."""
    if state is State.MISSED:
        filled_in_later = isinstance(form, Precedence) and isinstance(form.required, FilledIn)
        return filled_in_later or isinstance(form, CAN_BE_LATE)
    if state is State.DUE:
        wanted = isinstance(form, Count) and form.bound == "at least"
        return wanted or isinstance(form, (*CAN_BE_LATE, *UNTIL_ITS_END))
    return False
