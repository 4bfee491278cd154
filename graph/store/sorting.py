"""Sorting the lines of a file that may be larger than memory."""

from __future__ import annotations

import hashlib
import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

_MEMORY = 128 * 1024 * 1024


def sort_lines(source: Path, target: Path, *, memory_bytes: int = _MEMORY) -> str:
    """Write the distinct lines of ``source`` to ``target`` in byte order and return their sha256, in hex.

    Args:
        source: Lines that end in a newline.
        target: Where they go; its folder also takes the runs of a sort that does not fit into memory.
        memory_bytes: Size of text sorted at once; Python needs about three times as much.
    """
    with ExitStack() as stack, open(target, "wb") as out:
        runs: list[Iterable[bytes]] = []
        stream = stack.enter_context(open(source, "rb"))
        while lines := stream.readlines(memory_bytes):
            lines.sort()
            if len(lines) and not runs and not stream.peek(1):
                runs.append(lines)
                break
            runs.append(stack.enter_context(_run(lines, target.parent)))
        return _write(out, heapq.merge(*runs) if len(runs) != 1 else runs[0])


def _run(lines: list[bytes], folder: Path) -> BinaryIO:
    run: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (the caller closes it)
    run.writelines(lines)
    run.seek(0)
    return run


def _write(out: BinaryIO, lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for block in _blocks(_distinct(lines)):
        digest.update(block)
        out.write(block)
    return digest.hexdigest()


def _distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
            last = line


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    # One hash update and one write per line take twice the time of the sort.
    block: list[bytes] = []
    for line in lines:
        block.append(line)
        if len(block) == 10_000:
            yield b"".join(block)
            block.clear()
    yield b"".join(block)
