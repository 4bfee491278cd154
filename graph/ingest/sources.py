"""Getting at the bytes of a source: checks of the path, unpacking, and what to say when that fails."""

from __future__ import annotations

import gzip
import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from graph.errors import SourceRejected

BLOCK = 1 << 20
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One table or feed to read.

    Attributes:
        path: The file as given.
        member: Name inside a zip archive; empty when the file itself is the source.
    """

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """What messages and reports call it: the path, and behind it the member of an archive."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)


def sources_in(path: Path) -> tuple[Source, ...]:
    """Return the sources a file holds: itself, or each member of a zip archive, sorted by name.

    Raises:
        SourceRejected: There is no such file, it is a folder, empty, or a zip archive that cannot be read.
    """
    check_path(path)
    with reading(str(path)):
        with path.open("rb") as file:
            head = file.read(4)
        if head != b"PK\x03\x04":
            return (Source(path),)
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    names = sorted(info.filename for info in infos)
    if "[Content_Types].xml" in names:
        raise SourceRejected(
            f"{path} looks like an Office document (.xlsx, .docx), not a source.",
            file=str(path),
            hint="Save the sheet as CSV in UTF-8.",
        )
    if locked := [info.filename for info in infos if info.flag_bits & 1]:
        raise SourceRejected(
            f"{path}: the member {locked[0]!r} is encrypted.", file=str(path), hint="Unpack it and load the files."
        )
    return tuple(Source(path, name) for name in names)


def check_path(path: Path) -> None:
    """Raise unless ``path`` is a file with something in it.

    Raises:
        SourceRejected: It is missing, a folder, a device or pipe, or empty.
    """
    file = str(path)
    if path.is_dir():
        raise SourceRejected(
            f"{file} is a folder, not a source.", file=file, hint=f"Name its files, for example {path / '*.csv'}."
        )
    if not path.exists():
        raise SourceRejected(
            f"There is no file {file}.", file=file, hint="Check the spelling and the folder you are in."
        )
    if not path.is_file():
        raise SourceRejected(
            f"{file} is not a regular file.", file=file, hint="Save its content to a file and load that."
        )
    if path.stat().st_size == 0:
        raise SourceRejected(f"{file} is empty.", file=file, hint="Download or export it again.")


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn a source that cannot be read to its end into ``SourceRejected`` naming it."""
    try:
        yield
    except EOFError as error:
        raise SourceRejected(
            f"{name} breaks off: the archive is truncated.", file=name, hint="Download or copy it again."
        ) from error
    except (gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
        raise SourceRejected(
            f"{name} is a damaged or truncated archive: {error}.", file=name, hint="Download or copy it again."
        ) from error
    except OSError as error:
        raise SourceRejected(
            f"{name} cannot be read: {error.strerror or error}.", file=name, hint="Check the file and its permissions."
        ) from error


def blocks(source: Source, progress: Progress | None = None) -> Generator[bytes]:
    """Yield the bytes of a source in blocks; gzip is unpacked, a tar archive inside it is not.

    Args:
        source: What to read.
        progress: Told after each block how many bytes of the file as given are done, and how many it has.

    Raises:
        SourceRejected: The file cannot be read, or the archive is damaged or truncated.
    """
    with ExitStack() as stack:
        with reading(source.name):
            file = stack.enter_context(source.path.open("rb"))
            total = os.fstat(file.fileno()).st_size
            stream = _unpacked(source, file, stack)
        while True:
            with reading(source.name):
                block = stream.read(BLOCK)
            if progress:
                progress(min(file.tell(), total) if block else total, total)
            if not block:
                return
            yield block


def _unpacked(source: Source, file: IO[bytes], stack: ExitStack) -> IO[bytes]:
    if source.member:
        archive = stack.enter_context(zipfile.ZipFile(file))
        return stack.enter_context(archive.open(source.member))
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return cast("IO[bytes]", stack.enter_context(gzip.GzipFile(fileobj=file, mode="rb"))) if packed else file


def is_packed(source: Source) -> bool:
    """Say whether the source must be unpacked before it can be read from any place in it."""
    if source.member:
        return True
    with reading(source.name), source.path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def unpack(source: Source, target: Path, progress: Progress | None = None) -> str:
    """Write the unpacked bytes to ``target``; return their sha256.

    Raises:
        SourceRejected: The archive is damaged or truncated.
        OSError: ``target`` cannot be written.
    """
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for block in blocks(source, progress):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file as given, 64 hex digits.

    Raises:
        SourceRejected: It is missing, a folder, empty, or cannot be read.
    """
    check_path(path)
    digest = hashlib.sha256()
    with reading(str(path)), path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
