"""DuckDB's reader and the patient one give the same ledger, and what DuckDB misreads is noticed."""

import hashlib
from pathlib import Path

import pytest

from graph.ingest import LAYOUTS, incoming
from graph.ingest.incoming import Table, load_table
from graph.ingest.scan import SAMPLE_EVERY, scan
from graph.ledger import connect
from graph.resources import data_folder
from tests.ingest.made import HEADER, action, read, read_file

RECORDS = data_folder() / "records"


@pytest.mark.parametrize("name", ["cbp-ice-actions-fy2023", "ice-award-summaries-mn", "ice-subawards"])
def test_both_readers_write_the_same_bytes_for_clean_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fast = read_file(tmp_path / "fast", RECORDS / f"{name}.csv.gz")
    monkeypatch.setattr(incoming, "_agree", lambda *_: False)
    patient = read_file(tmp_path / "patient", RECORDS / f"{name}.csv.gz")
    assert fast.report == patient.report
    assert fast.parquet.read_bytes() == patient.parquet.read_bytes()


def test_clean_files_are_read_the_fast_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the patient reader was called")

    monkeypatch.setattr(incoming, "_read_patiently", never)
    for name in ("cbp-ice-actions-fy2021", "ice-award-summaries-mn", "ice-subawards"):
        assert read_file(tmp_path, RECORDS / f"{name}.csv.gz").report.rows_rejected == 0


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param("delete from incoming where _row = 2", id="row-lost"),
        pytest.param("update incoming set _size = _size + 1 where _row = 2", id="text-lost"),
        pytest.param("update incoming set \"Agency\" = 'CBP' where _row = 1", id="other-text"),
        pytest.param("update incoming set _row = 4 - _row", id="order-lost"),
    ],
)
def test_a_fast_reading_that_differs_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str) -> None:
    read_fast = incoming._read_fast

    def spoiled(*arguments: object) -> bool:
        done = read_fast(*arguments)  # type: ignore[arg-type]
        arguments[0].execute(spoil)  # type: ignore[attr-defined]
        return done

    monkeypatch.setattr(incoming, "_read_fast", spoiled)
    outcome = read(tmp_path, "\n".join([HEADER, *(action(number) for number in (1, 2, 3))]))
    assert outcome.ledger('_row, "Agency", "Award ID"') == [(1, "ICE", "P1"), (2, "ICE", "P2"), (3, "ICE", "P3")]


def test_rows_keep_their_order_across_duckdb_buffers(tmp_path: Path) -> None:
    # 40 MB: more than DuckDB hands to one thread at a time.
    file = tmp_path / "long.csv"
    wide = '"line\nline, ""quoted"" ' + "x" * 4000 + '"'
    file.write_text("\n".join([HEADER, *(action(number, text=wide) for number in range(1, 10_001))]))
    table = Table(file, "long.csv", HEADER.split(","), LAYOUTS["actions10"])
    with connect() as con:
        digest = load_table(con, table, tmp_path)
        assert digest == hashlib.sha256(file.read_bytes()).hexdigest()
        assert con.execute(
            """select count(*), count(*) filter ("Award ID" = 'P' || _row), count(_line), max(length("Agency"))
            from incoming"""
        ).fetchone() == (10_000, 10_000, 0, 3)


def test_samples_reach_the_first_row_and_every_997th(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("\n".join(["x,y", *(f"{number},é" for number in range(1, 2 * SAMPLE_EVERY))]), encoding="utf-8")
    seen: list[tuple[int, int]] = []
    structure = scan(file, "some.csv", lambda done, total: seen.append((done, total)))
    assert structure.samples == {1: ["1", "é"], SAMPLE_EVERY + 1: [str(SAMPLE_EVERY + 1), "é"]}
    assert seen[-1] == (file.stat().st_size,) * 2
