"""The strict pass over a table: Python's csv module decides what a record is, and whether all are well-formed.

DuckDB reads the same file in parallel and several times faster, yet silently drops an extra blank field at a
line's end, takes off quotation marks behind a blank, and under a wrong ``new_line`` option reads nothing at all
(seen with 2.0.0). So its result counts only if number, size and samples of the records agree with this pass.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from graph.errors import SourceRejected
from graph.ingest.sources import BLOCK, Progress

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Longer records are taken for an opening quotation mark that is never closed. The longest real one has 13,000 bytes.
MAX_RECORD = 2_000_000
# Every how many records one is compared word for word with what DuckDB read.
SAMPLE_EVERY = 997
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Structure:
    """What the strict pass saw.

    Attributes:
        sha256: Of the bytes read.
        clean: True when every record has as many fields as the header, by RFC 4180, and no NUL.
        records: Records after the header; blank lines are none. Right only if clean.
        size: Bytes in their fields, quotation marks, commas and line ends not counted. Right only if clean.
        samples: Row number -> fields of every 997th record.
    """

    sha256: str
    clean: bool
    records: int
    size: int
    samples: dict[int, list[str]]


class Watched(io.RawIOBase):
    """A file that is hashed and held to UTF-8 while it is read."""

    def __init__(self, file: IO[bytes], total: int, progress: Progress | None) -> None:
        super().__init__()
        self._file = file
        self._total = total
        self._progress = progress
        self._digest = hashlib.sha256()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.done = 0
        self.has_nul = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read a block.

        Raises:
            UnicodeDecodeError: It is not UTF-8; ``start`` counts from the start of the file.
        """
        # Never beyond the size at the start: a file that grows as fast as it is read would have no end.
        block = self._file.read(min(len(memoryview(buffer)), self._total - self.done))
        memoryview(buffer)[: len(block)] = block
        self._digest.update(block)
        pending = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            error.start += self.done - pending
            raise
        self.has_nul = self.has_nul or b"\0" in block
        self.done += len(block)
        if self._progress:
            self._progress(self.done, self._total)
        return len(block)

    def sha256(self) -> str:
        """Read what is left and return the hash of the whole."""
        while self.read(BLOCK):
            pass
        return self._digest.hexdigest()


def scan(path: Path, name: str, progress: Progress | None = None) -> Structure:
    """Read a table strictly from end to end.

    Args:
        path: The unpacked file; its header has been read by `header_of` before.
        name: What messages call it.
        progress: Told how many bytes are done, and how many there are.

    Raises:
        SourceRejected: It is not UTF-8.
    """
    raise_field_limit()
    with path.open("rb") as file:
        watched = Watched(file, path.stat().st_size, progress)
        try:
            structure = _count(watched)
            digest = watched.sha256()
        except UnicodeDecodeError as error:
            with path.open(encoding="latin-1", newline="") as lines:
                raise not_utf8(lines, name, error.start) from error
    clean = structure is not None and not watched.has_nul
    records, size, samples = structure or (0, 0, {})
    return Structure(digest, clean, records, size, samples)


def raise_field_limit() -> None:
    """Let the csv module read fields as long as a record may be; the limit is the process's own."""
    if csv.field_size_limit() < MAX_RECORD:
        csv.field_size_limit(MAX_RECORD)


def _count(watched: Watched) -> tuple[int, int, dict[int, list[str]]] | None:
    """Count records and bytes; None at the first record that is not well-formed."""
    records = size = 0
    samples = {}
    # Latin-1 gives one character per byte: a byte count for free, and faster than UTF-8.
    reader = csv.reader(_latin1(watched), strict=True)
    try:
        width = len(next(filter(None, reader)))
        for record in reader:
            if len(record) != width:
                if not record:
                    continue
                return None
            records += 1
            size += len("".join(record))
            if records % SAMPLE_EVERY == 1:
                samples[records] = [field.encode("latin-1").decode() for field in record]
    except csv.Error:
        return None
    return records, size, samples


def _latin1(raw: io.RawIOBase) -> io.TextIOWrapper:
    buffered = io.BufferedReader(raw, BLOCK)
    if buffered.peek(len(BOM))[: len(BOM)] == BOM:
        buffered.read(len(BOM))
    return io.TextIOWrapper(buffered, encoding="latin-1", newline="")


def header_of(head: bytes, name: str) -> list[str]:
    """Return the names in the first record of a table.

    Args:
        head: The first bytes of the file, the whole header among them.
        name: What messages call the file.

    Raises:
        SourceRejected: The header is not UTF-8.
    """
    raise_field_limit()
    text = head.removeprefix(BOM).decode("utf-8", errors="replace")
    header = next(filter(None, csv.reader(io.StringIO(text, newline=""))))
    if any("\ufffd" in column for column in header):
        try:
            head.decode("utf-8")
        except UnicodeDecodeError as error:
            raise not_utf8(io.StringIO(head.decode("latin-1"), newline=""), name, error.start) from error
    return header


def not_utf8(lines: Iterator[str], name: str, place: int) -> SourceRejected:
    """Return the error for a byte that is not UTF-8, with the row and column in which it stands.

    Args:
        lines: The file read as Latin-1, so that characters are bytes.
        name: What messages call it.
        place: Offset of the byte, or of the end when the file breaks off within a character.
    """
    byte = ""
    header: list[str] = []
    row, width = -1, 0

    def until_there() -> Iterator[str]:
        nonlocal byte
        left = place
        for line in lines:
            if left < len(line):
                byte = line[left]
                yield line[: left + 1].removeprefix(BOM.decode("latin-1"))
                return
            yield line.removeprefix(BOM.decode("latin-1")) if left == place else line
            left -= len(line)

    try:
        for record in filter(None, csv.reader(until_there())):
            header = header or record
            row, width = row + 1, len(record)
    except csv.Error:  # a field beyond all measure
        row, width = row + 1, 0
    column = dict(enumerate(header, start=1)).get(width) if row > 0 else None
    where = f"row {row}, column {column!r}" if column else f"row {row}" if row > 0 else "the header"
    what = f"byte 0x{ord(byte):02X}" if byte else "the end"
    return SourceRejected(
        f"{name} is not UTF-8: {what} at offset {place} ({where}).",
        file=name,
        row=row if row > 0 else None,
        column=column,
        hint="Save it again as UTF-8; from Windows: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW.",
    )


def lines_of(path: Path, rows: set[int]) -> dict[int, int]:
    """Return the line, counted from 1, on which each of these rows begins in a file whose structure is clean."""
    raise_field_limit()
    found = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        next(filter(None, reader))
        row, end, last = 0, reader.line_num, max(rows, default=0)
        for record in reader:
            row += bool(record)
            if record and row in rows:
                found[row] = end + 1
            if row >= last:
                break
            end = reader.line_num
    return found
