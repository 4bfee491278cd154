"""Small graphs whose store, network and ledger are plain text, so that they can be compared whole."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from graph.store.folder import GraphFolder
from graph.store.generation import Generation
from graph.store.manifest import LoadedSource, Manifest


def hashed(mark: str) -> str:
    return sha256(mark.encode()).hexdigest()


def fill(generation: Generation, mark: str) -> Manifest:
    """Write everything that the generation called ``mark`` consists of, but do not switch to it."""
    generation.store_folder.mkdir()
    (generation.store_folder / "data").write_text(f"store {mark}")
    (generation.scratch / "awards.ttl").write_text("text on its way into the store")
    generation.network_file.write_text(f"network {mark}")
    ledger = generation.ledger_file("actions10", hashed(mark))
    rejects = generation.rejects_file("actions10", hashed(mark))
    if not generation.is_loaded(ledger):
        ledger.write_text(f"ledger {mark}")
        rejects.write_text(f"rejects {mark}")
    source = LoadedSource(
        file=f"{mark}.csv",
        layout="actions10",
        sha256=hashed(mark),
        rows_read=4,
        rows_kept=2,
        rows_duplicate=1,
        rows_rejected=1,
        ledger=f"ledger/{ledger.name}",
        rejects=f"rejects/{rejects.name}",
        sums={"obligation": "12.50"},
    )
    return Manifest(snapshot=hashed(mark), sources=(source,), counts={"awards": 2})


def build(path: Path, mark: str) -> None:
    with GraphFolder(path).writer() as generation:
        generation.commit(fill(generation, mark))


def build_and_fail(path: Path, mark: str, error: Exception) -> None:
    """Build everything, then fail just before the switch."""
    with GraphFolder(path).writer() as generation:
        fill(generation, mark)
        raise error


def contents(path: Path) -> dict[str, str]:
    """Return what a reader of the graph finds, read through the folder."""
    folder = GraphFolder(path)
    (source,) = folder.manifest().sources
    found = {
        "snapshot": folder.snapshot,
        "store": (folder.store_path / "data").read_text(),
        "network": folder.network_file.read_text(),
        "ledger": (path / source.ledger).read_text(),
        "rejects": (path / source.rejects).read_text(),
    }
    folder.close()
    return found


def whole(mark: str) -> dict[str, str]:
    """Return what a reader must find in the generation called ``mark``."""
    return {
        "snapshot": hashed(mark),
        "store": f"store {mark}",
        "network": f"network {mark}",
        "ledger": f"ledger {mark}",
        "rejects": f"rejects {mark}",
    }


def listing(path: Path) -> list[str]:
    """Return every file and folder of a graph folder but those that ``whole`` compares."""
    return sorted(str(one.relative_to(path)) for one in path.rglob("*"))


def expected_listing(mark: str) -> list[str]:
    """Return what a graph folder with nothing left over in it holds."""
    generation, source = f"g-{hashed(mark)[:16]}", f"actions10-{hashed(mark)[:16]}"
    return sorted(
        [
            "graph.toml",
            "ledger",
            f"ledger/{source}.parquet",
            "lock",
            "network",
            f"network/{generation}",
            f"network/{generation}/network.bin",
            "rejects",
            f"rejects/{source}.jsonl",
            "store",
            f"store/{generation}",
            f"store/{generation}/data",
        ]
    )
