"""The first lines of ``graph.toml``, read without a TOML parser: a lookup needs no more, and fast."""

from __future__ import annotations

from typing import NamedTuple

FORMAT = 1
POINTER_FILE = "graph.toml"
NETWORK_FILE = "network.bin"
HEX = frozenset("0123456789abcdef")


class Pointer(NamedTuple):
    """Which generation is the graph."""

    snapshot: str
    generation: str


def generation_of(snapshot: str) -> str:
    """Return the name of the folders that hold a snapshot: ``g-`` and the first 16 digits of its id."""
    return f"g-{snapshot[:16]}"


def read_pointer(text: str, where: str) -> Pointer:
    """Return what ``graph.toml`` points to; 5 microseconds as we write it, a TOML parse in any other form.

    Args:
        text: What the file holds.
        where: Its path, for messages.

    Raises:
        GraphTooNew: A newer version wrote it.
        GraphNotFound: It is damaged.
    """
    lines = text.split("\n", 3)
    if len(lines) == 4 and lines[0] == f"format = {FORMAT}":
        snapshot = lines[1].removeprefix('snapshot = "').removesuffix('"')
        generation = generation_of(snapshot)
        if len(snapshot) == 64 and HEX.issuperset(snapshot) and lines[2] == f'generation = "{generation}"':
            return Pointer(snapshot, generation)
    from graph.store.manifest import parse_manifest

    manifest = parse_manifest(text, where)
    return Pointer(manifest.snapshot, manifest.generation)
