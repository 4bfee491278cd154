"""The embedded Oxigraph store: loaded in bulk once, then only read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph import terms
from graph.errors import QueryRejected, SourceRejected
from graph.store.opening import open_read_only, trouble

if TYPE_CHECKING:
    import rdflib

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "turtle-lines": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "nquads-lines": ox.RdfFormat.N_QUADS,
    "inferred-lines": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
# Where what is read goes, when not where the format says.
_GRAPHS = {"inferred-lines": ox.NamedNode(terms.GRAPH_INFERRED)}
# Oxigraph lets other threads run while it loads. Measured on 0.83 million quads: pieces of 8 MB take 5.7 s of
# processor time, files left whole 5.0 s; at 17 million quads, loads with pieces of 64 MB peak at 4.1 GB, of 8 MB at
# 2.5 GB.
_PIECE = 24 * 1024 * 1024
_THREADS = min(4, os.cpu_count() or 1)


class EmbeddedStore:
    """An Oxigraph store in a folder: ``create``, fill once, ``finish``; from then on ``open_read_only``.

    Attributes:
        path: Its folder.
        inner: The pyoxigraph store itself.
    """

    def __init__(self, inner: ox.Store, path: Path) -> None:
        self.inner = inner
        self.path = path

    @classmethod
    def create(cls, path: Path) -> EmbeddedStore:
        """Make an empty store at ``path``, which must not exist yet.

        Raises:
            DiskTrouble: The disk is full.
        """
        try:
            return cls(ox.Store(str(path)), path)
        except OSError as error:
            raise trouble(error, path) from error

    @classmethod
    def open_read_only(cls, path: Path) -> EmbeddedStore:
        """Open a finished store as it is now; see `open_read_only`."""
        return cls(open_read_only(path), path)

    def bulk_load(self, files: Iterable[tuple[Path, str]], *, threads: int = _THREADS) -> None:
        """Load files, several at a time; what is there already stays.

        Formats: turtle, nquads, ntriples, trig, rdfxml, jsonld, read as they are; and ``turtle-lines``,
        ``inferred-lines`` (Turtle for ``g:inferred``) and ``nquads-lines``, which are cut into pieces and loaded
        faster in less memory. These promise whole statements on each line, no blank nodes, and all prefixes on the
        first lines.

        Raises:
            SourceRejected: A file is not valid; the message has Oxigraph's reason.
            DiskTrouble: The disk is full. The store is then good for nothing but removal.
        """
        from concurrent.futures import ThreadPoolExecutor
        from threading import Event, Semaphore

        room, failed = Semaphore(threads + 1), Event()  # room for pieces in memory at once

        def load(path: Path, kind: str, piece: bytes | None) -> None:
            try:
                self._load_one(path, kind, piece)
            except BaseException:
                failed.set()
                raise
            finally:
                room.release()

        with ThreadPoolExecutor(threads) as pool:
            tasks = []
            for path, kind in files:
                for piece in _pieces(path) if kind.endswith("-lines") else (None,):
                    room.acquire()
                    if failed.is_set():
                        break
                    tasks.append(pool.submit(load, path, kind, piece))
            for task in tasks:
                task.result()

    def _load_one(self, path: Path, kind: str, piece: bytes | None) -> None:
        try:
            if piece is None:
                self.inner.bulk_load(path=path, format=FORMATS[kind], to_graph=_GRAPHS.get(kind))
            else:
                self.inner.bulk_load(input=piece, format=FORMATS[kind], to_graph=_GRAPHS.get(kind))
        except SyntaxError as error:
            # A line number within a piece would mislead; its text does not.
            line = piece.splitlines()[(error.lineno or 1) - 1].decode("utf-8", "replace") if piece else ""
            where = f", in {line[:200]!r}" if line else ""
            reason = error.msg.partition(": ")[2] if piece else str(error)
            raise SourceRejected(f"{path.name} is not valid {kind}: {reason}{where}.", file=str(path)) from error
        except (OSError, RuntimeError) as error:
            raise trouble(error, self.path) from error

    def load_small(self, path: Path, kind: str, graph: str | None = None) -> None:
        """Load a file with blank nodes so that they bear the same labels each time (RDFC-1.0); all in memory.

        Args:
            path: A few megabytes at most.
            kind: One of the formats of ``bulk_load``.
            graph: IRI of the named graph for what the file puts into the default graph.

        Raises:
            SourceRejected: The file is not valid.
            DiskTrouble: The disk is full.
        """
        text = path.read_bytes()
        try:
            dataset = ox.Dataset(ox.parse(text, FORMATS[kind], base_iri=path.resolve().as_uri()))
        except SyntaxError as error:
            raise SourceRejected(f"{path.name} is not valid {kind}: {error}.", file=str(path)) from error
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        place = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        mark = hashlib.sha256(text).hexdigest()[:16]
        try:
            self.inner.bulk_extend(_relabelled(dataset, mark, place))
        except (OSError, RuntimeError) as error:
            raise trouble(error, self.path) from error

    def finish(self, *, optimize: bool = True) -> None:
        """Write everything out and close the store; its folder can then be renamed.

        Args:
            optimize: Merge what was loaded in pieces. Measured per million triples: takes 1.2 s, joins then take 1.0 s
                and not 2.5 s (1.3 s when loaded in one piece), the folder 150 MB and not 100 MB.
        """
        try:
            if optimize:
                self.inner.optimize()
            self.inner.flush()
        except OSError as error:
            raise trouble(error, self.path) from error
        del self.inner
        # RocksDB's log holds the name of this computer and the time.
        for log in self.path.glob("LOG*"):
            log.unlink()

    def select(self, sparql: str, *, union: bool = False) -> ox.QuerySolutions:
        """Run one of our own SELECT queries, prefixes preloaded, with no time limit.

        Args:
            sparql: Trusted text. What users write goes through ``graph.questions``.
            union: Ask the union of all graphs, not the default graph.
        """
        found = self._query(sparql, union)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryRejected("This is no SELECT query.")
        return found

    def ask(self, sparql: str, *, union: bool = False) -> bool:
        """Run one of our own ASK queries; as for ``select``."""
        found = self._query(sparql, union)
        if not isinstance(found, ox.QueryBoolean):
            raise QueryRejected("This is no ASK query.")
        return bool(found)

    def _query(self, sparql: str, union: bool) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self.inner.query(sparql, prefixes=terms.PREFIXES, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise QueryRejected(f"The query is not valid SPARQL: {error}.") from error

    def quads(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        value: ox.NamedNode | ox.BlankNode | ox.Literal | None = None,
        *,
        graph: str | None = "",
    ) -> Iterator[ox.Quad]:
        """Yield quads that match the IRIs given; ``graph`` is empty for the default graph, None for all."""
        place = None if graph is None else ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return self.inner.quads_for_pattern(
            ox.NamedNode(subject) if subject else None,
            ox.NamedNode(predicate) if predicate else None,
            value,
            place,
        )

    def count(self, *, graph: str | None = None) -> int:
        """Return how many quads there are: in all, in the default graph (``""``), or in one named graph.

        Reads all of them: 0.1 s per half million.
        """
        if graph is None:
            return len(self.inner)
        return sum(1 for _ in self.quads(graph=graph))

    def dump_nquads_sorted(self, path: Path) -> str:
        """Write all quads as N-Quads in byte order and return the sha256; equal stores give equal bytes.

        Needs as much free disk again beside ``path``, and 400 MB of memory however large the store is.
        """
        from graph.store.sorting import sort_lines

        raw = path.with_name(path.name + ".unsorted")
        try:
            self.inner.dump(str(raw), ox.RdfFormat.N_QUADS)
            return sort_lines(raw, path)
        except OSError as error:
            raise trouble(error, path) from error
        finally:
            raw.unlink(missing_ok=True)

    def dataset(self) -> rdflib.Dataset:
        """Return the store as an rdflib Dataset; see `dataset`."""
        return dataset(self.inner)


def dataset(store: ox.Store) -> rdflib.Dataset:
    """Return a store as a read-only rdflib Dataset.

    Its default graph is what is stated; named graphs hold the rest. Queries run in Oxigraph and fetch nothing
    from the network: rdflib's own habit of fetching ``FROM`` is switched off for the whole process.
    """
    from graph.store.rdf import read_only_dataset

    return read_only_dataset(store)


def _pieces(path: Path) -> Iterator[bytes]:
    """Cut a file into pieces at line ends, each led by the prefixes at its top."""
    with open(path, "rb") as stream:
        head, first = b"", stream.readline()
        while first.lstrip().startswith((b"@prefix", b"PREFIX")):
            head, first = head + first, stream.readline()
        piece = head + first + stream.read(_PIECE) + stream.readline()
        while len(piece) > len(head):
            yield piece
            piece = head + stream.read(_PIECE) + stream.readline()


def _relabelled(dataset: ox.Dataset, mark: str, place: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    """Yield quads whose blank nodes bear the file's mark, so that two files never share one."""

    def renamed(term: object) -> object:
        return ox.BlankNode(f"{mark}-{term.value}") if isinstance(term, ox.BlankNode) else term

    for quad in dataset:
        graph = place if isinstance(quad.graph_name, ox.DefaultGraph) else renamed(quad.graph_name)
        yield ox.Quad(renamed(quad.subject), quad.predicate, renamed(quad.object), graph)  # type: ignore[arg-type]
