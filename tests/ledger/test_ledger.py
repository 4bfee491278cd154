from pathlib import Path

import pytest

from graph.errors import DiskTrouble, NothingFound
from graph.ledger import Ledger, LedgerFile, connect, install, ledger_name, workspace

A, B = "a" * 64, "b" * 64


def fill(folder: Path, layout: str, sha256: str, select: str) -> Path:
    file = folder / ledger_name(layout, sha256)
    with connect() as con:
        con.execute(f"copy ({select}) to '{file}' (format parquet)")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = "from range(1, 200001) t(i)"
    fill(tmp_path, "one", B, f"select 'b' || i as x, i as _row, false as _duplicate {rows}")
    fill(tmp_path, "one", A, f"select 'a' || i as x, 'extra' as y, i as _row, i = 2 as _duplicate {rows}")
    fill(tmp_path, "two", A, "select 'z' as z, 1 as _row, false as _duplicate")
    (tmp_path / "claims-0123456789abcdef.yaml").touch()
    (tmp_path / ".incoming-x").mkdir()
    return tmp_path


def test_sources_are_sorted_and_other_files_passed_over(folder: Path) -> None:
    ledger = Ledger(folder)
    assert ledger.sources() == (
        LedgerFile("one", "a" * 16, folder / f"one-{'a' * 16}.parquet"),
        LedgerFile("one", "b" * 16, folder / f"one-{'b' * 16}.parquet"),
        LedgerFile("two", "a" * 16, folder / f"two-{'a' * 16}.parquet"),
    )
    assert [one.layout for one in ledger.sources("two")] == ["two"]
    assert ledger.layouts() == ("one", "two")


def test_only_the_files_a_graph_names_count(folder: Path) -> None:
    assert len(Ledger(folder, [ledger_name("one", A)]).sources()) == 1


def test_a_relation_joins_sources_in_order_and_by_name(folder: Path) -> None:
    with connect() as con:
        rows = Ledger(folder).relation("one", con).fetchall()
        columns = Ledger(folder).relation("one", con).columns
    assert columns == ["x", "y", "_row", "_duplicate", "_source"]
    assert len(rows) == 400_000
    assert rows[0] == ("a1", "extra", 1, False, "a" * 16)
    assert rows[200_001] == ("b2", None, 2, False, "b" * 16)
    assert [row[2] for row in rows] == [*range(1, 200_001)] * 2


def test_a_layout_without_sources_is_named_with_those_there_are(folder: Path) -> None:
    with connect() as con, pytest.raises(NothingFound, match=r"no source of layout 'three'.*It holds: one, two"):
        Ledger(folder).relation("three", con)
    with pytest.raises(NothingFound, match="It holds: nothing"):
        Ledger(folder / "nowhere").sql("one")


def test_a_connection_has_bounds_and_fetches_nothing(tmp_path: Path) -> None:
    names = ("memory_limit", "threads", "temp_directory", "autoinstall_known_extensions", "enable_progress_bar")
    with connect(memory_limit="300MiB", threads=1, scratch=tmp_path) as con:
        found = con.execute(f"select {', '.join(f'current_setting({name!r})' for name in names)}").fetchone()
    assert found == ("300.0 MiB", 1, str(tmp_path), False, False)


def test_a_workspace_is_gone_afterwards_whatever_happens(tmp_path: Path) -> None:
    def fail() -> None:
        with workspace(tmp_path / "ledger") as scratch:
            (scratch / "half").write_text("x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list((tmp_path / "ledger").iterdir()) == []


def test_a_file_is_installed_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new")
    (tmp_path / "final").write_text("old")
    install(tmp_path / "new", tmp_path / "final")
    assert (tmp_path / "final").read_text() == "new"
    assert not (tmp_path / "new").exists()


def test_a_file_that_cannot_be_installed_is_disk_trouble(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new")
    (tmp_path / "final").mkdir()
    (tmp_path / "final" / "x").touch()
    with pytest.raises(DiskTrouble, match="Could not write in"):
        install(tmp_path / "new", tmp_path / "final")
