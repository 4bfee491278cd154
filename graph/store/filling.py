"""A new store, filled by a thread of its own while what goes into it is still being worked out."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from graph import terms
from graph.resources import ontology_folder


class Filling:
    """The ``with`` statement around a store that takes in files as soon as each is whole.

    Nothing is made before the first file is handed over. Left on an error, it waits for what was handed over and drops
    what went wrong with it: the error that ended the statement counts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ready: SimpleQueue[tuple[Path, str] | None] = SimpleQueue()
        self._pool = ThreadPoolExecutor(1)
        self._filled: Future[None] | None = None

    def __enter__(self) -> Filling:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ready.put(None)
        self._pool.shutdown()

    def take(self, file: Path, kind: str) -> None:
        """Hand over a whole file in one of the formats of `EmbeddedStore.bulk_load`."""
        if self._filled is None:
            self._filled = self._pool.submit(_fill, self._folder, iter(self._ready.get, None))
        self._ready.put((file, kind))

    def finish(self) -> None:
        """Wait until everything handed over is in the store and the store is closed.

        Raises:
            SourceRejected: A file is not valid.
            DiskTrouble: The disk is full.
        """
        self._ready.put(None)
        if self._filled is not None:
            self._filled.result()


def _fill(folder: Path, files: Iterable[tuple[Path, str]]) -> None:
    from graph.store.embedded import EmbeddedStore

    store = EmbeddedStore.create(folder)
    store.bulk_load(files)
    for file in sorted(ontology_folder().glob("*.ttl")):
        store.load_small(file, "turtle", terms.GRAPH_ONTOLOGY)
    store.finish(optimize=False)
