from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import (
    DiskTrouble,
    GraphBusy,
    GraphError,
    GraphNotFound,
    GraphTooNew,
    OutputRefused,
    UsageProblem,
)
from graph.store.folder import GraphFolder
from graph.store.manifest import Manifest
from tests.store.building import (
    build,
    build_and_fail,
    contents,
    expected_listing,
    fill,
    hashed,
    listing,
    whole,
)

# Every call through which writing changes the disk.
TOUCHES = ("open", "rename", "replace", "fsync", "ftruncate", "pwrite", "close", "mkdir", "unlink", "rmdir")
WRITES = ("open", "rename", "replace", "fsync", "ftruncate", "pwrite", "mkdir")


def after(
    calls: int, then: Callable[[], None], patch: pytest.MonkeyPatch, names: tuple[str, ...] = TOUCHES
) -> Callable[[], int]:
    """Make the ``calls``-th touch of the disk run ``then`` instead; return how many touches there were."""
    seen = [0]

    def guarded(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            seen[0] += 1
            if seen[0] == calls:
                then()
            return real(*args, **kwargs)

        return call

    for name in names:
        patch.setattr(os, name, guarded(getattr(os, name)))
    return lambda: seen[0]


def killed_at(calls: int, path: Path, mark: str) -> bool:
    """Build in a child that is killed at its ``calls``-th touch of the disk; say whether it was."""
    child = os.fork()
    if child == 0:
        with pytest.MonkeyPatch.context() as patch:
            after(calls, lambda: os.kill(os.getpid(), signal.SIGKILL), patch)
            build(path, mark)
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_kill_9_at_any_moment_leaves_the_old_graph_or_the_new_one_whole(tmp_path: Path) -> None:
    path, found, calls = tmp_path / "g", set(), 0
    build(path, "old")

    while killed_at(calls := calls + 1, path, "new"):
        state = contents(path)
        assert state in (whole("old"), whole("new")), f"killed at touch {calls}"
        found.add(state["snapshot"])
        build(path, "old")
        assert listing(path) == expected_listing("old"), f"left over from touch {calls}"

    assert calls > 40
    assert found == {hashed("old"), hashed("new")}
    assert contents(path) == whole("new")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_kill_9_during_the_first_load_leaves_a_folder_that_can_be_loaded_into(tmp_path: Path) -> None:
    path, calls = tmp_path / "g", 0

    while killed_at(calls := calls + 1, path, "new"):
        if not (path / "graph.toml").exists():
            with pytest.raises(GraphNotFound, match=r"There is no graph at|Nothing has been loaded yet"):
                GraphFolder(path).snapshot  # noqa: B018
        build(path, "again")
        assert listing(path) == expected_listing("again"), f"left over from touch {calls}"
        shutil.rmtree(path)

    assert calls > 30


def test_an_interrupt_at_any_moment_leaves_nothing_half_done(tmp_path: Path) -> None:
    path, calls, interrupted = tmp_path / "g", 0, True

    def interrupt() -> None:
        raise KeyboardInterrupt

    while interrupted:
        build(path, "old")
        calls += 1
        with pytest.MonkeyPatch.context() as patch:
            touches = after(calls, interrupt, patch)
            with suppress(KeyboardInterrupt):
                build(path, "new")
            interrupted = touches() >= calls
        assert contents(path) in (whole("old"), whole("new")), f"interrupted at touch {calls}"

    assert calls > 40


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="from-the-system"),
        pytest.param(OSError("IO error: No space left on device: While appending to file"), id="from-oxigraph"),
        pytest.param(RuntimeError("IO Error: Could not write file: No space left on device"), id="as-text"),
        pytest.param(OSError(errno.EDQUOT, "Disk quota exceeded"), id="quota"),
    ],
)
def test_a_full_disk_is_said_and_leaves_the_old_graph_whole(tmp_path: Path, error: Exception) -> None:
    path = tmp_path / "g"
    build(path, "old")

    with pytest.raises(DiskTrouble) as caught:
        build_and_fail(path, "new", error)

    assert str(caught.value) == (
        f"The disk that holds {str(path)!r} is full; the graph is as it was before. "
        "Free some space and run the command again."
    )
    assert contents(path) == whole("old")
    assert listing(path) == expected_listing("old")


def test_a_disk_that_is_full_at_any_moment_of_a_commit_leaves_one_graph_whole(tmp_path: Path) -> None:
    path, calls, failed = tmp_path / "g", 0, True

    def fail() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    while failed:
        build(path, "old")
        calls += 1
        with pytest.MonkeyPatch.context() as patch:
            touches = after(calls, fail, patch, WRITES)
            with suppress(DiskTrouble, OSError):
                build(path, "new")
            failed = touches() >= calls
        assert contents(path) in (whole("old"), whole("new")), f"full at touch {calls}"


def test_a_failing_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(DiskTrouble, match="fails to read or write"), GraphFolder(tmp_path / "g").writer():
        raise OSError(errno.EIO, "Input/output error")


def test_other_errors_pass_unchanged_and_leave_the_old_graph_whole(tmp_path: Path) -> None:
    path = tmp_path / "g"
    build(path, "old")

    with pytest.raises(ValueError, match=r"^bad row$"):
        build_and_fail(path, "new", ValueError("bad row"))

    assert contents(path) == whole("old")
    assert listing(path) == expected_listing("old")


def test_a_failed_first_load_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="bad row"):
        build_and_fail(tmp_path / "g", "new", ValueError("bad row"))

    assert list(tmp_path.iterdir()) == []


def test_a_failed_first_load_into_an_empty_folder_leaves_it_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="bad row"):
        build_and_fail(tmp_path, "new", ValueError("bad row"))

    assert listing(tmp_path) == ["lock"]
    build(tmp_path, "new")
    assert contents(tmp_path) == whole("new")


def test_leaving_without_a_commit_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g"
    build(path, "old")

    with GraphFolder(path).writer() as generation:
        fill(generation, "new")

    assert contents(path) == whole("old")
    assert listing(path) == expected_listing("old")


def test_loading_the_same_again_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "g"
    build(path, "same")
    before = {one: (one.stat().st_ino, one.stat().st_mtime_ns) for one in path.rglob("*") if one.is_file()}

    build(path, "same")

    after = {one: (one.stat().st_ino, one.stat().st_mtime_ns) for one in path.rglob("*") if one.is_file()}
    before.pop(path / "lock")
    after.pop(path / "lock")
    assert after == before


def test_going_back_to_a_generation_somebody_still_reads_reuses_it(tmp_path: Path) -> None:
    path = tmp_path / "g"
    build(path, "one")
    reader = GraphFolder(path)
    assert reader.snapshot == hashed("one")
    build(path, "two")

    build(path, "one")

    assert contents(path) == whole("one")
    reader.close()


def test_the_writer_sees_what_was_there(tmp_path: Path) -> None:
    build(tmp_path / "g", "old")

    with GraphFolder(tmp_path / "g").writer() as generation:
        assert generation.previous is not None
        assert generation.previous.snapshot == hashed("old")
        assert generation.is_loaded(generation.ledger_file("actions10", hashed("old")))
        assert not generation.is_loaded(generation.ledger_file("actions10", hashed("new")))


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "g"
    build(path, "old")

    with GraphFolder(path).writer() as generation:
        with pytest.raises(GraphBusy) as caught, GraphFolder(path).writer():
            pass
        assert contents(path) == whole("old")
        generation.commit(fill(generation, "new"))

    assert str(caught.value) == (
        f"Another process (pid {os.getpid()}) is writing to {str(path)!r}. "
        "Wait until it is done; reading goes on meanwhile."
    )
    assert contents(path) == whole("new")


def test_a_lock_file_that_was_swapped_meanwhile_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.store import locks

    real = fcntl.flock
    swapped: list[bool] = []

    def swap_once(handle: int, how: int) -> None:
        if not swapped:
            swapped.append(True)
            (tmp_path / "lock").unlink()
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", swap_once)

    lock = locks.WriterLock(tmp_path / "lock")

    assert (tmp_path / "lock").read_text() == f"vendorgraph writer {os.getpid()}\n"
    lock.release()
    lock.release()
    locks.WriterLock(tmp_path / "lock").release()


def test_a_lock_that_cannot_be_taken_leaves_no_file_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.store import locks

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = set(os.listdir("/proc/self/fd"))

    with pytest.raises(OSError, match="No locks available"):
        locks.WriterLock(tmp_path / "lock")

    assert set(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["holiday.jpg"], id="other-files"),
        pytest.param(["lock"], id="a-lock-of-somebody-else"),
        pytest.param(["store"], id="rooms-without-our-lock"),
    ],
)
def test_nothing_is_written_into_a_folder_of_something_else(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("theirs")

    with pytest.raises(GraphNotFound) as caught, GraphFolder(tmp_path).writer():
        pass

    assert caught.value.what == f"{str(tmp_path)!r} is not a graph and not empty; nothing is written into it."
    assert listing(tmp_path) == names


@pytest.mark.parametrize(
    ("place", "why"),
    [
        pytest.param("file", "' is not a folder.", id="a-file"),
        pytest.param("file/g", "in which the graph should go, does not exist.", id="under-a-file"),
        pytest.param("no/g", "in which the graph should go, does not exist.", id="under-nothing"),
    ],
)
def test_a_place_that_cannot_hold_a_graph_is_refused(tmp_path: Path, place: str, why: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputRefused) as caught, GraphFolder(tmp_path / place).writer():
        pass

    assert caught.value.what.endswith(why)


def test_a_folder_without_the_right_to_write_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g"
    build(path, "old")
    real = os.open

    def read_only(file: str, flags: int, *args: int, **kwargs: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system", os.fspath(file))
        return real(file, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", read_only)

    with pytest.raises(OutputRefused) as caught, GraphFolder(path).writer():
        pass

    assert str(caught.value) == (
        f"{str(path / 'lock')!r} cannot be written: Read-only file system. Give a folder you may write to with --graph."
    )
    assert contents(path) == whole("old")


def test_a_parent_without_the_right_to_write_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: int) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))

    monkeypatch.setattr(os, "mkdir", refuse)

    with pytest.raises(OutputRefused, match="cannot be written: Permission denied"):
        GraphFolder(tmp_path / "g").writer().__enter__()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("format = 9\n", GraphTooNew, id="newer"),
        pytest.param("format = [", GraphNotFound, id="damaged"),
    ],
)
def test_a_graph_that_cannot_be_read_is_not_overwritten(tmp_path: Path, text: str, error: type[GraphError]) -> None:
    path = tmp_path / "g"
    build(path, "old")
    (path / "graph.toml").write_text(text)
    before = listing(path)

    with pytest.raises(error), GraphFolder(path).writer():
        pass

    assert listing(path) == before


def test_a_manifest_with_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with GraphFolder(tmp_path / "g").writer() as generation:
        manifest = fill(generation, "new")
        generation.ledger_file("actions10", hashed("new")).unlink()
        with pytest.raises(UsageProblem, match="which does not exist"):
            generation.commit(manifest)


def test_a_commit_without_a_store_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageProblem, match="No store was built in"),
        GraphFolder(tmp_path / "g").writer() as new,
    ):
        new.commit(Manifest(hashed("new")))


def test_strange_files_among_the_stores_are_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "g"
    build(path, "old")
    generation = f"g-{hashed('old')[:16]}"
    (path / "store" / "note.txt").touch()
    (path / "store" / f"{generation}.dead").mkdir()
    (path / "network" / "g-0000000000000000").mkdir()
    (path / "graph.toml.new").touch()
    (path / "ledger" / "scratch").mkdir()
    (path / "ledger" / "scratch" / "half.csv").touch()

    build(path, "new")

    assert listing(path) == expected_listing("new")


def test_a_folder_that_may_not_be_listed_is_no_unfinished_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.store.generation import is_started

    def refuse(_: Path) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)

    assert not is_started(tmp_path)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_readers_find_a_whole_graph_while_another_process_keeps_switching(tmp_path: Path) -> None:
    path = tmp_path / "g"
    build(path, "0")
    child = os.fork()
    if child == 0:
        for number in range(1, 40):
            build(path, str(number % 3))
        os._exit(0)
    reads, found = 0, set()

    while os.waitpid(child, os.WNOHANG) == (0, 0):
        state = contents(path)
        mark = state["store"].removeprefix("store ")
        assert state == whole(mark)
        reads += 1
        found.add(mark)

    assert reads > 10
    assert found == {"0", "1", "2"}
