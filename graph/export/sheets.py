"""Three tables as CSV or Parquet: nodes, edges, and the evidence of each edge, one row per piece."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from graph.evidence import Evidence, amount_text
from graph.export.things import AMOUNTS, LINE_COLUMNS, THING_COLUMNS, Line, Thing
from graph.tables import csv_line

NODE_COLUMNS = ("id", *THING_COLUMNS)
EDGE_COLUMNS = ("id", "source", "target", *(name for name in LINE_COLUMNS if name != "evidence"))
EVIDENCE_COLUMNS = (
    "edge",
    "number",
    "kind",
    "key",
    "stance",
    "speaker",
    "quote",
    "document",
    "rows",
    "rows_total",
    "origins",
    "rule",
    "confidence",
    "machine_made",
    "amount",
    "first_date",
    "last_date",
)
TABLES = {"nodes": NODE_COLUMNS, "edges": EDGE_COLUMNS, "evidence": EVIDENCE_COLUMNS}
ABOUT_FILE = "about.txt"
# Of Parquet; every other column is text.
_TYPES = {
    "actions": "integer",
    "evidence_total": "integer",
    "number": "integer",
    "rows_total": "integer",
    "confidence": "double",
    "machine_made": "boolean",
    "first_date": "date",
    "last_date": "date",
    "weight": "decimal(38,4)",
    "amount": "decimal(38,4)",
    **dict.fromkeys(AMOUNTS, "decimal(38,4)"),
}
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # of the files in a zip, so that equal graphs give equal bytes


def write_csv_tables(folder: Path, things: Iterable[Thing], lines: Iterable[Line], *, guard: bool = True) -> None:
    """Write the three tables as UTF-8 CSV with a header line (RFC 4180, but for LF line ends).

    Args:
        folder: Exists.
        things: Nodes.
        lines: Edges.
        guard: Put ``'`` before what a spreadsheet would run as a formula.
    """
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as nodes:
        nodes.write(csv_line(NODE_COLUMNS))
        for thing in things:
            nodes.write(csv_line(_node(thing), guard_formulas=guard))
    with (
        (folder / "edges.csv").open("w", encoding="utf-8", newline="") as edges,
        (folder / "evidence.csv").open("w", encoding="utf-8", newline="") as evidence,
    ):
        edges.write(csv_line(EDGE_COLUMNS))
        evidence.write(csv_line(EVIDENCE_COLUMNS))
        for line in lines:
            edges.write(csv_line(_edge(line), guard_formulas=guard))
            for number, one in enumerate(line.evidence, start=1):
                evidence.write(csv_line(_piece(line, number, one), guard_formulas=guard))


def write_parquet_tables(folder: Path, things: Iterable[Thing], lines: Iterable[Line]) -> None:
    """Write the three tables as Parquet: amounts as DECIMAL(38, 4), days as DATE, what is not known as null."""
    from graph.ledger import connect, sql_text

    write_csv_tables(folder, things, lines, guard=False)
    con = connect()
    # One thread: the order of rows, and with it every byte, is the same each time.
    con.execute("set threads = 1")
    for table, columns in TABLES.items():
        source, target = folder / f"{table}.csv", folder / f"{table}.parquet"
        texts = "{" + ", ".join(f"{sql_text(name)}: 'varchar'" for name in columns) + "}"
        chosen = ", ".join(
            f"cast(nullif({name}, '') as {_TYPES[name]}) as {name}" if name in _TYPES else f'"{name}"'
            for name in columns
        )
        con.execute(
            f"""copy (select {chosen} from read_csv({sql_text(str(source))}, columns = {texts}, header = true,
            delim = ',', quote = '"', escape = '"', parallel = false, strict_mode = true, null_padding = false,
            max_line_size = 16777216)) to {sql_text(str(target))} (format parquet, compression zstd)"""
        )
        source.unlink()
    con.close()


def write_about(folder: Path, mark: str, about: Sequence[str]) -> None:
    """Write what wrote the tables and what their columns mean."""
    lines = [
        mark,
        *about,
        "nodes: entities and awards. edges: one row per line, with status (recorded, confirmed, reported, inferred, "
        "disputed, denied) and basis; what is disputed or denied is no fact. evidence: who says so, one row per piece; "
        "its column edge is the id in edges.",
        "Amounts are exact US dollars, each kind in a column of its own and never added to another; obligation_min and "
        "obligation_max are the interval of an inferred line and enter no total.",
        "In CSV, a leading ' stands before what a spreadsheet would run as a formula.",
    ]
    (folder / ABOUT_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def zip_folder(folder: Path, out: BinaryIO, mark: str) -> None:
    """Write the files of a folder as a zip, in order of their names, without times."""
    # First and stored as it is, so that the mark can be read at the top of the file.
    order = sorted(folder.iterdir(), key=lambda file: (file.name != ABOUT_FILE, file.name))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = mark.encode()
        for file in order:
            entry = zipfile.ZipInfo(file.name, _SAME_DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if file.name == ABOUT_FILE else zipfile.ZIP_DEFLATED
            with file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, io.DEFAULT_BUFFER_SIZE * 8)


def _node(thing: Thing) -> list[object]:
    known = {**thing.values(), **thing.amounts}
    return [thing.id, *(known.get(name) for name in THING_COLUMNS)]


def _edge(line: Line) -> list[object]:
    known = {**line.values(), **line.amounts, "weight": line.weight}
    return [line.id, line.source, line.target, *(known.get(name) for name in EDGE_COLUMNS[3:])]


def _piece(line: Line, number: int, one: Evidence) -> list[object]:
    return [
        line.id,
        number,
        one.kind,
        one.award or one.id,
        one.stance or "records",
        one.speaker,
        one.quote,
        one.document,
        "; ".join(one.rows),
        one.rows_total,
        "; ".join(one.origins),
        one.rule,
        one.confidence,
        one.machine_made,
        None if one.amount is None else _exact(one.amount),
        one.first_date,
        one.last_date,
    ]


def _exact(amount: str) -> object:
    from decimal import Decimal

    return Decimal(amount_text(Decimal(amount)))  # a number, for which no formula guard is needed
