"""What is printed of a manual: its text, and in words what stands beside it.

Here lives what a sheet holds. How it becomes a file lives in word.py and pdf.py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingrain.method.manual import Manual
from ingrain.method.vocabulary import Vocabulary


@dataclass(frozen=True)
class Sheet:
    """A manual to be printed.

    edition: the line above the title. measured: what became of each objective, by area ("": the manual's own).
    figures: what stands beside a rule, by its number. lives_by: teams, each with what is said of it.
    """

    manual: Manual
    words: Vocabulary
    edition: str
    measured: Mapping[str, Sequence[str]] = field(default_factory=dict)
    figures: Mapping[int, str] = field(default_factory=dict)
    lives_by: Sequence[tuple[str, str]] = ()

    @property
    def file_name(self) -> str:
        """The manual's title as the name of a file, without its ending."""
        return re.sub(r"[^\w]+", "-", self.manual.title).strip("-").casefold() or "manual"


def paragraphs(prose: str) -> list[str]:
    """Prose paragraph by paragraph, each on one line, without the marks of Markdown."""
    found = (" ".join(part.split()) for part in re.split(r"\n\s*\n", prose))
    return [re.sub(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`", lambda m: m[1] or m[2] or m[3], part) for part in found if part]
