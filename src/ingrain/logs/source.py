"""The bytes of a log: opened, unpacked if they are gzip, counted as they are read, and recognised by how they begin.

What the bytes mean lives in the reader of each format.
"""

import gzip
import io
import zlib
from collections.abc import Buffer, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ingrain.logs.report import UnableToReadLog

if TYPE_CHECKING:
    from ingrain.logs.log import Progress

BLOCK = 1 << 18
LONGEST_LINE = 16 << 20
GZIP = b"\x1f\x8b"


class Source:
    """A file on disk. Opening it says in a sentence what is wrong with it."""

    def __init__(self, path: Path, progress: "Progress | None" = None) -> None:
        self.path = path
        self.progress = progress

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file's bytes, unpacked."""
        with self._packed() as packed:
            stream = packed
            if packed.peek(2)[:2] == GZIP:
                stream = io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=packed), self.path), BLOCK)
            yield stream

    def blocks(self, size: int = BLOCK) -> Iterator[bytes]:
        """The file's bytes, unpacked, piece by piece."""
        with self.open() as stream:
            while block := stream.read(size):
                yield block

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """The file's lines with their numbers, from 1."""
        with self.open() as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                    raise UnableToReadLog(
                        f"{self.path.name}, line {number}, is longer than {LONGEST_LINE >> 20} MB: "
                        "write one event on each line."
                    )
                yield number, line

    def refuse_damage(self) -> None:
        """Raise UnableToReadLog where the packing is damaged.

        Its check sum stands at the end: what looks wrong in the middle may be the packing's fault and not the export's.
        """
        for _block in self.blocks():
            pass

    def head(self, size: int = BLOCK) -> bytes:
        """How the unpacked bytes begin."""
        with self.open() as stream:
            return stream.read(size)

    @property
    def is_packed(self) -> bool:
        with self._packed() as packed:
            return packed.peek(2)[:2] == GZIP

    def _packed(self) -> io.BufferedReader:
        try:
            if self.path.is_dir():
                raise UnableToReadLog(f"{self.path} is a directory: name a file in it.")
            if not self.path.exists():
                raise UnableToReadLog(f"There is no file {self.path}: check the path.")
            if not self.path.is_file():
                raise UnableToReadLog(f"{self.path} is not a file that can be read twice: save it to disk first.")
            return io.BufferedReader(_Counted(self.path, self.progress), BLOCK)
        except PermissionError:
            raise UnableToReadLog(f"{self.path} may not be read by you: ask for permission to read it.") from None
        except OSError as error:
            raise UnableToReadLog(f"{self.path} can't be opened: {error.strerror or error}.") from None


class _Counted(io.FileIO):
    """A file that tells how far it has been read."""

    def __init__(self, path: Path, progress: "Progress | None") -> None:
        super().__init__(path, "rb")
        self._total = path.stat().st_size
        self._read = 0
        self._progress = progress

    def readinto(self, buffer: Buffer, /) -> int:
        count = super().readinto(buffer) or 0
        self._read += count
        if self._progress:
            self._progress(self._read, self._total)
        return count


class _Unpacked(io.RawIOBase):
    """A gzip stream that says in a sentence where it is broken."""

    def __init__(self, stream: gzip.GzipFile, path: Path) -> None:
        self._stream = stream
        self._path = path
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        try:
            block = self._stream.read(len(view))
        except EOFError:
            raise self._broken("breaks off in the middle") from None
        except (gzip.BadGzipFile, zlib.error):
            raise self._broken("is damaged (its check sum or its packing is wrong)") from None
        view[: len(block)] = block
        self._read += len(block)
        return len(block)

    def _broken(self, how: str) -> UnableToReadLog:
        return UnableToReadLog(
            f"{self._path.name}: the gzip file {how}, after {self._read:,} unpacked bytes: "
            "copy or download it again, or export it anew."
        )
