"""Files and folders that appear only when they are whole, and never in the place of somebody else's."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

from graph.errors import DiskTrouble, OutputRefused

_DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
_HEAD_BYTES = 4_096
_FOREIGN = "was not written by this program"


def check_file(out: Path, mark: bytes, *, force: bool, foreign: str = _FOREIGN) -> None:
    """Refuse a place where `whole_file` would not write; arguments and errors as there."""
    _check_folder(out)
    if out.is_dir():
        raise OutputRefused(f"{str(out)!r} is a folder.", hint="Give the name of a file in it.")
    if out.exists() and not out.is_file():
        raise OutputRefused(f"{str(out)!r} is not an ordinary file.", hint="Give another name.")
    if out.exists() and not force and not _holds(out, mark):
        raise OutputRefused(f"{str(out)!r} exists and {foreign}.", hint="Give another name, or --force.")


@contextmanager
def whole_file(out: Path, mark: bytes, *, force: bool = False, foreign: str = _FOREIGN) -> Iterator[BinaryIO]:
    """Yield a stream beside ``out`` that takes its place when the block ends well; else ``out`` stays as it was.

    Args:
        out: The file. One that holds ``mark`` near its start is ours and replaced; another one only when ``force``.
        mark: What every file of this kind has in its first 4,096 bytes.
        force: See ``out``.
        foreign: What the refusal says of a file that is not ours.

    Raises:
        OutputRefused: The folder is missing or not writable, ``out`` is a folder, or a file not ours.
        DiskTrouble: The disk is full or failing.
    """
    check_file(out, mark, force=force, foreign=foreign)
    beside = _beside(out)
    try:
        with beside.open("xb") as stream:
            yield stream
        if out.exists():
            shutil.copymode(out, beside)
        beside.replace(out)
    except OSError as error:
        refuse(out, error)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_folder(out: Path, is_ours: Callable[[Path], bool], *, force: bool = False) -> Iterator[Path]:
    """Yield an empty folder beside ``out`` that takes its place when the block ends well; else ``out`` stays.

    Args:
        out: The folder. An empty one, or one that ``is_ours``, is replaced; another one only when ``force``.
        is_ours: Tells whether a folder was written by this program.
        force: See ``out``.

    Raises:
        OutputRefused, DiskTrouble: As for `whole_file`.
    """
    _check_folder(out)
    if out.exists() and not out.is_dir():
        raise OutputRefused(f"{str(out)!r} is not a folder.", hint="Give another name, or one that ends in .zip.")
    if out.is_dir() and any(out.iterdir()) and not force and not is_ours(out):
        raise OutputRefused(
            f"The folder {str(out)!r} holds what this program did not write.",
            hint="Give another name; --force replaces all that is in it.",
        )
    beside, old = _beside(out), _beside(out)
    try:
        beside.mkdir()
        yield beside
        if out.exists():
            out.rename(old)
        beside.rename(out)
    except OSError as error:
        refuse(out, error)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if old.exists() and not out.exists():
            old.rename(out)
        shutil.rmtree(old, ignore_errors=True)


def _check_folder(out: Path) -> None:
    if not out.parent.is_dir():
        raise OutputRefused(f"The folder {str(out.parent)!r} does not exist.", hint="Create it first.")


def _holds(out: Path, mark: bytes) -> bool:
    try:
        with out.open("rb") as stream:
            return mark in stream.read(_HEAD_BYTES)
    except OSError as error:
        raise OutputRefused(f"{str(out)!r} cannot be read: {error.strerror}.") from error


def _beside(out: Path) -> Path:
    return out.with_name(f".vendorgraph-{os.getpid()}-{secrets.token_hex(4)}.tmp")


def refuse(out: Path, error: OSError) -> NoReturn:
    """Raise what an error of the system means for a file or folder that was to be written."""
    if error.errno in _DISK_ERRORS:
        raise DiskTrouble(f"{str(out)!r} could not be written: {error.strerror}.") from error
    raise OutputRefused(
        f"{str(out)!r} cannot be written: {error.strerror}.", hint="Give a folder you may write to."
    ) from error
