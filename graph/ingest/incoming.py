"""A source's records as the table ``incoming`` of a DuckDB connection, and its unreadable lines as ``unreadable``.

``incoming`` has ``_row`` (from 1), ``_line`` (NULL where not counted yet), and the layout's columns as text. Both
ways into it, DuckDB's own reader and the patient one, give the same table for the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.ingest.exact import split
from graph.ingest.layout import Layout
from graph.ingest.scan import MAX_RECORD, Structure, scan
from graph.ingest.sources import Progress
from graph.ledger import sql_name, sql_text

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Table:
    """A delimited file, unpacked.

    Attributes:
        path: The file.
        name: What messages call it.
        header: Its column names, in its own order.
        layout: The layout they belong to.
    """

    path: Path
    name: str
    header: Sequence[str]
    layout: Layout


def load_table(con: duckdb.DuckDBPyConnection, table: Table, scratch: Path, progress: Progress | None = None) -> str:
    """Fill ``incoming`` and ``unreadable``; return the sha256 of the file.

    DuckDB reads in a second thread while the strict pass runs in this one; what DuckDB read counts only if both
    agree. Otherwise, and for any file with a fault in its structure, the patient reader does it again.

    Raises:
        SourceRejected: The file is not UTF-8.
        DiskTrouble: No room to work in.
    """
    create_unreadable(con)
    with ThreadPoolExecutor(1) as pool:
        fast = pool.submit(_read_fast, con, table)
        try:
            structure = scan(table.path, table.name, progress)
            if not structure.clean:
                con.interrupt()
            done = fast.result()
        except BaseException:
            con.interrupt()
            raise
    if not (structure.clean and done and _agree(con, table, structure)):
        _read_patiently(con, table, scratch)
    return structure.sha256


def create_unreadable(con: duckdb.DuckDBPyConnection) -> None:
    """Create the empty table of lines that are no records.

    ``column`` is NULL where the fault is not one column's; ``raw`` is JSON.
    """
    con.execute('create table unreadable(_row bigint, _line bigint, "column" varchar, reason varchar, raw varchar)')


def _read_fast(con: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Let DuckDB read the file; False when it cannot, or was interrupted."""
    import duckdb

    columns = ", ".join(f"{sql_text(f'c{place}')}: 'VARCHAR'" for place in range(len(table.header)))
    chosen = ", ".join(
        f"coalesce(c{table.header.index(name)}, '') as {sql_name(name)}" for name in table.layout.kept_names
    )
    # All columns are read, so that the sizes can be compared; those left out are dropped at once.
    size = " + ".join(f"coalesce(strlen(c{place}), 0)" for place in range(len(table.header)))
    try:
        con.execute(
            f"create table incoming as select row_number() over () as _row, null::bigint as _line, {chosen}, "
            f"{size} as _size from read_csv({sql_text(str(table.path))}, auto_detect = false, header = true, "
            f"delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}}, strict_mode = true, "
            f"null_padding = false, nullstr = '', compression = 'none', max_line_size = {MAX_RECORD})"
        )
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.InterruptException):
        return False
    return True


def _agree(con: duckdb.DuckDBPyConnection, table: Table, structure: Structure) -> bool:
    found: Any = con.execute("select count(*), coalesce(sum(_size), 0) from incoming").fetchone()
    if (int(found[0]), int(found[1])) != (structure.records, structure.size):
        return False
    names = table.layout.kept_names
    columns = ", ".join(map(sql_name, names))
    places = [table.header.index(name) for name in names]
    rows = con.execute(
        f"select _row, {columns} from incoming where _row in (select unnest(?))", [list(structure.samples)]
    ).fetchall()
    read = {row: list(fields) for row, *fields in rows}
    return read == {row: [fields[place] for place in places] for row, fields in structure.samples.items()}


def _read_patiently(con: duckdb.DuckDBPyConnection, table: Table, scratch: Path) -> None:
    good, bad = scratch / "good.jsonl", scratch / "bad.jsonl"
    split(table.path, len(table.header), good, bad, show_raw=not table.layout.has_personal)
    chosen = ", ".join(
        f"fields[{table.header.index(name) + 1}] as {sql_name(name)}" for name in table.layout.kept_names
    )
    con.execute(
        f"create or replace table incoming as select _row, _line, {chosen}, 0 as _size "
        + _json_lines(good, {"_row": "BIGINT", "_line": "BIGINT", "fields": "VARCHAR[]"})
    )
    con.execute(
        "insert into unreadable select _row, _line, null, reason, raw "
        + _json_lines(bad, {"_row": "BIGINT", "_line": "BIGINT", "reason": "VARCHAR", "raw": "VARCHAR"})
    )


def load_lines(con: duckdb.DuckDBPyConnection, path: Path, columns: Sequence[str]) -> None:
    """Fill ``incoming`` from JSON lines with ``_row``, ``_line`` and any of these columns."""
    types = {"_row": "BIGINT", "_line": "BIGINT", **dict.fromkeys(columns, "VARCHAR")}
    con.execute("create table incoming as select * " + _json_lines(path, types))


def _json_lines(path: Path, columns: dict[str, str]) -> str:
    listed = ", ".join(f"{sql_text(name)}: {sql_text(kind)}" for name, kind in columns.items())
    # An escaped character takes up to six bytes; two numbers and the names come on top.
    return (
        f"from read_json({sql_text(str(path))}, format = 'newline_delimited', columns = {{{listed}}}, "
        f"maximum_object_size = {MAX_RECORD * 6 + 65_536})"
    )
