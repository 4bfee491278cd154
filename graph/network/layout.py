"""The network file: one header line and raw arrays, read through mmap without copying.

Reading needs neither numpy nor a parser beyond json, so a lookup starts in milliseconds.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import GraphNotFound

_MAGIC = b"VGNET 2\n"
_ALIGN = 8
_ITEM_SIZES = {"B": 1, "H": 2, "I": 4, "i": 4, "q": 8}


def write_sections(file: Path, meta: Mapping[str, object], sections: Mapping[str, tuple[str, bytes]]) -> None:
    """Write named arrays to ``file``.

    Args:
        file: Written whole; the caller decides where and renames.
        meta: Small values that JSON can hold; keys are sorted, so that equal content gives equal bytes.
        sections: Name -> (memoryview type code, little-endian bytes).
    """
    table, offset = {}, 0
    for name, (code, data) in sections.items():
        table[name] = [code, offset, len(data)]
        offset += len(data) + (-len(data)) % _ALIGN
    header = json.dumps({"meta": meta, "sections": table}, sort_keys=True).encode()
    header += b" " * (-(len(_MAGIC) + len(header) + 1) % _ALIGN) + b"\n"
    with file.open("wb") as stream:
        stream.write(_MAGIC + header)
        for _, data in sections.values():
            stream.write(data)
            stream.write(b"\0" * (-len(data) % _ALIGN))


class Sections:
    """Arrays of one network file, as memoryviews into the mapped file."""

    def __init__(self, file: Path) -> None:
        again = "Load the sources again into a new folder."
        try:
            with file.open("rb") as stream:
                if stream.read(len(_MAGIC)) != _MAGIC:
                    raise GraphNotFound(f"{file} is not a network file of this version.", hint=again)
                header = stream.readline()
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            parsed = json.loads(header)
        except OSError as error:
            raise GraphNotFound(f"The network file {file} cannot be read: {error.strerror}.", hint=again) from error
        except ValueError as error:
            raise GraphNotFound(f"The network file {file} is damaged.", hint=again) from error
        self.meta: dict[str, object] = parsed["meta"]
        self._table: dict[str, list[Any]] = parsed["sections"]
        self._start = len(_MAGIC) + len(header)
        if len(self._map) < self._start + max((entry[1] + entry[2] for entry in self._table.values()), default=0):
            raise GraphNotFound(f"The network file {file} is damaged: it breaks off.", hint=again)

    def __getitem__(self, name: str) -> memoryview:
        code, offset, size = self._table[name]
        start = self._start + int(offset)
        view: memoryview = memoryview(self._map)[start : start + int(size)].cast(str(code))  # type: ignore[call-overload]
        return view

    def text(self, name: str) -> Texts:
        """Return the strings stored under ``name``."""
        return Texts(self[f"{name}_at"], self[f"{name}_text"])


class Texts:
    """Many strings in one block; indexed like a list."""

    def __init__(self, offsets: memoryview, block: memoryview) -> None:
        self._offsets = offsets
        self._block = block

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def raw(self, index: int) -> bytes:
        """Return the UTF-8 bytes of one string."""
        return bytes(self._block[self._offsets[index] : self._offsets[index + 1]])

    def __getitem__(self, index: int) -> str:
        return self.raw(index).decode()
