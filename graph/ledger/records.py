"""A ledger folder: which sources it holds, and their records as one relation per layout."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import NothingFound
from graph.ledger.connection import sql_text

if TYPE_CHECKING:
    import duckdb

_NAME = re.compile(r"(?P<layout>[a-z][a-z0-9_]*)-(?P<source>[0-9a-f]{16})\.parquet")


def ledger_name(layout: str, sha256: str) -> str:
    """Return the name of the ledger file for one source.

    Example:
        >>> ledger_name("actions10", "ab" * 32)
        'actions10-abababababababab.parquet'
    """
    return f"{layout}-{sha256[:16]}.parquet"


@dataclass(frozen=True, slots=True, order=True)
class LedgerFile:
    """One source's records.

    Attributes:
        layout: Name of the layout it was read as.
        source: First 16 hex digits of the source's sha256.
        path: The Parquet file.
    """

    layout: str
    source: str
    path: Path


class Ledger:
    """The ledger files of one folder, or those of them that a graph names.

    Files other than ``<layout>-<16 hex digits>.parquet`` are passed over. A folder that does not exist holds nothing.

    Args:
        folder: Where the files are.
        names: File names that count; None for all. An abandoned load may have left others.
    """

    def __init__(self, folder: Path, names: Collection[str] | None = None) -> None:
        self.folder = folder
        self._names = names

    def sources(self, layout: str | None = None) -> tuple[LedgerFile, ...]:
        """Return the files, of one layout or of all, sorted by layout and source."""
        found = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            match = _NAME.fullmatch(path.name)
            if match is None or (self._names is not None and path.name not in self._names):
                continue
            if layout in (None, match["layout"]):
                found.append(LedgerFile(match["layout"], match["source"], path))
        return tuple(sorted(found))

    def layouts(self) -> tuple[str, ...]:
        """Return the names of the layouts that have a source, sorted."""
        return tuple(sorted({one.layout for one in self.sources()}))

    def sql(self, layout: str) -> str:
        """Return a SELECT over all records of a layout, as text, for use in any DuckDB connection.

        Columns are the source's own, all text, and ``_row``, ``_duplicate`` and ``_source`` (16 hex digits).
        A column that only some sources have is NULL for the others. Order: source, then row.

        Raises:
            NothingFound: No source of that layout is in the ledger.
        """
        files = self.sources(layout)
        if not files:
            raise NothingFound(
                f"The ledger {str(self.folder)!r} holds no source of layout {layout!r}.",
                hint=f"It holds: {', '.join(self.layouts()) or 'nothing'}.",
            )
        selects = (
            f"select *, {sql_text(one.source)} as _source from read_parquet({sql_text(str(one.path))})" for one in files
        )
        return f"select * from ({' union all by name '.join(selects)}) order by _source, _row"

    def relation(self, layout: str, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Return all records of a layout as a relation of ``con``; columns and order as for `sql`.

        Raises:
            NothingFound: No source of that layout is in the ledger.
        """
        return con.sql(self.sql(layout))
