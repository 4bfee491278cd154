"""Files that are there whole or not at all: written in a scratch folder, synced, renamed into place."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import DiskTrouble

# Folders of this name in a ledger are left over from a killed load and may be deleted.
PREFIX = ".incoming-"


@contextmanager
def workspace(folder: Path) -> Iterator[Path]:
    """Yield a new scratch folder inside ``folder`` (made when missing); it is gone afterwards, whatever happens.

    Raises:
        DiskTrouble: A folder cannot be made, or writing in the block fails (see `writing`).
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        with writing(folder):
            yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn a failed write, Python's or DuckDB's, into ``DiskTrouble`` naming ``place``.

    Ctrl-C during a DuckDB query comes out as ``KeyboardInterrupt``, as everywhere else.
    """
    import duckdb

    try:
        yield
    except OSError as error:
        raise _trouble(place, error.strerror or str(error)) from error
    except duckdb.OperationalError as error:  # input and output, and memory that could not be spilled
        raise _trouble(place, _system_words(str(error))) from error
    except RuntimeError as error:
        if str(error) == "Query interrupted":  # DuckDB's way of passing on SIGINT
            raise KeyboardInterrupt from error
        raise


def _system_words(message: str) -> str:
    """Return the system's words for an error number in DuckDB's message, else its first line."""
    number = re.search(r'"errno":"(\d+)"', message)
    return os.strerror(int(number[1])) if number else message.splitlines()[0]


def _trouble(place: Path, why: str) -> DiskTrouble:
    return DiskTrouble(
        f"Could not write in {str(place)!r}: {why.rstrip('.')}.",
        hint="Free some space there or choose another place; what was there before is unchanged.",
    )


def install(written: Path, final: Path) -> None:
    """Move a finished file to its place in one step; a reader sees the old file or the whole new one.

    Both must be on one file system. ``final``'s folder is made when missing.

    Raises:
        DiskTrouble: It cannot be moved.
    """
    with writing(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        _sync(written)
        os.replace(written, final)
        _sync(final.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
