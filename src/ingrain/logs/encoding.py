"""The text of a file as clean UTF-8, whatever it was written in: byte order marks, UTF-16, Windows-1252, NULs.

What the text means lives in delimited.py.
"""

import codecs
import io
from collections.abc import Buffer, Iterator

from ingrain.logs import report as odd
from ingrain.logs.report import Report, UnableToReadLog

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1252"
LOST = "�"


def encoding_of(head: bytes, said: str | None) -> str:
    """The encoding that was said, or else that the file's first bytes show; UTF-8 where they show nothing."""
    if said:
        try:
            "".encode(said)  # refuses what Python calls an encoding and is none of text
            return codecs.lookup(said).name
        except (LookupError, ValueError):
            raise UnableToReadLog(
                f"There is no encoding called “{said}”: say --encoding utf-8, cp1252, utf-16 or another one that "
                "Python knows."
            ) from None
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    even, odd_ones = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd_ones) > len(head) // 5:  # most characters of most texts have a zero in one of their two bytes
        return "utf-16-be" if even > odd_ones else "utf-16-le"
    return "utf-8"


class Utf8(io.RawIOBase):
    """The file's text as UTF-8 bytes. What isn't UTF-8, and doesn't say what it is, is taken for Windows-1252."""

    def __init__(self, blocks: Iterator[bytes], encoding: str, report: Report, *, said: bool = False) -> None:
        self._blocks = blocks
        self._encoding = encoding
        self._may_fall_back = encoding == "utf-8" and not said
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._report = report
        self._ready = memoryview(b"")
        self._lines = 1
        self._seen_beyond_ascii = False
        self._ended = False
        self._marks = False
        self.quotes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        while not self._ready and not self._ended:
            block = next(self._blocks, b"")
            self._ended = not block
            clean = self._clean(block)
            if self._ended and not clean.endswith(b"\n"):
                clean += b"\n"  # the last row ends here, also where its line doesn't
            self._ready = memoryview(clean)
        view = memoryview(buffer)
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _clean(self, block: bytes) -> bytes:
        data = block if self._is_plain(block) else self._decoded(block).encode()
        if nuls := data.count(0):
            before = data[: data.index(0)].count(b"\n")
            self._report.note(odd.NUL_REMOVED, f"in line {self._lines + before}", nuls)
            data = data.replace(b"\0", b"")
        self._lines += data.count(b"\n")
        self.quotes += data.count(b'"')
        return data

    def _is_plain(self, block: bytes) -> bool:
        """Plain ASCII between two whole characters needs no decoding."""
        return self._encoding in ("utf-8", FALLBACK) and block.isascii() and not self._decoder.getstate()[0]

    def _decoded(self, block: bytes) -> str:
        pending = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            text = self._salvage(pending + block, error)
        if self._marks and (lost := text.count(LOST)):
            line = self._lines + text[: text.index(LOST)].count("\n")
            self._report.note(odd.CHARACTER_REPLACED, f"in line {line}", lost)
        self._seen_beyond_ascii = self._seen_beyond_ascii or not text.isascii()
        return text

    def _salvage(self, data: bytes, error: UnicodeDecodeError) -> str:
        """The text of bytes that can't be decoded: in another encoding, if nothing speaks against it, or with marks."""
        if self._may_fall_back and not self._seen_beyond_ascii and data[: error.start].isascii():
            self._encoding = FALLBACK
            line = self._lines + data[: error.start].count(b"\n")
            self._report.note(odd.ENCODING_GUESSED, f"in line {line}")
        self._may_fall_back = False
        self._decoder = codecs.getincrementaldecoder(self._encoding)(errors="replace")
        self._marks = True
        return self._decoder.decode(data)
