"""What a manual says before its first area."""

import pytest

from ingrain.method.manual import Manual
from ingrain.telling.preface import preface_of


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("# A\n\nObjective: sell.\n\nRead me.\n\nHarriet\n\n## B\n\nnot me", "Read me.\n\nHarriet"),
        ("# A\n\n## B\n\ntext", ""),
        ("", ""),
        ("# A", ""),
    ],
)
def test_it_is_what_stands_under_the_title_without_the_header_lines(source: str, told: str) -> None:
    assert preface_of(Manual("A", source=source)) == told
