"""Opening a finished store: what a lookup needs, and nothing that only loading needs."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.errors import DiskTrouble, GraphNotFound
from graph.store.disk import disk_error


def open_read_only(path: Path) -> ox.Store:
    """Open a finished store as it is now, in about 10 ms; what others do later is not seen.

    Raises:
        GraphNotFound: There is no store, or it is damaged.
        DiskTrouble: It cannot be read.
    """
    try:
        return ox.Store.read_only(str(path))
    except FileNotFoundError:
        raise GraphNotFound(
            f"There is no store at {str(path)!r}.", hint="Load the sources again into a new folder."
        ) from None
    except (OSError, RuntimeError) as error:
        if "corruption" in str(error).lower():
            raise GraphNotFound(
                f"The store {str(path)!r} is damaged: {error}.",
                hint="Load the sources again into a new folder.",
            ) from error
        raise trouble(error, path) from error


def trouble(error: OSError | RuntimeError, path: Path) -> Exception:
    """Return what a failure of the store at ``path`` means: a full disk, or a store that cannot be used."""
    return disk_error(error, path) or DiskTrouble(f"The store {str(path)!r} cannot be used: {error}.")
