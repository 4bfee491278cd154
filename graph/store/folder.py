"""A graph folder: opened for reading at the cost of one small file, for writing by one process at a time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import GraphNotFound
from graph.store.pointer import NETWORK_FILE, POINTER_FILE, Pointer, read_pointer

if TYPE_CHECKING:
    from graph.store.generation import Writing
    from graph.store.locks import Pin
    from graph.store.manifest import Manifest

_LOADING = "Load something into it: `vendorgraph load SOURCE`, or build the bundled graph: `vendorgraph demo`."


class GraphFolder:
    """A folder with one graph in it. Making this object touches no disk; the first question asked of it does.

    From then on it shows one generation, whatever others write, until ``refresh`` or ``close``. Till then
    nobody removes that generation's store, network and ledger.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._text = ""
        self._pointer: Pointer | None = None
        self._pin: Pin | None = None

    @property
    def snapshot(self) -> str:
        """Id of what the graph was built from, 64 hex digits.

        Raises:
            GraphNotFound: There is no graph here, or it is damaged.
            GraphTooNew: A newer version wrote it.
        """
        return self._opened().snapshot

    @property
    def generation(self) -> str:
        """Name of the folders that hold the graph; errors as for ``snapshot``."""
        return self._opened().generation

    @property
    def store_path(self) -> Path:
        """The Oxigraph store; errors as for ``snapshot``."""
        return self.path / "store" / self.generation

    @property
    def network_file(self) -> Path:
        """The compact network; errors as for ``snapshot``."""
        return self.path / "network" / self.generation / NETWORK_FILE

    @property
    def supply_path(self) -> Path:
        """Folder of the tables of who supplies what, beside the network; errors as for ``snapshot``."""
        return self.network_file.parent / "supply"

    def manifest(self) -> Manifest:
        """Return all that ``graph.toml`` says of the generation shown; errors as for ``snapshot``."""
        from graph.store.manifest import parse_manifest

        self._opened()
        return parse_manifest(self._text, str(self.path / POINTER_FILE))

    def exists(self) -> bool:
        """Say whether the folder has a graph in it, readable or not."""
        return (self.path / POINTER_FILE).is_file()

    def refresh(self) -> None:
        """Show the newest generation from now on."""
        self.close()

    def close(self) -> None:
        """Let the generation shown go. Stores opened before stay usable: they hold their files open."""
        if self._pin is not None:
            self._pin.release()
        self._pointer = self._pin = None

    def writer(self) -> Writing:
        """Return the right to replace the graph, to be used in a ``with`` statement.

            with folder.writer() as generation:
                ...  # fill generation.store_folder, generation.network_file, generation.ledger_file(...)
                generation.commit(Manifest(...))

        Without a ``commit`` nothing changes. Entering raises the following; leaving turns a full disk, met
        anywhere within, into DiskTrouble.

        Raises:
            GraphBusy: Another process is writing.
            GraphNotFound: The folder holds something else than a graph, or a damaged one.
            GraphTooNew: A newer version wrote the graph.
            OutputRefused: The folder cannot be made or written to.
        """
        from graph.store.generation import Writing

        return Writing(self)

    def _opened(self) -> Pointer:
        if self._pointer is not None:
            return self._pointer
        from graph.store.locks import pin

        seen = ""
        while True:
            text = self._read()
            pointer = read_pointer(text, str(self.path / POINTER_FILE))
            pinned = pin(self.path / "store" / pointer.generation)
            if pinned is not None:
                self._text, self._pointer, self._pin = text, pointer, pinned
                return pointer
            # A writer switched between the two steps: then the file now names another generation.
            if text == seen:
                raise GraphNotFound(
                    f"{str(self.path)!r} is damaged: its store {pointer.generation} is missing.",
                    hint="Load the sources again into a new folder.",
                )
            seen = text

    def _read(self) -> str:
        file = self.path / POINTER_FILE
        try:
            with open(file, encoding="utf-8", newline="") as stream:
                return stream.read()
        except FileNotFoundError:
            raise self._no_graph() from None
        except NotADirectoryError:
            raise GraphNotFound(f"{str(self.path)!r} is a file, not a graph folder.", hint=_LOADING) from None
        except UnicodeDecodeError as error:
            from graph.store.manifest import damaged

            raise damaged(str(file), f"byte {error.start} is not UTF-8") from error
        except OSError as error:
            raise GraphNotFound(
                f"{str(file)!r} cannot be read: {error.strerror}.", hint="Check the folder's permissions."
            ) from error

    def _no_graph(self) -> GraphNotFound:
        if not self.path.exists():
            return GraphNotFound(f"There is no graph at {str(self.path)!r}.", hint=_LOADING)
        from graph.store.generation import is_started

        if is_started(self.path):
            return GraphNotFound(f"Nothing has been loaded yet into {str(self.path)!r}.", hint=_LOADING)
        return GraphNotFound(
            f"{str(self.path)!r} is not a graph: it has no {POINTER_FILE}.",
            hint="Give the folder of a graph with --graph, or build one with `vendorgraph demo`.",
        )
