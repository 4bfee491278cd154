"""Columns of DuckDB -> named arrays of a network file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# Name -> (memoryview type code, little-endian bytes), as `graph.network.layout.write_sections` takes them.
Packed = dict[str, tuple[str, bytes]]
_NUMPY = {"B": "uint8", "H": "uint16", "I": "uint32", "i": "int32", "q": "int64"}


def arrays(con: duckdb.DuckDBPyConnection, sql: str, columns: dict[str, str]) -> Packed:
    """Return the columns of one ordered SELECT as sections of the given type codes."""
    import numpy as np

    found: dict[str, Any] = con.execute(sql).fetchnumpy()
    return {
        name: (code, np.ascontiguousarray(found[name], dtype=_NUMPY[code]).tobytes()) for name, code in columns.items()
    }


def starts(con: duckdb.DuckDBPyConnection, table: str, column: str, size: int) -> tuple[str, bytes]:
    """Return where each number's run begins in a table sorted by ``column``, one more entry at the end."""
    import numpy as np

    found = con.execute(f"select {column} as k, count(*)::uinteger as n from {table} group by 1").fetchnumpy()
    counts = np.zeros(size, np.uint32)
    counts[np.asarray(found["k"], dtype=np.int64)] = found["n"]
    starts = np.zeros(size + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return "I", starts.tobytes()


def texts(name: str, values: Any) -> Packed:
    """Return many strings as two sections: one block of UTF-8, and where each begins in it."""
    import numpy as np

    encoded = [text.encode() for text in values]
    at = np.zeros(len(encoded) + 1, np.uint32)
    np.cumsum(np.fromiter((len(text) for text in encoded), np.uint32, len(encoded)), out=at[1:])
    return {f"{name}_at": ("I", at.tobytes()), f"{name}_text": ("B", b"".join(encoded))}


def listed(con: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """Return the one column of a SELECT as text."""
    return [str(row[0]) for row in con.execute(sql).fetchall()]
