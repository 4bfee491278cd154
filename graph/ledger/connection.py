"""DuckDB, opened with bounds: memory, threads, no downloads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# Enough for a million 10-column records at once; beyond it DuckDB spills to the scratch folder, if it has one.
MEMORY_LIMIT = "1GB"
_MOST_THREADS = 4


def connect(
    *, memory_limit: str = MEMORY_LIMIT, threads: int | None = None, scratch: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a new in-memory DuckDB connection; rows keep the order in which files hold them.

    Args:
        memory_limit: As DuckDB writes it: ``512MB``, ``2GB``.
        threads: By default one per processor, at most four.
        scratch: Folder to spill into. Without one, DuckDB spills nowhere and fails at the limit.
    """
    import duckdb

    con = duckdb.connect(
        config={
            "memory_limit": memory_limit,
            "threads": threads or min(_MOST_THREADS, os.cpu_count() or 1),
            "temp_directory": str(scratch) if scratch else "",
            "preserve_insertion_order": True,
            # No query may fetch code over the network.
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    # The bar goes to standard output, between our results, once a query takes over two seconds.
    con.execute("set enable_progress_bar = false")
    return con


def sql_text(value: str) -> str:
    """Return ``value`` as an SQL string literal.

    Example:
        >>> sql_text("O'Hare")
        "'O''Hare'"
    """
    return "'" + value.replace("'", "''") + "'"


def sql_name(value: str) -> str:
    """Return ``value`` as an SQL identifier.

    Example:
        >>> print(sql_name('The "ID" of an award'))
        "The ""ID"" of an award"
    """
    return '"' + value.replace('"', '""') + '"'
