"""The small bars of the scorecard: followed, late and missed, as one terminal or another can show them."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from ingrain.method.cells import Cell, RuleCount

WIDTH = 6
FULL, REST = "━", "╌"
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
        """The bar and a space after it, or nothing. Without colours what wasn't followed is dashed."""
        asked = count.met + count.late + count.missed
        if not self.width:
            return Text()
        if not asked:
            return Text(" " * (self.width + 1))
        met, late, missed = parts(self.width, count.met, count.late, count.missed)
        if not self.coloured:
            return Text(FULL * met + REST * (late + missed) + " ")
        return Text.assemble((FULL * met, GREEN), (FULL * late, AMBER), (FULL * missed, RUST), " ")


def parts(width: int, *counts: int) -> list[int]:
    """How much of a bar each count gets: what it is owed, rounded, but never nothing for something."""
    whole = sum(counts)
    shares = [max(1, round(width * count / whole)) if count else 0 for count in counts]
    while sum(shares) != width:
        step = 1 if sum(shares) < width else -1
        owed = [width * count / whole - share for count, share in zip(counts, shares, strict=True)]
        movable = [n for n, share in enumerate(shares) if counts[n] and (step > 0 or share > 1)]
        shares[max(movable, key=lambda n: step * owed[n])] += step
    return shares
