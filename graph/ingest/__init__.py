"""Raw files into the ledger, strictly: every record is kept, or rejected with its reason; every column has a fate.

One module per source layout (``actions10``, ``summaries286``, ``subawards118``, ``fpds_atom``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.ingest.kinds import LAYOUTS
from graph.ingest.layout import Layout
from graph.ingest.sources import sha256_of

if TYPE_CHECKING:
    from graph.ingest.reading import detect, passed_over, read_source, read_sources

__all__ = ["LAYOUTS", "Layout", "detect", "passed_over", "read_source", "read_sources", "sha256_of"]


def __getattr__(name: str) -> Any:
    """Return what reads files on first use; naming the layouts must not load it."""
    if name in ("detect", "passed_over", "read_source", "read_sources"):
        from graph.ingest import reading

        return getattr(reading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
