"""The small bars of the scorecard: followed, late and missed, as one terminal or another can show them."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from ingrain.method.cells import Cell, RuleCount

WIDTH = 6
FULL, THIN, DASHED = "━", "─", "╌"
GREEN, AMBER, RUST = "green", "yellow", "red"


@dataclass(frozen=True, slots=True)
class Bars:
    """How bars are drawn. width: in characters, 0 for none. coloured: late and missed have a colour of their own."""

    width: int = WIDTH
    coloured: bool = True

    @classmethod
    def of(cls, console: Console) -> "Bars":
        """As this terminal can show them: none where it has no such letters."""
        lines = console.encoding.lower().startswith("utf")
        return cls(WIDTH if lines else 0, coloured=console.is_terminal and not console.no_color)

    def before(self, count: Cell | RuleCount) -> Text:
        """The bar and a space after it, or nothing. Without colours late is thin and missed is dashed."""
        asked = count.met + count.late + count.missed
        if not self.width:
            return Text()
        if not asked:
            return Text(" " * (self.width + 1))
        met, late, missed = parts(self.width, count.met, count.late, count.missed)
        if not self.coloured:
            return Text(FULL * met + THIN * late + DASHED * missed + " ")
        return Text.assemble((FULL * met, GREEN), (FULL * late, AMBER), (FULL * missed, RUST), " ")


def parts(width: int, met: int, late: int, missed: int) -> tuple[int, int, int]:
    """How much of a bar each count gets: its share, rounded.

    The followed part is whole only where all was followed and nothing only where nothing was. What is left of the bar
    is for late and missed together; where it has no room for both, the larger one stands for the two.
    """
    asked = met + late + missed
    followed = min(max(_rounded(width * met, asked), met > 0), width - (met < asked))
    left = width - followed
    never = _rounded(left * missed, late + missed) if left else 0
    return followed, left - never, never


def _rounded(part: int, whole: int) -> int:
    """part / whole, a half rounded up."""
    return (2 * part + whole) // (2 * whole)
