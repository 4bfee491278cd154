"""A full disk and Ctrl-C leave nothing half-written."""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from graph.errors import DiskTrouble
from graph.ingest import incoming, read_source, reading, sources
from graph.resources import data_folder
from tests.ingest.made import HEADER, action, left_behind, read

GOOD = "\n".join([HEADER, *(action(number) for number in range(1, 2000))])
SHIPPED = data_folder() / "records" / "cbp-ice-actions-fy2021.csv.gz"


def read_shipped(folder: Path, **settings: object) -> None:
    read_source(SHIPPED, folder / "ledger", folder / "rejects", **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", ["unpack", "write_ledger", "load_table"])
def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(reading, step, full)
    with pytest.raises(DiskTrouble, match=r"ledger': No space left on device") as caught:
        read_shipped(tmp_path)
    assert caught.value.exit_code == 2
    assert "Free some space" in caught.value.hint
    assert left_behind(tmp_path) == []


def test_a_limit_on_file_sizes_is_met_by_duckdb_too(tmp_path: Path) -> None:
    # The real thing in a process of its own: the Parquet file may not grow beyond 50 kB.
    code = (
        "import sys; from pathlib import Path; from graph.ingest import read_source; from graph.errors import *\n"
        "try: read_source(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))\n"
        "except DiskTrouble as error: sys.exit(str(error))"
    )
    plain = tmp_path / "plain.csv"
    plain.write_bytes(b"".join(sources.blocks(sources.Source(SHIPPED))))
    done = subprocess.run(
        [sys.executable, "-c", code, plain, tmp_path / "ledger", tmp_path / "rejects"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Could not write in '{tmp_path}/ledger': File too large." in done.stderr
    assert left_behind(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a file")
    with pytest.raises(DiskTrouble, match=r"ledger': File exists"):
        read_shipped(tmp_path)


def test_too_little_memory_and_nowhere_to_spill_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise duckdb.OutOfMemoryException("Out of Memory Error: failed to allocate\nmore")

    monkeypatch.setattr(reading, "sort_out", exhausted)
    with pytest.raises(DiskTrouble, match="failed to allocate"):
        read_shipped(tmp_path)
    assert left_behind(tmp_path) == []


def test_ctrl_c_while_reading_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    for file in (SHIPPED, data_folder() / "records" / "dhs-vehicles-fpds.tar.gz"):
        with pytest.raises(KeyboardInterrupt):
            read_source(file, tmp_path / "ledger", tmp_path / "rejects", progress=stop)
        assert left_behind(tmp_path) == []


def test_ctrl_c_during_a_query_is_a_keyboard_interrupt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(reading, "write_ledger", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_shipped(tmp_path)
    assert left_behind(tmp_path) == []


def test_other_failures_are_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(reading, "write_ledger", broken)
    with pytest.raises(RuntimeError, match="a mistake of ours"):
        read_shipped(tmp_path)


def test_a_reader_of_the_old_file_is_not_disturbed(tmp_path: Path) -> None:
    old = read(tmp_path, GOOD)
    with old.parquet.open("rb") as held:
        again = read(tmp_path, GOOD)
        assert held.read() == again.parquet.read_bytes()


def test_the_fast_reader_gives_up_when_it_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> bool:
        return False

    monkeypatch.setattr(incoming, "_read_fast", interrupted)
    assert read(tmp_path, GOOD).counts() == (1999, 1999, 0, 0)
