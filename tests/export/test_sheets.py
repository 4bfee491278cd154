"""The three tables as CSV and Parquet: whole, exact, safe for spreadsheets, the same bytes each time."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from graph.errors import OutputRefused
from graph.evidence import Evidence
from graph.export.parts import Part
from graph.export.sheets import TABLES, write_csv_tables, write_parquet_tables
from graph.export.things import AMOUNTS, Line, Thing
from graph.knowledge import KnowledgeGraph
from tests.export.conftest import PART

Export = Callable[[str], Path]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_holds_every_thing_line_and_piece_of_evidence(export: Export, part: Part) -> None:
    folder = export("tables:csv")

    assert sorted(file.name for file in folder.iterdir()) == ["about.txt", "edges.csv", "evidence.csv", "nodes.csv"]
    things, lines = list(part.things()), list(part.lines())
    assert [row["id"] for row in _rows(folder / "nodes.csv")] == [thing.id for thing in things]
    edges = _rows(folder / "edges.csv")
    assert [(row["id"], row["status"], int(row["evidence_total"])) for row in edges] == [
        (line.id, line.status, len(line.evidence)) for line in lines
    ]
    for row, line in zip(edges, lines, strict=True):
        assert {kind: Decimal(row[kind]) for kind in AMOUNTS if row[kind]} == dict(line.amounts)
        assert row["currency"] == ("USD" if line.amounts else "")
    told = [(row["edge"], row["quote"].removeprefix("'")) for row in _rows(folder / "evidence.csv")]
    assert told == [(line.id, one.quote.removeprefix("'")) for line in lines for one in line.evidence]


def test_parquet_is_read_by_duckdb_and_pyarrow_with_exact_amounts(export: Export, part: Part) -> None:
    folder = export("tables:parquet")
    lines = list(part.lines())

    found = duckdb.execute(
        f"select id, status, obligation, obligation_max, first_date from '{folder / 'edges.parquet'}'"
    ).fetchall()
    assert [(row[0], row[1], row[2], row[3], str(row[4]) if row[4] else None) for row in found] == [
        (line.id, line.status, line.amounts.get("obligation"), line.amounts.get("obligation_max"), line.first_date)
        for line in lines
    ]
    arrow = pytest.importorskip("pyarrow.parquet", reason="pyarrow is missing: pip install 'vendorgraph[readers]'")
    nodes = arrow.read_table(folder / "nodes.parquet")
    assert nodes.schema.names == list(TABLES["nodes"])
    assert str(nodes.schema.field("obligation").type) == "decimal128(38, 4)"
    assert nodes.column("id").to_pylist() == [thing.id for thing in part.things()]


@pytest.mark.parametrize("style", ["csv", "parquet"])
def test_a_zip_holds_the_same_files_with_the_same_bytes_each_time(
    knowledge: KnowledgeGraph, tmp_path: Path, style: str
) -> None:
    for name in ("a", "b"):
        knowledge.export(tmp_path / f"{name}.zip", style, **PART)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    knowledge.export(tmp_path / "folder", style, **PART)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            file.name: file.read_bytes() for file in (tmp_path / "folder").iterdir()
        }


def test_no_cell_of_a_csv_is_a_formula_and_none_of_a_parquet_is_changed(tmp_path: Path) -> None:
    bad = '=HYPERLINK("x")'
    things = [Thing("id:a", bad, "vendor", "@iri"), Thing("id:b", 'line\nbreak, "quoted" \'', "vendor", "", None)]
    evidence = (Evidence("award", "+1", "-file", "\t=1", rows=("=r",), rows_total=1, amount="-5.50"),)
    line = Line(
        "=id", "id:a", "id:b", "-x", "denied", "@b", amounts={"obligation": Decimal("-0.25")}, evidence=evidence
    )

    write_csv_tables(tmp_path, things, [line])
    cells = [cell for name in TABLES for row in _rows(tmp_path / f"{name}.csv") for cell in row.values()]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == ["-0.25", "-5.50"]

    write_parquet_tables(tmp_path, things, [line])
    found = duckdb.execute(f"select label, first_date, obligation from '{tmp_path / 'nodes.parquet'}'").fetchall()
    assert found == [(bad, None, None), ('line\nbreak, "quoted" \'', None, None)]
    assert duckdb.execute(f"select quote, amount from '{tmp_path / 'evidence.parquet'}'").fetchall() == [
        ("\t=1", Decimal("-5.5000"))
    ]


def test_a_folder_of_ours_is_replaced_and_any_other_is_not(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    knowledge.export(tmp_path / "ours", "csv", **PART)
    (tmp_path / "ours" / "old.csv").touch()
    knowledge.export(tmp_path / "ours", "parquet", **PART)
    assert sorted(file.suffix for file in (tmp_path / "ours").iterdir()) == [".parquet"] * 3 + [".txt"]

    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.doc").touch()
    with pytest.raises(OutputRefused, match="holds what this program did not write"):
        knowledge.export(other, "csv", **PART)
    assert [file.name for file in other.iterdir()] == ["thesis.doc"]
    knowledge.export(other, "csv", force=True, **PART)
    assert (other / "nodes.csv").is_file()
    assert not (other / "thesis.doc").exists()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other", "ours"]
