"""Locks that end with their holder: one writer at a time, and readers that pin what they read."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from graph.errors import GraphBusy

MARK = "vendorgraph writer"


class WriterLock:
    """The right to change a graph folder, held until ``release``.

    Raises:
        GraphBusy: Another process has it; the message names that process.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handle = -1
        self._handle = self._acquire()
        # Stays in the file after release: only the lock itself counts.
        text = f"{MARK} {os.getpid()}\n".encode()
        try:
            os.pwrite(self._handle, text, 0)
            os.ftruncate(self._handle, len(text))
        except BaseException:
            self.release()
            raise

    def _acquire(self) -> int:
        while True:
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(handle, 100, 0).decode("ascii", "replace").removeprefix(MARK).strip()
                os.close(handle)
                raise GraphBusy(
                    f"Another process ({'pid ' + holder if holder else 'starting'}) is writing to "
                    f"{str(self.file.parent)!r}.",
                    hint="Wait until it is done; reading goes on meanwhile.",
                ) from None
            except BaseException:
                os.close(handle)
                raise
            # The file may have been removed between opening and locking; then the lock guards nothing.
            if _same_file(handle, self.file):
                return handle
            os.close(handle)

    def release(self) -> None:
        """Give the right back; doing it twice is harmless."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.release()


class Pin:
    """Keeps a generation from being removed while somebody reads it; costs about 20 microseconds."""

    __slots__ = ("_handle",)

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Let the generation go; doing it twice is harmless."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.release()


def pin(folder: Path) -> Pin | None:
    """Pin a generation's folder; None when it is gone or about to go."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    pinned = Pin(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError:
        # Some network file systems lock no folders: then a reader is safe as long as its files are open.
        return pinned
    return pinned if _same_file(handle, folder) else None


def unpinned(folder: Path) -> Pin | None:
    """Take a folder from new readers, for removal; None while somebody reads it."""
    handle = os.open(folder, os.O_RDONLY)
    claim = Pin(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError:
        return claim
    return claim


def _same_file(handle: int, path: Path) -> bool:
    ours = os.fstat(handle)
    try:
        there = os.stat(path)
    except FileNotFoundError:
        return False
    return (ours.st_dev, ours.st_ino) == (there.st_dev, there.st_ino)
