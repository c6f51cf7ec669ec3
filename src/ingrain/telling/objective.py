"""An objective's measure in words: of each quarter's records, the share that got there."""

from collections.abc import Sequence

from ingrain.method.objective import Quarter
from ingrain.telling.words import _, number, quarter_named


def quarters_told(quarters: Sequence[Quarter], many: str, running: str, became: str = "") -> list[str]:
    """The last two whole quarters, then the running one, in order of time.

    many: what the records are called; running: the name of the quarter that goes on; became: "won opportunities".
    """
    whole = [quarter for quarter in quarters if quarter.name != running]
    so_far = [quarter for quarter in quarters if quarter.name == running]
    return [quarter_told(quarter, many, running, became) for quarter in (*whole[-2:], *so_far)]


def quarter_told(quarter: Quarter, many: str, running: str, became: str = "") -> str:
    """ "15 in 100 of the leads of April to June 2026 became won opportunities: 51 of 335, ten still open"."""
    year, _sign, number_of = quarter.name.partition("-Q")
    so_far = "so far" if quarter.name == running else ""
    told = _("%d in 100 of the %s of %s%s: %s of %s") % (
        round(quarter.share),
        many,
        " ".join(filter(None, (quarter_named(int(year), int(number_of)), so_far))),
        _(" became %s") % became if became else "",
        f"{quarter.reached:,}",
        f"{quarter.created:,}",
    )
    return told + (_(", %s still open") % number(quarter.open) if quarter.open else "")
