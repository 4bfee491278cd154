"""Product catalogues: the shipped one, and a user's own that are kept with a graph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.resources import data_folder

if TYPE_CHECKING:
    from graph.reference import Catalogue
    from graph.store.manifest import LoadedSource

PRODUCTS_LAYOUT = "products"


def add_catalogue(file: Path, folder: Path, known: dict[str, LoadedSource]) -> LoadedSource:
    """Check a user's catalogue against the shipped one and those loaded before, and keep its text in the ledger.

    Args:
        file: The catalogue, as data/products/README.md describes it.
        folder: The graph folder.
        known: Loaded sources by sha256; the catalogue is added.

    Raises:
        SourceRejected: It cannot be read, or does not fit the others; the message names file and line.
    """
    from graph.ingest import sha256_of
    from graph.store.manifest import LoadedSource

    digest = sha256_of(file)
    if digest in known:
        return known[digest]
    shipped = catalogue_of(folder, known.values())
    grown = catalogue_of(folder, known.values(), file)
    count = len(set(grown.makers) - set(shipped.makers)) + len(set(grown.products) - set(shipped.products))
    kept = folder / "ledger" / f"{PRODUCTS_LAYOUT}-{digest[:16]}.yaml"
    kept.write_bytes(file.read_bytes())
    known[digest] = LoadedSource(
        file=file.name,
        layout=PRODUCTS_LAYOUT,
        sha256=digest,
        rows_read=count,
        rows_kept=count,
        ledger=f"ledger/{kept.name}",
    )
    return known[digest]


def own_catalogues(folder: Path, sources: Iterable[LoadedSource]) -> list[Path]:
    """Return the user's own product catalogues among the sources of a graph folder, in a fixed order."""
    return sorted(folder / one.ledger for one in sources if one.layout == PRODUCTS_LAYOUT)


def catalogue_of(folder: Path, sources: Iterable[LoadedSource], *more: Path) -> Catalogue:
    """Return the shipped product catalogue, extended by the user's own in a graph folder, and by ``more``."""
    from graph.reference import read_products

    return read_products(data_folder() / "products", extra=[*own_catalogues(folder, sources), *more])
