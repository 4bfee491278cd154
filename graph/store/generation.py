"""Writing a graph: everything new is made beside the old, and one rename switches."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from graph.errors import GraphNotFound, OutputRefused, UsageProblem
from graph.store.disk import disk_error, sync_file, sync_tree
from graph.store.locks import MARK, WriterLock, unpinned
from graph.store.pointer import NETWORK_FILE, POINTER_FILE

if TYPE_CHECKING:
    from graph.store.folder import GraphFolder
    from graph.store.manifest import Manifest

_LOCK = "lock"
_ROOMS = ("store", "network", "ledger", "rejects")
_NEW = ".new"  # of files and folders that are not whole yet
_DEAD = ".dead"  # of folders on their way out


class Generation:
    """Room for a new graph beside the one that is there.

    Attributes:
        previous: What the graph holds now; None in a new folder.
        store_folder: Where the new Oxigraph store goes; does not exist yet. Finish it before ``commit``.
        network_file: Where the new network goes; its folder exists, empty.
        scratch: For texts on their way into the store; exists, empty, removed at the end.
    """

    def __init__(self, path: Path, previous: Manifest | None) -> None:
        self.path = path
        self.previous = previous
        work = f"{os.getpid()}-{os.urandom(4).hex()}{_NEW}"
        self.store_folder = path / "store" / work
        self.network_file = path / "network" / work / NETWORK_FILE
        self.scratch = path / "store" / f"scratch-{work}"
        for folder in (self.network_file.parent, self.scratch):
            folder.mkdir()

    def ledger_file(self, layout: str, sha256: str) -> Path:
        """Return where the rows of a source go. One that ``is_loaded`` is whole and stays as it is."""
        return self.path / "ledger" / f"{layout}-{sha256[:16]}.parquet"

    def rejects_file(self, layout: str, sha256: str) -> Path:
        """Return where the rejected rows of a source go; as for ``ledger_file``."""
        return self.path / "rejects" / f"{layout}-{sha256[:16]}.jsonl"

    def is_loaded(self, file: Path) -> bool:
        """Say whether a ledger or rejects file belongs to the graph as it is now."""
        return self.previous is not None and file in _listed(self.path, self.previous)

    def commit(self, manifest: Manifest) -> None:
        """Make the new generation the graph; on return it is on the disk. The old one goes afterwards.

        Raises:
            UsageProblem: A file that ``manifest`` lists, or the store, does not exist.
        """
        text = manifest.text()
        self._check(manifest)
        shutil.rmtree(self.scratch)
        kept = _listed(self.path, self.previous) if self.previous else set()
        for file in sorted(_listed(self.path, manifest) - kept):
            sync_file(file)
        for room, folder in (("store", self.store_folder), ("network", self.network_file.parent)):
            target = self.path / room / manifest.generation
            # Generations are named by what they were built from: one that is there already is the same.
            if not target.exists():
                sync_tree(folder)
                os.rename(folder, target)
        for room in _ROOMS:
            sync_file(self.path / room)
        pointer = self.path / POINTER_FILE
        if self.previous is None or self.previous.text() != text:
            _replace(pointer, text)

    def _check(self, manifest: Manifest) -> None:
        for file in sorted(_listed(self.path, manifest)):
            if not file.is_file():
                raise UsageProblem(f"The manifest lists {str(file)!r}, which does not exist.")
        if not self.store_folder.is_dir() and not (self.path / "store" / manifest.generation).is_dir():
            raise UsageProblem(f"No store was built in {str(self.store_folder)!r}.")


class Writing:
    """The ``with`` statement around a `Generation`: lock, clean up, build, switch, clean up, unlock."""

    def __init__(self, folder: GraphFolder) -> None:
        self._folder = folder
        self._made = False
        self._lock: WriterLock | None = None

    def __enter__(self) -> Generation:
        path = self._folder.path
        try:
            self._prepare(path)
            self._lock = WriterLock(path / _LOCK)
            previous = _current(self._folder)
            for room in _ROOMS:
                (path / room).mkdir(exist_ok=True)
            _sweep(path, previous)
            return Generation(path, previous)
        except BaseException as error:
            self._leave(error)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave(error)

    def _prepare(self, path: Path) -> None:
        """Make the folder if there is none; refuse one that holds something else."""
        if path.is_dir():
            if not (path / POINTER_FILE).exists() and not is_started(path):
                raise GraphNotFound(
                    f"{str(path)!r} is not a graph and not empty; nothing is written into it.",
                    hint="Give a new or empty folder, or the folder of a graph, with --graph.",
                )
            return
        try:
            path.mkdir()
        except FileExistsError:
            raise OutputRefused(f"{str(path)!r} is not a folder.", hint="Give another place with --graph.") from None
        except (FileNotFoundError, NotADirectoryError):
            raise OutputRefused(
                f"The folder {str(path.parent)!r}, in which the graph should go, does not exist.",
                hint="Make it first, or give another place with --graph.",
            ) from None
        self._made = True

    def _leave(self, error: BaseException | None) -> None:
        path = self._folder.path
        try:
            if self._lock is not None:
                self._tidy(path)
        finally:
            if self._lock is not None:
                self._lock.release()
            self._folder.refresh()
        ours = disk_error(error, path) if error is not None else None
        if ours is not None:
            raise ours from error

    def _tidy(self, path: Path) -> None:
        if (path / POINTER_FILE).exists():
            # What could not be read is left alone.
            readable = _current_or_none(self._folder)
            if readable is not None:
                _sweep(path, readable)
            return
        for room in _ROOMS:
            shutil.rmtree(path / room, ignore_errors=True)
        (path / f"{POINTER_FILE}{_NEW}").unlink(missing_ok=True)
        if self._made:
            (path / _LOCK).unlink(missing_ok=True)
            path.rmdir()


def is_started(path: Path) -> bool:
    """Say whether a folder without ``graph.toml`` is empty, or holds only an unfinished first load."""
    try:
        names = set(os.listdir(path))
    except PermissionError:
        return False
    if not names <= {_LOCK, f"{POINTER_FILE}{_NEW}", *_ROOMS}:
        return False
    if not names:
        return True
    lock = path / _LOCK
    if not lock.is_file():
        return False
    text = lock.read_bytes()
    return text.startswith(MARK.encode()) or (not text and names == {_LOCK})


def _current(folder: GraphFolder) -> Manifest | None:
    folder.refresh()
    if not folder.exists():
        return None
    manifest = folder.manifest()
    folder.close()
    return manifest


def _current_or_none(folder: GraphFolder) -> Manifest | None:
    try:
        return _current(folder)
    except UsageProblem:
        return None


def _listed(path: Path, manifest: Manifest) -> set[Path]:
    return {path / name for source in manifest.sources for name in (source.ledger, source.rejects) if name}


def _replace(file: Path, text: str) -> None:
    """Put ``text`` in the place of ``file`` in one step that survives a power cut."""
    new = file.with_name(file.name + _NEW)
    with open(new, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(new, file)
    sync_file(file.parent)


def _sweep(path: Path, current: Manifest | None) -> None:
    """Remove what the current graph does not use and nobody reads: the old, and what dead writers left."""
    (path / f"{POINTER_FILE}{_NEW}").unlink(missing_ok=True)
    kept = {current.generation} if current else set()
    kept |= {folder.name for folder in (path / "store").iterdir() if not _discard(folder, kept)}
    for folder in (path / "network").iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
    if kept - ({current.generation} if current else set()):
        return  # a reader of an older generation may still want its ledger
    listed = _listed(path, current) if current else set()
    for room in ("ledger", "rejects"):
        for file in (path / room).iterdir():
            if file.is_dir():
                shutil.rmtree(file, ignore_errors=True)  # scratch of a killed load
            elif file not in listed:
                file.unlink(missing_ok=True)


def _discard(folder: Path, kept: set[str]) -> bool:
    """Remove a folder of ``store/`` unless it is the graph or somebody reads it; say whether it is gone."""
    if folder.name in kept:
        return False
    if not folder.is_dir():
        folder.unlink(missing_ok=True)
        return True
    claim = unpinned(folder)
    if claim is None:
        return False
    # Renamed first, so that a half-removed folder never bears a generation's name.
    dead = folder if folder.name.endswith((_NEW, _DEAD)) else folder.with_name(folder.name + _DEAD)
    if dead != folder:
        shutil.rmtree(dead, ignore_errors=True)
        os.rename(folder, dead)
    shutil.rmtree(dead, ignore_errors=True)
    claim.release()
    return True
