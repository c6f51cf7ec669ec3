"""The typefaces, where they were fetched: a name is set in one of them from its first letter to its last."""

import re
from pathlib import Path

import pytest

import ingrain.web

SHEET = Path(ingrain.web.__file__).parent / "static/ingrain/type/type.css"
FACE = re.compile(r'font-family: "(.+?)"; font-style: (\w+).*url\("(.+?)"\).*unicode-range: (.+?) }')

pytestmark = pytest.mark.skipif(not SHEET.exists(), reason="npm is not there: the system's typefaces serve")


def holds(ranges: str, letter: str) -> bool:
    for one in ranges.split(","):
        first, _dash, last = one.removeprefix("U+").partition("-")
        if int(first, 16) <= ord(letter) <= int(last or first, 16):
            return True
    return False


@pytest.mark.parametrize("letter", "AzéßŁłŻżŐş–€")
def test_every_face_has_the_letters_of_european_names(letter: str) -> None:
    faces = FACE.findall(SHEET.read_text(encoding="utf-8"))
    assert all((SHEET.parent / file).exists() for _name, _style, file, _ranges in faces)
    kinds = {(name, style) for name, style, _file, _ranges in faces}
    assert kinds == {("Inter", "normal"), ("Source Serif 4", "normal"), ("Source Serif 4", "italic")}
    assert {(name, style) for name, style, _file, ranges in faces if holds(ranges, letter)} == kinds
