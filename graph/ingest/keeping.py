"""From ``incoming`` to the ledger: faulty rows to the rejects, exact copies marked, sums taken, files written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import SourceRejected
from graph.ingest.layout import Layout
from graph.ingest.personal import may_hold_personal, without_personal, without_personal_sql
from graph.ledger import sql_name, sql_text

if TYPE_CHECKING:
    import duckdb

_BATCH = 1000
Lines = Callable[[set[int]], dict[int, int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """The fate of the rows of a source; together they are all its rows."""

    kept: int
    duplicate: int
    rejected: int


def sort_out(con: duckdb.DuckDBPyConnection, layout: Layout, columns: Sequence[str]) -> Counts:
    """Decide for each row of ``incoming`` whether it is faulty (table ``fault``) or a copy (table ``copy``).

    A copy has the same text in every column of the ledger as an earlier row that has no fault.
    """
    cases = " ".join(f"when {fault.found} then {number}" for number, fault in enumerate(layout.faults))
    listed = ", ".join(map(sql_name, columns))
    # A hash finds the few candidates; only these are compared word for word.
    con.execute(
        f"""
        create table fault as select * from
          (select _row, _line, case {cases} end as number from incoming) where number is not null;
        create table twin as select hash({listed}) as h from incoming group by h having count(*) > 1;
        create table copy as select _row from (
          select _row, row_number() over (partition by {listed} order by _row) as nth from incoming
          where hash({listed}) in (from twin) and _row not in (select _row from fault)
        ) where nth > 1
        """
    )
    found: Any = con.execute(
        "select (select count(*) from incoming), (select count(*) from copy), "
        "(select count(*) from fault), (select count(*) from unreadable)"
    ).fetchone()
    rows, copies, faulty, unreadable = map(int, found)
    return Counts(rows - copies - faulty, copies, faulty + unreadable)


def nothing_kept(
    con: duckdb.DuckDBPyConnection, layout: Layout, counts: Counts, name: str, rejects: Path
) -> SourceRejected:
    """Return the error for a source whose rows are all rejected: it is not what its header says.

    The first reason is in the message; ``rejects`` is the file of all.
    """
    first = next(_rejects(con, layout, lambda _: {}))
    column = first["column"]
    where = f", column {column!r}" if column else ""
    shown = f" {str(first['text'])[:60]!r}" if first["text"] is not None else ""
    row: Any = first["row"]
    return SourceRejected(
        f"{name}: every row was rejected, {counts.rejected:,} of {counts.rejected:,}; nothing was loaded. "
        f"The first is row {row}{where}:{shown} {first['reason']}.",
        file=name,
        row=int(row),
        column=str(column) if column else None,
        rejects=str(rejects),
        hint="Compare the file with a fresh download.",
    )


def write_ledger(con: duckdb.DuckDBPyConnection, columns: Sequence[str], target: Path) -> None:
    """Write the rows without fault to a Parquet file, in their order, with ``_row`` and ``_duplicate``.

    E-mail addresses and telephone numbers in free text are replaced by a mark.
    """
    listed = ", ".join(
        f"{without_personal_sql(sql_name(name))} as {sql_name(name)}" if may_hold_personal(name) else sql_name(name)
        for name in columns
    )
    con.execute(
        f"copy (select {listed}, _row, _row in (from copy) as _duplicate from incoming "
        f"where _row not in (select _row from fault) order by _row) "
        f"to {sql_text(str(target))} (format parquet, compression zstd)"
    )


def sums_of(con: duckdb.DuckDBPyConnection, layout: Layout, parquet: Path) -> dict[str, Decimal]:
    """Return the exact sum of each kind of amount over the kept rows; 0 when all are blank."""
    kinds = ", ".join(f"coalesce(sum({sql_name(name)}), 0)" for name in layout.sums.values())
    found: Any = con.execute(f"select {kinds} from ({layout.normalised_sql(str(parquet), '')})").fetchone()
    return {kind: Decimal(value) for kind, value in zip(layout.sums, found, strict=True)}


def write_rejects(con: duckdb.DuckDBPyConnection, layout: Layout, lines: Lines, target: Path) -> None:
    """Write one JSON object per rejected row, in the order of rows.

    Keys: ``row``; ``line``, null if unknown; ``column`` and ``text``, null when the fault is in the row as a whole;
    ``reason``; ``raw``: the fields that are not blank by column, or the line as it stands when its fields cannot
    be told apart. Personal columns are left out; a raw line is null where it might hold one.

    Args:
        con: The connection with the tables.
        layout: The layout of the source.
        lines: Finds the lines on which rows begin, where reading did not count them.
        target: The file to write.
    """
    with target.open("w", encoding="utf-8") as out:
        for reject in _rejects(con, layout, lines):
            out.write(without_personal(json.dumps(reject, ensure_ascii=False)) + "\n")


def _rejects(con: duckdb.DuckDBPyConnection, layout: Layout, lines: Lines) -> Iterator[dict[str, object]]:
    return merge(_unreadable(con.cursor()), _faulty(con.cursor(), layout, lines), key=_row_of)


def _row_of(reject: dict[str, object]) -> int:
    row: Any = reject["row"]
    return int(row)


def _unreadable(con: duckdb.DuckDBPyConnection) -> Iterator[dict[str, object]]:
    con.execute('select _row, _line, "column", reason, raw from unreadable order by _row')
    while batch := con.fetchmany(_BATCH):
        for row, line, column, reason, raw in batch:
            yield {
                "row": row,
                "line": line,
                "column": column,
                "text": None,
                "reason": reason,
                "raw": json.loads(raw),
            }


def _faulty(con: duckdb.DuckDBPyConnection, layout: Layout, lines: Lines) -> Iterator[dict[str, object]]:
    uncounted = con.execute("select _row from fault where _line is null").fetchall()
    line_of = lines({row for (row,) in uncounted}) if uncounted else {}
    con.execute("select number, i.* from incoming i join fault f using (_row) order by _row")
    names = [column[0] for column in con.description or ()]
    while batch := con.fetchmany(_BATCH):
        for values in batch:
            record = dict(zip(names, values, strict=True))
            fault = layout.faults[record.pop("number")]
            row, line = record.pop("_row"), record.pop("_line")
            record.pop("_size", None)
            yield {
                "row": row,
                "line": line_of.get(row) if line is None else line,
                "column": fault.column,
                "text": record[fault.column],
                "reason": fault.reason_for(record[fault.column]),
                "raw": {name: value for name, value in record.items() if value},
            }
