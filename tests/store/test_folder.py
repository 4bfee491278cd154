from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import GraphNotFound, GraphTooNew
from graph.store import folder as folder_module
from graph.store.folder import GraphFolder
from graph.store.locks import pin
from tests.store.building import build, contents, expected_listing, hashed, listing, whole

LOADING = "Load something into it: `vendorgraph load SOURCE`, or build the bundled graph: `vendorgraph demo`."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build(tmp_path / "g", "one")
    return tmp_path / "g"


def test_a_graph_says_where_its_parts_are(path: Path) -> None:
    folder = GraphFolder(str(path))

    generation = f"g-{hashed('one')[:16]}"
    assert (folder.snapshot, folder.generation) == (hashed("one"), generation)
    assert folder.store_path == path / "store" / generation
    assert folder.network_file == path / "network" / generation / "network.bin"
    assert folder.manifest().counts == {"awards": 2}


def test_making_the_object_touches_no_disk(tmp_path: Path) -> None:
    assert not GraphFolder(tmp_path / "nothing").exists()


def test_no_folder_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFound) as caught:
        GraphFolder(tmp_path / "nothing").snapshot  # noqa: B018

    assert str(caught.value) == f"There is no graph at {str(tmp_path / 'nothing')!r}. {LOADING}"


def test_an_empty_folder_has_nothing_loaded_yet(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFound) as caught:
        GraphFolder(tmp_path).manifest()

    assert str(caught.value) == f"Nothing has been loaded yet into {str(tmp_path)!r}. {LOADING}"


def test_a_folder_with_other_things_in_it_is_not_a_graph(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()

    with pytest.raises(GraphNotFound) as caught:
        GraphFolder(tmp_path).generation  # noqa: B018

    assert str(caught.value) == (
        f"{str(tmp_path)!r} is not a graph: it has no graph.toml. "
        "Give the folder of a graph with --graph, or build one with `vendorgraph demo`."
    )


def test_a_file_is_not_a_graph(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(GraphNotFound, match="is a file, not a graph folder"):
        GraphFolder(tmp_path / "file").snapshot  # noqa: B018


def test_a_pointer_file_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "graph.toml").mkdir()

    with pytest.raises(GraphNotFound, match=r"graph.toml' cannot be read: Is a directory. Check"):
        GraphFolder(tmp_path).snapshot  # noqa: B018


def test_a_pointer_file_that_is_not_text_is_damaged(path: Path) -> None:
    (path / "graph.toml").write_bytes(b"format = \xff")

    with pytest.raises(GraphNotFound, match="is damaged: byte 9 is not UTF-8"):
        GraphFolder(path).snapshot  # noqa: B018


def test_a_newer_graph_is_refused(path: Path) -> None:
    file = path / "graph.toml"
    file.write_text(file.read_text().replace("format = 1", "format = 7"))

    with pytest.raises(GraphTooNew, match="has format 7"):
        GraphFolder(path).snapshot  # noqa: B018


def test_a_store_that_is_gone_for_good_is_damage(path: Path) -> None:
    folder = GraphFolder(path)
    folder.store_path.rename(path / "elsewhere")
    folder.refresh()

    with pytest.raises(GraphNotFound, match=f"its store g-{hashed('one')[:16]} is missing"):
        folder.snapshot  # noqa: B018


def test_a_reader_caught_by_a_switch_opens_the_new_graph(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = GraphFolder(path)
    read, calls = folder_module.GraphFolder._read, []

    def read_then_switch(self: GraphFolder) -> str:
        text = read(self)
        calls.append(text)
        if len(calls) == 1:
            monkeypatch.setattr(GraphFolder, "_read", read)
            build(path, "two")
            monkeypatch.setattr(GraphFolder, "_read", read_then_switch)
        return text

    monkeypatch.setattr(GraphFolder, "_read", read_then_switch)

    assert folder.snapshot == hashed("two")
    assert len(calls) == 2


def test_a_reader_keeps_its_generation_while_another_is_written(path: Path) -> None:
    reader = GraphFolder(path)
    (source,) = reader.manifest().sources

    build(path, "two")
    build(path, "three")

    assert (reader.store_path / "data").read_text() == "store one"
    assert reader.network_file.read_text() == "network one"
    assert (path / source.ledger).read_text() == "ledger one"
    assert contents(path) == whole("three")


def test_a_generation_that_nobody_reads_any_more_goes_with_the_next_load(path: Path) -> None:
    reader = GraphFolder(path)
    assert reader.snapshot == hashed("one")
    build(path, "two")

    reader.close()
    build(path, "three")

    assert listing(path) == expected_listing("three")


def test_a_refreshed_reader_sees_the_new_graph(path: Path) -> None:
    reader = GraphFolder(path)
    assert reader.snapshot == hashed("one")
    build(path, "two")
    assert reader.snapshot == hashed("one")

    reader.refresh()

    assert reader.snapshot == hashed("two")


def test_a_folder_that_is_being_removed_cannot_be_pinned(path: Path) -> None:
    from graph.store.locks import unpinned

    store = GraphFolder(path).store_path
    claim = unpinned(store)

    assert pin(store) is None
    assert claim is not None
    claim.release()
    pinned = pin(store)
    assert pinned is not None
    assert unpinned(store) is None
    pinned.release()
    pinned.release()


def test_file_systems_that_cannot_lock_folders_are_read_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.store import locks

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)

    assert GraphFolder(path).snapshot == hashed("one")
    assert locks.unpinned(path) is not None


def test_opening_a_graph_loads_no_library(path: Path) -> None:
    script = (
        "import sys; from graph.store.folder import GraphFolder; before = set(sys.modules); "
        f"GraphFolder({str(path)!r}).snapshot; "
        "print(sorted({'tomllib', 'dataclasses', 'pyoxigraph', 'rdflib', 'duckdb'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, cwd=Path.cwd())

    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_reading_needs_no_right_to_write(path: Path) -> None:
    for one in [path, *path.rglob("*")]:
        one.chmod(one.stat().st_mode & ~0o222)
    try:
        assert contents(path) == whole("one")
    finally:
        for one in [path, *path.rglob("*")]:
            one.chmod(one.stat().st_mode | 0o200)
    assert os.access(path, os.W_OK)
