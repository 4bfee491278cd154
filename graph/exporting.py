"""Exports, as a method of `graph.knowledge.KnowledgeGraph`."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import pyoxigraph

    from graph.claims import StoredClaim
    from graph.export import ExportReport
    from graph.network.reading import Network
    from graph.network.testimony import Testimony


class Exported:
    """A graph as other tools read it. Names are resolved as everywhere; errors are `GraphError`."""

    if TYPE_CHECKING:

        @cached_property
        def network(self) -> Network:
            """The typed network."""

        @cached_property
        def store(self) -> pyoxigraph.Store:
            """The store."""

        @cached_property
        def _testimony(self) -> Testimony:
            """What is said of the network."""

        @cached_property
        def _claims(self) -> tuple[StoredClaim, ...]:
            """All claims of the graph."""

        @property
        def snapshot(self) -> str:
            """Id of the graph."""

    def export(
        self, out: str | os.PathLike[str] | BinaryIO, format: str | None = None, *, force: bool = False, **asked: Any
    ) -> ExportReport:
        """Write the graph, or a part of it, as another tool's file; see `graph.export.writing.write_export`.

        Args:
            out: The file, folder or binary stream.
            format: One of `graph.export.FORMATS`; None where the name of the file tells.
            force: Whether what this program did not write may be replaced.
            asked: Fields of `graph.export.ExportAsked` by name, e.g. ``entity="ICE", hops=2``.
        """
        from graph.export import ExportAsked, format_of, write_export
        from graph.export.writing import Source

        place = Path(out) if isinstance(out, (str, os.PathLike)) else out
        chosen = format or format_of(str(out))
        source = Source(self.network, self._testimony, self.store, self._claims, self.snapshot)
        return write_export(source, ExportAsked(format=chosen, **asked), place, force=force)
