"""A large JSON object of lists, read element by element: the file never lies in memory as a whole.

Here lives the text. What the elements mean lives in ocel.py.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ingrain.logs.log import Progress
from ingrain.logs.report import UnableToReadLog
from ingrain.logs.source import Source

type Element = Mapping[str, object]

LONGEST = 16 << 20
"""Characters of one element."""

SPACE = re.compile(r"[ \t\r\n]*")
NOT_YET = object()
decode = json.JSONDecoder().raw_decode


def elements(path: Path, progress: Progress | None = None) -> Iterator[tuple[str, Element]]:
    """Each object in each list of the outermost object, with the list's key. Raises UnableToReadLog."""
    text = _Text(path, progress)
    text.expect("{")
    while text.next() != "}":
        key = text.value()
        text.expect(":")
        if text.next() == "[":
            for each in _listed(text):
                if isinstance(each, dict):
                    yield str(key), each
        else:
            text.value()
        if text.next() == ",":
            text.expect(",")


def _listed(text: "_Text") -> Iterator[object]:
    text.expect("[")
    while text.next() != "]":
        yield text.value()
        if text.next() == ",":
            text.expect(",")
    text.expect("]")


class _Text:
    """The file's text, of which a stretch is held: from what is read next to where the file was read to."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._name = path.name
        self._blocks = Source(path, progress).blocks()
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._held, self._at, self._passed = "", 0, 0

    def next(self) -> str:
        """The next character that is no white space."""
        while True:
            found = SPACE.match(self._held, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                raise self._broken("the file breaks off in the middle: copy it again, or export it anew")

    def expect(self, character: str) -> None:
        if self.next() != character:
            raise self._broken(f"“{character}” is expected here: export the log again")
        self._at += 1

    def value(self) -> object:
        """The value that begins here."""
        self.next()
        while True:
            found = self._decoded()
            if found is not NOT_YET:
                return found
            if len(self._held) - self._at > LONGEST:
                raise self._broken("what begins here never ends: export the log again")
            if not self._more():
                raise self._broken("this is not JSON, or it breaks off: copy the file again, or export it anew")

    def _decoded(self) -> object:
        try:
            found, end = decode(self._held, self._at)
        except json.JSONDecodeError:
            return NOT_YET
        except RecursionError:
            raise self._broken("what begins here is nested without end: export the log again") from None
        if end == len(self._held) and self._more():  # a number may go on
            return NOT_YET
        self._at = end
        return found

    def _more(self) -> bool:
        block = next(self._blocks, b"")
        try:
            text = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            raise self._broken("what follows is not UTF-8: save the file as UTF-8") from None
        self._passed += self._at
        self._held, self._at = self._held[self._at :] + text, 0
        return bool(block)

    def _broken(self, what: str) -> UnableToReadLog:
        return UnableToReadLog(f"{self._name}, character {self._passed + self._at + 1:,}: {what}.")
