"""The disk: making files last, and telling a full or failing disk from other trouble."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from graph.errors import DiskTrouble, GraphError, OutputRefused

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
# RocksDB and DuckDB pass the system's message on as text.
_FULL_TEXTS = ("no space left on device", "disk quota exceeded", "file too large")


def disk_error(error: BaseException, path: Path) -> GraphError | None:
    """Return our error for a full, failing or forbidden disk, or None when ``error`` is something else."""
    if isinstance(error, GraphError) or not isinstance(error, Exception):
        return None
    number = error.errno if isinstance(error, OSError) else None
    text = str(error).lower()
    if number in _FULL or any(one in text for one in _FULL_TEXTS):
        return DiskTrouble(
            f"The disk that holds {str(path)!r} is full; the graph is as it was before.",
            hint="Free some space and run the command again.",
        )
    if number == errno.EIO or "input/output error" in text:
        return DiskTrouble(
            f"The disk that holds {str(path)!r} fails to read or write; the graph is as it was before.",
            hint="Check the disk.",
        )
    if number in _FORBIDDEN and isinstance(error, OSError):
        return OutputRefused(
            f"{str(error.filename or path)!r} cannot be written: {error.strerror}.",
            hint="Give a folder you may write to with --graph.",
        )
    return None


def sync_file(path: Path) -> None:
    """Return once the file (or the folder's list of names) is on the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Return once everything below ``folder`` is on the disk itself."""
    for root, _, names in os.walk(folder):
        for name in names:
            sync_file(Path(root, name))
        sync_file(Path(root))
